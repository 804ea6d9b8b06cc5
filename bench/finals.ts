import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { VOCABULARY_FILE } from '../src/cli/project-folders.ts';
import { sampleFinals } from '../src/samples/sample-final.ts';
import { parseVocabulary } from '../src/samples/vocabulary.ts';
import { runCommand } from './departments.ts';
import { median, printTable } from './measure.ts';

const SEED = 7;
const UNITS = 100;
const ROUNDS = 2;

/**
 * What final accounts cost beside budgets: `npm run bench -- finals [units] [rounds]`. The budgets of invented units, and
 * their finals of one year (each reads its budget and last year's final too), through `check` and `render` (html, txt; no
 * browser), in turns; the same number of documents on both sides.
 */
export async function run(args: readonly string[]): Promise<void> {
  const [units = UNITS, rounds = ROUNDS] = args.map(Number);
  const folder = await mkdtemp(join(tmpdir(), 'yugong-bench-'));
  try {
    const words = parseVocabulary(await readFile(VOCABULARY_FILE, 'utf8'));
    for (let number = 1; number <= units; number++)
      for (const { path, text } of sampleFinals(SEED, number, words)) {
        await mkdir(dirname(join(folder, 'in', path)), { recursive: true });
        await writeFile(join(folder, 'in', path), text);
      }
    const inputs = {
      budgets: join(folder, 'in', 'unit-*.yaml'),
      finals: join(folder, 'in', 'final-*-2025.yaml'),
    };
    const commands = {
      check: (input: string) => ['check', input, '--summary'],
      render: (input: string) => [
        ...['render', input, '--out', join(folder, 'out'), '--format', 'html,txt', '--force'],
      ],
    };
    const rows = [['', 'budgets', 'MB', 'finals', 'MB', 'ratio']];
    for (const [name, of] of Object.entries(commands)) {
      const runs = { budgets: [] as number[], finals: [] as number[] };
      const peaks = { budgets: 0, finals: 0 };
      for (let round = 0; round < rounds; round++) {
        for (const kind of ['budgets', 'finals'] as const) {
          const { seconds, peak } = await runCommand(of(inputs[kind]));
          runs[kind].push(seconds);
          peaks[kind] = Math.max(peaks[kind], peak);
          await rm(join(folder, 'out'), { recursive: true, force: true });
        }
      }
      const [budgets, finals] = [median(runs.budgets), median(runs.finals)];
      const shown = (kind: keyof typeof runs, seconds: number): string[] => [
        `${seconds.toFixed(1)} s`,
        (peaks[kind] / 1e6).toFixed(0),
      ];
      rows.push([
        name,
        ...shown('budgets', budgets),
        ...shown('finals', finals),
        (finals / budgets).toFixed(2),
      ]);
    }
    console.log(`${units} units, ${rounds} rounds, Node ${process.version}\n`);
    printTable(rows);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
