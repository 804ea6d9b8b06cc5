import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RenderJob } from '../src/batch/render-units.ts';
import { openPacks } from '../src/cli/open-packs.ts';
import { TEMPLATES_FOLDER } from '../src/cli/project-folders.ts';
import type { Report } from '../src/render/report.ts';
import { produceReport } from '../src/report/produce-report.ts';
import { defaultConcurrency, thisMachine } from '../src/work/concurrency.ts';
import { compareArrangements } from './arrangements.ts';
import { type Limit, LimitMeter } from './limit.ts';
import { median, printTable } from './measure.ts';
import { type CommandRun, renderWithPauses } from './paused-command.ts';
import { writeUnits } from './units.ts';

const SEED = 7;
const LIMIT_DOCUMENTS = 120;
/** A pause after so many units, and so many documents printed in it. */
const UNITS_BETWEEN_SAMPLES = 25;
const DOCUMENTS_OF_A_SAMPLE = 8;
const SIZES = [10, 100, 200, 1000];
const HEADINGS = [
  ...['units', 'seconds', 'units/s', 'after start', 'limit/s', 'ratio', 'after start'],
  ...['untagged/s', 'ratio', 'after start', 'MB 1st half', '2nd half', 'peak'],
];

/**
 * `npm run bench -- batch [counts…] [--rounds N] [--arrangements]`: how close `npm run render` of invented units, all
 * formats, comes to bare `page.pdf()` of already loaded reports in the same browser with the same concurrency; for
 * 10, 100, 200 and 1,000 units unless other counts are given. Rates and ratios count the whole command, those “after
 * start” leave out the time until the first unit is done. The limit is told with the browser's tags, which is what
 * `page.pdf()` does, and without them. It is sampled before, after, and every 25 units, while
 * the command is stopped, so that a machine that is now fast, now slow, is so for both. `--arrangements` compares ways
 * to print instead, with 50 reports.
 */
export async function run(args: readonly string[]): Promise<void> {
  const concurrency = defaultConcurrency(thisMachine());
  const cpu = cpus()[0]?.model ?? 'unknown processor';
  console.log(
    `${availableParallelism()} cores (${cpu}), concurrency ${concurrency}, Node ${process.version}\n`,
  );
  const rounds = optionOf(args, '--rounds') ?? 1;
  const counts = args
    .filter((arg, index) => /^\d+$/.test(arg) && !/^--/.test(args[index - 1] ?? ''))
    .map(Number);
  const sizes = counts.length > 0 ? counts : args.includes('--arrangements') ? [50] : SIZES;
  const folder = await mkdtemp(join(tmpdir(), 'yugong-bench-'));
  try {
    const jobs = await writeUnits(SEED, folder, Math.max(LIMIT_DOCUMENTS, ...sizes));
    if (args.includes('--arrangements')) {
      await compareArrangements(await reportsOf(jobs.slice(0, Math.max(...sizes))), rounds);
      return;
    }
    const rows = [HEADINGS];
    for (const size of sizes) {
      const runs: Measured[] = [];
      for (let round = 0; round < rounds; round++) runs.push(await measure(size, jobs, concurrency, folder));
      console.error(`measured ${size} units`);
      rows.push(rowOf(size, runs));
    }
    printTable(rows);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Measured extends CommandRun {
  readonly limit: Limit;
}

function rowOf(size: number, runs: readonly Measured[]): string[] {
  const seconds = median(runs.map((run) => run.seconds));
  const memory = runs.at(-1)!.memory;
  const half = Math.floor(memory.length / 2);
  const mean = (values: readonly number[]) =>
    values.reduce((a, b) => a + b, 0) / Math.max(1, values.length) / 1e6;
  const of = (value: (run: Measured) => number): string => median(runs.map(value)).toFixed(2);
  const steady = (run: Measured): number => (size - 1) / (run.seconds - run.start);
  return [
    String(size),
    seconds.toFixed(1),
    of((run) => size / run.seconds),
    of(steady),
    ...(['tagged', 'untagged'] as const).flatMap((kind) => [
      of((run) => run.limit[kind]),
      of((run) => size / run.seconds / run.limit[kind]),
      of((run) => steady(run) / run.limit[kind]),
    ]),
    mean(memory.slice(0, half)).toFixed(0),
    mean(memory.slice(half)).toFixed(0),
    (Math.max(0, ...memory) / 1e6).toFixed(0),
  ];
}

async function measure(
  size: number,
  jobs: readonly RenderJob[],
  concurrency: number,
  folder: string,
): Promise<Measured> {
  const meter = await LimitMeter.open(await reportsOf(jobs.slice(0, LIMIT_DOCUMENTS)), concurrency);
  const out = join(folder, 'out');
  const sample = () => meter.sample(DOCUMENTS_OF_A_SAMPLE);
  try {
    await sample();
    const units = jobs.slice(0, size).map(({ path }) => path);
    const args = [...units, '--out', out, '--fonts', 'bundled', '--jobs', String(concurrency)];
    const run = await renderWithPauses(args, size, UNITS_BETWEEN_SAMPLES, sample);
    await sample();
    return { ...run, limit: meter.limit };
  } finally {
    await meter.close();
    await rm(out, { recursive: true, force: true });
  }
}

async function reportsOf(jobs: readonly RenderJob[]): Promise<Report[]> {
  const shared = openPacks(TEMPLATES_FOLDER);
  const reports: Report[] = [];
  for (const { path, label } of jobs) {
    const { report } = await produceReport(path, label, shared);
    if (report) reports.push(report);
  }
  return reports;
}

function optionOf(args: readonly string[], name: string): number | null {
  const at = args.indexOf(name);
  const value = Number(args[at + 1]);
  return at >= 0 && Number.isInteger(value) && value > 0 ? value : null;
}
