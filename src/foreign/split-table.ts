import { isNumber, type RawCell, type RawTable } from './raw-table.ts';

/** Rows of one make that a part of a form has at least: its head and one below. */
const LEAST_ROWS = 2;

/**
 * A grid in the tables that were drawn as one: where rows of another make begin with a row of short words in every cell,
 * a table with a head of its own begins. Its columns are those that its cells use.
 *
 * Example: a form with facts in cells of several widths, then 一级指标 │ 二级指标 │ 指标值 and rows below → two tables
 */
export function splitTable(raw: RawTable): RawTable[] {
  const makes = raw.rows.map(makeOf);
  const starts = raw.rows
    .flatMap((_, index) => (index > 0 && beginsTable(raw, makes, index) ? [index] : [index === 0 ? 0 : -1]))
    .filter((index) => index >= 0);
  if (starts.length === 1) return [raw];
  return starts.map((start, index) => compact(raw.rows.slice(start, starts[index + 1] ?? raw.rows.length)));
}

/** Where the cells of a row begin. */
function makeOf(row: readonly RawCell[]): string {
  return row.map(({ column, colSpan }) => `${column}+${colSpan}`).join(' ');
}

function beginsTable({ rows }: RawTable, makes: readonly string[], index: number): boolean {
  const row = rows[index]!;
  const before = rows.slice(0, index);
  // What reaches down from above holds both together; a head of a ruled table stands on top and is not looked for.
  if (before.some((above, at) => above.some(({ rowSpan }) => at + rowSpan > index))) return false;
  if (row.length < 4 || makes.slice(0, index).includes(makes[index]!)) return false;
  if (
    !row.every(({ text, rowSpan }) => text !== '' && text.length <= 12 && !/\d/.test(text) && rowSpan === 1)
  )
    return false;
  if (!before.some((above) => above.some(({ text }) => isNumber(text)))) return false;
  // Below, cells over several rows leave out their column.
  const columns = new Set(row.map(({ column }) => column));
  let alike = 0;
  for (const below of rows.slice(index + 1)) {
    if (below.length > 0 && below.every(({ column }) => columns.has(column))) alike++;
    else break;
  }
  return alike + 1 >= LEAST_ROWS && row.some(({ colSpan }, at) => colSpan !== before[0]![at]?.colSpan);
}

function compact(rows: RawTable['rows']): RawTable {
  const used = [...new Set(rows.flat().flatMap(({ column, colSpan }) => [column, column + colSpan]))].sort(
    (a, b) => a - b,
  );
  const numberOf = new Map(used.map((place, index) => [place, index]));
  return {
    columnCount: Math.max(1, used.length - 1),
    rows: rows.map((row, index) =>
      row.map((cell) => ({
        ...cell,
        column: numberOf.get(cell.column)!,
        colSpan: numberOf.get(cell.column + cell.colSpan)! - numberOf.get(cell.column)!,
        rowSpan: Math.min(cell.rowSpan, rows.length - index),
      })),
    ),
  };
}
