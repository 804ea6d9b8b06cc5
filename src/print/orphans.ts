import { readdir, readFile, readlink, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolderPath } from '../files/cache-folder.ts';
import { EMBEDDED_NAME } from './embedded-browser.ts';

/**
 * Ends what browsers of this program left behind that are no more: helpers that were stopped. They write over their
 * environment, so that nothing in them names the run; but they are of the process group of their browser, and run the file
 * that stands in our own cache folder. Never throws. Only Linux tells such things of a process.
 */
export async function endOrphans(): Promise<void> {
  for (const pid of await orphans()) end(pid);
}

/**
 * The processes that run our embedded browser and whose browser itself has ended.
 *
 * Example: a renderer that was stopped, after its browser was killed → its number
 */
export async function orphans(folder: string = cacheFolderPath()): Promise<number[]> {
  if (process.platform !== 'linux') return [];
  const ours = join(await realpath(folder).catch(() => folder), EMBEDDED_NAME);
  const names = await readdir('/proc').catch(() => []);
  const pids = names.filter((name) => /^\d+$/.test(name)).map(Number);
  const found = await Promise.all(
    pids.map(async (pid) => {
      const file = await readlink(`/proc/${pid}/exe`).catch(() => '');
      if (!file.startsWith(ours)) return [];
      const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      if (!line.includes('--type=')) return [];
      const group = groupIn(await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ''));
      return group !== null && group !== pid && !isThere(group) ? [pid] : [];
    }),
  );
  return found.flat();
}

/** The process group in `/proc/…/stat`: `42 (a b) S 1 40 40 …` → 40 */
function groupIn(stat: string): number | null {
  const group = /^\d+ \(.*\) \S+ \d+ (\d+) /s.exec(stat)?.[1];
  return group === undefined ? null : Number(group);
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
}
