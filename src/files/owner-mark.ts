import { createHash } from 'node:crypto';
import { readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/**
 * A mark in the names of temporary files and folders that says which process made them: `9c1f04ab.4711`. Machine and
 * process both count, as a folder may be shared between machines, and between containers that number their processes
 * anew.
 */
export function ownerMark(pid: number = process.pid): string {
  return `${machineMark()}.${pid}`;
}

/** A mark as a part of an expression. */
export const OWNER_MARK = '[0-9a-f]{8}\\.\\d+';

/**
 * Whether the process that a mark names is provably gone: it ran here, and nothing runs under its number. A number that
 * was given out again counts as alive.
 *
 * Example: `isOfTheDead(ownerMark())` → false
 */
export function isOfTheDead(mark: string): boolean {
  const [machine, pid] = mark.split('.');
  if (machine !== machineMark()) return false;
  try {
    process.kill(Number.parseInt(pid!, 10), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

let machine: string | null = null;

function machineMark(): string {
  machine ??= createHash('sha256').update(`${hostname()}\n${numbering()}`).digest('hex').slice(0, 8);
  return machine;
}

/** Which numbering of processes this one belongs to. */
function numbering(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return '';
  }
}
