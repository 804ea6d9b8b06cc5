import { z } from 'zod';
import { unitFileSchema } from './unit-file.ts';

/*
 * The fields of a unit file, read out of its schema: a field that is added there appears in the workbook with its
 * title, its hint and its drop-down list, and is read back, without a change here.
 */

export type FieldKind =
  | 'text'
  | 'amount'
  | 'measure'
  | 'count'
  | 'countChange'
  | 'date'
  | 'year'
  | 'choice'
  | 'switch';

/** What a switch says in a workbook; in a unit file it is true or false. */
export const SWITCH_WORDS = { true: '是', false: '否' } as const;

/** A step on the way to a field: a fixed key, any key of a record (`*`), any item of a list (`#`). */
export type FieldStep = string;
export const ANY_KEY = '*';
export const ANY_ITEM = '#';

export interface Field {
  readonly path: readonly FieldStep[];
  readonly label: string;
  readonly kind: FieldKind;
  readonly hint: string;
  readonly choices: readonly string[];
  /** For each record on the way the pattern of its keys; null where any name will do. */
  readonly keyPatterns: readonly (string | null)[];
  /** An empty text says something else than nothing at all. */
  readonly keepsEmpty: boolean;
  /** The key that names an item of a list of small objects: `term` of 名词解释补充. */
  readonly itemName: string | null;
  /** In a list: a line of this field begins the next item. */
  readonly startsItem: boolean;
}

interface Node {
  readonly title?: string;
  readonly description?: string;
  readonly type?: string;
  readonly const?: string;
  readonly enum?: readonly string[];
  readonly minLength?: number;
  readonly pattern?: string;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly propertyNames?: { readonly pattern?: string };
  readonly additionalProperties?: Node | boolean;
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Node>>;
}

const ROOT = z.toJSONSchema(unitFileSchema, { io: 'input', unrepresentable: 'any' }) as Node;
const SCALARS: ReadonlySet<string> = new Set(['amount', 'measure', 'count', 'countChange', 'date', 'year']);

const KIND_HINTS: Partial<Record<FieldKind, string>> = {
  amount: '金额，单位见“单位信息”中的金额单位。',
  measure: '数字，可以有小数。',
  count: '整数。',
  countChange: '整数，减少写负数，例如 -1。',
  switch: '写“是”或“否”，不写为否。',
  date: '写成 年-月-日，例如 2025-02-21。',
};

/** What a workbook is, and what has tables of its own: the ledgers, the projects, the indicators. */
const NO_FIELDS = [
  'level',
  'document',
  'budget',
  'ledgerFile',
  'counterparts',
  'prior.budget',
  'prior.ledgerFile',
  'projects',
  'performance.unit.indicators',
];

interface Way {
  readonly path: readonly FieldStep[];
  readonly titles: readonly string[];
  readonly hint: string;
  readonly keyPatterns: readonly (string | null)[];
}

/** Fields that stand on a line of their own, in the order of the schema. */
export const FORM_FIELDS: readonly Field[] = walk(ROOT, { path: [], titles: [], hint: '', keyPatterns: [] });

/** Columns of the sheet 项目: the fields of one project without its indicators. */
export const PROJECT_FIELDS: readonly Field[] = walk(itemOf('projects'), {
  path: [],
  titles: [''],
  hint: '',
  keyPatterns: [],
});

/** Columns of an indicator. */
export const INDICATOR_FIELDS: readonly Field[] = walk(indicatorNode(), {
  path: [],
  titles: [''],
  hint: '',
  keyPatterns: [],
});

function walk(given: Node, way: Way): Field[] {
  const node = resolve(given);
  const here = way.path.join('.');
  if (NO_FIELDS.includes(here) || way.path.at(-1) === 'indicators') return [];
  if (isScalar(given, node)) return [leaf(given, node, way)];
  if (node.anyOf) return node.anyOf.flatMap((option) => walk(option, way));
  if (node.items) return listFields(node, way);
  const fields = Object.entries(node.properties ?? {}).flatMap(([key, child]) => {
    const { title = key, description } = resolve(child);
    return walk(child, step(way, key, title, description));
  });
  const more = node.additionalProperties;
  if (typeof more !== 'object') return fields;
  const pattern = node.propertyNames?.pattern ?? null;
  // Beside fixed keys, the keys that a pack adds.
  const titles =
    fields.length > 0 ? [...way.titles.slice(0, -1), `${way.titles.at(-1)}（其他）`, ''] : way.titles;
  const below = { ...way, titles, path: [...way.path, ANY_KEY], keyPatterns: [...way.keyPatterns, pattern] };
  return [...fields, ...walk(more, below)];
}

