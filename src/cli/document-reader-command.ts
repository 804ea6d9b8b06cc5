import { readTask } from '../foreign/read-task.ts';
import type { FromReader, ReadingTask } from '../foreign/reading-message.ts';
import { EXIT, type ExitCode } from './exit-code.ts';

/** `document-reader`: reads documents of others for the process that started it, until that is gone. */
export async function documentReaderCommand(): Promise<ExitCode> {
  if (process.send === undefined) return EXIT.usage;
  const say = (message: FromReader): void => {
    process.send?.(message, () => {});
  };
  // Ended by the process that started it, which tells what a signal from the terminal means.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
  process.on('message', async (task: ReadingTask) => {
    try {
      say({ kind: 'done', read: await readTask(task, (page) => say({ kind: 'page', page })) });
    } catch (error) {
      // Nested deeper than any stack is a fault of the file.
      if (error instanceof RangeError) process.exit(EXIT.findings);
      say({ kind: 'fault', message: error instanceof Error ? String(error.stack) : String(error) });
    }
  });
  say({ kind: 'ready' });
  await new Promise<void>((resolve) => {
    process.once('disconnect', () => resolve());
    // Whoever asked may have been killed while this process was being loaded.
    if (!process.connected) resolve();
  });
  process.removeAllListeners('message');
  return EXIT.ok;
}
