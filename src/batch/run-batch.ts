import { Gate } from '../files/gate.ts';
import type { FontChoice } from '../fonts/font-catalog.ts';
import type { Finding, Outcome } from '../model/finding.ts';
import { browserName } from '../print/browser-name.ts';
import type { Clock } from '../print/deadline.ts';
import type { QueueUse } from '../queue/open-queued-work.ts';
import type { PackStore } from '../report/packs.ts';
import type { ProductionOptions } from '../report/produce-report.ts';
import { type DepartmentPlan, planDepartments, SoundUnits } from '../work/departments.ts';
import { Fingerprints, type ProgramVersion, programVersion, textOptions } from '../work/fingerprint.ts';
import { openWorkforce } from '../work/open-workforce.ts';
import type { UnitRecord } from '../work/unit-record.ts';
import type { Workforce } from '../work/workforce.ts';
import type { OutputFormat } from '../write/formats.ts';
import { removeUnitLeftovers } from './leftovers.ts';
import { RecordBook } from './manifest.ts';
import { lockOutput } from './output-lock.ts';
import { type RenderJob, renderUnits, type UnitResult } from './render-units.ts';
import { isInShard, type Shard, shardText } from './shard.ts';
import { unchanged } from './unchanged.ts';

export interface BatchOptions {
  readonly formats: readonly OutputFormat[];
  /** The output folder, absolute. */
  readonly out: string;
  readonly fonts: FontChoice;
  /** One limit for starting, loading and printing a document each. */
  readonly timeoutMs: number;
  readonly concurrency: number;
  /** `force` renders what has not changed as well. */
  readonly production: ProductionOptions;
  readonly shard: Shard | null;
  /** Other machines do the work; null where this one does. */
  readonly queue?: QueueUse | null;
  /** PDFs carry the tables as data. */
  readonly attachesData?: boolean;
}

/** Who is told how the batch goes on. */
export interface BatchListener {
  /** After what is up to date has been found: units of this run in all. */
  begun(total: number): void;
  done(result: UnitResult): void;
  /** No unit was done for a whole time limit; these are in hand. */
  waiting(labels: readonly string[]): void;
}

/** Why no unit was begun. */
export interface BatchFailure {
  readonly kind: 'outputs' | 'environment';
  readonly findings: readonly Finding[];
}

export interface BatchOutcome {
  readonly failure: BatchFailure | null;
  /** Errors of the batch as a whole, such as a manifest that cannot be written. */
  readonly findings: readonly Finding[];
  /** Where the manifest is; null when there is none. */
  readonly manifest: string | null;
}

// Reading and hashing are waits for the disk.
const FILES_AT_ONCE = 8;

/**
 * Renders the units of a batch into an output folder: takes the folder, leaves out what is up to date, renders the
 * rest, keeps the manifest. Afterwards no browser and no temporary file is left, whatever happened; a signal ends
 * the batch early, and the next run goes on from there. Limits are counted by the clock of the machine unless told; `open`
 * gives who does the work, where somebody else keeps it.
 */
export async function runBatch(
  jobs: readonly RenderJob[],
  options: BatchOptions,
  packs: PackStore,
  listener: BatchListener,
  signal?: AbortSignal,
  clock?: Clock,
  open: typeof openWorkforce = openWorkforce,
): Promise<BatchOutcome> {
  const shard = options.shard && shardText(options.shard);
  const lock = await lockOutput(options.out, shard);
  if (!lock.value) return failure('outputs', lock.findings);
  try {
    const program = await programVersion();
    const { formats, fonts, timeoutMs, concurrency, production } = options;
    const redact = production.redact === true;
    const { attachesData = false } = options;
    const settings = {
      ...{ folders: packs.folders, formats, fonts, timeoutMs, concurrency },
      ...{ program, redact, attachesData },
    };
    const { value: workforce, findings } = options.queue
      ? await (await import('../queue/open-queued-work.ts')).openQueuedWork(
          settings,
          packs,
          options.queue,
          options.out,
        )
      : await open(settings, packs, clock);
    if (!workforce) return failure('environment', findings);
    const fingerprints = new Fingerprints(packs, program, textOptions({ redact, attachesData }));
    return await new Batch(jobs, options, workforce, listener, signal).run(program, fingerprints);
  } finally {
    await lock.value.release();
  }
}

class Batch {
  readonly #jobs: readonly RenderJob[];
  readonly #options: BatchOptions;
  readonly #workforce: Workforce;
  readonly #listener: BatchListener;
  readonly #signal: AbortSignal | undefined;
  readonly #book: RecordBook;

