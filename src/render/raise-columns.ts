import { lineCount, type MeasuredText } from './text-measure.ts';

/** A cell whose text may stand on several lines. */
export interface TextCell {
  readonly column: number;
  readonly columnSpan: number;
  readonly text: MeasuredText;
  /** Space before the text, in em. */
  readonly indent: number;
}

/** A width at which the texts of a column stand on fewer lines, and the lines of all of them. */
interface Step {
  /** In em. */
  readonly width: number;
  readonly lines: number;
}

/**
 * Gives columns of text the room that is left, in em: again and again to the column whose texts lose the most lines for
 * it, as much as they need and no more. Changes `widths`, in em without padding, and gives what is left then.
 *
 * Example: of 3 em, a column of 计划标准 on two lines takes 2 to set them on one; 上年完成值 without a text takes none.
 */
export function raiseColumns(widths: number[], rows: readonly (readonly TextCell[])[], room: number): number {
  const columns = cellsByColumn(rows);
  const steps = widths.map((width, column) => stepsOf(columns[column] ?? [], width));
  let left = room;
  for (;;) {
    let best: { readonly column: number; readonly step: Step; readonly gain: number } | null = null;
    for (const [column, [now, ...next]] of steps.entries()) {
      for (const step of next) {
        const extra = step.width - widths[column]!;
        if (extra > left) break;
        const gain = (now!.lines - step.lines) / extra;
        if (gain > 0 && (best === null || gain > best.gain)) best = { column, step, gain };
      }
    }
    if (best === null) return left;
    const { column, step } = best;
    left -= step.width - widths[column]!;
    widths[column] = step.width;
    steps[column] = steps[column]!.slice(steps[column]!.indexOf(step));
  }
}

/** The cells of each column, without those that stand in several. */
function cellsByColumn(rows: readonly (readonly TextCell[])[]): (TextCell[] | undefined)[] {
  const columns: (TextCell[] | undefined)[] = [];
  for (const row of rows) {
    for (const cell of row) {
      if (cell.columnSpan !== 1) continue;
      columns[cell.column] ??= [];
      columns[cell.column]!.push(cell);
    }
  }
  return columns;
}

/** The most lines for which a width is tried. */
const mostLines = 3;

function stepsOf(cells: readonly TextCell[], width: number): Step[] {
  const wanted = new Set<number>();
  for (const { text, indent } of cells) {
    for (let lines = 1; lines <= mostLines; lines++) {
      // As many whole characters as it takes: pieces of a text are rarely narrower.
      const each =
        Math.max(lines === 1 ? text.width : Math.ceil(text.width / lines), text.widest) + indent + 0.05;
      if (each > width) wanted.add(each);
    }
  }
  const linesAt = (at: number): number =>
    cells.reduce((sum, { text, indent }) => sum + lineCount(text, at - indent), 0);
  return [width, ...[...wanted].sort((a, b) => a - b)].map((each) => ({ width: each, lines: linesAt(each) }));
}
