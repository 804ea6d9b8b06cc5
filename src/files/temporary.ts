import { randomBytes } from 'node:crypto';
import { chmod, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isOfTheDead, OWNER_MARK, ownerMark } from './owner-mark.ts';

const TEMPORARY = new RegExp(`^\\.(.+)\\.(${OWNER_MARK})\\.[0-9a-f]{16}\\.tmp$`);

/** What a file or folder is called beside its place while it is made: `.kuerle.pdf.9c1f04ab.4711.1f…9e.tmp`. */
export function temporaryPath(path: string): string {
  const suffix = `${ownerMark()}.${randomBytes(8).toString('hex')}`;
  return join(dirname(path), `.${basename(path)}.${suffix}.tmp`);
}

/** A file that is whole and on the disk, but not yet in its place. */
export interface StagedFile {
  readonly temporary: string;
  readonly path: string;
  /** Puts it into its place, where it replaces what is there. Disk errors are thrown. */
  commit(): Promise<void>;
  /** Removes it, unless it is in its place. Never throws. */
  discard(): Promise<void>;
}

/**
 * Makes a file under another name and sees it onto the disk: a reader never finds half of it, and what was there stays
 * until `commit`. `fill` makes the file, which must not be there before. Errors of `fill` and of the disk are thrown, and
 * leave nothing behind.
 *
 * Example: `await (await stageFile(path, (temporary) => writeFile(temporary, text, { flag: 'wx' }))).commit()`
 */
export async function stageFile(
  path: string,
  fill: (temporary: string) => Promise<void>,
  mode?: number,
): Promise<StagedFile> {
  const temporary = temporaryPath(path);
  const discard = () => rm(temporary, { force: true }).catch(() => {});
  try {
    await fill(temporary);
    if (mode !== undefined) await chmod(temporary, mode);
    await flush(temporary);
  } catch (error) {
    await discard();
    throw error;
  }
  return { temporary, path, commit: () => rename(temporary, path), discard };
}

/** {@link stageFile} of a content: it is written and seen onto the disk in one go. */
export async function stageContent(path: string, content: string | Uint8Array): Promise<StagedFile> {
  const temporary = temporaryPath(path);
  const discard = () => rm(temporary, { force: true }).catch(() => {});
  try {
    await writeFile(temporary, content, { flag: 'wx', flush: true });
  } catch (error) {
    await discard();
    throw error;
  }
  return { temporary, path, commit: () => rename(temporary, path), discard };
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Something that was being made. */
export interface Leftover {
  /** The name it was to have. */
  readonly target: string;
  /** Whether the process that made it is provably gone. */
  readonly isDead: boolean;
}

/**
 * Removes what killed runs left half made in a folder, as far as `isLeft` is sure of it. Never throws.
 *
 * Example: `await removeLeftovers('output', ({ isDead }) => isDead)`
 */
export async function removeLeftovers(folder: string, isLeft: (left: Leftover) => boolean): Promise<void> {
  for (const file of await readdir(folder).catch(() => [])) {
    const [, target, mark] = TEMPORARY.exec(file) ?? [];
    if (target === undefined || !isLeft({ target, isDead: isOfTheDead(mark!) })) continue;
    await rm(join(folder, file), { recursive: true, force: true }).catch(() => {});
  }
}
