import type { Job, Worker } from 'bullmq';
import { errorFinding } from '../model/error-finding.ts';
import type { PackFolders } from '../report/packs.ts';
import { failedUnit } from '../work/unmade-unit.ts';
import type { Workforce } from '../work/workforce.ts';
import { unpackedPlace, unpackUnit } from './carried-unit.ts';
import type { Engine } from './engine.ts';
import { queueOfRun, type RunNotice } from './hall.ts';
import type { KeptWorkforces } from './kept-workforces.ts';
import { isAnswered, packAnswer } from './packed-answer.ts';
import { markOf, type ProgramMarks } from './program-marks.ts';
import type { QueueAddress } from './queue-address.ts';
import { findShared, type SharedFolder } from './shared-folder.ts';
import { refusalText } from './worker-crowd.ts';

/** How this machine works for others. */
export interface ServeOptions {
  readonly address: QueueAddress;
  readonly folders: PackFolders;
  /** Units printed at once. */
  readonly concurrency: number;
  /** Where this machine sees the output folder of the runs, absolute; null where it has the same path. */
  readonly out: string | null;
  tell(line: string): void;
}

interface Tools extends ServeOptions {
  readonly engine: Engine;
  readonly workforces: KeptWorkforces;
  readonly marks: ProgramMarks;
  readonly who: string;
  /** For what the units are made of. */
  readonly scratch: string;
}

/** The work of this machine on the run of another. */
export class RunOfOthers {
  readonly #notice: RunNotice;
  readonly #tools: Tools;
  readonly #mark: string;
  #worker: Worker | null = null;
  #workforce: Workforce | null = null;
  readonly #opened: Promise<void>;
  #done = 0;
  #taken = 0;
  #isClosing = false;

  constructor(notice: RunNotice, tools: Tools) {
    this.#notice = notice;
    this.#tools = tools;
    this.#mark = markOf(tools.marks);
    this.#opened = this.#open().catch((error: unknown) => {
      tools.tell(`${notice.who} 的任务没有接：${(error as Error).message}`);
    });
  }

  /** Finishes what is in hand. Never throws. */
  async close(): Promise<void> {
    this.#isClosing = true;
    await this.#opened;
    const { engine, workforces, tell } = this.#tools;
    if (this.#worker) await this.#worker.close().catch(() => {});
    if (this.#worker) await engine.end(this.#worker);
    if (this.#workforce) workforces.giveBack(this.#notice.needs);
    if (this.#worker) tell(`${this.#notice.who} 的任务结束：本机做了 ${this.#done} 个单位。`);
  }

  async #open(): Promise<void> {
    const { who: from, run, units, needs, shared: place } = this.#notice;
    const { engine, workforces, out, who, tell } = this.#tools;
    const { value: workforce, findings } = await workforces.take(needs);
    if (!workforce) {
      tell(`${from} 的任务不能接：${findings.map(({ message }) => message).join('')}`);
      return;
    }
    this.#workforce = workforce;
    if ((workforce.printer?.identity ?? null) !== needs.printer) {
      tell(refusalText(this.#notice, ['浏览器或字体']));
      return;
    }
    if (this.#isClosing) return;
    const shared = place && (await findShared(place, out));
    const way = place === null ? '' : shared ? '，结果放进共用文件夹' : '，结果经队列交回';
    tell(`接到 ${from} 的任务：${units} 个单位${way}。`);
    this.#worker = engine.worker(
      queueOfRun(run),
      (job) => this.#work(job, workforce, shared),
      workforce.places,
      who,
    );
  }

  async #work(job: Job, workforce: Workforce, shared: SharedFolder | null): Promise<number> {
    if (isAnswered(job.data)) return 0;
    if (job.data?.mark !== this.#mark) throw new Error('made for another program');
    const { scratch, who } = this.#tools;
    const unit = await unpackUnit(job.data, unpackedPlace(scratch, job.id ?? '', this.#taken++));
    try {
      const answer = await workforce.work(unit.message);
      if (answer.interrupted) throw new Error('interrupted');
      const packed =
        packAnswer(answer, who, shared) ??
        packAnswer(failedUnit(unit.message, [tooBig(unit.message.label)]), who, null)!;
      // The answer takes the place of what the unit was made of: what a job returns would be kept a second time, with
      // the events of the engine.
      await job.updateData(packed);
      this.#done++;
      return 0;
    } finally {
      await unit.remove();
    }
  }
}

function tooBig(label: string) {
  return errorFinding(
    'Q03',
    `${label} 的文件太大，不能经过队列交回。`,
    '让工作机看得到同一个输出文件夹（npm run worker -- --out 文件夹），或不用 --queue，在本机处理。',
  );
}
