import { setTimeout as pause } from 'node:timers/promises';
import { Gate } from '../files/gate.ts';
import { addAll } from '../model/add-all.ts';
import { errorFinding } from '../model/error-finding.ts';
import type { Finding, Outcome } from '../model/finding.ts';
import { removeDeadProfiles } from '../print/profile.ts';
import { SIGN_MS } from './worker.ts';
import type { FromWorker, Opening, Order } from './worker-message.ts';
import { startWorker, type WorkerProcess } from './worker-process.ts';

/** A worker that gives no sign of life for a time limit, and at least so long, is ended: it is stopped, or caught in a unit. */
const SHORTEST_SILENCE_MS = 10_000;
/** A worker that was told to end and has not is ended by force. */
const PATIENCE_MS = 15_000;

/** Processes that do what they are told: who has least in hand gets the next, who dies is replaced. */
export class Crew {
  readonly #opening: Opening;
  readonly #timeoutMs: number;
  readonly #start: typeof startWorker;
  readonly #workers: Worker[] = [];
  /** What its worker died of is tried again by itself: only so can it be told which one was to blame. */
  readonly #alone = new Gate(1);
  #closing = false;

  /** `opening` is what every worker is told first; one that is silent for `timeoutMs` is ended. */
  constructor(opening: Opening, workers: number, timeoutMs: number, start: typeof startWorker = startWorker) {
    this.#opening = opening;
    this.#timeoutMs = timeoutMs;
    this.#start = start;
    for (let index = 0; index < workers; index++) this.#workers.push(this.#hire());
  }

  get isClosing(): boolean {
    return this.#closing;
  }

  /** Starts the browsers. Settles when the first worker can print, or none can. */
  start(pages: number): Promise<Outcome<unknown>> {
    return new Promise((resolve) => {
      const findings: Finding[] = [];
      const started = this.#workers.map(async (worker, index) => {
        let problems = await worker.start(pages);
        if (worker.isGone && !this.#closing) {
          // It died while it started; once is forgiven.
          const another = this.#hire();
          this.#workers[index] = another;
          problems = await another.start(pages);
        }
        if (problems === null) resolve({ value: worker, findings: [] });
        else addAll(findings, problems);
      });
      void Promise.all(started).then(() => resolve({ value: null, findings }));
    });
  }

  /** The answer to an order; null where two workers died of it, or everything is being ended. */
  async ask(order: Order): Promise<unknown> {
    const answer = await this.#leastBusy().ask(order);
    if (answer !== null || this.#closing) return answer;
    return this.#alone.pass(async () => {
      if (this.#closing) return null;
      const worker = this.#hire();
      const again = await worker.ask(order);
      await worker.end();
      return again;
    });
  }

  async close(): Promise<void> {
    this.#closing = true;
    await Promise.all(this.#workers.map((worker) => worker.end()));
  }

  #hire(): Worker {
    return new Worker(this.#opening, this.#timeoutMs, this.#start);
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
  readonly #waiting = new Map<number, (answer: unknown) => void>();
  readonly #gone: Promise<void>;
  #started: (findings: readonly Finding[] | null) => void = () => {};
  #nextId = 0;
  /** Signs of life that are due. */
  #silent = 0;
  isGone = false;

  constructor(opening: Opening, timeoutMs: number, start: typeof startWorker) {
    let gone = (): void => {};
    this.#gone = new Promise((resolve) => {
      gone = resolve;
    });
    // Counted, not timed: after a pause of the whole machine, or of this process, nobody is late.
    const patience = Math.ceil(Math.max(timeoutMs, SHORTEST_SILENCE_MS) / SIGN_MS);
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
    this.#process.send(opening);
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
  ask(order: Order): Promise<unknown> {
    return new Promise((resolve) => {
      if (this.isGone) return resolve(null);
      const id = this.#nextId++;
      this.#waiting.set(id, resolve);
      this.#process.send({ ...order, id });
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

/** O05: what workers die of. */
export function diedOf(): Finding {
  return errorFinding(
    'O05',
    '处理这个单位的工作进程两次中断或没有反应（可能是内存不足），没有写出文件。',
    '请关闭其他占用内存的程序后重试；若仍出现，请把单位文件发给维护人员。其他单位不受影响。',
  );
}
