import { dirname, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Job, Queue } from 'bullmq';
import { errorFinding } from '../model/error-finding.ts';
import type { Outcome } from '../model/finding.ts';
import type { PackStore } from '../report/packs.ts';
import { changedFinding, sha256OfInput } from '../work/read-log.ts';
import type { UnitAnswer, UnitMessage } from '../work/unit-message.ts';
import { failedUnit, interrupted } from '../work/unmade-unit.ts';
import type { PrinterFacts, Workforce } from '../work/workforce.ts';
import { type CarriedUnit, carryUnit, isTooMuch, jobIdOf } from './carried-unit.ts';
import { type Engine, JOB_OPTIONS, jobsIn, persist } from './engine.ts';
import type { Hall, RunNotice } from './hall.ts';
import { queueOfRun } from './hall.ts';
import { type FilesByPath, filesNamed, filesRead } from './needed-files.ts';
import { isAnswered, unpackAnswer } from './packed-answer.ts';
import { QUEUE_PATIENCE_MS } from './patience.ts';
import { markOf } from './program-marks.ts';
import type { SharedFolder } from './shared-folder.ts';
import { crowdText, inCrowd } from './worker-crowd.ts';

/** Units dealt out and not yet taken back, at least and at most: what lies in the engine is bounded. */
const FEWEST_OUT = 32;
const MOST_OUT = 256;
/** The engine is asked for finished units so often, and less while none come; enough are out that no worker waits. */
const TAKE_MS = 100;
const TAKE_MS_AT_MOST = 400;
const TAKEN_AT_ONCE = 16;
/** Looks after what is out, and after who is there, so often. */
const LOOK_MS = 0.3 * QUEUE_PATIENCE_MS;
/** A unit that was made of other files than it carried is sent again with the right ones so often. */
const TRIES = 3;

/** A unit that is out. */
interface Out {
  readonly carried: CarriedUnit;
  readonly back: (job: Finished | null) => void;
}

/** A unit that is back, or that its workers gave up. */
interface Finished {
  readonly data: unknown;
  readonly isFailed: boolean;
}

/**
 * The work is done by other machines, which take it from a queue. This process deals out and takes back: nothing is lost
 * when one of them ends, the engine is restarted, or this process is killed and started again, as a job is known by what
 * it is made of.
 */
export class QueuedWork implements Workforce {
  readonly printer: PrinterFacts | null;
  readonly places = MOST_OUT;
  readonly early = 1;
  readonly #notice: Omit<RunNotice, 'at' | 'units'>;
  readonly #engine: Engine;
  readonly #hall: Hall;
  readonly #queue: Queue;
  readonly #packs: PackStore;
  readonly #shared: SharedFolder | null;
  readonly #tell: (line: string) => void;
  readonly #mark: string;
  readonly #out = new Map<string, Out>();
  /** Finished for an earlier process of this run, and not asked for yet. */
  readonly #earlier = new Map<string, Finished>();
  readonly #waiting: (() => void)[] = [];
  readonly #closing = new AbortController();
  #closed: Promise<void> | null = null;
  #mostOut = FEWEST_OUT;
  #crowd = '';
  #loops: Promise<unknown> = Promise.resolve();

  constructor(
    tools: {
      readonly engine: Engine;
      readonly hall: Hall;
      readonly packs: PackStore;
      readonly shared: SharedFolder | null;
      readonly printer: PrinterFacts | null;
      tell(line: string): void;
    },
    notice: Omit<RunNotice, 'at' | 'units'>,
  ) {
    this.printer = tools.printer;
    this.#engine = tools.engine;
    this.#hall = tools.hall;
    this.#packs = tools.packs;
    this.#shared = tools.shared;
    this.#tell = tools.tell;
    this.#notice = notice;
    this.#mark = markOf(notice.marks);
    this.#queue = tools.engine.queue(queueOfRun(notice.run));
  }

