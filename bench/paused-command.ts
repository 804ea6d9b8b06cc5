import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { PROGRAM_FOLDER } from '../src/files/program-folder.ts';
import { residentMemory } from '../src/print/process-memory.ts';

const MEMORY_EVERY_MS = 250;

/** What `npm run render` needed, the pauses left out. */
export interface CommandRun {
  /** From its start to its end. */
  readonly seconds: number;
  /** Until the first unit was done. */
  readonly start: number;
  /** Bytes of the program and its browser together, again and again; pages they share counted for each. */
  readonly memory: readonly number[];
}

/**
 * Runs the command that `npm run render` runs, and stops it, browser and all, after every so many units: what is
 * measured in `pause` meets the machine in the same minute, fast or slow, as the units before and after it.
 *
 * Throws when a unit was not rendered.
 */
export async function renderWithPauses(
  args: readonly string[],
  units: number,
  every: number,
  pause: () => Promise<void>,
): Promise<CommandRun> {
  const { scripts } = JSON.parse(await readFile(join(PROGRAM_FOLDER, 'package.json'), 'utf8'));
  const [, ...own] = (scripts.render as string).split(' ');
  let resumed = performance.now();
  const child = spawn(process.execPath, [...own, ...args], {
    cwd: PROGRAM_FOLDER,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = once(child, 'exit');
  const pid = child.pid!;
  const memory: number[] = [];
  let paused = false;
  const watch = setInterval(async () => {
    const bytes = paused ? null : await residentMemory(pid);
    if (bytes !== null) memory.push(bytes);
  }, MEMORY_EVERY_MS);
  let active = 0;
  let start = 0;
  let done = 0;
  try {
    for await (const line of createInterface({ input: child.stdout! })) {
      if (!line.includes(' ✓ ')) continue;
      done++;
      if (done === 1) start = performance.now() - resumed;
      if (done % every !== 0 || done >= units) continue;
      await signalAll(pid, 'SIGSTOP');
      active += performance.now() - resumed;
      paused = true;
      await pause();
      paused = false;
      await signalAll(pid, 'SIGCONT');
      resumed = performance.now();
    }
    const [code] = await ended;
    if (code !== 0 || done !== units)
      throw new Error(`${done} of ${units} units rendered, exit code ${code}`);
  } catch (error) {
    if (child.exitCode === null && child.signalCode === null) process.kill(pid, 'SIGKILL');
    throw error;
  } finally {
    clearInterval(watch);
  }
  active += performance.now() - resumed;
  return { seconds: active / 1000, start: start / 1000, memory };
}

/** A process and all below it: the browser and the workers have groups of their own. */
async function signalAll(pid: number, signal: NodeJS.Signals): Promise<void> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  try {
    process.kill(pid, signal);
  } catch {
    // A helper of the browser may end at any time.
  }
  for (const child of children.split(' ').filter(Boolean)) await signalAll(Number(child), signal);
}
