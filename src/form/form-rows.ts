import { LINES_OF } from '../kinds/form-fields.ts';
import { type FormOf, isOfDepartment } from '../kinds/form-of.ts';
import { isRawMap, type RawMap, type RawValue, rawText, valueAt } from '../kinds/raw-tree.ts';
import { ANY_ITEM, ANY_KEY, type Field, SWITCH_WORDS } from '../kinds/schema-fields.ts';
import { addAll } from '../model/add-all.ts';
import { HANDED_FUNDS } from '../model/fund.ts';
import { EXPLICIT_EMPTY, type FormSheet, sheetOfField } from './sheet-names.ts';

/** One line of a form sheet: which field, the keys of the records on the way, the value. */
export interface FormRow {
  readonly field: Field;
  readonly names: readonly string[];
  readonly value: string;
}

/** Names that a template pack prints even when there are none (在职, 退休 …), offered in an empty workbook. */
export interface OfferedNames {
  readonly staff: readonly string[];
  readonly vehicles: readonly string[];
  /** Options of the pack, so that a workbook shows what may be chosen. */
  readonly options: readonly OfferedOption[];
  /** What the pack asks of a field; everything is offered where it is not known. */
  readonly asked?: (path: readonly string[]) => Asked;
}

/** An option of a form, and what may be chosen. */
export interface OfferedOption {
  readonly key: string;
  readonly choices: readonly string[];
  readonly usual: string;
}

/** What a form wants of a field: it must be filled in, it may be, or it is never printed. */
export type Asked = 'demanded' | 'offered' | 'not';

/** What the pack asks of a field; whatever stands below a record is asked as the record is. */
export function askedOf({ path }: Field, { asked }: OfferedNames): Asked {
  const at = path.findIndex((step) => step === ANY_KEY || step === ANY_ITEM);
  const of = asked?.(at === -1 ? path : path.slice(0, at)) ?? 'offered';
  // Which reasons and purposes are needed the figures say.
  return of === 'demanded' && at === 1 ? 'offered' : of;
}

/** The fields of a form sheet, in the order of the schema. */
export function fieldsOf(sheet: FormSheet, of: FormOf = 'unit'): Field[] {
  const own = of === 'department' ? [NO_LAST_YEAR] : [];
  const fields = [...LINES_OF[of], ...own, inheritedFrom(of)];
  return fields.filter((field) => sheetOfField(field, of) === sheet);
}

/** How the workbook of a department says that its last year is empty; in its file `prior: { budget: {} }`. */
export const NO_LAST_YEAR: Field = {
  path: ['prior', 'none'],
  label: '新设部门',
  kind: 'switch',
  hint: '新设、上年没有预算的写“是”；其他部门写上年文件。',
  choices: Object.values(SWITCH_WORDS),
  keyPatterns: [],
  keepsEmpty: false,
  itemName: null,
  startsItem: true,
};

/** The file that says of the unit or department what this one does not: `unit: { from: 2025.yaml }`. */
function inheritedFrom(of: FormOf): Field {
  return {
    ...NO_LAST_YEAR,
    path: [isOfDepartment(of) ? 'department' : 'unit', 'from'],
    label: '概况取自',
    kind: 'text',
    hint: '概况已写在另一个文件里的，写那个文件（相对本文件的路径）；这里又填了的以这里为准。',
    choices: [],
  };
}

/** How many names a line of that field gives. */
export function nameCount(field: Field): number {
  return field.path.filter((step) => step === ANY_KEY).length + (field.itemName === null ? 0 : 1);
}

/**
 * The lines of a form sheet: what the tree holds, and for each field that may be filled in at least one line. Fields
 * of one record stand together, name by name: 在职 人数, 在职 增减, 退休 人数 …
 */
export function formRows(
  sheet: FormSheet,
  tree: RawMap,
  offered: OfferedNames,
  of: FormOf = 'unit',
): FormRow[] {
  const fields = fieldsOf(sheet, of);
  const rows: FormRow[] = [];
  const done = new Set<Field>();
  for (const field of fields) {
    if (done.has(field)) continue;
    const group = recordGroup(field, fields);
    for (const member of group) done.add(member);
    const found = groupRows(group, tree, offered, fields);
    // What is there is shown even where nothing prints it, so that nothing is lost.
    const isShown = ({ field: each, value }: FormRow): boolean =>
      value !== '' || askedOf(each, offered) !== 'not';
    addAll(rows, found.filter(isShown));
  }
  return rows.filter((row, at) => !isBlank(row) || rows.findIndex((other) => isSameBlank(row, other)) === at);
}

/** A line in which nothing stands yet. */
function isBlank({ names, value }: FormRow): boolean {
  return value === '' && names.length === 0;
}

/** Fields of one name differ by how many names their lines give; a blank line does for all of them. */
function isSameBlank(row: FormRow, other: FormRow): boolean {
  return isBlank(other) && row.field.label === other.field.label;
}

