import type { RuledGrid } from './grid-cells.ts';
import type { Rule } from './page-content.ts';

/*
 * Tables with lines between their rows and none between their columns. The lines say where rows are and which heads reach
 * over several; the columns come out of the texts: what stands below one another in the rows with amounts.
 */

/** Ends of lines nearer than this, in points, are at one place. */
const NEAR = 2;
/** Fewer lines than these are ornaments, or the three lines of a table whose rows have none. */
const LEAST_LINES = 4;
/** More lines than these on a page are no table that a person reads. */
const MOST_LINES = 1_000;
/** Rows higher than this, in points, are none. */
const HIGHEST = 130;

/** Lines of one width below one another, with the shorter ones between them; `taken` are the grids that have columns. */
export function linedGrids(across: readonly Rule[], taken: readonly RuledGrid[]): RuledGrid[] {
  if (across.length > MOST_LINES) return [];
  const free = across.filter(
    ({ at, from, to }) =>
      !taken.some(
        (grid) =>
          at > grid.top - NEAR &&
          at < grid.bottom + NEAR &&
          from < grid.right + NEAR &&
          to > grid.left - NEAR,
      ),
  );
  const sorted = [...free].sort((a, b) => a.at - b.at || b.to - b.from - (a.to - a.from));
  const stacks: Rule[][] = [];
  for (const rule of sorted) {
    const stack = stacks.findLast((each) => {
      const [first, last] = [each[0]!, each.at(-1)!];
      return rule.from > first.from - NEAR && rule.to < first.to + NEAR && rule.at - last.at < HIGHEST;
    });
    if (stack) stack.push(rule);
    else stacks.push([rule]);
  }
  return stacks.flatMap(tablesOf).flatMap((stack): RuledGrid[] => {
    const { from: left, to: right } = stack[0]!;
    const whole = stack.filter(({ from, to }) => Math.abs(from - left) < NEAR && Math.abs(to - right) < NEAR);
    const bottom = whole.at(-1)!.at;
    const own = stack.filter(({ at }) => at <= bottom + NEAR);
    if (whole.length < 3 || own.length < LEAST_LINES) return [];
    const rows: number[] = [];
    for (const { at } of own) if (rows.length === 0 || at - rows.at(-1)! > NEAR) rows.push(at);
    const cells = rows.slice(0, -1).map((top, row) => ({
      row,
      column: 0,
      rowSpan: 1,
      colSpan: 1,
      left,
      right,
      top,
      bottom: rows[row + 1]!,
    }));
    return [{ left, right, top: rows[0]!, bottom, columns: [left, right], rows, cells, lines: own }];
  });
}

/** So many times as high as most rows, and at least so high, is the room between tables with the title of the next. */
const CAPTION_TIMES = 2.2;
const CAPTION_HEIGHT = 40;

/** The lines of each table where several stand below one another. */
function tablesOf(stack: readonly Rule[]): Rule[][] {
  const heights = stack.slice(1).map(({ at }, index) => at - stack[index]!.at);
  const rows = heights.filter((height) => height > NEAR).sort((a, b) => a - b);
  const usual = rows[Math.floor(rows.length / 2)] ?? 0;
  const tables: Rule[][] = [];
  for (const [index, rule] of stack.entries()) {
    const height = heights[index - 1] ?? Infinity;
    if (height > Math.max(CAPTION_HEIGHT, usual * CAPTION_TIMES)) tables.push([rule]);
    else tables.at(-1)!.push(rule);
  }
  return tables;
}
