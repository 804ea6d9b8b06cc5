import { readdir, readFile } from 'node:fs/promises';

/** A process as the kernel tells of it. */
export interface RunningProcess {
  readonly pid: number;
  readonly parent: number;
  /** When it was started; a number may be given again. */
  readonly start: string;
  readonly name: string;
  /** Of the processor, so far. */
  readonly seconds: number;
}

/** A second of the processor in the kernel's count. */
export const TICKS = 100;

/** One that runs now; null where it has ended. */
export async function runningProcess(pid: number): Promise<RunningProcess | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const end = stat.lastIndexOf(')');
  if (end === -1) return null;
  const fields = stat.slice(end + 2).split(' ');
  if (fields[0] === 'Z') return null;
  return {
    pid,
    parent: Number(fields[1]),
    start: fields[19]!,
    name: stat.slice(stat.indexOf('(') + 1, end),
    seconds: (Number(fields[11]) + Number(fields[12])) / TICKS,
  };
}

/** All that run now, by number and start. */
export async function runningProcesses(): Promise<Map<string, RunningProcess>> {
  const found = new Map<string, RunningProcess>();
  for (const name of await readdir('/proc')) {
    const each = /^\d+$/.test(name) ? await runningProcess(Number(name)) : null;
    if (each !== null) found.set(`${each.pid} ${each.start}`, each);
  }
  return found;
}
