import type { Origin } from '../document/tree.ts';
import { type Column, columnAt, columnsOf, columnsUnder } from './open-columns.ts';
import { type HeadCell, type OpenHead, openHead } from './open-head.ts';
import { type ColumnLine, type OpenCell, openCells } from './open-rows.ts';
import type { PlacedText } from './page-content.ts';
import { isLeader } from './page-furniture.ts';
import { isAmount, isNumber, joinTexts, type RawCell, type RawTable } from './raw-table.ts';
import { isPageNumber } from './read-foreign.ts';
import { isCaptionText, isMarkRow, isNoteText, isTableTitle } from './shape-table.ts';
import { characterPlaces, segmentsOf, splitAtGaps, type TextLine } from './text-lines.ts';

/** Lines of a page that stand in columns without lines between them. */
export interface BareTable extends RawTable {
  /** The lines that it takes, by their place in what was given. */
  readonly from: number;
  readonly to: number;
  readonly columns: readonly Column[];
}

/** The table with which a page ends. */
export type Continued = Pick<BareTable, 'columns' | 'isTorn'>;

/** A line as it is looked at while tables are looked for. */
interface Look {
  readonly line: TextLine;
  /** What stands in columns: texts as they are drawn, parted at gaps. */
  readonly parts: readonly PlacedText[];
  readonly segments: readonly PlacedText[];
}

/** Heads and rows of labels stand no farther apart, in type sizes. */
const MOST_APART = 5;
/** Texts of one line stand no farther apart in height, in type sizes. */
const SAME_LINE = 0.1;
/** Letters of a word, and words of a head, are no farther apart, in type sizes. */
const LETTER_GAP = 0.12;
const WORD_GAP = 0.3;
/** Longer than this no label is. */
const LONGEST_LABEL = 25;

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
  const looks = lines.map(
    (line): Look => ({
      line,
      parts: partsOf(line),
      segments: segmentsOf(line),
    }),
  );
  const tables: BareTable[] = [];
  const first = firstOf(looks);
  if (continued?.isTorn && first >= 0 && !beginsOther(looks[first]!))
    tables.push(tornTable(looks, { from: first, to: first }, originOf, true));
  for (let start = tables[0]?.to ?? 0; start < lines.length; start++) {
    const found = isRow(looks[start]!)
      ? tableAround(looks, start, tables.at(-1)?.to ?? 0)
      : tableBelowUnit(looks, start);
    if (!found) continue;
    const table = readTable(looks, found, originOf, start === first ? continued : null);
    if (!table) continue;
    tables.push(table);
    start = table.to - 1;
  }
  return withLooseLines(looks, tables, originOf);
}

/** Lines with so many texts apart from one another are no sentences. */
const LEAST_APART = 3;
/** So many lines with fewer may stand between them. */
const MOST_BETWEEN = 2;

/** The tables, and as torn ones the lines between them that stand in columns all the same. */
function withLooseLines(
  looks: readonly Look[],
  tables: readonly BareTable[],
  originOf: (base: number) => Origin,
): BareTable[] {
  const isTaken = looks.map((_, at) => tables.some(({ from, to }) => at >= from && at < to));
  const isLoose = looks.map((look, at) => !isTaken[at] && standsInColumns(look));
  const loose: BareTable[] = [];
  for (let at = 0; at < looks.length; at++) {
    if (!isLoose[at]) continue;
    let last = at;
    for (let next = at + 1; next < looks.length && next - last <= MOST_BETWEEN + 1; next++) {
      if (isTaken[next] || beginsOther(looks[next]!)) break;
      if (isLoose[next]) last = next;
    }
    if (last > at) loose.push(tornTable(looks, { from: at, to: last + 1 }, originOf));
    at = Math.max(at, (loose.at(-1)?.to ?? 0) - 1);
  }
  return [...tables, ...loose].sort((a, b) => a.from - b.from);
}

