import { type ChildProcess, fork } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Document } from '../document/tree.ts';
import { PROGRAM_FOLDER } from '../files/program-folder.ts';
import type { Outcome } from '../model/finding.ts';
import { type FromReader, READER_COMMAND, type ReadingTask } from './reading-message.ts';
import { refused } from './refused.ts';

/** How long a document may be read, and with how much memory. */
export interface ReadingLimits {
  readonly seconds: number;
  readonly megabytes: number;
}

export const READING_LIMITS: ReadingLimits = { seconds: 300, megabytes: 1500 };

/** No page of a report, and no opening of one, takes so long. */
const STALL_SECONDS = 60;
const LOOK_MS = 200;

type End = 'time' | 'stall' | 'memory' | 'gone';

/**
 * Reads documents of others in a process of its own, one after the other: whatever a file does to its reader, the time
 * and the memory that it takes are bounded and the next file is read by a new one. Close it when all are read.
 */
export class ReaderProcess {
  readonly #limits: ReadingLimits;
  #child: ChildProcess | null = null;

  constructor(limits: ReadingLimits = READING_LIMITS) {
    this.#limits = limits;
  }

  /** The document of a file; `V01` where it cannot be read, or not within the limits. */
  async read(task: ReadingTask, onPage: (page: number) => void = () => {}): Promise<Outcome<Document>> {
    const child = this.#child ?? (await this.#start());
    let page = 0;
    const { seconds, megabytes } = this.#limits;
    const answer = await new Promise<Outcome<Document> | End | Error>((resolve) => {
      const time = setTimeout(() => resolve('time'), seconds * 1000);
      const stall = setTimeout(() => resolve('stall'), STALL_SECONDS * 1000);
      const watch = setInterval(async () => {
        if ((await megabytesOf(child.pid, 'VmRSS')) > megabytes) resolve('memory');
      }, LOOK_MS);
      const gone = (): void => resolve('gone');
      const hear = (message: FromReader): void => {
        if (message.kind === 'page') {
          page = message.page;
          stall.refresh();
          onPage(page);
        } else if (message.kind === 'done') resolve(message.read);
        else if (message.kind === 'fault') resolve(new Error(message.message));
      };
      child.on('message', hear).once('exit', gone);
      this.#settle = () => {
        clearTimeout(time);
        clearTimeout(stall);
        clearInterval(watch);
        child.off('message', hear).off('exit', gone);
      };
      child.send(task, (error) => {
        if (error) resolve('gone');
      });
    });
    this.#settle();
    if (answer instanceof Error) {
      this.close();
      throw answer;
    }
    if (typeof answer === 'object') return answer;
    this.close();
    const place = page > 0 ? `，停在第 ${page} 页` : '';
    switch (answer) {
      case 'time':
        return refused(
          task.label,
          `读了 ${seconds} 秒还没有读完${place}，文件可能是损坏的或者恶意的`,
          '确认来源，重新导出后再试；确实很大的文件可用 --read-seconds 放宽。',
        );
      case 'stall':
        return refused(
          task.label,
          `读了 ${STALL_SECONDS} 秒没有进展${place}，文件可能是损坏的或者恶意的`,
          SOURCE,
        );
      case 'memory':
        return refused(task.label, `读它要用的内存超过 ${megabytes} MB${place}，文件可能是恶意的`, SOURCE);
      case 'gone':
        return refused(task.label, `读它的进程中断了${place}，文件可能是损坏的或者恶意的`, SOURCE);
    }
  }

  /** The most memory that the process has held, in megabytes; 0 where the system does not tell it. */
  async peakMegabytes(): Promise<number> {
    return this.#child ? megabytesOf(this.#child.pid, 'VmHWM') : 0;
  }

  /** Ends the process; a later read starts another one. */
  close(): void {
    this.#child?.kill('SIGKILL');
    this.#child = null;
  }

  #settle: () => void = () => {};

  async #start(): Promise<ChildProcess> {
    const child = fork(join(PROGRAM_FOLDER, 'bin', 'yugong.js'), [READER_COMMAND], {
      serialization: 'advanced',
      execArgv: [`--max-old-space-size=${Math.ceil(this.#limits.megabytes * 0.8)}`],
      // What a reader that is ended by force leaves behind is nothing for people.
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    await new Promise<void>((resolve, reject) => {
      child.once('message', () => resolve());
      child.once('error', reject);
      child.once('exit', (code) => reject(new Error(`the reader of documents did not start (${code})`)));
    });
    child
      .removeAllListeners('error')
      .removeAllListeners('exit')
      .on('error', () => {});
    child.once('exit', () => {
      if (this.#child === child) this.#child = null;
    });
    this.#child = child;
    return child;
  }
}

const SOURCE = '确认来源；用别的程序打开看看，重新导出后再试。';

/** Reads one document as {@link ReaderProcess} does. */
export async function readApart(task: ReadingTask, limits?: ReadingLimits): Promise<Outcome<Document>> {
  const reader = new ReaderProcess(limits);
  try {
    return await reader.read(task);
  } finally {
    reader.close();
  }
}

/** The memory of a process, where the system tells it; what a file unpacks to is not on the heap that Node bounds itself. */
async function megabytesOf(pid: number | undefined, field: 'VmRSS' | 'VmHWM'): Promise<number> {
  if (process.platform !== 'linux') return 0;
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) / 1024;
}