/** Fields below the same record: 车辆·数量 and 车辆·价值. */
function recordGroup(field: Field, fields: readonly Field[]): Field[] {
  const at = field.path.indexOf(ANY_KEY);
  if (isListOfObjects(field))
    return fields.filter((other) => isListOfObjects(other) && other.path[0] === field.path[0]);
  if (at === -1 || at === field.path.length - 1) return [field];
  const root = field.path.slice(0, at + 1).join('.');
  const isMember = ({ path }: Field): boolean =>
    path.slice(0, at + 1).join('.') === root && path.length > at + 1 && path[at + 1] !== ANY_KEY;
  const members = fields.filter(isMember);
  return members.includes(field) ? members : [field];
}

function isListOfObjects({ path, itemName }: Field): boolean {
  return itemName === null && path.includes(ANY_ITEM) && path.at(-1) !== ANY_ITEM;
}

/** Item by item, the parts of each on lines of their own. */
function itemRows(group: readonly Field[], tree: RawMap): FormRow[] {
  const at = group[0]!.path.indexOf(ANY_ITEM);
  const list = valueAt(tree, group[0]!.path.slice(0, at));
  const items: readonly RawValue[] = Array.isArray(list) && list.length > 0 ? list : [{}];
  return items.flatMap((item) =>
    group.map((field) => ({ field, names: [], value: rawText(valueAt(item, field.path.slice(at + 1))) })),
  );
}

function groupRows(
  group: readonly Field[],
  tree: RawMap,
  offered: OfferedNames,
  all: readonly Field[],
): FormRow[] {
  if (isListOfObjects(group[0]!)) return itemRows(group, tree);
  const filled = group.flatMap((field) => valuesAt(tree, field, all));
  const names = [...new Set([...filled.map((row) => row.names[0]!), ...offeredFor(group[0]!, offered)])];
  if (group.length > 1) {
    const blankNames = names.length > 0 ? names : [''];
    return blankNames.flatMap((name) =>
      group.map(
        (field) => filled.find((row) => row.field === field && row.names[0] === name) ?? blank(field, [name]),
      ),
    );
  }
  const field = group[0]!;
  const extra = names
    .filter((name) => !filled.some((row) => row.names[0] === name))
    .map((name) => blank(field, [name]));
  const rows = nameCount(field) > 0 ? [...filled, ...(filled.length === 0 ? extra : [])] : filled;
  return rows.length > 0 && !isRepeatable(field) ? rows : [...rows, blank(field, [])];
}

function isRepeatable({ path }: Field): boolean {
  return path.includes(ANY_KEY) || path.includes(ANY_ITEM);
}

function blank(field: Field, names: readonly string[]): FormRow {
  return { field, names, value: '' };
}

function offeredFor({ path }: Field, offered: OfferedNames): readonly string[] {
  if (path[0] === 'unit' && path[1] === 'staff') return offered.staff;
  if (path[0] === 'options') return offered.options.map(({ key }) => key);
  if (path[0] === 'counterparts') return HANDED_FUNDS;
  return path.some((step) => /vehicles$/i.test(step)) ? offered.vehicles : [];
}

/** All values of a field in a tree, with the keys on the way. */
function valuesAt(tree: RawMap, field: Field, all: readonly Field[]): FormRow[] {
  const { path, itemName, keepsEmpty, isOneOrMany } = field;
  const walk = (
    value: RawValue | undefined,
    rest: readonly string[],
    names: readonly string[],
  ): FormRow[] => {
    const [step, ...more] = rest;
    if (step === undefined) {
      // A record where this field has a text belongs to the field beside it.
      if (value === undefined || typeof value === 'object') return [];
      const text = field.kind === 'switch' ? switchWord(value) : rawText(value);
      return [{ field, names, value: text === '' && keepsEmpty ? EXPLICIT_EMPTY : text }];
    }
    if (step === ANY_ITEM) {
      const items: readonly RawValue[] = Array.isArray(value) ? value : isOneOrMany && value ? [value] : [];
      return items.flatMap((item) =>
        itemName === null
          ? walk(item, more, names)
          : walk(item, more, [...names, rawText(isRawMap(item) ? item[itemName] : '')]),
      );
    }
    if (!isRawMap(value)) return [];
    if (step === ANY_KEY) {
      const taken = siblingKeys(path, path.length - rest.length, all);
      return Object.entries(value).flatMap(([key, child]) =>
        taken.has(key) ? [] : walk(child, more, [...names, key]),
      );
    }
    return Object.hasOwn(value, step) ? walk(value[step], more, names) : [];
  };
  return walk(tree, path, []);
}

function switchWord(value: RawValue): string {
  return SWITCH_WORDS[rawText(value) as keyof typeof SWITCH_WORDS] ?? rawText(value);
}

/** Keys that have fields of their own beside a record that takes any other key. */
function siblingKeys(path: readonly string[], depth: number, all: readonly Field[]): ReadonlySet<string> {
  const root = path.slice(0, depth).join('.');
  const siblings = all.filter((field) => field.path.slice(0, depth).join('.') === root);
  return new Set(
    siblings.map((field) => field.path[depth]!).filter((step) => step !== ANY_KEY && step !== ANY_ITEM),
  );
}
