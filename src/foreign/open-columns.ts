import type { PlacedText } from './page-content.ts';

/** A column that no line draws: from where to where its texts stand. */
export interface Column {
  readonly left: number;
  readonly right: number;
}

/** Texts closer than this part of their size belong to one column. */
const TOUCH = 0.04;
/** One text may cross a gap that so many lines have: it runs on over an empty cell. */
const LINES_TO_ONE_CROSSING = 8;
/** More texts than these are no table that a person reads. */
const MOST_TEXTS = 4000;

/**
 * The columns in which texts stand below one another, from left to right: what none of them crosses, but for one among
 * many that runs on over an empty cell, parts them. `lines` hold the texts of each line from left to right.
 *
 * Example: `一般公共服务支出` from 142 to 226, `677.49` from 379 to 412 and `470.47` from 432 to 465 → three columns
 */
export function columnsOf(lines: readonly (readonly PlacedText[])[]): Column[] {
  const columns: Column[] = [];
  for (const { left, right, size } of withoutCrossing(lines).sort((a, b) => a.left - b.left)) {
    const last = columns.at(-1);
    if (last && left < last.right - size * TOUCH) {
      columns[columns.length - 1] = { left: last.left, right: Math.max(last.right, right) };
    } else columns.push({ left, right });
  }
  return columns;
}

interface Gap {
  readonly line: number;
  readonly left: number;
  readonly right: number;
}

/** The texts without those that cross a gap which nearly all lines have. */
function withoutCrossing(lines: readonly (readonly PlacedText[])[]): PlacedText[] {
  const texts = lines.flat();
  if (texts.length > MOST_TEXTS) return texts;
  const gaps = lines.flatMap((line, index) =>
    line.slice(1).map((text, at): Gap => ({ line: index, left: line[at]!.right, right: text.left })),
  );
  const crossed = texts.map(({ left, right, size }) =>
    gaps.filter((gap) => left < gap.left - size * 0.3 && right > gap.right + size * 0.3),
  );
  const crossings = new Map<Gap, number>();
  for (const own of crossed) for (const gap of own) crossings.set(gap, (crossings.get(gap) ?? 0) + 1);
  return texts.filter((_, index) => {
    const own = crossed[index]!;
    const most = own.reduce((all, gap) => Math.max(all, crossings.get(gap)!), 0);
    return own.length === 0 || most * LINES_TO_ONE_CROSSING > own.length;
  });
}

/** The column in which a text stands: that which it covers most of, else the nearest. */
export function columnAt(columns: readonly Column[], { left, right }: Column): number {
  let best = 0;
  let most = Number.NEGATIVE_INFINITY;
  for (const [index, column] of columns.entries()) {
    // Negative: how far apart they are.
    const shared = Math.min(right, column.right) - Math.max(left, column.left);
    if (shared > most + 0.01) [best, most] = [index, shared];
  }
  return best;
}

/** How many columns a text reaches into, by more than a third of its size. */
export function columnsUnder(columns: readonly Column[], { left, right, size }: PlacedText): number[] {
  return columns.flatMap((column, index) =>
    column.left < right - size * 0.3 && column.right > left + size * 0.3 ? [index] : [],
  );
}

/** The columns and one more, where a text stands between them. */
export function withColumn(columns: readonly Column[], text: Column): Column[] {
  return [...columns, { left: text.left, right: text.right }].sort((a, b) => a.left - b.left);
}

/** Where columns end: the middle between each and the next; outermost by what stands there. */
export function edgesOf(columns: readonly Column[]): number[] {
  return [
    columns[0]!.left,
    ...columns.slice(1).map(({ left }, index) => (columns[index]!.right + left) / 2),
    columns.at(-1)!.right,
  ];
}
