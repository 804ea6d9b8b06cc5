import { setTimeout as pause } from 'node:timers/promises';
import { Gate } from '../files/gate.ts';
import { addAll } from '../model/add-all.ts';
import { errorFinding } from '../model/error-finding.ts';
import type { Finding, Outcome } from '../model/finding.ts';
import { removeDeadProfiles } from '../print/profile.ts';
import type { Division } from './concurrency.ts';
import type { UnitAnswer, UnitMessage } from './unit-message.ts';
import { failedUnit, interrupted } from './unmade-unit.ts';
import { SIGN_MS } from './worker.ts';
import type { FromWorker } from './worker-message.ts';
import { startWorker, type WorkerProcess } from './worker-process.ts';
import type { PrinterFacts, Workforce, WorkforceSettings } from './workforce.ts';

// While all pages of a worker print, this many more units are loaded and rendered there.
const UNITS_AHEAD = 2;
/** A worker that gives no sign of life for a time limit, and at least so long, is ended: it is stopped, or caught in a unit. */
const SHORTEST_SILENCE_MS = 10_000;
/** A worker that was told to end and has not is ended by force. */
const PATIENCE_MS = 15_000;

/** The work is done by other processes, each with a browser of its own; this one deals out, and loads no unit. */
export class DividedWork implements Workforce {
  readonly printer: PrinterFacts | null;
  readonly places: number;
  readonly #settings: WorkforceSettings;
  readonly #start: typeof startWorker;
  readonly #workers: Worker[] = [];
  /** A unit whose worker died is tried again by itself: only so can it be told which one was to blame. */
  readonly #alone = new Gate(1);
  #closing = false;

  constructor(
    settings: WorkforceSettings,
    { workers, pages }: Division,
    printer: PrinterFacts | null,
    start: typeof startWorker = startWorker,
  ) {
    this.#settings = { ...settings, concurrency: pages };
    this.printer = printer;
    this.#start = start;
    this.places = workers * (pages + UNITS_AHEAD);
    for (let index = 0; index < workers; index++) this.#workers.push(this.#hire());
  }

  /** Settles when the first worker can print, or none can. */
  start(): Promise<Outcome<unknown>> | null {
    if (this.printer === null) return null;
    return new Promise((resolve) => {
      const findings: Finding[] = [];
      const started = this.#workers.map(async (worker, index) => {
        let problems = await worker.start(this.#settings.concurrency);
        if (worker.isGone && !this.#closing) {
          // It died while it started; once is forgiven.
          const another = this.#hire();
          this.#workers[index] = another;
          problems = await another.start(this.#settings.concurrency);
        }
        if (problems === null) resolve({ value: worker, findings: [] });
        else addAll(findings, problems);
      });
      void Promise.all(started).then(() => resolve({ value: null, findings }));
    });
  }

  async work(message: UnitMessage, signal?: AbortSignal): Promise<UnitAnswer> {
    const answer = signal?.aborted ? interrupted(message) : await this.#leastBusy().work(message);
    if (answer !== null) return answer;
    if (this.#closing) return interrupted(message);
    return this.#alone.pass(async () => {
      if (this.#closing) return interrupted(message);
      const worker = this.#hire();
      const again = await worker.work(message);
      await worker.end();
      return again ?? (this.#closing ? interrupted(message) : givenUp(message));
    });
  }

  async close(): Promise<void> {
    this.#closing = true;
    await Promise.all(this.#workers.map((worker) => worker.end()));
  }

  #hire(): Worker {
    return new Worker(this.#settings, this.#start);
  }

  /** One that died is replaced when there is work for it. */
  #leastBusy(): Worker {
    for (const [index, worker] of this.#workers.entries()) {
      if (worker.isGone && !this.#closing) this.#workers[index] = this.#hire();
    }
    return this.#workers.reduce((best, worker) => (worker.inHand < best.inHand ? worker : best));
  }
}

/** One worker with what it has in hand. */
class Worker {
  readonly #process: WorkerProcess;
  readonly #waiting = new Map<number, (answer: UnitAnswer | null) => void>();
  readonly #gone: Promise<void>;
  #started: (findings: readonly Finding[] | null) => void = () => {};
  #nextId = 0;
  /** Signs of life that are due. */
  #silent = 0;
  isGone = false;

  constructor(settings: WorkforceSettings, start: typeof startWorker) {
    let gone = (): void => {};
    this.#gone = new Promise((resolve) => {
      gone = resolve;
    });
    // Counted, not timed: after a pause of the whole machine, or of this process, nobody is late.
    const patience = Math.ceil(Math.max(settings.timeoutMs, SHORTEST_SILENCE_MS) / SIGN_MS);
    const watch = setInterval(() => {
      if (++this.#silent > patience) this.#process.kill();
    }, SIGN_MS);
    watch.unref();
    this.#process = start({
      hear: (message) => this.#hear(message),
      gone: () => {
        this.isGone = true;
        clearInterval(watch);
        for (const answer of this.#waiting.values()) answer(null);
        this.#waiting.clear();
        this.#started([died()]);
        gone();
        // It may have been killed, and its browser with it.
        void removeDeadProfiles();
      },
    });
    this.#process.send({ kind: 'open', settings });
  }

  get inHand(): number {
    return this.#waiting.size;
  }

  /** Null when its browser runs. */
  start(pages: number): Promise<readonly Finding[] | null> {
    return new Promise((resolve) => {
      this.#started = resolve;
      if (this.isGone) resolve([died()]);
      else this.#process.send({ kind: 'start', pages });
    });
  }

  /** Null when it died before it answered. */
  work(message: UnitMessage): Promise<UnitAnswer | null> {
    return new Promise((resolve) => {
      if (this.isGone) return resolve(null);
      const id = this.#nextId++;
      this.#waiting.set(id, resolve);
      this.#process.send({ kind: 'work', id, message });
    });
  }

  async end(): Promise<void> {
    if (this.isGone) return;
    this.#process.send({ kind: 'close' });
    const patience = new AbortController();
    const late = pause(PATIENCE_MS, null, { signal: patience.signal }).then(
      () => this.#process.kill(),
      () => {},
    );
    await Promise.race([this.#gone, late]);
    patience.abort();
  }

  #hear(message: FromWorker): void {
    this.#silent = 0;
    if (message.kind === 'alive') return;
    if (message.kind === 'started') this.#started(message.findings);
    else if (message.kind === 'opened') {
      if (message.findings) this.#started(message.findings);
    } else {
      const answer = this.#waiting.get(message.id);
      this.#waiting.delete(message.id);
      answer?.(message.answer);
    }
  }
}

function died(): Finding {
  return errorFinding('P04', '工作进程没有启动', '请重新运行；若仍出现，加 --jobs 1 运行。');
}

/** O05: the unit at which workers die. */
function givenUp(message: UnitMessage): UnitAnswer {
  const finding = errorFinding(
    'O05',
    '处理这个单位的工作进程两次中断或没有反应（可能是内存不足），没有写出文件。',
    '请关闭其他占用内存的程序后重试；若仍出现，请把单位文件发给维护人员。其他单位不受影响。',
  );
  return failedUnit(message, [finding]);
}