/** Texts beside one another that are neither facts of a table nor an entry of the contents. */
function standsInColumns({ segments }: Look): boolean {
  const whole = segments.map(({ text }) => text).join(' ');
  return (
    segments.length >= LEAST_APART &&
    !isLeader(whole) &&
    segments.every(({ text }) => text.length <= LONGEST_LABEL && !isCaptionText(text))
  );
}

function firstOf(looks: readonly Look[]): number {
  return looks.findIndex(({ segments }) => segments.some(({ text }) => text.length > 0));
}

/** What a line holds, by the height at which it stands: heads of one, two and three lines are beside one another. */
function partsOf({ pieces }: TextLine): PlacedText[] {
  const heights: PlacedText[][] = [];
  for (const piece of pieces.flatMap(splitAtGaps)) {
    const own = heights.find(([first]) => Math.abs(first!.base - piece.base) < piece.size * SAME_LINE);
    if (own) own.push(piece);
    else heights.push([piece]);
  }
  return heights
    .flatMap((own) =>
      joinTouching(
        own.sort((a, b) => a.left - b.left),
        LETTER_GAP,
      ),
    )
    .sort((a, b) => a.left - b.left);
}

interface Region {
  readonly from: number;
  /** The first line that is a row by itself. */
  readonly body: number;
  readonly to: number;
}

/** Several texts and an amount among them, and no sentence. */
function isRow({ segments }: Look): boolean {
  return (
    segments.length > 1 &&
    segments.some(({ text }) => isAmount(text)) &&
    !segments.some(({ text }) => /[。；]$/.test(text))
  );
}

/** ※ │ ※ │ 1 │ 2 */
function isMarks({ parts }: Look): boolean {
  return isMarkRow(parts);
}

/** An amount, a code with a name, or a label with a number in front. */
function beginsBody({ parts }: Look): boolean {
  const [first, second] = parts;
  return (
    parts.some(({ text }) => isAmount(text)) ||
    (/^\d{3,}$/.test(first!.text) && second !== undefined) ||
    parts.some(({ text }) => /^[一二三四五六七八九十]+、|^\d{3,}\s*\p{Script=Han}/u.test(text))
  );
}

/** 单位：万元 above a table. */
function tellsUnit({ segments }: Look): boolean {
  return segments.some(({ text }) => /单位\s*[:：]\s*(?:人民币)?\s*[百千万亿]*元/.test(text));
}

function isEdge({ segments, line }: Look, size: number): boolean {
  const whole = segments.map(({ text }) => text).join('');
  return (
    /[。；]$/.test(whole) ||
    isNoteText(whole) ||
    /^第.{1,3}部分/.test(whole) ||
    (segments.length === 1 && (isTableTitle(whole) || line.size > size * 1.25)) ||
    segments.some(({ text }) => isCaptionText(text) && /[:：]/.test(text))
  );
}

/** The upper of the heights that a line holds. */
function topOf({ parts }: Look): number {
  return parts.reduce((least, { base }) => Math.min(least, base), Number.POSITIVE_INFINITY);
}

/** Whether a line is the number of the page: the first or the last there is. */
function isOutside(looks: readonly Look[], index: number): boolean {
  const whole = looks[index]!.segments.map(({ text }) => text).join('');
  return (index === 0 || index === looks.length - 1) && isPageNumber(whole);
}

/** The lines of the table that a row is of. */
function tableAround(looks: readonly Look[], start: number, least: number): Region | null {
  let from = start;
  const size = looks[start]!.line.size;
  while (from > least && isHeadLine(looks, from - 1, size)) from--;
  const to = endOf(looks, start, size);
  const rows = looks.slice(start, to).filter(isRow).length;
  const first = looks.findIndex((look, index) => index >= from && beginsBody(look));
  const body = first < 0 ? start : Math.min(first, start);
  // One row alone may be the rest of a table of the page before.
  return rows < 2 && from === body && start > firstOf(looks) ? null : { from, body, to };
}

