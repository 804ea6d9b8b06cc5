import { resolve } from 'node:path';
import { serveQueue } from '../queue/serve-queue.ts';
import { defaultConcurrency, thisMachine } from '../work/concurrency.ts';
import type { Console } from './console.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { packFolders } from './open-packs.ts';
import { queueAddress } from './queue-option.ts';
import { untilSignal } from './signals.ts';

export interface ServeQueueOptions {
  readonly queue: string | true;
  readonly jobs: number | null;
  /** Folder with the template packs, absolute. */
  readonly templates: string;
  readonly out: string | null;
}

/** `worker`: works on the units of other machines until a signal. Gives the exit code. */
export async function serveQueueCommand(options: ServeQueueOptions, console: Console): Promise<ExitCode> {
  const { value: address, findings } = await queueAddress(options.queue);
  if (!address) {
    console.findings(findings, new Map());
    return EXIT.usage;
  }
  const { value, exitCode } = await untilSignal((signal) =>
    serveQueue(
      {
        address,
        folders: packFolders(options.templates),
        concurrency: options.jobs ?? defaultConcurrency(thisMachine()),
        out: options.out === null ? null : resolve(options.out),
        tell: (line) => console.out(line),
      },
      signal,
    ),
  );
  console.findings(value.findings, new Map());
  return exitCode ?? (value.value ? EXIT.ok : EXIT.environment);
}
