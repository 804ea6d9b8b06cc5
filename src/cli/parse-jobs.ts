import { InvalidArgumentError } from 'commander';

/** The number of `--jobs`. `parseJobs('4')` → 4 */
export function parseJobs(value: string): number {
  if (!/^\d{1,2}$/.test(value) || Number.parseInt(value, 10) === 0)
    throw new InvalidArgumentError('个数应是 1 到 99 的整数');
  return Number.parseInt(value, 10);
}
