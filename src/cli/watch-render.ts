import { dirname, resolve, sep } from 'node:path';
import type { UnitResult } from '../batch/render-units.ts';
import type { BatchListener, BatchOutcome } from '../batch/run-batch.ts';
import { addAll } from '../model/add-all.ts';
import { type Watch, watchFolders } from '../serve/watch.ts';
import { KeptWork } from '../work/kept-work.ts';
import { BatchReport } from './batch-report.ts';
import type { Console } from './console.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { untilSignal } from './signals.ts';
import type { UnitInput } from './unit-inputs.ts';

/** What is run again and again. */
export interface WatchedRun {
  /** The units as they are now; null after telling what is wrong with them. */
  inputs(): Promise<readonly UnitInput[] | null>;
  /** Renders what has changed of them. */
  run(
    inputs: readonly UnitInput[],
    listener: BatchListener,
    work: KeptWork,
    signal: AbortSignal,
  ): Promise<BatchOutcome>;
}

export interface WatchPlaces {
  /** The output folder, absolute: nothing in it is watched. */
  readonly out: string;
  readonly templates: string;
}

/**
 * `render --watch`: renders, and again whenever a file changes, until Ctrl+C. What has not changed is left out, a
 * department is made anew with its member, browser and processes are kept; templates that changed are read anew.
 */
export async function watchRender(
  watched: WatchedRun,
  places: WatchPlaces,
  console: Console,
): Promise<ExitCode> {
  const { value } = await untilSignal(async (signal) => {
    const first = await watched.inputs();
    if (first === null) return EXIT.usage;
    const changes = new Changes();
    const work = new KeptWork();
    const folders = [...new Set([...first.map(({ path }) => dirname(path)), places.templates])];
    const watch = await watchFolders(folders, ({ paths }) => changes.add(paths), places.out);
    const stop = (): void => {
      changes.end();
      void work.end();
    };
    signal.addEventListener('abort', stop);
    if (signal.aborted) stop();
    try {
      return await rounds(watched, { first, changes, watch, work, places }, console, signal);
    } finally {
      await Promise.all([watch.close(), work.end()]);
    }
  });
  return value;
}

interface Round {
  readonly first: readonly UnitInput[];
  readonly changes: Changes;
  readonly watch: Watch;
  readonly work: KeptWork;
  readonly places: WatchPlaces;
}

async function rounds(
  watched: WatchedRun,
  { first, changes, watch, work, places }: Round,
  console: Console,
  signal: AbortSignal,
): Promise<ExitCode> {
  const failures = new Map<string, string>();
  let inputs: readonly UnitInput[] | null = first;
  for (let round = 0; !signal.aborted; round += 1) {
    if (inputs !== null) {
      const report = new RoundReport(console, failures, round === 0);
      const outcome = await watched.run(inputs, report, work, signal);
      if (signal.aborted) break;
      console.findings(outcome.failure?.findings ?? outcome.findings, new Map());
      if (outcome.failure?.kind === 'environment') return EXIT.environment;
      report.end(outcome.manifest);
      watch.add(filesRead(inputs, report.results));
    }
    const changed = await changes.next();
    if (signal.aborted) break;
    if (changed.some((path) => path.startsWith(places.templates + sep))) await work.renew();
    inputs = await watched.inputs();
  }
  return EXIT.ok;
}

/** What was read for units, wherever it lies. */
function filesRead(inputs: readonly UnitInput[], results: readonly UnitResult[]): string[] {
  const folders = new Map(inputs.map(({ name, path }) => [name, dirname(path)]));
  return results.flatMap(({ name, record }) =>
    (record?.inputs ?? []).map(({ file }) => resolve(folders.get(name) ?? '.', file)),
  );
}

/** Changes of files, as they are waited for. */
class Changes {
  #waiting: string[] = [];
  #wake: (() => void) | null = null;
  #isEnded = false;

  add(changed: ReadonlySet<string>): void {
    addAll(this.#waiting, [...changed]);
    this.#wake?.();
  }

  /** Those since the last time; waits for one. */
  async next(): Promise<readonly string[]> {
    if (this.#waiting.length === 0 && !this.#isEnded) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      this.#wake = null;
    }
    return this.#waiting.splice(0);
  }

  end(): void {
    this.#isEnded = true;
    this.#wake?.();
  }
}

/** Tells of a round what is new: a unit that was made, one that fails in another way than before. */
class RoundReport implements BatchListener {
  readonly results: UnitResult[] = [];
  readonly #console: Console;
  readonly #failures: Map<string, string>;
  readonly #isFirst: boolean;
  readonly #report: BatchReport;

  constructor(console: Console, failures: Map<string, string>, isFirst: boolean) {
    this.#console = console;
    this.#failures = failures;
    this.#isFirst = isFirst;
    this.#report = new BatchReport(console, () => performance.now());
  }

  begun(total: number): void {
    // Later rounds are told unit by unit.
    this.#report.begun(this.#isFirst ? total : 1);
  }

  done(result: UnitResult): void {
    this.results.push({ ...result, sources: new Map() });
    const before = this.#failures.get(result.name);
    const now = result.status === 'failed' ? JSON.stringify(result.findings) : undefined;
    if (now === undefined) this.#failures.delete(result.name);
    else this.#failures.set(result.name, now);
    const isNews = result.status !== 'unchanged' && (now === undefined || now !== before);
    if (this.#isFirst || isNews) this.#report.done(result);
  }

  waiting(labels: readonly string[]): void {
    this.#report.waiting(labels);
  }

  end(manifest: string | null): void {
    if (this.#isFirst) this.#report.summary(manifest);
    const made = this.results.filter(({ status }) => status === 'ok' || status === 'draft').length;
    const failed = this.#failures.size;
    if (!this.#isFirst && made === 0 && this.#report.results.length === 0) return;
    const counted = this.#isFirst ? '' : `重新生成 ${made} 个，`;
    const open = failed > 0 ? `有错误的 ${failed} 个；` : '';
    this.#console.err(`${counted}${open}等待改动，按 Ctrl+C 结束。`);
  }
}
