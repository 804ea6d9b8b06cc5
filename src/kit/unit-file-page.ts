import { nameOfDefinition, type SchemaNode, SchemaTree } from '../kinds/schema-tree.ts';
import { unitFileSchema } from '../kinds/unit-file.ts';
import type { Pack } from '../pack/pack.ts';
import { compilePack } from '../render/compiled-pack.ts';
import { FIELD_SOURCES, unprintedFields } from '../render/unprinted-fields.ts';

/** What a pack does with the fields of a unit file. */
interface PackUse {
  readonly name: string;
  readonly needs: ReadonlySet<string>;
  readonly unprinted: ReadonlySet<string>;
}

/** How a value is typed, by its shared definition. */
const TYPES: Readonly<Record<string, string>> = {
  amount: '金额',
  measure: '数值',
  count: '整数',
  countChange: '整数，可为负',
  year: '年度',
  date: '日期',
  cell: '金额，或 资金来源: 金额',
  byEconomicCode: '5 位编码: 金额',
  reserved: '金额或“全额”',
};

/**
 * The page of the fields of a unit file, docs/unit-file.zh-CN.md: what each means, how it is typed, an example, which packs
 * demand it and which print it. Made from the schema and the packs.
 */
export function unitFilePage(packs: readonly Pack[]): string {
  const uses = packs.map(
    (pack): PackUse => ({
      name: pack.name,
      needs: new Set(Object.keys(pack.settings.needs)),
      unprinted: new Set(unprintedFields(pack.settings, compilePack(pack).value?.unread ?? [])),
    }),
  );
  const schema = new SchemaTree(unitFileSchema);
  const { required = [] } = schema.root;
  const lines = [
    '# 单位文件的全部栏目',
    '',
    '<!-- 本页由 npm run schema 生成，请勿手改；栏目写在 src/kinds/unit-file.ts。 -->',
    '',
    '`npm run init` 写出的文件只列样式要的栏目；这里是全部。“必填”写明谁要求：**格式**是程序读文件的要求，其余是要求它的样式。',
    '“印它的样式”为 — 的，不直接印出：用于计算、检查，或由别的栏目带出。金额的单位由 `amounts` 说明一次。',
  ];
  for (const [key, node] of schema.fieldsOf(schema.root)) {
    const here = schema.resolve(node);
    lines.push('', `## ${key} ${here.title ?? ''}`.trimEnd());
    if (here.description) lines.push('', here.description);
    lines.push('', '| 栏目 | 含义 | 怎么写 | 例 | 必填 | 印它的样式 |', '|---|---|---|---|---|---|');
    for (const row of rowsOf(schema, node, [key], required.includes(key), uses))
      lines.push(`| ${row.join(' | ')} |`);
  }
  return `${lines.join('\n')}\n`;
}

/** A row for a field, and for each field below it. */
function rowsOf(
  schema: SchemaTree,
  given: SchemaNode,
  path: readonly string[],
  isRequired: boolean,
  uses: readonly PackUse[],
): string[][] {
  const node = schema.resolve(given);
  const own = [
    `\`${path.join('.')}\``,
    escaped([node.title, node.description].filter((text) => text !== undefined).join('：')),
    escaped(typeOf(schema, given)),
    node.example === undefined ? '' : `\`${escaped(shown(node.example))}\``,
    needOf(path, isRequired, uses),
    printedBy(path, uses),
  ];
  const below = schema
    .fieldsOf(given)
    .flatMap(([key, child]) =>
      rowsOf(schema, child, [...path, key], (node.required ?? []).includes(key), uses),
    );
  const item = node.items ? schema.resolve(node.items) : null;
  const value =
    typeof node.additionalProperties === 'object' ? schema.resolve(node.additionalProperties) : null;
  const inner = item?.properties ? item : value?.properties ? value : null;
  if (!inner) return [own, ...below];
  const step = item ? '[]' : '*';
  const rows = Object.entries(inner.properties ?? {}).flatMap(([key, child]) =>
    rowsOf(
      schema,
      child,
      [...path.slice(0, -1), path.at(-1)! + (item ? step : ''), ...(item ? [] : [step]), key],
      (inner.required ?? []).includes(key),
      uses,
    ),
  );
  return [own, ...below, ...rows];
}

function typeOf(schema: SchemaTree, given: SchemaNode): string {
  const known = TYPES[nameOfDefinition(given)];
  if (known !== undefined) return known;
  const node = schema.resolve(given);
  if (node.enum) return node.enum.join('、');
  if (node.const !== undefined) return node.const;
  if (node.type === 'boolean') return 'true 或 false';
  if (node.items) return '列表';
  if (node.properties || typeof node.additionalProperties === 'object') return '分组';
  return node.anyOf ? node.anyOf.map((each) => typeOf(schema, each)).join('，或 ') : '文字';
}

/** The path of a field as packs and the map of the view name it. */
function plain(path: readonly string[]): string {
  return path.map((step) => step.replace('[]', '')).join('.');
}

function needOf(path: readonly string[], isRequired: boolean, uses: readonly PackUse[]): string {
  if (isRequired) return '格式';
  const name = plain(path);
  return uses.flatMap((use) => (use.needs.has(name) ? [use.name] : [])).join('、');
}

function printedBy(path: readonly string[], uses: readonly PackUse[]): string {
  const name = plain(path);
  const known = Object.keys(FIELD_SOURCES).find((field) => name === field || name.startsWith(`${field}.`));
  if (known === undefined) return '—';
  const printing = uses.filter(({ unprinted }) => !unprinted.has(known)).map((use) => use.name);
  return printing.length === 0 ? '—' : printing.length === uses.length ? '全部' : printing.join('、');
}

function shown(example: unknown): string {
  return typeof example === 'string' ? example : JSON.stringify(example).replaceAll('"', '');
}

function escaped(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
