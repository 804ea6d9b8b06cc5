import type { Origin } from '../document/tree.ts';
import { fits, namedColumns } from './bare-columns.ts';
import { type Region, tableAround, tableBelowUnit } from './bare-region.ts';
import { beginsOther, isMarks, isRow, joinTouching, type Look, lookAt, WORD_GAP } from './line-look.ts';
import { type Column, columnAt, columnsOf } from './open-columns.ts';
import { type HeadCell, openHead } from './open-head.ts';
import { type ColumnLine, type OpenCell, openCells } from './open-rows.ts';
import type { PlacedText } from './page-content.ts';
import { isNumber, joinTexts, type RawCell } from './raw-table.ts';
import { segmentsOf, type TextLine } from './text-lines.ts';
import { type BareTable, tornTable, withLooseLines } from './torn-table.ts';
import { figureWidth } from './word-places.ts';

/** More than these no table has that a person reads. */
const MOST = { lines: 2000, heads: 400, columns: 60 };

/** The table with which a page ends. */
export type Continued = Pick<BareTable, 'columns' | 'isTorn'>;

/**
 * Tables that no lines draw: lines on which several texts stand, amounts among them, or that follow a line which tells the
 * unit of money. `continued` is the table with which the page before ended.
 * Where columns are not sure, the lines are a torn table, of which nothing is told.
 */
export function bareTables(
  lines: readonly TextLine[],
  originOf: (base: number) => Origin,
  continued: Continued | null,
): BareTable[] {
  if (lines.length > MOST.lines) return [];
  const figure = figureWidth(lines.flatMap(({ pieces }) => pieces));
  const looks = lines.map((line) => lookAt(line, figure));
  const tables: BareTable[] = [];
  if (continued?.isTorn && looks[0] && !beginsOther(looks[0]))
    tables.push(tornTable(looks, { from: 0, to: 0 }, originOf, true));
  for (let start = tables[0]?.to ?? 0; start < lines.length; start++) {
    const found = isRow(looks[start]!)
      ? tableAround(looks, start, tables.at(-1)?.to ?? 0)
      : tableBelowUnit(looks, start);
    if (!found) continue;
    const table = readTable(looks, found, originOf, start === 0 ? continued : null);
    if (!table) continue;
    tables.push(table);
    start = table.to - 1;
  }
  return withLooseLines(looks, tables, originOf);
}

function readTable(
  looks: readonly Look[],
  { from, body, to }: Region,
  originOf: (base: number) => Origin,
  continued: Continued | null,
): BareTable | null {
  const marked = looks.findIndex((look, at) => at > from && at <= body && at < to && isMarks(look));
  const isMarked = marked > from;
  const start = isMarked ? marked : body;
  const rows = looks.slice(isMarked ? start + 1 : start, to);
  const parts = rows.flatMap((look) => look.parts);
  const own = columnsOf(rows.map((look) => look.parts));
  const marks = isMarked ? looks[marked]!.parts : [];
  const head = looks.slice(from, start).flatMap((look) => joinTouching(look.parts, WORD_GAP));
  const isContinued = head.length === 0 && continued !== null && fits(parts, continued.columns);
  if (head.length > MOST.heads || own.length > MOST.columns)
    return tornTable(looks, { from, to }, originOf, true);
  const top = isContinued ? openHead([], continued.columns) : namedColumns(head, marks, own, parts);
  if (top.columns.length < 2 || (!isContinued && rows.length < 2 && head.length === 0)) return null;
  const isSure = isContinued || (top.isComplete && !top.isNamed.includes(false) && head.length > 0);
  if (!isSure || !fits(parts, top.columns)) return tornTable(looks, { from, to }, originOf, true);
  const placed = top.columns.map((): PlacedText[] => []);
  for (const part of parts) placed[columnAt(top.columns, part)]!.push(part);
  const cells = openCells(placed.map(columnLines));
  const ofMarks = marks.map((part) => ({
    column: columnAt(top.columns, part),
    lines: columnLines([part]),
    at: part.base,
  }));
  return {
    from,
    to,
    columns: top.columns,
    columnCount: top.columns.length,
    rows: [
      ...headRows(top, originOf),
      ...bodyRows(ofMarks, top.columns, originOf),
      ...bodyRows(cells, top.columns, originOf),
    ],
  };
}

function columnLines(parts: readonly PlacedText[]): ColumnLine[] {
  const lines: PlacedText[][] = [];
  for (const part of [...parts].sort((a, b) => a.base - b.base || a.left - b.left)) {
    const line = lines.at(-1);
    if (line && part.base - line[0]!.base < part.size * 0.45) line.push(part);
    else lines.push([part]);
  }
  return lines.map((pieces) => {
    const sorted = pieces.sort((a, b) => a.left - b.left);
    const [first] = sorted;
    return {
      text: joinTexts(segmentsOf({ pieces: sorted }).map(({ text }) => text)),
      left: first!.left,
      right: sorted.reduce((most, { right }) => Math.max(most, right), 0),
      base: first!.base,
      size: first!.size,
    };
  });
}

function headRows(
  { height, cells }: { readonly height: number; readonly cells: readonly HeadCell[] },
  originOf: (base: number) => Origin,
): RawCell[][] {
  const rows = Array.from({ length: height }, (): RawCell[] => []);
  for (const { text, base, column, colSpan, row, rowSpan } of cells)
    rows[row]!.push({ text, column, colSpan, rowSpan, indent: 0, at: originOf(base) });
  for (const row of rows) row.sort((a, b) => a.column - b.column);
  return rows;
}

/** Cells that stand at one height are a row. */
function bodyRows(
  cells: readonly OpenCell[],
  columns: readonly Column[],
  originOf: (base: number) => Origin,
): RawCell[][] {
  const rows: { at: number; cells: OpenCell[] }[] = [];
  for (const cell of [...cells].sort((a, b) => a.at - b.at)) {
    const row = rows.at(-1);
    const size = cell.lines[0]!.size;
    if (row && cell.at - row.at < size * 0.45 && !row.cells.some(({ column }) => column === cell.column))
      row.cells.push(cell);
    else rows.push({ at: cell.at, cells: [cell] });
  }
  return rows.map((row) =>
    row.cells
      .sort((a, b) => a.column - b.column)
      .map(({ column, lines }): RawCell => {
        const [first] = lines;
        const text = joinTexts(lines.map((line) => line.text));
        const indent = Math.round((first!.left - columns[column]!.left) / first!.size);
        return {
          text,
          column,
          colSpan: 1,
          rowSpan: 1,
          indent: isNumber(text) ? 0 : Math.max(0, indent),
          at: originOf(first!.base),
        };
      }),
  );
}
