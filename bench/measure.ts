import { join } from 'node:path';

/** Arguments of Node that start the command and its workers, in the folder of the program, as the scripts of package.json do. */
export const COMMAND: readonly string[] = [
  '--max-semi-space-size=64',
  '--single-threaded-gc',
  '--initial-old-space-size=128',
  join('bin', 'yugong.js'),
];

/** Milliseconds that the work takes. */
export async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** The middle value; of an even count the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Rows of a table in plain text, columns padded. */
export function printTable(rows: readonly (readonly string[])[]): void {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  for (const row of rows) {
    console.log(
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)))
        .join('  '),
    );
  }
}

export const milliseconds = (value: number): string => `${value.toFixed(0)} ms`;
