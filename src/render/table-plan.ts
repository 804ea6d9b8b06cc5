import { raiseColumns } from './raise-columns.ts';
import { lineCount, type MeasuredText } from './text-measure.ts';

/** A cell to be laid out. */
export interface PlanCell {
  readonly column: number;
  readonly columnSpan: number;
  readonly rowSpan: number;
  readonly text: MeasuredText;
  /** Space before the text, in em. */
  readonly indent: number;
  /** Figures and codes: never divided. */
  readonly isFigure: boolean;
}

/** The rows of a table; the head is repeated on every page. */
export interface PlanRows {
  readonly columnKinds: readonly ('code' | 'name' | 'amount')[];
  readonly head: readonly (readonly PlanCell[])[];
  readonly body: readonly (readonly PlanCell[])[];
}

/** What there is room for, in pt. */
export interface PlanRoom {
  readonly width: number;
  /** Of the page on which the table begins, below its caption. */
  readonly height: number;
  /** Of a whole page, without margins. */
  readonly pageHeight: number;
  readonly largest: number;
  readonly smallest: number;
  /** For a table that may share its page: it takes as little of it as it can in a readable size. */
  readonly isDense?: boolean;
}

/** How a table is set; lengths in pt. */
export interface TablePlan {
  readonly size: number;
  readonly paddingX: number;
  readonly paddingY: number;
  /** Their sum is the width of the room. */
  readonly widths: readonly number[];
  /** The whole table, as far as it can be reckoned. */
  readonly height: number;
}

/** The type sizes of a table go down in such steps, in pt. */
const step = 0.5;
const leading = 1.25;
const rule = 0.75;
/** White above and below a line of a cell, in pt: as much as the page gives, within these. */
const padding = { least: 0.5, running: 2, most: 3.5 } as const;
/** A name is rather set smaller than on more lines than this. */
const goodLines = 2;
/** 小五: a table is set smaller only to keep it on its page, and this is the size of one of several pages. */
const readableSize = 9;
export const slack = 0.985;
/** Browsers repeat a head on the next page only up to this part of the page. */
const repeatedHead = 0.24;

/**
 * Chooses column widths, type size and row padding from the content of a table.
 *
 * No figure is divided. Of the sizes at which the table fits its page the one with the fewest lines to a
 * name is taken, and of those the largest; a table of several pages is set in a readable size. Below the smallest size a table goes only where its figures would not fit otherwise.
 *
 * Example: table 1 of the sample, 33 rows on 442 × 524 pt → 8.5 pt, no row divided.
 */
export function planTable(rows: PlanRows, room: PlanRoom): TablePlan {
  const candidates: Candidate[] = [];
  const needs = needsOf(rows);
  for (let size = room.largest; size >= room.smallest; size -= step) {
    const candidate = arrange(rows, needs, room, size);
    if (candidate !== null) candidates.push(candidate);
    if (candidate?.lines === 1 && fits(candidate, room)) break;
    // Below a readable size, a table goes only as far as it must.
    if (size <= readableSize && candidates.some((each) => each.lines <= goodLines && fits(each, room))) break;
  }
  const fitting = candidates.filter((candidate) => fits(candidate, room));
  const best = fitting
    .filter(({ size }) => size >= readableSize)
    .sort((a, b) => (room.isDense ? a.height - b.height : a.lines - b.lines || b.size - a.size))[0];
  const small = fitting.find(({ lines }) => lines <= goodLines) ?? fitting[0];
  const running = bestRunning(candidates, room);
  return finish(best ?? small ?? running ?? squeeze(rows, needs, room), rows, room);
}

/** For a table of several pages: a head that is repeated, names on few lines, a readable size. */
function bestRunning(candidates: readonly Candidate[], room: PlanRoom): Candidate | undefined {
  const readable = candidates.filter(({ size }) => size <= readableSize);
  const repeated = readable.filter(({ headHeight }) => headHeight <= room.pageHeight * repeatedHead);
  const pool = repeated.length > 0 ? repeated : readable;
  return pool.find(({ lines }) => lines <= 2 * goodLines) ?? pool[0] ?? candidates.at(-1);
}

function fits(candidate: Candidate, room: PlanRoom): boolean {
  return candidate.height <= room.height * slack;
}

interface Candidate {
  readonly size: number;
  readonly paddingX: number;
  readonly widths: readonly number[];
  /** With the least padding. */
  readonly height: number;
  /** Most lines of a body cell of one column. */
  readonly lines: number;
  readonly textHeight: number;
  /** Of the head with the padding of a table of several pages. */
  readonly headHeight: number;
}

/** Lines allowed to the texts of the body and of the head, in the order in which a reader prefers them. */
const bodyLines = [1, 2, 3, 4, 6, 9] as const;
const headLines = [1, 2, 3, 4, 6, 8] as const;

/** What every column needs in em, by the lines allowed; reckoned once for all sizes. */
interface Needs {
  readonly body: readonly (readonly number[])[];
  readonly head: readonly (readonly number[])[];
  /** Figures over several columns. */
  readonly wide: readonly PlanCell[];
  /** Of all rows, the head first, the cells that may stand on several lines. */
  readonly texts: readonly (readonly PlanCell[])[];
}

