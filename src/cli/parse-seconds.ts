import { InvalidArgumentError } from 'commander';

/** A time limit in seconds as milliseconds. `60` → 60000 */
export function parseSeconds(value: string): number {
  if (!/^\d{1,4}$/.test(value) || value === '0')
    throw new InvalidArgumentError('时限应是 1 到 9999 的整数秒');
  return Number.parseInt(value, 10) * 1000;
}
