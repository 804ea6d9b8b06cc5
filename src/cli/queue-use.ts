import type { QueueUse } from '../queue/open-queued-work.ts';
import type { Console } from './console.ts';

/** The queue that `--queue` means, null where there is none; `refused` after telling why it cannot be used. */
export async function queueUse(
  option: string | true | null,
  console: Console,
): Promise<QueueUse | null | 'refused'> {
  if (option === null) return null;
  const { queueAddress } = await import('./queue-option.ts');
  const { value: address, findings } = await queueAddress(option);
  console.findings(findings, new Map());
  return address ? { address, tell: (line) => console.err(line) } : 'refused';
}