function needsOf(rows: PlanRows): Needs {
  const columns = rows.columnKinds.length;
  return {
    body: bodyLines.map((lines) => columnNeeds(rows.body, columns, lines)),
    head: headLines.map((lines) => columnNeeds(rows.head, columns, lines)),
    wide: rows.body.flatMap((row) => row.filter((cell) => cell.columnSpan > 1 && cell.isFigure)),
    texts: [...textsOf(rows.head), ...textsOf(rows.body)],
  };
}

function columnNeeds(part: PlanRows['body'], columns: number, lines: number): number[] {
  const needs = Array.from({ length: columns }, () => 0);
  for (const row of part) {
    for (const cell of row) {
      if (cell.columnSpan > 1 || cell.text.width === 0) continue;
      needs[cell.column] = Math.max(needs[cell.column]!, needOf(cell, lines));
    }
  }
  return needs;
}

function arrange(rows: PlanRows, needs: Needs, room: PlanRoom, size: number): Candidate | null {
  const paddingX = size < 8.5 ? 1.5 : 3;
  let best: Candidate | null = null;
  for (const level of [true, false]) {
    for (const body of needs.body) {
      const widths = firstFitting(rows, needs, body, room, { size, paddingX, level });
      if (widths === null) continue;
      const candidate = evaluate(rows, needs, widths, size, paddingX);
      if (best !== null && candidate.height >= best.height - 0.01) return best;
      best = candidate;
      if (candidate.lines === 1) return best;
    }
    if (best !== null) return best;
  }
  return best;
}

/** The widths with the fewest lines in the head that the room allows. */
function firstFitting(
  rows: PlanRows,
  needs: Needs,
  body: readonly number[],
  room: PlanRoom,
  { size, paddingX, level }: { readonly size: number; readonly paddingX: number; readonly level: boolean },
): number[] | null {
  for (const head of needs.head) {
    const widths = inPoints(rows, needs, body, head, size, paddingX);
    if (level) levelNeeds(widths, rows, size);
    if (sumOf(widths) > room.width) continue;
    const wanted = inPoints(rows, needs, needs.body[0]!, needs.head[0]!, size, paddingX);
    return spread(widths, wanted, rows, room.width, { size, aside: 2 * paddingX + rule });
  }
  return null;
}

function inPoints(
  rows: PlanRows,
  needs: Needs,
  body: readonly number[],
  head: readonly number[],
  size: number,
  paddingX: number,
): number[] {
  const aside = 2 * paddingX + rule;
  const widths = rows.columnKinds.map((_, column) => Math.max(body[column]!, head[column]!) * size + aside);
  for (const cell of needs.wide) widen(widths, cell, needOf(cell, 1) * size + aside);
  return widths;
}

function sumOf(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, 0);
}

function needOf(cell: PlanCell, lines: number): number {
  const { text, indent, isFigure } = cell;
  if (isFigure || lines === 1) return text.width + indent + 0.05;
  const even = text.width / lines + (text.widest > 1 ? 0.5 : 0.05);
  return (
    Math.max(Math.min(text.width, Math.ceil(even)), text.widest, Math.min(text.width, 2)) + indent + 0.05
  );
}

function widen(widths: number[], { column, columnSpan }: PlanCell, needed: number): void {
  const covered = sumOf(widths.slice(column, column + columnSpan));
  if (covered >= needed) return;
  for (let at = column; at < column + columnSpan; at++) widths[at]! += (needed - covered) / columnSpan;
}

/** Gives away what is left: first to texts that stand on several lines, then evenly. */
function spread(
  needed: readonly number[],
  wanted: readonly number[],
  rows: PlanRows,
  room: number,
  { size, aside }: { readonly size: number; readonly aside: number },
): number[] {
  const widths = [...needed];
  let left = room - sumOf(widths);
  if (rows.columnKinds.every((kind) => kind === 'name')) {
    const ems = widths.map((width) => (width - aside) / size);
    left = raiseColumns(ems, [...rows.head, ...rows.body], left / size) * size;
    for (const [column, em] of ems.entries()) widths[column] = em * size + aside;
  }
  const missing = widths.map((each, column) =>
    rows.columnKinds[column] === 'name' ? Math.max(0, wanted[column]! - each) : 0,
  );
  const missed = sumOf(missing);
  if (missed > 0) {
    const share = Math.min(1, left / missed);
    for (const [column, each] of missing.entries()) widths[column]! += each * share;
    left -= missed * share;
  }
  left = levelAmounts(widths, rows, left);
  const open = widths.map((each, column) => (rows.columnKinds[column] === 'code' ? each * 0.3 : each));
  const all = sumOf(open);
  return widths.map((each, column) => each + (left * open[column]!) / all);
}

/** An amount column without a figure is as wide as one with `1234.56`. */
const usualFigure = 3.5;

