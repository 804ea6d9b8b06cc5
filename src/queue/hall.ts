import { setTimeout as pause } from 'node:timers/promises';
import type { Job, Queue } from 'bullmq';
import { z } from 'zod';
import { type Engine, jobsIn, persist } from './engine.ts';
import { QUEUE_PATIENCE_MS } from './patience.ts';

/** Where runs and workers tell of themselves; its jobs are notices, which nobody works on. */
const HALL = 'yugong-hall';
const BEAT_MS = QUEUE_PATIENCE_MS / 2;
/** Who has not changed its notice for so long, by the clock of whoever looks, is gone. */
const SILENCE_MS = 3 * QUEUE_PATIENCE_MS;
/** What a run that never came back has left in the engine is removed after so long. */
const FORGOTTEN_MS = 24 * 3_600_000;
/** Tidying up is not waited for any longer. */
const FORGETTING_MS = 5_000;
const MOST_NOTICES = 1_000;

const marks = z.record(z.string(), z.string());
const common = { at: z.number(), who: z.string(), marks };
const notice = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('run'),
    ...common,
    run: z.string(),
    units: z.number(),
    /** What its workers must be able to do. */
    needs: z.object({
      browser: z.boolean(),
      fonts: z.enum(['auto', 'bundled']),
      printer: z.string().nullable(),
      timeoutMs: z.number(),
      redact: z.boolean(),
      attachesData: z.boolean().optional(),
    }),
    shared: z.object({ folder: z.string(), token: z.string() }).nullable(),
  }),
  z.object({ kind: z.literal('worker'), ...common, places: z.number() }),
]);

type Notice = z.infer<typeof notice>;
export type RunNotice = Extract<Notice, { kind: 'run' }>;
export type WorkerNotice = Extract<Notice, { kind: 'worker' }>;

/** The queue of one run. */
export function queueOfRun(run: string): string {
  return `yugong-run-${run}`;
}

/** The notices of an engine, as one process sees them. */
export class Hall {
  readonly #engine: Engine;
  readonly #queue: Queue;
  /** When a notice was last seen to change, by the clock here: the clocks of two machines need not agree. */
  readonly #seen = new Map<string, { readonly at: number; readonly since: number }>();
  readonly #own = new Map<string, { readonly timer: NodeJS.Timeout; beat: Promise<void> }>();

  constructor(engine: Engine) {
    this.#engine = engine;
    this.#queue = engine.queue(HALL);
  }

  /** Puts a notice up and keeps it fresh until it is taken down. */
  async post(id: string, given: Omit<RunNotice, 'at'> | Omit<WorkerNotice, 'at'>): Promise<void> {
    const beat = async (): Promise<void> => {
      const data = { ...given, at: Date.now() };
      const job = await this.#queue.getJob(id);
      if (job) await job.updateData(data);
      else await this.#queue.add('notice', data, { jobId: id });
    };
    const first = beat().catch(() => {});
    const timer = setInterval(() => {
      own.beat = beat().catch(() => {});
    }, BEAT_MS);
    timer.unref();
    const own = { timer, beat: first };
    this.#own.set(id, own);
    await first;
  }

  async takeDown(id: string): Promise<void> {
    const own = this.#own.get(id);
    clearInterval(own?.timer);
    this.#own.delete(id);
    // A beat that is on its way would put the notice up again behind its removal, for nobody to take down.
    await Promise.race([own?.beat, pause(FORGETTING_MS, null, { ref: false })]);
    await this.#queue.remove(id).catch(() => {});
  }

  /** The notices of those who are there; null when `signal` came before the engine answered. */
  async look(signal?: AbortSignal): Promise<Notice[] | null> {
    const found = await this.#all(signal);
    if (found === null) return null;
    const now = performance.now();
    return found.flatMap(({ job, is }) => {
      const before = this.#seen.get(job.id!);
      const since = before?.at === is.at ? before.since : now;
      this.#seen.set(job.id!, { at: is.at, since });
      return now - since > SILENCE_MS ? [] : [is];
    });
  }

  /** Removes what runs and workers of long ago have left. */
  async removeForgotten(): Promise<void> {
    for (const { job, is } of (await this.#all(AbortSignal.timeout(FORGETTING_MS))) ?? []) {
      if (Date.now() - is.at < FORGOTTEN_MS) continue;
      if (is.kind === 'run') await this.removeRun(is.run);
      await job.remove().catch(() => {});
    }
  }

  /** Removes the queue of a run with all that is in it. */
  async removeRun(run: string): Promise<void> {
    const queue = this.#engine.queue(queueOfRun(run));
    await queue.obliterate({ force: true }).catch(() => {});
    await this.#engine.end(queue);
  }

  async close(): Promise<void> {
    for (const id of [...this.#own.keys()]) await this.takeDown(id);
    await this.#engine.end(this.#queue);
  }

  async #all(signal?: AbortSignal): Promise<{ readonly job: Job; readonly is: Notice }[] | null> {
    const jobs = await persist(() => jobsIn(this.#queue, ['waiting'], MOST_NOTICES), signal);
    if (jobs === null) return null;
    return jobs.flatMap((job) => {
      const { data } = notice.safeParse(job.data);
      return data ? [{ job, is: data }] : [];
    });
  }
}
