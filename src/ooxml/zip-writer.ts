import { strToU8, zipSync } from 'fflate';

// A fixed day, so that the same content gives the same bytes on every run.
const DAY = new Date(2020, 0, 1);

/** A zip file of texts by name, in the given order; the same bytes on every machine. */
export function zipTexts(texts: ReadonlyMap<string, string>): Uint8Array {
  const parts = [...texts].map(([name, text]) => [name, strToU8(text)] as const);
  return zipSync(Object.fromEntries(parts), { level: 6, mtime: DAY });
}

/** The same of files that are held as they are. */
export function zipFiles(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  return zipSync(Object.fromEntries(files), { level: 6, mtime: DAY });
}
