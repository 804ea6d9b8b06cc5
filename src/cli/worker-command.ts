import { serveWork } from '../work/worker.ts';
import type { ToWorker } from '../work/worker-message.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { TASKS } from './tasks.ts';

/**
 * `worker`: works for the process that started it. A signal from the terminal is meant for that one, which ends its
 * workers in good order.
 */
export async function workerCommand(): Promise<ExitCode> {
  if (process.send === undefined) return EXIT.usage;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
  await serveWork(
    {
      send: (message) => process.send?.(message, () => {}),
      listen(hear) {
        process.on('message', (message) => hear(message as ToWorker));
        process.once('disconnect', () => hear(null));
        // The other process may have been killed while this one was being loaded.
        if (!process.connected) hear(null);
      },
    },
    TASKS,
  );
  // Without listeners the line holds nothing up, and what was said last still gets through.
  for (const event of ['message', 'disconnect']) process.removeAllListeners(event);
  return EXIT.ok;
}
