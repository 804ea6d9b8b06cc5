import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
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
import { type Bare, openBare } from './bare-browser.ts';
import { median, printTable, timeOf } from './measure.ts';
import { writeUnits } from './units.ts';

const SEED = 7;
const TIMEOUT_MS = 120_000;
const LIMIT_DOCUMENTS = 40;
const MEMORY_EVERY_MS = 250;
const SIZES = [10, 100, 200, 1000];
const HEADINGS = [
  ...[
    'units',
    'seconds',
    'units/s',
    'after start',
    'limit/s',
    'ratio',
    'after start',
    'in rounds/s',
    'ratio',
  ],
  ...['MB 1st half', '2nd half', 'peak'],
];

/**
 * `npm run bench -- batch [counts…] [--rounds N] [--arrangements]`: how close a batch of invented units, all
 * formats, comes to bare `page.pdf()` of already loaded reports in the same browser with the same concurrency; for
 * 10, 100, 200 and 1,000 units unless other counts are given. Rates and ratios count the start of browser and
 * program, those “after start” leave out the time until the first unit is done. The limit is measured before and after
 * each batch and its mean taken, so that a busy machine slows both. `--arrangements` compares ways to print instead,
 * with 50 reports.
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
    const jobs = await writeUnits(SEED, folder, Math.max(...sizes));
    if (args.includes('--arrangements')) {
      await compareArrangements(await reportsOf(jobs), rounds);
      return;
    }
    const rows = [HEADINGS];
    for (const size of sizes) {
      const runs: Measured[] = [];
      for (let round = 0; round < rounds; round++)
        runs.push(await measure(jobs.slice(0, size), concurrency, folder));
      console.error(`measured ${size} units`);
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
  readonly limit: Limit;
  readonly memory: readonly number[];
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
    of((run) => run.limit.free),
    of((run) => size / run.seconds / run.limit.free),
    of((run) => steady(run) / run.limit.free),
    of((run) => run.limit.rounds),
    of((run) => size / run.seconds / run.limit.rounds),
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
  const limit = { free: (before.free + after.free) / 2, rounds: (before.rounds + after.rounds) / 2 };
  return { seconds, start: ((first ?? start) - start) / 1000, limit, memory };
}

/** Documents per second of nothing but `page.pdf()`, in two ways to see it. */
interface Limit {
  /** No page ever waits for another one. */
  readonly free: number;
  /** Reports are put into all pages, then all print at once; the next follow when the last is done. */
  readonly rounds: number;
}

async function bareLimit(reports: readonly Report[], concurrency: number): Promise<Limit> {
  const bare = await openBare(concurrency);
  try {
    // The first documents of a page pay for what stays warm afterwards.
    await inRounds(bare, reports.slice(0, concurrency), concurrency);
    const rounds = await inRounds(bare, reports, concurrency);
    return { rounds, free: await freely(bare, reports, concurrency) };
  } finally {
    await bare.close();
  }
}

/**
 * All pages are busy all the time. Putting the next report into a page keeps its core as busy as printing does, but
 * only the printing is counted.
 */
async function freely(bare: Bare, reports: readonly Report[], concurrency: number): Promise<number> {
  const waiting = [...reports];
  let printing = 0;
  const lane = async (slot: number): Promise<void> => {
    for (let report = waiting.shift(); report; report = waiting.shift()) {
      const page = await bare.show(slot, report.html);
      const milliseconds = await timeOf(() => bare.pdf(page));
      printing += milliseconds;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, (_, slot) => lane(slot)));
  return (reports.length * concurrency) / (printing / 1000);
}

async function inRounds(bare: Bare, reports: readonly Report[], concurrency: number): Promise<number> {
  let printing = 0;
  for (let index = 0; index < reports.length; index += concurrency) {
    const round = reports.slice(index, index + concurrency);
    const pages: Page[] = [];
    for (const [slot, { html }] of round.entries()) pages.push(await bare.show(slot, html));
    printing += await timeOf(() => Promise.all(pages.map((page) => bare.pdf(page))));
  }
  return reports.length / (printing / 1000);
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