  /** Tells the workers of the run. */
  start(units: number): Promise<Outcome<unknown>> | null {
    this.#loops = Promise.all([this.#takeBack(), this.#lookAfter()]);
    return this.#hall
      .post(`run-${this.#notice.run}`, { ...this.#notice, units })
      .then(() => ({ value: this, findings: [] }));
  }

  async work(message: UnitMessage, signal?: AbortSignal): Promise<UnitAnswer> {
    const stop = AbortSignal.any([this.#closing.signal, ...(signal ? [signal] : [])]);
    let files: FilesByPath | null = null;
    for (let tries = 0; tries < TRIES; tries++) {
      files = tries === 0 ? await filesNamed(message.path) : await this.#filesRead(message);
      if (isTooMuch(files)) return failedUnit(message, [tooMuch(message)]);
      const carried = carryUnit(message, files, this.#mark);
      const answer = await this.#done(carried, stop);
      if (answer === 'stopped') return interrupted(message);
      if (answer === 'given up') return failedUnit(message, [givenUp(message)]);
      if (answer === 'unreadable') continue;
      const verdict = await this.#compare(message, carried, answer);
      if (verdict === 'same') return answer;
      if (verdict !== 'other files') return { ...failedUnit(message, verdict), sources: answer.sources };
    }
    return failedUnit(message, [givenUp(message)]);
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    this.#closing.abort();
    for (const { back } of this.#out.values()) back(null);
    for (const go of this.#waiting.splice(0)) go();
    await this.#loops;
    await this.#hall.takeDown(`run-${this.#notice.run}`);
    await this.#hall.removeRun(this.#notice.run);
    await this.#hall.close();
    await this.#engine.close();
  }

  /** Sends a unit out and waits for it. */
  async #done(
    carried: CarriedUnit,
    signal: AbortSignal,
  ): Promise<UnitAnswer | 'stopped' | 'given up' | 'unreadable'> {
    while (this.#out.size >= this.#mostOut && !signal.aborted) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    if (signal.aborted) return 'stopped';
    const id = jobIdOf(this.#notice.run, carried);
    try {
      const back = await new Promise<Finished | null>((resolve) => {
        this.#out.set(id, { carried, back: resolve });
        signal.addEventListener('abort', () => resolve(null), { once: true });
        const earlier = this.#earlier.get(id);
        this.#earlier.delete(id);
        if (earlier) resolve(earlier);
        else void persist(() => this.#add(id, carried), signal);
      });
      if (back === null) return 'stopped';
      if (back.isFailed) return 'given up';
      const read = isAnswered(back.data) ? unpackAnswer(back.data, this.#shared) : null;
      read?.taken();
      return read?.answer ?? 'unreadable';
    } finally {
      this.#out.delete(id);
      this.#waiting.shift()?.();
    }
  }

  #add(id: string, carried: CarriedUnit): Promise<unknown> {
    return this.#queue.add('unit', carried, { ...JOB_OPTIONS, jobId: id });
  }

  /** Takes finished units out of the engine as they come. */
  async #takeBack(): Promise<void> {
    let wait = TAKE_MS;
    while (!this.#closing.signal.aborted) {
      const jobs = await jobsIn(this.#queue, ['completed', 'failed'], TAKEN_AT_ONCE).catch(() => []);
      await Promise.all(jobs.map((job) => this.#take(job)));
      const taken = jobs.length;
      wait = taken > 0 ? TAKE_MS : Math.min(TAKE_MS_AT_MOST, wait * 1.5);
      if (taken < TAKEN_AT_ONCE) await pause(wait, null, { signal: this.#closing.signal }).catch(() => {});
    }
  }

  async #take(job: Job): Promise<void> {
    // One that holds its answer is done, whatever became of it afterwards.
    const isFailed = !isAnswered(job.data);
    // What cannot be removed is there again the next time.
    await job.remove().catch(() => {});
    const out = this.#out.get(job.id!);
    const finished = { data: job.data, isFailed };
    if (out) out.back(finished);
    else if (!isFailed) this.#earlier.set(job.id!, finished);
  }

  /** An engine that was restarted may have lost what was out, and workers come and go. */
  async #lookAfter(): Promise<void> {
    while (!this.#closing.signal.aborted) {
      const before = [...this.#out];
      const notices = (await this.#hall.look(this.#closing.signal)) ?? [];
      const crowd = inCrowd(notices, this.#notice);
      this.#mostOut = Math.min(MOST_OUT, Math.max(FEWEST_OUT, crowd.places * 2));
      const text = crowdText(crowd, this.#engine.shown);
      if (text !== this.#crowd && !this.#closing.signal.aborted) this.#tell(text);
      this.#crowd = text;
      for (const go of this.#waiting.splice(0)) go();
      await pause(LOOK_MS, null, { signal: this.#closing.signal }).catch(() => {});
      for (const [id, out] of before) {
        if (this.#out.get(id) !== out || this.#closing.signal.aborted) continue;
        const state = await this.#queue.getJobState(id).catch(() => null);
        if (state === 'unknown' && this.#out.get(id) === out)
          await this.#add(id, out.carried).catch(() => {});
      }
    }
  }

  async #filesRead({ path, label }: UnitMessage): Promise<FilesByPath> {
    return filesRead(path, label, this.#packs);
  }

  /**
   * Whether the unit was made of the files as they are here; findings where one of them changed meanwhile, `other files`
   * where it asked for one that it did not carry.
   */
  async #compare(
    { path, label }: UnitMessage,
    { files, unit }: CarriedUnit,
    { asked }: UnitAnswer,
  ): Promise<'same' | 'other files' | ReturnType<typeof changedFinding>[]> {
    const folder = dirname(path);
    const root = resolve(
      folder,
      ...unit
        .split('/')
        .slice(1)
        .map(() => '..'),
    );
    const carried = new Map(files.map((file) => [resolve(root, file.path), file.sha256]));
    const changed: ReturnType<typeof changedFinding>[] = [];
    for (const { file, sha256: was } of asked) {
      const at = resolve(folder, file);
      if ((await sha256OfInput(at)) === was) continue;
      if (was === null || carried.get(at) !== was) return 'other files';
      changed.push(changedFinding(at === path ? label : file));
    }
    return changed.length > 0 ? changed : 'same';
  }
}

function tooMuch({ label }: UnitMessage) {
  return errorFinding(
    'Q03',
    `${label} 连同它用到的文件太大，不能经过队列处理。`,
    '不用 --queue，在本机处理这个单位；其他单位不受影响。',
  );
}

function givenUp({ label }: UnitMessage) {
  return errorFinding(
    'Q02',
    `处理 ${label} 的工作机多次中断或没有反应，没有写出文件。`,
    '看工作机的记录；不用 --queue，在本机单独处理这个单位试试。其他单位不受影响。',
  );
}
