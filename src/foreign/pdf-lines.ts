/** A run of text on a page, in points from the lower left corner. */
export interface PlacedText {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly size: number;
}

// Farther apart than this, in type sizes, two runs are cells of a table.
const CELL_GAP = 1.2;

/**
 * The lines of a page without tags, from top to bottom; wide gaps become tabs, so that rows of tables can be told
 * from sentences.
 */
export function pageLines(placed: readonly PlacedText[]): string[] {
  const rows: PlacedText[][] = [];
  for (const run of [...placed].sort((a, b) => b.bottom - a.bottom)) {
    const row = rows.at(-1);
    if (row && Math.abs(row[0]!.bottom - run.bottom) < Math.min(row[0]!.size, run.size) * 0.5) row.push(run);
    else rows.push([run]);
  }
  return rows.map(lineOf);
}

function lineOf(row: readonly PlacedText[]): string {
  const runs = [...row].sort((a, b) => a.left - b.left);
  let line = '';
  for (const [index, run] of runs.entries()) {
    const gap = index === 0 ? 0 : run.left - runs[index - 1]!.right;
    line += (gap > run.size * CELL_GAP ? '\t' : '') + run.text;
  }
  return line.replace(/ +\t/g, '\t');
}
