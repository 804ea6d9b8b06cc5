import { isNumber, opensAsForm, type RawCell, type RawTable } from './raw-table.ts';

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
  const starts = [0];
  for (let index = 1; index < raw.rows.length; index++) {
    if (beginsTable(raw, makes, index) || (starts.length > 1 && beginsWords(raw, index))) starts.push(index);
  }
  if (starts.length === 1) return [raw];
  return starts.map((start, index) => compact(raw.rows.slice(start, starts[index + 1] ?? raw.rows.length)));
}

/** So many words beside one another are heads. */
const LEAST_HEADS = 6;

/** Where the cells of a row begin. */
function makeOf(row: readonly RawCell[]): string {
  return row.map(({ column, colSpan }) => `${column}+${colSpan}`).join(' ');
}

function beginsTable({ rows, columnCount }: RawTable, makes: readonly string[], index: number): boolean {
  const row = rows[index]!;
  const before = rows.slice(0, index);
  // What reaches down from above holds both together; a head of a ruled table stands on top and is not looked for.
  if (before.some((above, at) => above.some(({ rowSpan }) => at + rowSpan > index))) return false;
  if (row.length < 4 || makes.slice(0, index).includes(makes[index]!)) return false;
  if (
    !row.every(({ text, rowSpan }) => text !== '' && text.length <= 12 && !/\d/.test(text) && rowSpan === 1)
  )
    return false;
  // Facts above: amounts, or labels each with what it says.
  const areFacts =
    before.some((above) => above.some(({ text }) => isNumber(text))) ||
    (row.length >= LEAST_HEADS && opensAsForm({ rows, columnCount }));
  if (!areFacts) return false;
  // Below, cells over several rows leave out their column.
  const columns = new Set(row.map(({ column }) => column));
  let alike = 0;
  for (const below of rows.slice(index + 1)) {
    if (below.length > 0 && below.every(({ column }) => columns.has(column))) alike++;
    else break;
  }
  return alike + 1 >= LEAST_ROWS && row.some(({ colSpan }, at) => colSpan !== before[0]![at]?.colSpan);
}

/** A label and what it says over most of the width, behind rows of a table with a head. */
function beginsWords({ rows, columnCount }: RawTable, index: number): boolean {
  const [label, words, ...others] = rows[index]!;
  const above = rows[index - 1]!;
  if (!label || !words || others.length > 0 || above.length < 4) return false;
  if (rows.slice(0, index).some((row, at) => row.some(({ rowSpan }) => at + rowSpan > index))) return false;
  return words.colSpan * 2 >= columnCount && words.text !== '' && !isNumber(words.text);
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
