import { InvalidArgumentError, Option } from 'commander';
import { READING_LIMITS, type ReadingLimits } from '../foreign/reader-process.ts';

/** `--read-seconds`: how long a document that others made may be read. */
export function readSecondsOption(): Option {
  const { seconds, megabytes } = READING_LIMITS;
  return new Option(
    '--read-seconds <秒>',
    `读一份别人编制的文件最多用多少秒，默认 ${seconds}（内存最多 ${megabytes} MB）`,
  ).argParser(parseSeconds);
}

/** The limits that the option sets; undefined for those of the program. */
export function readingLimits(seconds: number | undefined): ReadingLimits | undefined {
  return seconds === undefined ? undefined : { ...READING_LIMITS, seconds };
}

function parseSeconds(value: string): number {
  if (!/^[1-9]\d{0,4}$/.test(value)) throw new InvalidArgumentError('应是 1 到 99999 的整数');
  return Number.parseInt(value, 10);
}
