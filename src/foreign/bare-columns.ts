import { type Column, columnAt, columnsUnder } from './open-columns.ts';
import { type OpenHead, openHead } from './open-head.ts';
import type { PlacedText } from './page-content.ts';
import { isAmount } from './raw-table.ts';

/**
 * The head with its columns, after what belongs together is one: a head in the middle of a wide cell stands beside the
 * amounts at its right edge or the labels at its left one; a code and its name may share a head.
 */
export function namedColumns(
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

/** Whether every text stands in one of the columns. */
export function fits(parts: readonly PlacedText[], columns: readonly Column[]): boolean {
  return parts.every((part) => columnsUnder(columns, part).length === 1);
}
