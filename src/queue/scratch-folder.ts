import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isOfTheDead, OWNER_MARK, ownerMark } from '../files/owner-mark.ts';

const PREFIX = 'yugong-queue-';
const SCRATCH = new RegExp(`^${PREFIX}(${OWNER_MARK})-\\w+$`);

/** A folder of this process, private to its user, for what units are made of; those of killed workers are removed. */
export async function makeScratch(): Promise<string> {
  for (const name of await readdir(tmpdir()).catch(() => [])) {
    const mark = SCRATCH.exec(name)?.[1];
    if (mark !== undefined && isOfTheDead(mark)) await removeScratch(join(tmpdir(), name));
  }
  return mkdtemp(join(tmpdir(), `${PREFIX}${ownerMark()}-`));
}

/** Never throws: a folder of another user stays. */
export async function removeScratch(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true }).catch(() => {});
}