function isHeadLine(looks: readonly Look[], index: number, size: number): boolean {
  const [look, below] = [looks[index]!, looks[index + 1]!];
  if (topOf(below) - look.line.base > size * MOST_APART) return false;
  return (
    !isEdge(look, size) &&
    !isOutside(looks, index) &&
    look.parts.every(({ text }) => text.length <= LONGEST_LABEL)
  );
}

/** Behind the last line of a table that goes on from a row. */
function endOf(looks: readonly Look[], start: number, size: number): number {
  let to = start + 1;
  for (; to < looks.length; to++) {
    const [above, look] = [looks[to - 1]!, looks[to]!];
    if (isEdge(look, size) || isOutside(looks, to)) break;
    if (topOf(look) - above.line.base > size * MOST_APART) break;
    // A line over the width of the table is running text.
    if (!isRow(look) && look.segments.length === 1 && crosses(look.segments[0]!, looks.slice(start, to)))
      break;
  }
  return to;
}

/** Whether a text goes over a gap that rows above leave. */
function crosses(text: PlacedText, above: readonly Look[]): boolean {
  const rows = above.filter(isRow).slice(-8);
  const columns = columnsOf(rows.map(({ parts }) => parts));
  return columnsUnder(columns, text).length > 1;
}

function isTotal({ parts }: Look): boolean {
  return /^(?:合|总)\s*计$/.test(parts[0]!.text);
}

