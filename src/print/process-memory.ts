import { readFile } from 'node:fs/promises';

/**
 * Memory that a process and all below it hold at the moment, in bytes; pages that several of them share count
 * for each. Null where the system does not tell (only Linux does).
 *
 * Example: `await residentMemory(running.pid)` → 412_000_000
 */
export async function residentMemory(pid: number): Promise<number | null> {
  if (process.platform !== 'linux') return null;
  try {
    let bytes = 0;
    const waiting = [pid];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      // A helper may end while it is looked at.
      const status = await readFile(`/proc/${next}/status`, 'utf8').catch(() => '');
      bytes += Number.parseInt(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? '0', 10) * 1024;
      const children = await readFile(`/proc/${next}/task/${next}/children`, 'utf8').catch(() => '');
      waiting.push(...children.split(' ').filter(Boolean).map(Number));
    }
    return bytes > 0 ? bytes : null;
  } catch {
    return null;
  }
}
