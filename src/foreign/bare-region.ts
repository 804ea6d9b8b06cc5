import {
  beginsBody,
  isEdge,
  isMarks,
  isOutside,
  isRow,
  isTotal,
  LONGEST_LABEL,
  type Look,
  tellsUnit,
  topOf,
} from './line-look.ts';
import { columnsOf, columnsUnder } from './open-columns.ts';
import type { PlacedText } from './page-content.ts';

/** Heads and rows of labels stand no farther apart, in type sizes. */
const MOST_APART = 5;

/** The lines of a table. */
export interface Region {
  readonly from: number;
  /** The first line that is a row by itself. */
  readonly body: number;
  readonly to: number;
}

/** The lines of the table that a row is of. */
export function tableAround(looks: readonly Look[], start: number, least: number): Region | null {
  let from = start;
  const size = looks[start]!.line.size;
  while (from > least && isHeadLine(looks, from - 1, size)) from--;
  const to = endOf(looks, start, size);
  const rows = looks.slice(start, to).filter(isRow).length;
  const first = looks.findIndex((look, index) => index >= from && beginsBody(look));
  const body = first < 0 ? start : Math.min(first, start);
  // One row alone may be the rest of a table of the page before.
  return rows < 2 && from === body && start > 0 ? null : { from, body, to };
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
    if (!isRow(look) && isText(look) && crosses(look.segments[0]!, looks.slice(start, to))) break;
  }
  return to;
}

/** One text of words: amounts that stand close together may seem one text as well. */
function isText({ segments }: Look): boolean {
  return segments.length === 1 && /\p{Script=Han}/u.test(segments[0]!.text);
}

/** Whether a text goes over a gap that rows above leave. */
function crosses(text: PlacedText, above: readonly Look[]): boolean {
  const rows = above.filter(isRow).slice(-8);
  const columns = columnsOf(rows.map(({ parts }) => parts));
  return columnsUnder(columns, text).length > 1;
}

/** A table below a line that tells its unit, whatever stands in it. */
export function tableBelowUnit(looks: readonly Look[], at: number): Region | null {
  const [unit, first] = [looks[at]!, looks[at + 1]];
  if (!tellsUnit(unit) || !first || isEdge(first, unit.line.size)) return null;
  const size = first.line.size;
  let to = at + 2;
  for (; to < looks.length; to++) {
    const [above, look] = [looks[to - 1]!, looks[to]!];
    if (isEdge(look, size) || isOutside(looks, to)) break;
    if (topOf(look) - above.line.base > size * MOST_APART && !isTotal(look)) break;
    if (isText(look) && look.segments[0]!.text.length > LONGEST_LABEL) break;
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
