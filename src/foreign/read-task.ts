import { readFile, stat } from 'node:fs/promises';
import type { Document } from '../document/tree.ts';
import type { Outcome } from '../model/finding.ts';
import { openForeign } from './open-foreign.ts';
import type { ReadingTask } from './reading-message.ts';
import { refused } from './refused.ts';

/** More bytes than any report has. */
export const MOST_BYTES = 200_000_000;

/** The document of a file, in this process; `onPage` hears each page of a PDF that is begun. `V01` when it cannot be read. */
export async function readTask(
  { path, label, as }: ReadingTask,
  onPage: (page: number) => void = () => {},
): Promise<Outcome<Document>> {
  let bytes: Buffer;
  try {
    const { size } = await stat(path);
    if (size > MOST_BYTES)
      return refused(label, `文件超过 ${MOST_BYTES / 1e6} MB`, '确认选对了文件，或者拆成几个文件。');
    bytes = await readFile(path);
  } catch {
    return refused(label, '打不开', '核对文件和读取权限。');
  }
  if (as === 'report') return openForeign(bytes, label, onPage);
  const { readWord } = await import('../word/read-word.ts');
  return readWord(bytes, label, as);
}
