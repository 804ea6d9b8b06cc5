import { projectTables } from '../kinds/form-fields.ts';
import type { FormOf } from '../kinds/form-of.ts';
import type { RawTreeBuilder } from '../kinds/raw-tree.ts';
import { type Field, MEMBER_FIELDS, NOTE_FIELDS } from '../kinds/schema-fields.ts';
import { nearest } from '../model/nearest.ts';
import { nameKey } from '../model/unit-name.ts';
import type { Row } from '../ooxml/cell.ts';
import type { CellReader } from '../ooxml/cell-reader.ts';
import { type ColumnNames, findTable, type SheetTable } from '../ooxml/sheet-table.ts';
import { fieldValue, type Places } from './form-reader.ts';
import { GOAL_KEYS } from './project-sheets.ts';
import { SHEETS, WHOLE } from './sheet-names.ts';

const fieldColumns = (fields: readonly Field[]): Record<string, ColumnNames> =>
  Object.fromEntries(
    fields.map((field) => [field.path.join('.'), { names: [field.label], isRequired: true }]),
  );
const goalColumns = (fields: readonly Field[]): Record<string, ColumnNames> => ({
  ...Object.fromEntries(GOAL_KEYS.map((name, index) => [`key${index}`, { names: [name], isRequired: true }])),
  ...fieldColumns(fields),
});

/** Puts the lines of the sheet 项目 into the tree; gives the index of each project by name. */
export function readProjects(
  reader: CellReader,
  tree: RawTreeBuilder,
  places: Places,
  of: FormOf = 'unit',
): Map<string, number> {
  const { projects: fields } = projectTables(of);
  const indexes = new Map<string, number>();
  const known = new Set<string>();
  const table = findTable(reader, fieldColumns(fields));
  for (const row of table?.rows ?? []) {
    if (!hasContent(row, table!)) continue;
    const index = tree.lengthAt(['projects']);
    tree.put(['projects', index], {});
    for (const field of fields) put(field, ['projects', index], row, table!, reader, tree, places);
    const name = textAt('name', row, table!, reader);
    if (name === '') continue;
    if (known.has(nameKey(name))) {
      const column = table!.columns.get('name')!;
      reader.report('R08', row.number, column, `项目“${name}”写了两次。`, '合并成一行，或改用不同的名称。');
    }
    known.add(nameKey(name));
    indexes.set(name, index);
  }
  return indexes;
}

/** Puts the lines of the sheet 单位构成 into the tree, in their order. */
export function readMembers(reader: CellReader, tree: RawTreeBuilder, places: Places): void {
  readList('members', MEMBER_FIELDS, reader, tree, places);
}

/** Puts the lines of the sheet 项目经费说明 into the tree. */
export function readNotes(reader: CellReader, tree: RawTreeBuilder, places: Places): void {
  readList('projectNotes', NOTE_FIELDS, reader, tree, places);
}

function readList(
  key: string,
  fields: readonly Field[],
  reader: CellReader,
  tree: RawTreeBuilder,
  places: Places,
): void {
  const table = findTable(reader, fieldColumns(fields));
  for (const row of table?.rows ?? []) {
    if (!hasContent(row, table!)) continue;
    const item = [key, tree.lengthAt([key])];
    tree.put(item, {});
    places.set(item, reader.place(row.number, 1));
    for (const field of fields) put(field, item, row, table!, reader, tree, places);
  }
}

/** What a name is written like where it is known: typed with other brackets, blanks or invisible characters it is the same. */
export function writtenNames(known: Iterable<string>): (typed: string) => string {
  const byKey = new Map([...known].map((name) => [nameKey(name), name]));
  return (typed) => byKey.get(nameKey(typed)) ?? typed;
}

/**
 * Puts the lines of the sheet 绩效目标 under their projects or the unit as a whole; null where the sheet of the projects
 * could not be read, so that nobody can say which there are.
 */
export function readGoals(
  reader: CellReader,
  projects: ReadonlyMap<string, number> | null,
  tree: RawTreeBuilder,
  places: Places,
  of: FormOf = 'unit',
): void {
  const { indicators: fields, below } = projectTables(of);
  const written =
    projects === null ? writtenNames([WHOLE[of]]) : writtenNames([WHOLE[of], ...projects.keys()]);
  const table = findTable(reader, goalColumns(fields));
  for (const row of table?.rows ?? []) {
    if (!hasContent(row, table!)) continue;
    const keys = GOAL_KEYS.map((_, index) => textAt(`key${index}`, row, table!, reader));
    const missing = keys.indexOf('');
    if (missing !== -1) {
      const column = table!.columns.get(`key${missing}`)!;
      reader.report(
        'R08',
        row.number,
        column,
        `没有写“${GOAL_KEYS[missing]}”。`,
        '每一行都要写明，不要用合并单元格。',
      );
      continue;
    }
    const [typed, level1, level2] = keys as [string, string, string];
    const goal = written(typed);
    const root = goalPath(goal, projects, of, below);
    if (!root) {
      if (projects === null) continue;
      const close = nearest(goal, [WHOLE[of], ...projects.keys()]);
      const hint = close
        ? `是不是“${close}”？`
        : of === 'unit'
          ? `写“${SHEETS.projects}”表中的项目名称，或“${WHOLE[of]}”。`
          : of === 'final'
            ? `写“${SHEETS.projects}”表中的项目名称。`
            : `写“${WHOLE[of]}”。`;
      reader.report('R08', row.number, table!.columns.get('key0')!, `没有名为“${goal}”的项目。`, hint);
      continue;
    }
    const list = [...root, level1, level2];
    const item = [...list, tree.lengthAt(list)];
    tree.put(item, {});
    places.set(item, reader.place(row.number, 1));
    for (const field of fields) put(field, item, row, table!, reader, tree, places);
  }
}

function goalPath(
  goal: string,
  projects: ReadonlyMap<string, number> | null,
  of: FormOf,
  below: string,
): (string | number)[] | null {
  if (goal === WHOLE[of]) return ['performance', of, 'indicators'];
  const index = projects?.get(goal);
  return index === undefined ? null : ['projects', index, below, 'indicators'];
}

function put(
  field: Field,
  base: readonly (string | number)[],
  row: Row,
  table: SheetTable<string>,
  reader: CellReader,
  tree: RawTreeBuilder,
  places: Places,
): void {
  const column = table.columns.get(field.path.join('.'))!;
  const path = [...base, ...field.path];
  places.set(path, reader.place(row.number, column));
  if (!row.cells.has(column)) return;
  const value = fieldValue(field, row, column, reader);
  if (value !== null && (value !== '' || field.keepsEmpty)) tree.put(path, value);
}

function hasContent(row: Row, { columns }: SheetTable<string>): boolean {
  return [...columns.values()].some((column) => row.cells.has(column));
}

function textAt(name: string, row: Row, { columns }: SheetTable<string>, reader: CellReader): string {
  return reader.text(row, columns.get(name) ?? 0);
}
