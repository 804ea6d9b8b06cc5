import type { Origin } from '../document/tree.ts';
import type { PlacedText } from './page-content.ts';
import { isAmount, isNumber, type RawCell, type RawTable } from './raw-table.ts';
import { segmentsOf, type TextLine } from './text-lines.ts';

/** Lines of a plain text whose cells stand in columns, parted by spaces. */
export interface SpacedTable extends RawTable {
  /** The lines that it takes, by their place in what was given. */
  readonly from: number;
  readonly to: number;
}

/** Lines without an amount that may stand between two rows: labels that run on. */
const MOST_BETWEEN = 3;

/**
 * Tables that no lines draw: lines with several pieces of which one is an amount, in columns that hold over all of them.
 * The lines of pieces above are the head. Two such lines at least, else it is no table.
 */
export function spacedTables(lines: readonly TextLine[], originOf: (base: number) => Origin): SpacedTable[] {
  const rows = lines.map(segmentsOf);
  const isRow = rows.map(
    (row) =>
      row.length > 1 &&
      row.some(({ text }) => isAmount(text)) &&
      !row.some(({ text }) => /[。；]$/.test(text)),
  );
  const tables: SpacedTable[] = [];
  for (let start = 0; start < lines.length; start++) {
    if (!isRow[start]) continue;
    let last = start;
    for (let next = start + 1; next < lines.length && next - last <= MOST_BETWEEN + 1; next++) {
      if (isRow[next]) last = next;
      else if (/[。；]$/.test(rows[next]!.at(-1)!.text)) break;
    }
    if (last > start) {
      const body = rows.slice(start, last + 1).filter((_, index) => isRow[start + index]);
      const columns = columnsOf(body);
      let from = start;
      while (from > (tables.at(-1)?.to ?? 0) && isHeadLine(rows[from - 1]!, columns)) from--;
      const cells = rows.slice(from, last + 1).map((row) => rowOf(row, columns, originOf));
      tables.push({
        from,
        to: last + 1,
        columnCount: columns.length,
        rows: withContinuations(cells, start - from),
      });
    }
    start = last;
  }
  return tables;
}

interface Column {
  left: number;
  right: number;
}

/** What the pieces of all rows cover, from left to right; pieces that overlap share a column. */
function columnsOf(rows: readonly (readonly PlacedText[])[]): Column[] {
  const columns: Column[] = [];
  for (const { left, right } of rows.flat().sort((a, b) => a.left - b.left)) {
    const last = columns.at(-1);
    if (last && left < last.right - 1) last.right = Math.max(last.right, right);
    else columns.push({ left, right });
  }
  return columns;
}

/** Several short pieces, none a fact of the table (单位：万元) and none a sentence. */
function isHeadLine(row: readonly PlacedText[], columns: readonly Column[]): boolean {
  if (row.length < 2 && !(row.length === 1 && columns.length > 2 && row[0]!.left > columns[1]!.left))
    return false;
  return row.every(({ text }) => text.length <= 30 && !/[。；：:]/.test(text));
}

function rowOf(
  row: readonly PlacedText[],
  columns: readonly Column[],
  originOf: (base: number) => Origin,
): RawCell[] {
  const cells: RawCell[] = [];
  for (const { text, left, right, base, size } of row) {
    const covered = columns.flatMap((column, index) =>
      column.left < right - size * 0.3 && column.right > left + size * 0.3 ? [index] : [],
    );
    const middle = (left + right) / 2;
    const nearest = columns.reduce(
      (best, column, index) => (distance(column, middle) < distance(columns[best]!, middle) ? index : best),
      0,
    );
    const column = Math.max(
      covered[0] ?? nearest,
      (cells.at(-1)?.column ?? -1) + (cells.at(-1)?.colSpan ?? 1),
    );
    if (column >= columns.length) {
      const last = cells.pop();
      if (last) cells.push({ ...last, text: last.text + text });
      continue;
    }
    const colSpan = Math.max(1, (covered.at(-1) ?? column) - column + 1);
    const indent = isNumber(text) ? 0 : Math.max(0, Math.round((left - columns[column]!.left) / size));
    cells.push({ text, column, colSpan, rowSpan: 1, indent, at: originOf(base) });
  }
  return cells;
}

function distance({ left, right }: Column, x: number): number {
  return x < left ? left - x : x > right ? x - right : 0;
}

/** A line that only goes on with the label above is no row of its own. */
function withContinuations(rows: readonly (readonly RawCell[])[], head: number): RawCell[][] {
  const whole: RawCell[][] = [];
  for (const [index, row] of rows.entries()) {
    const last = whole.at(-1);
    const [only] = row;
    const label = last?.find(({ column }) => column === only?.column);
    if (
      index > head &&
      row.length === 1 &&
      last &&
      label &&
      !isNumber(only!.text) &&
      !/^[一二三四五六七八九十其]|^\d/.test(only!.text)
    ) {
      last[last.indexOf(label)] = { ...label, text: label.text + only!.text };
    } else whole.push([...row]);
  }
  return whole;
}
