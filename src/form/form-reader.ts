import { LINES_OF } from '../kinds/form-fields.ts';
import type { FormOf } from '../kinds/form-of.ts';
import { codeOf } from '../kinds/ledger-columns.ts';
import type { RawTreeBuilder, RawValue } from '../kinds/raw-tree.ts';
import { ANY_ITEM, ANY_KEY, besides, type Field } from '../kinds/schema-fields.ts';
import type { Position } from '../model/finding.ts';
import type { DataPath } from '../model/locator.ts';
import { nearest } from '../model/nearest.ts';
import type { Row } from '../ooxml/cell.ts';
import type { CellReader } from '../ooxml/cell-reader.ts';
import { type ColumnNames, findTable } from '../ooxml/sheet-table.ts';
import { fieldsOf, nameCount } from './form-rows.ts';
import { type KeyNames, NO_KEY_NAMES, recordOf } from './key-names.ts';
import { EXPLICIT_EMPTY, type FormSheet, withoutMark } from './sheet-names.ts';

/** The columns of a form sheet. */
export const FORM_COLUMNS = {
  label: { names: ['栏目'], isRequired: true },
  name: { names: ['名称'], isRequired: false },
  detail: { names: ['细目'], isRequired: false },
  more: { names: ['再细'], isRequired: false },
  value: { names: ['内容'], isRequired: true },
  hint: { names: ['填写提示'], isRequired: false },
} as const satisfies Record<string, ColumnNames>;
type FormColumn = keyof typeof FORM_COLUMNS;

/** Where the values of a unit file stand, by their path. */
export interface Places {
  set(path: DataPath, position: Position): void;
}

/**
 * Puts the lines of a form sheet into the tree. Lines without content are passed over, but remembered as the place
 * where a missing value belongs. `R08` a line that says nothing clear.
 */
export function readForm(
  sheet: FormSheet,
  reader: CellReader,
  tree: RawTreeBuilder,
  places: Places,
  of: FormOf = 'unit',
  keyNames: KeyNames = NO_KEY_NAMES,
): void {
  const table = findTable<FormColumn>(reader, FORM_COLUMNS);
  if (!table) return;
  const fields = fieldsOf(sheet, of);
  const at = (column: FormColumn): number => table.columns.get(column) ?? 0;
  const textAt = (row: Row, column: FormColumn): string =>
    at(column) === 0 ? '' : reader.text(row, at(column));
  for (const row of table.rows) {
    const label = withoutMark(textAt(row, 'label'));
    const value = row.cells.has(at('value')) ? textAt(row, 'value') : '';
    const names = (['name', 'detail', 'more'] as const)
      .map((column) => textAt(row, column))
      .filter((name) => name !== '');
    const bad = (column: FormColumn, message: string, hint: string): void =>
      reader.report('R08', row.number, at(column), message, hint);
    if (label === '') {
      if (value !== '')
        bad('label', `内容“${shorten(value)}”没有写栏目。`, '从下拉列表中选择栏目，或删去这一行。');
      continue;
    }
    const sameLabel = fieldsNamed(label, fields);
    if (sameLabel.length === 0) {
      const close = nearest(
        label,
        fields.map((field) => field.label),
      );
      bad(
        'label',
        `不认识的栏目“${label}”。`,
        close ? `是不是“${close}”？` : '从下拉列表中选择栏目，或删去这一行。',
      );
      continue;
    }
    const field = sameLabel.find((candidate) => nameCount(candidate) === names.length);
    const place = reader.place(row.number, at('value'));
    if (value === '') {
      const single = sameLabel.find((candidate) => nameCount(candidate) === 0);
      if (single)
        places.set(
          single.path.filter((step) => step !== ANY_ITEM),
          place,
        );
      else if (field) places.set(pathOf(field, names, tree, keyNames), place);
      continue;
    }
    if (!field) {
      const needed = nameCount(sameLabel[0]!);
      const column = names.length < needed && names.length > 0 ? 'detail' : 'name';
      if (names.length > needed) bad(column, `“${label}”不需要名称“${names.at(-1)}”。`, '删去这一格的内容。');
      else bad(column, `“${label}”没有写名称。`, '在“名称”一栏写明，例如人员类别、科目编码或收入名称。');
      continue;
    }
    const path = pathOf(field, names, tree, keyNames);
    if (tree.has(path)) {
      bad('label', `“${[label, ...names].join(' ')}”写了两次。`, '删去其中一行。');
      continue;
    }
    const read = fieldValue(field, row, at('value'), reader);
    if (read === null) continue;
    if (field.itemName !== null) {
      const name = [...path.slice(0, -1), field.itemName];
      tree.put(name, names.at(-1)!);
      places.set(name, reader.place(row.number, at('name')));
    }
    tree.put(path, read);
    places.set(path, place);
  }
}

/**
 * The fields that a label names, as it is or as it was: what has fields of its own now stood on lines of one name (原因 is
 * 原因（其他）), and a final called what it shares with a budget as the budget does.
 */
function fieldsNamed(label: string, fields: readonly Field[]): readonly Field[] {
  const ofBudgets = LINES_OF.unit.filter((field) => field.label === label).map(({ path }) => path.join('.'));
  const ways: readonly ((field: Field) => boolean)[] = [
    (field) => field.label === label,
    (field) => field.label === besides(label),
    ({ path }) => ofBudgets.includes(path.join('.')),
  ];
  return ways.map((way) => fields.filter(way)).find((found) => found.length > 0) ?? [];
}

/** The way to a value: names for the keys of records, the next free number for items of lists. */
function pathOf(
  field: Field,
  names: readonly string[],
  tree: RawTreeBuilder,
  keyNames: KeyNames,
): (string | number)[] {
  const record = recordOf(field);
  const rest = record === null ? [...names] : names.map((name) => keyNames.keyOf(record, name));
  const patterns = [...field.keyPatterns];
  const path: (string | number)[] = [];
  for (const step of field.path) {
    if (step === ANY_ITEM) path.push(Math.max(0, tree.lengthAt(path) - (field.startsItem ? 0 : 1)));
    else if (step === ANY_KEY) path.push(keyOf(rest.shift()!, patterns.shift() ?? null));
    else path.push(step);
  }
  return path;
}

/** A code may be followed by its name; the key is the code. */
function keyOf(name: string, pattern: string | null): string {
  return pattern === null ? name : codeOf(name);
}

/** The value of a cell as the kind of field demands; null for one that was reported. */
export function fieldValue(field: Field, row: Row, column: number, reader: CellReader): RawValue | null {
  const text = reader.text(row, column);
  if (field.keepsEmpty && text === EXPLICIT_EMPTY) return '';
  if (field.kind === 'switch') return switchValue(text);
  if (field.choices.includes(text)) return text;
  if (field.kind === 'amount' || field.kind === 'measure') return reader.amount(row, column);
  return field.kind === 'date' ? reader.date(row, column) : text;
}

/** Other words stay as they are, for the check of the form to refuse. */
function switchValue(text: string): RawValue {
  if (/^(是|true|1)$/i.test(text)) return true;
  return /^(否|false|0)$/i.test(text) ? false : text;
}

function shorten(text: string): string {
  return text.length > 20 ? `${text.slice(0, 20)}…` : text;
}