/** A table below a line that tells its unit, whatever stands in it. */
function tableBelowUnit(looks: readonly Look[], at: number): Region | null {
  const [unit, first] = [looks[at]!, looks[at + 1]];
  if (!tellsUnit(unit) || !first || isEdge(first, unit.line.size)) return null;
  const size = first.line.size;
  let to = at + 2;
  for (; to < looks.length; to++) {
    const [above, look] = [looks[to - 1]!, looks[to]!];
    if (isEdge(look, size) || isOutside(looks, to)) break;
    if (topOf(look) - above.line.base > size * MOST_APART && !isTotal(look)) break;
    if (look.segments.length === 1 && look.segments[0]!.text.length > LONGEST_LABEL) break;
  }
  const own = looks.slice(at + 1, to);
  if (own.every(({ segments }) => segments.length < 2)) return null;
  const row = own.findIndex(beginsBody);
  const mark = own.findIndex(isMarks);
  const total = own.findIndex(
    (each, index) => isTotal(each) && own.slice(index).every((look) => look.parts.length === 1),
  );
  const body =
    [mark, total].find((index) => index > 0 && (row < 0 || index < row)) ?? (row > 0 ? row : own.length);
  return { from: at + 1, body: at + 1 + body, to };
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
  const marks = isMarked ? looks[marked]!.parts.flatMap((part) => splitOverColumns(part, own)) : [];
  const split = (part: PlacedText): PlacedText[] => splitOverColumns(part, own);
  const head = looks.slice(from, start).flatMap((look) => joinTouching(look.parts.flatMap(split), WORD_GAP));
  const isContinued = head.length === 0 && continued !== null && fits(parts, continued.columns);
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

/**
 * The head with its columns, after what belongs together is one: a head in the middle of a wide cell stands beside the
 * amounts at its right edge or the labels at its left one; a code and its name may share a head.
 */
function namedColumns(
  head: readonly PlacedText[],
  marks: readonly PlacedText[],
  own: readonly Column[],
  parts: readonly PlacedText[],
): OpenHead {
  const byMarks = marks.length === 0 ? own : joinedColumns(openHead(marks, own), parts, false);
  return openHead(head, joinedColumns(openHead(head, byMarks), parts, true));
}

/** The columns, those without a head together with the empty one beside them whose head is theirs. */
function joinedColumns(
  { columns, isNamed }: OpenHead,
  parts: readonly PlacedText[],
  maySplitCode: boolean,
): Column[] {
  const texts = columns.map((): PlacedText[] => []);
  for (const part of parts) texts[columnAt(columns, part)]!.push(part);
  const isFilled = texts.map((each) => each.length > 0);
  const isNumeric = texts.map((each) => each.filter(({ text }) => isAmount(text)).length * 2 > each.length);
  // Which column each belongs to.
  const joined = columns.map((_, index) => index);
  for (let index = 0; index < columns.length; index++) {
    if (isNamed[index] || !isFilled[index]) continue;
    const isFree = (at: number): boolean =>
      isNamed[at] === true && !isFilled[at] && joined[at] === at && !joined.includes(at, at + 1);
    const [near, far] = isNumeric[index] ? [index - 1, index + 1] : [index + 1, index - 1];
    const other = isFree(near) ? near : isFree(far) ? far : null;
    const hasName = maySplitCode && !isNumeric[index] && index + 1 < columns.length && !isNumeric[index + 1];
    if (other !== null) joined[Math.max(index, other)] = Math.min(index, other);
    else if (hasName) joined[index + 1] = joined[index]!;
  }
  const merged = new Map<number, Column>();
  for (const [index, { left, right }] of columns.entries()) {
    const at = joined[index]!;
    const known = merged.get(at);
    merged.set(at, {
      left: Math.min(known?.left ?? left, left),
      right: Math.max(known?.right ?? right, right),
    });
  }
  return [...merged.values()];
}

/** Lines whose columns were not made out; with `isOpen` down to what begins below. */
function tornTable(
  looks: readonly Look[],
  { from, to }: Pick<Region, 'from' | 'to'>,
  originOf: (base: number) => Origin,
  isOpen = false,
): BareTable {
  const end = isOpen ? endOfTorn(looks, to) : to;
  const own = looks.slice(from, end);
  const rows = own.map(({ parts }) =>
    parts.map(
      ({ text, base }, column): RawCell => ({
        text,
        column,
        colSpan: 1,
        rowSpan: 1,
        indent: 0,
        at: originOf(base),
      }),
    ),
  );
  const columnCount = rows.reduce((most, row) => Math.max(most, row.length), 1);
  return { from, to: end, columns: [], columnCount, rows, isTorn: true };
}

function endOfTorn(looks: readonly Look[], to: number): number {
  let end = to;
  while (end < looks.length && !beginsOther(looks[end]!) && !isOutside(looks, end)) end++;
  return end;
}

/** A title, a heading or a part of the report. */
function beginsOther({ segments }: Look): boolean {
  const whole = segments.map(({ text }) => text).join('');
  return (
    segments.length === 1 &&
    whole.length <= 40 &&
    (isTableTitle(whole) || /^第.{1,3}部分|^[一二三四五六七八九十]+、/.test(whole))
  );
}

/** Whether every text stands in one of the columns. */
function fits(parts: readonly PlacedText[], columns: readonly Column[]): boolean {
  return parts.every((part) => columnsUnder(columns, part).length === 1);
}

/** Letters that were drawn one by one, as words. */
function joinTouching(parts: readonly PlacedText[], most: number): PlacedText[] {
  const words: PlacedText[] = [];
  for (const part of parts) {
    const at = words.findLastIndex(({ base }) => Math.abs(base - part.base) < part.size * SAME_LINE);
    const last = words[at];
    if (last && part.left - last.right < part.size * most) {
      const text = joinTexts([last.text, part.text]);
      words[at] = { ...last, text, right: Math.max(last.right, part.right) };
    } else words.push(part);
  }
  return words;
}

/** A text of the file that holds the heads of several columns, with a space between them. */
function splitOverColumns(part: PlacedText, columns: readonly Column[]): PlacedText[] {
  if (!/\s/.test(part.text) || columnsUnder(columns, part).length < 2) return [part];
  const places = characterPlaces(part);
  const words = [...part.text.matchAll(/\S+/g)].map(
    ({ 0: text, index }): PlacedText => ({
      ...part,
      text,
      left: places[index]!,
      right: places[index + text.length]!,
    }),
  );
  const under = words.map((word) => columnAt(columns, word));
  return new Set(under).size === words.length ? words : [part];
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
