import { readFileSync } from 'node:fs';

/**
 * Seconds of processor time that this process, its children and all below have taken so far; 0 where the system does
 * not tell. Unlike the time that passes it hardly depends on who else uses the machine.
 */
export function cpuSeconds(): number {
  const read = (path: string): string => {
    try {
      return readFileSync(path, 'utf8');
    } catch {
      return '';
    }
  };
  let ticks = 0;
  const waiting = [process.pid];
  for (let pid = waiting.pop(); pid !== undefined; pid = waiting.pop()) {
    const fields = read(`/proc/${pid}/stat`).split(') ')[1]?.split(' ') ?? [];
    // utime, stime, and the same of children that have ended.
    ticks += fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
    waiting.push(...read(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number));
  }
  return ticks / 100;
}