  constructor(
    jobs: readonly RenderJob[],
    options: BatchOptions,
    workforce: Workforce,
    listener: BatchListener,
    signal: AbortSignal | undefined,
  ) {
    const { shard } = options;
    this.#jobs = shard ? jobs.filter(({ name }) => isInShard(name, shard)) : jobs;
    this.#options = options;
    this.#workforce = workforce;
    this.#listener = listener;
    this.#signal = signal;
    this.#book = new RecordBook(options.out, shard && shardText(shard));
  }

  async run(program: ProgramVersion, fingerprints: Fingerprints): Promise<BatchOutcome> {
    const { shard } = this.#options;
    const { printer } = this.#workforce;
    await this.#book.open();
    await removeUnitLeftovers(this.#jobs);
    const plan = await planDepartments(this.#jobs);
    const sound = new SoundUnits(plan);
    const left = await this.#changedJobs(fingerprints, plan, sound);
    const started = await this.#render(left, plan, sound);
    if (started && started.value === null && !this.#signal?.aborted) {
      return failure('environment', started.findings);
    }
    const findings = await this.#book.close({
      program,
      node: process.version,
      browser: printer && browserName(printer.browser),
      fonts: printer?.fonts ?? null,
      shard: shard && shardText(shard),
    });
    return { failure: null, findings, manifest: findings.length > 0 ? null : this.#book.manifestPath };
  }

  /** Tells of the units that are up to date and gives the others. */
  async #changedJobs(
    fingerprints: Fingerprints,
    { told }: DepartmentPlan<RenderJob>,
    sound: SoundUnits,
  ): Promise<RenderJob[]> {
    const { out: folder, formats, production } = this.#options;
    const wanted = { folder, formats, printer: this.#workforce.printer?.identity ?? null, fingerprints };
    const gate = new Gate(FILES_AT_ONCE);
    const results = await Promise.all(
      this.#jobs.map((job) =>
        gate.pass(async () =>
          production.force || told.has(job.path) || this.#signal?.aborted
            ? null
            : unchanged(job, this.#book.records.get(job.name), wanted),
        ),
      ),
    );
    this.#listener.begun(this.#jobs.length);
    for (const result of results) if (result) this.#listener.done(result);
    for (const [index, job] of this.#jobs.entries()) {
      const record = results[index]?.record;
      if (record) sound.add(job, record);
    }
    return this.#jobs.filter((_, index) => results[index] === null);
  }

  /** The first units are loaded while the browser starts; one that does not start ends the batch. */
  async #render(
    jobs: readonly RenderJob[],
    { stages, told }: DepartmentPlan<RenderJob>,
    sound: SoundUnits,
  ): Promise<Outcome<unknown> | null> {
    const { formats, production } = this.#options;
    const workforce = this.#workforce;
    const unstarted = new AbortController();
    const signal = AbortSignal.any([unstarted.signal, ...(this.#signal ? [this.#signal] : [])]);
    const done = async (result: UnitResult): Promise<void> => {
      // The environment is at fault, not this unit.
      if (unstarted.signal.aborted && result.status === 'interrupted') return;
      if (result.record) await this.#book.add(withEarlierOutputs(result.record, this.#book));
      this.#listener.done(result);
    };
    const stop = () => void workforce.close();
    signal.addEventListener('abort', stop);
    try {
      const started = workforce.start(jobs.length);
      void started?.then(({ value }) => value ?? unstarted.abort());
      const { attachesData = false } = this.#options;
      const wanted = {
        ...{ formats, redact: production.redact === true, force: production.force === true },
        attachesData,
      };
      const watch = {
        ms: this.#options.timeoutMs,
        waiting: (labels: readonly string[]) => this.#listener.waiting(labels),
      };
      // Departments when their members are done.
      const left = new Set(jobs);
      for (const stage of stages) {
        const due = stage.filter((job) => left.has(job));
        await renderUnits(due, { workforce, wanted, told, sound, started, watch }, done, signal);
      }
      return await started;
    } finally {
      signal.removeEventListener('abort', stop);
      await workforce.close();
    }
  }
}

/** Outputs of formats that this run did not ask for still count while the text they were made from is the same. */
function withEarlierOutputs(record: UnitRecord, book: RecordBook): UnitRecord {
  const earlier = book.records.get(record.name);
  if (!earlier || record.status !== 'ok' || earlier.fingerprint !== record.fingerprint) return record;
  const files = record.outputs.map(({ file }) => file);
  const kept = earlier.outputs.filter(({ file }) => !files.includes(file));
  return { ...record, outputs: [...record.outputs, ...kept] };
}

function failure(kind: BatchFailure['kind'], findings: readonly Finding[]): BatchOutcome {
  return { failure: { kind, findings }, findings: [], manifest: null };
}