/** Gives all amount columns the room of the widest figure, empty ones too: the reader compares them. */
function levelNeeds(needed: number[], rows: PlanRows, size: number): void {
  const amounts = [...needed.keys()].filter((column) => rows.columnKinds[column] === 'amount');
  const widest = Math.max(...amounts.map((column) => needed[column]!), usualFigure * size);
  for (const column of amounts) needed[column] = widest;
}

/** Amount columns of one width look best; the narrowest are raised first, as far as the room goes. */
function levelAmounts(widths: number[], rows: PlanRows, room: number): number {
  const amounts = [...widths.keys()]
    .filter((column) => rows.columnKinds[column] === 'amount')
    .sort((a, b) => widths[a]! - widths[b]!);
  let left = room;
  for (let count = 1; count < amounts.length && left > 0.01; count++) {
    const level = widths[amounts[count]!]!;
    const rise = Math.min(level - widths[amounts[0]!]!, left / count);
    for (const column of amounts.slice(0, count)) widths[column]! += rise;
    left -= rise * count;
  }
  return left;
}

function evaluate(
  rows: PlanRows,
  { texts }: Needs,
  widths: readonly number[],
  size: number,
  paddingX: number,
): Candidate {
  const lines = rowLines(texts, widths, size, paddingX);
  const textHeight = sumOf(lines) * size * leading;
  const head = lines.slice(0, rows.head.length);
  const headHeight = sumOf(head) * size * leading + head.length * (rule + 2 * padding.running);
  let most = 1;
  for (let row = rows.head.length; row < texts.length; row++) {
    for (const cell of texts[row]!) {
      if (cell.columnSpan === 1) most = Math.max(most, linesOf(cell, widths, size, paddingX));
    }
  }
  const height = textHeight + texts.length * (rule + 2 * padding.least) + rule;
  return { size, paddingX, widths, height, lines: most, textHeight, headHeight };
}

/** The cells of every row that may stand on several lines; all others stand on one, whatever the widths. */
function textsOf(rows: PlanRows['body']): PlanCell[][] {
  return rows.map((row) => row.filter((cell) => !cell.isFigure && cell.text.width > 0));
}

/** Lines of every row, of its texts; a merged cell gives what it needs beyond its rows to the last of them. */
function rowLines(
  rows: readonly (readonly PlanCell[])[],
  widths: readonly number[],
  size: number,
  paddingX: number,
): number[] {
  let owed: { rows: number; lines: number }[] = [];
  return rows.map((row) => {
    let lines = 1;
    for (const cell of row) {
      const count = linesOf(cell, widths, size, paddingX);
      if (cell.rowSpan > 1) owed.push({ rows: cell.rowSpan, lines: count });
      else lines = Math.max(lines, count);
    }
    for (const debt of owed) if (debt.rows === 1) lines = Math.max(lines, debt.lines);
    if (owed.length > 0) {
      owed = owed
        .map((debt) => ({ rows: debt.rows - 1, lines: debt.lines - lines }))
        .filter((debt) => debt.rows > 0);
    }
    return lines;
  });
}

/**
 * Heights of rows in a plan, in pt.
 *
 * Example: a row with a name on two lines at 9 pt and 2 pt of padding is 2 × 11.25 + 4 + 0.75 = 27.25.
 */
export function rowHeights(rows: readonly (readonly PlanCell[])[], plan: TablePlan): number[] {
  return rowLines(textsOf(rows), plan.widths, plan.size, plan.paddingX).map(
    (lines) => lines * plan.size * leading + 2 * plan.paddingY + rule,
  );
}

function linesOf(cell: PlanCell, widths: readonly number[], size: number, paddingX: number): number {
  let width = 0;
  for (let at = cell.column; at < cell.column + cell.columnSpan; at++) width += widths[at] ?? 0;
  return lineCount(cell.text, (width - 2 * paddingX - rule) / size - cell.indent);
}

/** The last resort: as small as it takes, for figures are never divided. */
function squeeze(rows: PlanRows, needs: Needs, room: PlanRoom): Candidate {
  const paddingX = 1;
  const aside = 2 * paddingX + rule;
  const ems = inPoints(rows, needs, needs.body.at(-1)!, needs.head.at(-1)!, 1, -rule / 2);
  const size = (room.width - ems.length * aside) / sumOf(ems);
  return evaluate(
    rows,
    needs,
    ems.map((width) => width * size + aside),
    size,
    paddingX,
  );
}

function finish(candidate: Candidate, rows: PlanRows, room: PlanRoom): TablePlan {
  const { size, paddingX, widths, textHeight } = candidate;
  const count = rows.head.length + rows.body.length;
  const fixed = textHeight + (count + 1) * rule;
  const free = (room.height * slack - fixed) / (2 * count);
  const paddingY =
    free < padding.least
      ? padding.running
      : Math.floor(
          Math.min(room.isDense ? padding.running : padding.most, Math.max(padding.least, free)) * 10,
        ) / 10;
  return { size, paddingX, paddingY, widths, height: fixed + 2 * count * paddingY };
}
