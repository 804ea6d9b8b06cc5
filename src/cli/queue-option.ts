import { readFile } from 'node:fs/promises';
import { errorFinding, failed } from '../model/error-finding.ts';
import type { Outcome } from '../model/finding.ts';
import { isAddress, parseQueueAddress, type QueueAddress } from '../queue/queue-address.ts';
import { QUEUE_VARIABLE } from './queue-help.ts';

/**
 * The address that `--queue` means: itself, the first line of a file, or without a value that of the environment, which
 * the processes this one starts do not get. Errors: Q01.
 */
export async function queueAddress(option: string | true): Promise<Outcome<QueueAddress>> {
  const fromEnvironment = process.env[QUEUE_VARIABLE];
  delete process.env[QUEUE_VARIABLE];
  if (option !== true && isAddress(option)) return parseQueueAddress(option, true);
  const text = option === true ? fromEnvironment : await readFile(option, 'utf8').catch(() => null);
  if (text === undefined) {
    return failed(
      errorFinding(
        'Q01',
        `--queue 没有写地址，环境变量 ${QUEUE_VARIABLE} 也是空的。`,
        '写 --queue 地址或文件名。',
      ),
    );
  }
  if (text === null) {
    return failed(errorFinding('Q01', `读不了写着队列地址的文件 ${option}。`, '核对文件名和读取权限。'));
  }
  return parseQueueAddress(text.split('\n')[0]!, false);
}