function step(way: Way, key: string, title: string, hint: string | undefined): Way {
  return {
    path: [...way.path, key],
    titles: [...way.titles, title],
    hint: hint ?? '',
    keyPatterns: way.keyPatterns,
  };
}

/** Items that are a text each, a name with its text (名词解释), or small objects with a line for each part. */
function listFields(node: Node, way: Way): Field[] {
  const item = resolve(node.items!);
  const below = { ...way, path: [...way.path, ANY_ITEM] };
  if (isScalar(node.items!, item)) return [leaf(node.items!, item, below)];
  const parts = Object.entries(item.properties ?? {});
  if (parts.length === 2) {
    const [[name], [content, value]] = parts as [[string, Node], [string, Node]];
    return [{ ...leaf(value, resolve(value), { ...below, path: [...below.path, content] }), itemName: name }];
  }
  return parts.flatMap(([key, child], index) => {
    const { title = key, description } = resolve(child);
    const named = { ...step(below, key, title, description), titles: ['', ...below.titles, title] };
    if (!isScalar(child, resolve(child)))
      throw new Error(`the workbook has no place for ${named.path.join('.')}`);
    return [{ ...leaf(child, resolve(child), named), startsItem: index === 0 }];
  });
}

function isScalar(given: Node, node: Node): boolean {
  if (SCALARS.has(refName(given)) || node.enum || node.const !== undefined) return true;
  if (node.anyOf) return node.anyOf.every((option) => isScalar(option, resolve(option)));
  return node.type === 'string' || node.type === 'boolean';
}

function leaf(given: Node, node: Node, way: Way): Field {
  const options = [given, ...(node.anyOf ?? [])];
  const isSwitch = node.type === 'boolean';
  const stated = options.map(refName).find((name) => SCALARS.has(name)) as FieldKind | undefined;
  const kind = isSwitch ? 'switch' : stated;
  const choices = isSwitch
    ? Object.values(SWITCH_WORDS)
    : (node.enum ??
      (node.anyOf ?? []).flatMap((option) => (option.const === undefined ? [] : [option.const])));
  return {
    path: way.path,
    label: labelOf(way.titles),
    kind: kind ?? (choices.length > 0 ? 'choice' : 'text'),
    hint: hintOf(kind ?? 'text', given.description ?? (SCALARS.has(refName(given)) ? '' : way.hint)),
    choices,
    keyPatterns: way.keyPatterns,
    keepsEmpty:
      kind === undefined &&
      node.type === 'string' &&
      node.pattern === undefined &&
      node.minLength === undefined &&
      !node.enum &&
      node.default === undefined,
    itemName: null,
    startsItem: true,
  };
}

/** The title with those of the groups around it, the outermost left out: 实有人数·人数. */
function labelOf(titles: readonly string[]): string {
  const inner = titles.slice(1).filter((title) => title !== '');
  return inner.length > 0 ? inner.join('·') : titles[0]!;
}

/** Hints of the schema speak to people who write YAML: what names keys or shows brackets is left out. */
function hintOf(kind: FieldKind, hint: string): string {
  const kept = hint.split(/(?<=[。；])/).filter((sentence) => !/[[\]{}]|[a-z]{4,}(?!\/)|: /.test(sentence));
  const own = kept.join('');
  return own === '' ? (KIND_HINTS[kind] ?? '') : own;
}

function refName(node: Node): string {
  return node.$ref?.replace('#/$defs/', '') ?? '';
}

function resolve(node: Node): Node {
  const target = ROOT.$defs?.[refName(node)];
  return target ? { ...target, ...node } : node;
}

function itemOf(key: string): Node {
  return resolve(resolve(ROOT.properties![key]!).items!);
}

function indicatorNode(): Node {
  const goal = resolve(resolve(itemOf('projects').properties!.goal!));
  const levels = resolve(goal.properties!.indicators!);
  const groups = resolve(levels.additionalProperties as Node);
  return resolve((groups.additionalProperties as Node).items!);
}
