import type { ExitCode } from './exit-code.ts';
import { EXIT } from './exit-code.ts';

const CODES: Readonly<Record<string, ExitCode>> = {
  SIGINT: EXIT.interrupted,
  SIGTERM: EXIT.terminated,
  SIGHUP: EXIT.hungUp,
};

/** What came of work that a signal may end early. */
export interface Interruptible<T> {
  readonly value: T;
  /** The exit code of the signal; null when there was none. */
  readonly exitCode: ExitCode | null;
}

/**
 * Runs work that a signal (Ctrl+C, SIGTERM, a closed terminal) asks to end in good order, through an AbortSignal.
 * The work must end soon after by itself; repeated signals change nothing, as a terminal and npm may both send one.
 */
export async function untilSignal<T>(work: (signal: AbortSignal) => Promise<T>): Promise<Interruptible<T>> {
  const controller = new AbortController();
  let exitCode: ExitCode | null = null;
  const listener = (name: NodeJS.Signals): void => {
    exitCode ??= CODES[name] ?? EXIT.terminated;
    controller.abort();
  };
  const names = Object.keys(CODES) as NodeJS.Signals[];
  for (const name of names) process.on(name, listener);
  try {
    const value = await work(controller.signal);
    return { value, exitCode };
  } finally {
    for (const name of names) process.off(name, listener);
  }
}
