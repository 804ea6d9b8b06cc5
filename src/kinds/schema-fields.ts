import { z } from 'zod';
import { departmentFileSchema } from './department-file.ts';
import { unitFileSchema } from './unit-file.ts';

/*
 * The fields of a unit's file and of a department's, read out of their schemas: a field that is added there appears in the workbook with its
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
  /** A list that may stand as its one text: `上级补助收入: 区教育局`. */
  readonly isOneOrMany?: boolean;
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

const SCALARS: ReadonlySet<string> = new Set([
  'amount',
  'signedAmount',
  'measure',
  'count',
  'countChange',
  'date',
  'year',
]);

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
  'prior.budget',
  'prior.ledgerFile',
  'projects',
  'performance.unit.indicators',
];

/** The same of a department: its members, what it says of projects, and its goals have tables of their own. */
const NO_DEPARTMENT_FIELDS = [
  'level',
  'document',
  'members',
  'projectNotes',
  'prior.budget',
  'prior.ledgerFile',
  'performance.department.indicators',
];

interface Way {
  readonly path: readonly FieldStep[];
  readonly titles: readonly string[];
  readonly hint: string;
  readonly keyPatterns: readonly (string | null)[];
}

/** What the keys that a form adds beside the fields of a group are called. `增减原因` → 增减原因（其他） */
export function besides(title: string): string {
  return `${title}（其他）`;
}

/** The fields of one kind of file. */
export class SchemaFields {
  private readonly root: Node;
  private readonly without: readonly string[];

  constructor(schema: z.ZodType, without: readonly string[]) {
    this.root = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Node;
    this.without = without;
  }

  /** Those that stand on a line of their own, in the order of the schema. */
  lines(): Field[] {
    return this.walk(this.root, { path: [], titles: [], hint: '', keyPatterns: [] });
  }

  /** The columns of a table with one item of a list in each row. */
  columns(item: Node): Field[] {
    return this.walk(item, { path: [], titles: [''], hint: '', keyPatterns: [] });
  }

  /** What the items of the list at a key are. */
  itemOf(key: string): Node {
    return this.resolve(this.resolve(this.root.properties![key]!).items!);
  }

  /** The indicators that projects have below a key: those of their goals. */
  indicator(below: 'goal' | 'evaluation' = 'goal'): Node {
    const goal = this.resolve(this.resolve(this.itemOf('projects').properties![below]!));
    const levels = this.resolve(goal.properties!.indicators!);
    const groups = this.resolve(levels.additionalProperties as Node);
    return this.resolve((groups.additionalProperties as Node).items!);
  }

  private walk(given: Node, way: Way): Field[] {
    const node = this.resolve(given);
    const here = way.path.join('.');
    if (this.without.includes(here) || way.path.at(-1) === 'indicators') return [];
    if (this.isScalar(given, node)) return [this.leaf(given, node, way)];
    const many = node.anyOf?.find(({ items }) => items !== undefined);
    // One text or a list of them: a line for each.
    if (many && node.anyOf!.length === 2)
      return this.walk(many, way).map((field) => ({ ...field, isOneOrMany: true }));
    if (node.anyOf) return node.anyOf.flatMap((option) => this.walk(option, way));
    if (node.items) return this.listFields(node, way);
    const fields = Object.entries(node.properties ?? {}).flatMap(([key, child]) => {
      const { title = key, description } = this.resolve(child);
      return this.walk(child, step(way, key, title, description));
    });
    const more = node.additionalProperties;
    if (typeof more !== 'object') return fields;
    const pattern = node.propertyNames?.pattern ?? null;
    // Beside fixed keys, the keys that a pack adds.
    const titles =
      fields.length > 0 ? [...way.titles.slice(0, -1), besides(way.titles.at(-1)!), ''] : way.titles;
    const below = {
      ...way,
      titles,
      path: [...way.path, ANY_KEY],
      keyPatterns: [...way.keyPatterns, pattern],
    };
    return [...fields, ...this.walk(more, below)];
  }

  /** Items that are a text each, a name with its text (名词解释), or small objects with a line for each part. */
  private listFields(node: Node, way: Way): Field[] {
    const item = this.resolve(node.items!);
    const below = { ...way, path: [...way.path, ANY_ITEM] };
    if (this.isScalar(node.items!, item)) return [this.leaf(node.items!, item, below)];
    const parts = Object.entries(item.properties ?? {});
    if (parts.length === 2) {
      const [[name], [content, value]] = parts as [[string, Node], [string, Node]];
      return [
        {
          ...this.leaf(value, this.resolve(value), { ...below, path: [...below.path, content] }),
          itemName: name,
        },
      ];
    }
    return parts.flatMap(([key, child], index) => {
      const { title = key, description } = this.resolve(child);
      const named = { ...step(below, key, title, description), titles: ['', ...below.titles, title] };
      if (!this.isScalar(child, this.resolve(child)))
        throw new Error(`the workbook has no place for ${named.path.join('.')}`);
      return [{ ...this.leaf(child, this.resolve(child), named), startsItem: index === 0 }];
    });
  }

  private isScalar(given: Node, node: Node): boolean {
    if (SCALARS.has(refName(given)) || node.enum || node.const !== undefined) return true;
    if (node.anyOf) return node.anyOf.every((option) => this.isScalar(option, this.resolve(option)));
    return node.type === 'string' || node.type === 'boolean';
  }

  private leaf(given: Node, node: Node, way: Way): Field {
    const options = [given, ...(node.anyOf ?? [])];
    const isSwitch = node.type === 'boolean';
    const named = options.map(refName).find((name) => SCALARS.has(name));
    const stated = (named === 'signedAmount' ? 'amount' : named) as FieldKind | undefined;
    const kind = isSwitch ? 'switch' : stated;
    const choices = isSwitch
      ? Object.values(SWITCH_WORDS)
      : (node.enum ??
        [node, ...(node.anyOf ?? [])].flatMap((option) =>
          option.const === undefined ? [] : [option.const],
        ));
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

  private resolve(node: Node): Node {
    const target = this.root.$defs?.[refName(node)];
    return target ? { ...target, ...node } : node;
  }
}

const UNIT = new SchemaFields(unitFileSchema, NO_FIELDS);
const DEPARTMENT = new SchemaFields(departmentFileSchema, NO_DEPARTMENT_FIELDS);

/** Fields that stand on a line of their own, in the order of the schema. */
export const FORM_FIELDS: readonly Field[] = UNIT.lines();
/** The same of a department. */
export const DEPARTMENT_FIELDS: readonly Field[] = DEPARTMENT.lines();

/** Columns of the sheet 项目: the fields of one project without its indicators. */
export const PROJECT_FIELDS: readonly Field[] = UNIT.columns(UNIT.itemOf('projects'));

/** Columns of an indicator. */
export const INDICATOR_FIELDS: readonly Field[] = UNIT.columns(UNIT.indicator());

/** Columns of the sheet 单位构成, and of 项目经费情况说明. */
export const MEMBER_FIELDS: readonly Field[] = DEPARTMENT.columns(DEPARTMENT.itemOf('members'));
export const NOTE_FIELDS: readonly Field[] = DEPARTMENT.columns(DEPARTMENT.itemOf('projectNotes'));

function step(way: Way, key: string, title: string, hint: string | undefined): Way {
  return {
    path: [...way.path, key],
    titles: [...way.titles, title],
    hint: hint ?? '',
    keyPatterns: way.keyPatterns,
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
