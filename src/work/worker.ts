import type { Outcome } from '../model/finding.ts';
import { type OwnWork, openOwnWork } from './own-work.ts';
import type { TaskKinds } from './task.ts';
import type { FromWorker, ToWorker } from './worker-message.ts';

/** A sign of life comes so often. */
export const SIGN_MS = 1_000;

/** The two ends of the line to whoever deals out the work. */
export interface WorkerLine {
  send(message: FromWorker): void;
  /** Called with each message, and with null when the other end is gone. */
  listen(hear: (message: ToWorker | null) => void): void;
}

/**
 * Works for another process until that closes the line or is gone; then its browser is ended. Units in hand are
 * finished if they are past printing, as when a run is interrupted. `tasks` are what it can do beside units.
 */
export function serveWork(line: WorkerLine, tasks: TaskKinds = {}): Promise<void> {
  const closing = new AbortController();
  let opened: Promise<Outcome<OwnWork>> | null = null;
  let tasked: Promise<(input: never) => Promise<unknown>> | null = null;
  const inHand = new Set<Promise<void>>();
  const sign = setInterval(() => line.send({ kind: 'alive' }), SIGN_MS);
  const hear = async (message: ToWorker): Promise<void> => {
    if (message.kind === 'open') {
      opened = openOwnWork(message.settings);
      const { value, findings } = await opened;
      line.send({ kind: 'opened', findings: value ? null : findings });
      return;
    }
    if (message.kind === 'open task') {
      tasked = tasks[message.task]!().then((kind) => kind.open(message.settings as never));
      return void tasked.catch(() => {});
    }
    if (message.kind === 'task') {
      // A fault of the program is told like a death: it is tried once more, and costs this one alone.
      const answer = await tasked?.then((perform) => perform(message.input as never)).catch(() => null);
      return line.send({ kind: 'done', id: message.id, answer });
    }
    const work = (await opened)?.value;
    if (!work) return;
    if (message.kind === 'start') {
      const started = await work.start(message.pages);
      line.send({ kind: 'started', findings: started === null || started.value ? null : started.findings });
    } else if (message.kind === 'work') {
      const answer = await work.work(message.message, closing.signal);
      line.send({ kind: 'done', id: message.id, answer });
    }
  };
  return new Promise((resolve) => {
    const end = async (): Promise<void> => {
      closing.abort();
      await (await opened)?.value?.close();
      await Promise.all(inHand);
      clearInterval(sign);
      resolve();
    };
    line.listen((message) => {
      if (message === null || message.kind === 'close') {
        if (!closing.signal.aborted) void end();
        return;
      }
      const heard = hear(message).finally(() => inHand.delete(heard));
      inHand.add(heard);
    });
  });
}
