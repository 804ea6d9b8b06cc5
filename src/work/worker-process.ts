import { fork } from 'node:child_process';
import { join } from 'node:path';
import { PROGRAM_FOLDER } from '../files/program-folder.ts';
import { WORKER_COMMAND } from './worker-command.ts';
import type { FromWorker, ToWorker } from './worker-message.ts';

/** A worker as the process that deals out the work sees it. */
export interface WorkerProcess {
  readonly pid: number;
  send(message: ToWorker): void;
  /** Ends it by force. */
  kill(): void;
}

/** Who is told what a worker says, and when it is gone. */
export interface WorkerListener {
  hear(message: FromWorker): void;
  /** Once; nothing is heard afterwards. */
  gone(): void;
}

/** As `npm run render` starts the program, but for the room that it begins with: garbage is then collected seldom, and by nobody who would print meanwhile. */
const NODE_OPTIONS = ['--max-semi-space-size=64', '--single-threaded-gc'];

/** Starts a worker: the program itself, in a process of its own. */
export function startWorker(listener: WorkerListener): WorkerProcess {
  const child = fork(join(PROGRAM_FOLDER, 'bin', 'yugong.js'), [WORKER_COMMAND], {
    // Bytes are sent as they are.
    serialization: 'advanced',
    execArgv: NODE_OPTIONS,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  let isGone = false;
  const gone = (): void => {
    if (isGone) return;
    isGone = true;
    listener.gone();
  };
  child.on('message', (message) => {
    if (!isGone) listener.hear(message as FromWorker);
  });
  child.once('error', gone);
  child.once('exit', gone);
  return {
    pid: child.pid ?? 0,
    send(message) {
      // One that is just going is told nothing; its end follows.
      if (child.connected) child.send(message, () => {});
    },
    kill() {
      child.kill('SIGKILL');
    },
  };
}
