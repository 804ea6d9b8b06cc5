import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultConcurrency, thisMachine } from '../src/batch/concurrency.ts';
import type { OutputFormat } from '../src/batch/output-formats.ts';
import type { PackStore } from '../src/batch/packs.ts';
import { produceReport } from '../src/batch/produce-report.ts';
import type { RenderJob } from '../src/batch/render-units.ts';
import { runBatch } from '../src/batch/run-batch.ts';
import { openPacks } from '../src/cli/open-packs.ts';
import { TEMPLATES_FOLDER } from '../src/cli/project-folders.ts';
import { residentMemory } from '../src/print/process-memory.ts';
import type { Report } from '../src/render/report.ts';
import { compareArrangements } from './arrangements.ts';
import { openBare } from './bare-browser.ts';
import { median, printTable, timeOf } from './measure.ts';
import { writeUnits } from './units.ts';

const SEED = 7;
const TIMEOUT_MS = 120_000;
const LIMIT_DOCUMENTS = 40;
const MEMORY_EVERY_MS = 250;

/**
 * `npm run bench -- batch [counts…] [--rounds N] [--arrangements]`: how close a batch of invented units, all
 * formats, comes to bare `page.pdf()` of already loaded reports in the same browser with the same concurrency; for
 * 10, 100 and 1,000 units unless other counts are given. The ratio counts the start of browser and program, the next
 * column leaves out the time until the first unit is done. The limit is measured before and after each batch and its
 * mean taken, so that a busy machine slows both. `--arrangements` compares ways to print instead, with 50 reports.
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
  const sizes = counts.length > 0 ? counts : args.includes('--arrangements') ? [50] : [10, 100, 1000];
  const folder = await mkdtemp(join(tmpdir(), 'yugong-bench-'));
  try {
    const jobs = await writeUnits(SEED, folder, Math.max(...sizes));
    if (args.includes('--arrangements')) {
      await compareArrangements(await reportsOf(jobs), rounds);
      return;
    }
    const rows = [
      ['units', 'seconds', 'units/s', 'limit/s', 'ratio', 'after start', 'MB 1st half', '2nd half', 'peak'],
    ];
    for (const size of sizes) {
      const runs: Measured[] = [];
      for (let round = 0; round < rounds; round++)
        runs.push(await measure(jobs.slice(0, size), concurrency, folder));
      rows.push(rowOf(size, runs));
    }
    printTable(rows);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Measured {
  /** Of the whole batch, the start of the browser included. */
  readonly seconds: number;
  /** Until the first unit was done. */
  readonly start: number;
  /** Documents per second. */
  readonly limit: number;
  readonly memory: readonly number[];
}

function rowOf(size: number, runs: readonly Measured[]): string[] {
  const seconds = median(runs.map((run) => run.seconds));
  const memory = runs.at(-1)!.memory;
  const half = Math.floor(memory.length / 2);
  const mean = (values: readonly number[]) =>
    values.reduce((a, b) => a + b, 0) / Math.max(1, values.length) / 1e6;
  return [
    String(size),
    seconds.toFixed(1),
    (size / seconds).toFixed(2),
    median(runs.map(({ limit }) => limit)).toFixed(2),
    median(runs.map((run) => size / run.seconds / run.limit)).toFixed(2),
    median(runs.map((run) => (size - 1) / (run.seconds - run.start) / run.limit)).toFixed(2),
    mean(memory.slice(0, half)).toFixed(0),
    mean(memory.slice(half)).toFixed(0),
    (Math.max(0, ...memory) / 1e6).toFixed(0),
  ];
}

async function measure(jobs: readonly RenderJob[], concurrency: number, folder: string): Promise<Measured> {
  const sample = await reportsOf(jobs.slice(0, LIMIT_DOCUMENTS));
  const before = await bareLimit(sample, concurrency);
  const out = join(folder, 'out');
  const memory: number[] = [];
  const watch = setInterval(async () => {
    const bytes = await residentMemory(process.pid);
    if (bytes !== null) memory.push(bytes);
  }, MEMORY_EVERY_MS);
  const formats: OutputFormat[] = ['pdf', 'html', 'txt'];
  const start = performance.now();
  const failed: string[] = [];
  let first: number | null = null;
  const outcome = await runBatch(
    jobs.map((job) => ({ ...job, base: join(out, job.name) })),
    { formats, out, fonts: 'bundled', timeoutMs: TIMEOUT_MS, concurrency, production: {}, shard: null },
    packs(),
    {
      begun: () => {},
      done: ({ name, status }) => {
        first ??= performance.now();
        if (status !== 'ok') failed.push(name);
      },
    },
  );
  const seconds = (performance.now() - start) / 1000;
  clearInterval(watch);
  await rm(out, { recursive: true, force: true });
  if (outcome.failure || failed.length > 0) throw new Error(`not rendered: ${failed.join(', ')}`);
  const after = await bareLimit(sample, concurrency);
  return { seconds, start: ((first ?? start) - start) / 1000, limit: (before + after) / 2, memory };
}

/**
 * Documents per second of nothing but `page.pdf()`: as many pages of one browser as the batch prints at once, all of
 * them busy all the time. Putting the next report into a page keeps its core as busy as printing does, but only the
 * printing is counted.
 */
async function bareLimit(reports: readonly Report[], concurrency: number): Promise<number> {
  const bare = await openBare(concurrency);
  const waiting = [...reports];
  let printing = 0;
  const lane = async (slot: number): Promise<void> => {
    for (let report = waiting.shift(); report; report = waiting.shift()) {
      const page = await bare.show(slot, report.html);
      const milliseconds = await timeOf(() => bare.pdf(page));
      printing += milliseconds;
    }
  };
  try {
    await Promise.all(Array.from({ length: concurrency }, (_, slot) => lane(slot)));
  } finally {
    await bare.close();
  }
  return (reports.length * concurrency) / (printing / 1000);
}

function packs(): PackStore {
  return openPacks(TEMPLATES_FOLDER);
}

async function reportsOf(jobs: readonly RenderJob[]): Promise<Report[]> {
  const shared = packs();
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
