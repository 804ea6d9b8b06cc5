import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { wallClock, withDeadline } from './deadline.ts';

/** A browser's main process and, with it, all that it starts. */
export interface BrowserProcess {
  readonly pid: number;
  /** What the browser knows as file descriptors 3 and 4. */
  readonly requests: Writable;
  readonly answers: Readable;
  readonly hasEnded: boolean;
  /** Settles, with the reason, when the main process has ended or could not be started. */
  readonly ended: Promise<Error>;
  /** The last that the browser said of itself. */
  complaints(): string;
  /** Ends it and its helpers by force. Never throws; may be called twice. */
  kill(): Promise<void>;
}

const complaintsKept = 8192;
/** A process that does not even die of SIGKILL waits for a disk; nobody waits for it. */
const deathMs = 5_000;
const hasGroups = process.platform !== 'win32';

/**
 * Starts a browser in a process group of its own. Its helpers inherit its standard error and may outlive it: one that
 * is stopped would keep the stream open, and with it this program. So when the main process ends, however it ends, the
 * whole group is ended and the streams are closed from this side.
 */
export function startProcess(path: string, args: readonly string[], env: NodeJS.ProcessEnv): BrowserProcess {
  const child = spawn(path, args, {
    env,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    windowsHide: true,
    detached: hasGroups,
  });
  const [, , , requests, answers] = child.stdio;
  let isOver = false;
  const ended = new Promise<Error>((resolve) => {
    const over = (reason: Error) => {
      isOver = true;
      release(child);
      resolve(reason);
    };
    child.once('error', over);
    child.once('exit', (code) => over(new Error(`the browser ended with code ${code}`)));
  });
  const complaints = complaintsOf(child);
  return {
    pid: child.pid ?? 0,
    requests: requests as Writable,
    answers: answers as Readable,
    get hasEnded() {
      return isOver;
    },
    ended,
    complaints,
    async kill() {
      if (isOver) return;
      killGroup(child);
      const limit = { ms: deathMs, clock: wallClock, waitingFor: () => '浏览器结束' };
      await withDeadline(ended, limit).catch(() => {});
      release(child);
      child.unref();
    },
  };
}

/** Ends what is left of the group and lets go of the streams. */
function release(child: ChildProcess): void {
  killGroup(child);
  for (const stream of child.stdio) stream?.destroy();
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (hasGroups) process.kill(-child.pid, 'SIGKILL');
    else child.kill('SIGKILL');
  } catch {
    // Nobody is left in it.
  }
}

/** Reading on keeps the browser from waiting for a reader. */
function complaintsOf(child: ChildProcess): () => string {
  let text = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    text = (text + chunk).slice(-complaintsKept);
  });
  child.stderr?.on('error', () => {});
  return () => text;
}
