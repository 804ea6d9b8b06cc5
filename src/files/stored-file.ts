import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { removeLeftovers, type StagedFile, stageFile } from './temporary.ts';

/** What is written beside a stored file, so that damage to it is noticed. */
interface StoredRecord {
  readonly size: number;
  readonly sha256: string;
  readonly modifiedMs: number;
}

/**
 * Keeps one large file that can be made again at any time: returns `path` once the file there is whole.
 *
 * The file is made under another name, flushed and renamed, so a reader never sees half of it and
 * several processes may make it at once. Size, time and SHA-256 are recorded beside it. A file whose
 * size and time are as recorded is taken as it is; one that was touched is hashed, and made again when
 * the hash differs. `thorough` hashes in any case. Errors of `make` and of the disk are thrown.
 *
 * Example: `await ensureStored('/cache/a.ttf', (temporary) => writeFile(temporary, bytes))`
 */
export async function ensureStored(
  path: string,
  make: (temporary: string) => Promise<void>,
  options: { mode?: number; thorough?: boolean } = {},
): Promise<string> {
  if (await isWhole(path, options.thorough ?? false)) return path;
  await removeLeftovers(dirname(path), ({ isDead }) => isDead);
  const staged = await stageFile(path, make, options.mode ?? 0o600);
  try {
    const made = await describe(staged.temporary);
    await moveInto(staged, made.sha256);
    await writeRecord(path, made);
    return path;
  } finally {
    await staged.discard();
  }
}

/**
 * Whether the file at `path` is the one that was recorded.
 *
 * Example: false after one byte of the file was changed, true again after `ensureStored`.
 */
export async function isWhole(path: string, thorough: boolean): Promise<boolean> {
  const record = await readRecord(path);
  if (record === null) return false;
  const facts = await stat(path).catch(() => null);
  if (facts === null || !facts.isFile() || facts.size !== record.size) return false;
  if (!thorough && facts.mtimeMs === record.modifiedMs) return true;
  const now = await describe(path);
  if (now.sha256 !== record.sha256) return false;
  // Copied or restored unchanged: remember the new time, so the next run need not hash again.
  await writeRecord(path, now);
  return true;
}

async function describe(path: string): Promise<StoredRecord> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  // Whole milliseconds survive every file system and JSON; finer times do not.
  const facts = await stat(path);
  const whole = Math.floor(facts.mtimeMs);
  if (whole !== facts.mtimeMs) await utimes(path, whole / 1000, whole / 1000);
  const { size, mtimeMs } = await stat(path);
  return { size, sha256: hash.digest('hex'), modifiedMs: mtimeMs };
}

/** Windows cannot replace a file that another process has open: then that process's copy will do. */
async function moveInto(staged: StagedFile, sha256: string): Promise<void> {
  try {
    await staged.commit();
  } catch (error) {
    const there = await describe(staged.path).catch(() => null);
    if (there?.sha256 !== sha256) throw error;
  }
}

function recordPath(path: string): string {
  return `${path}.record.json`;
}

async function readRecord(path: string): Promise<StoredRecord | null> {
  try {
    const record = JSON.parse(await readFile(recordPath(path), 'utf8')) as StoredRecord;
    return typeof record.sha256 === 'string' ? record : null;
  } catch {
    return null;
  }
}

async function writeRecord(path: string, record: StoredRecord): Promise<void> {
  const content = JSON.stringify(record);
  const staged = await stageFile(
    recordPath(path),
    (temporary) => writeFile(temporary, content, { flag: 'wx' }),
    0o600,
  );
  try {
    await staged.commit();
  } finally {
    await staged.discard();
  }
}
