/** One regular file of a tar archive. */
export interface TarEntry {
  readonly name: string;
  readonly bytes: Buffer;
}

const block = 512;

/**
 * Reads the regular files of a plain (ustar) tar archive held in memory; other entries are passed over.
 *
 * Enough for the small archives that come with the browser package; long-name extensions are not read.
 * Throws a RangeError when the archive is cut short.
 *
 * Example: `readTar(bytes).map((entry) => entry.name)` → `['lib/libnss3.so', …]`
 */
export function readTar(archive: Buffer): TarEntry[] {
  const entries: TarEntry[] = [];
  let at = 0;
  while (at + block <= archive.length && archive[at] !== 0) {
    const name = text(archive, at, 100);
    const size = Number.parseInt(text(archive, at + 124, 12), 8);
    const kind = text(archive, at + 156, 1);
    const start = at + block;
    if (!Number.isInteger(size) || start + size > archive.length) {
      throw new RangeError(`tar archive is cut short at entry ${name}`);
    }
    if (kind === '0' || kind === '') entries.push({ name, bytes: archive.subarray(start, start + size) });
    at = start + Math.ceil(size / block) * block;
  }
  return entries;
}

function text(archive: Buffer, at: number, length: number): string {
  const field = archive.subarray(at, at + length);
  const end = field.indexOf(0);
  return field.toString('latin1', 0, end < 0 ? length : end).trim();
}
