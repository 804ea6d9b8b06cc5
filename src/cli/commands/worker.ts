import { WORKER_COMMAND } from '../../work/worker-process.ts';
import type { CommandHost } from '../command-host.ts';

/** What the program calls for itself; no help names it. */
export function registerWorker({ program, perform }: CommandHost): void {
  program.command(WORKER_COMMAND, { hidden: true }).action(() =>
    perform(async () => {
      const { workerCommand } = await import('../worker-command.ts');
      return workerCommand();
    }),
  );
}
