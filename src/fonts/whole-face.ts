import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageFolder } from '../files/package-folder.ts';
import { ensureStored } from '../files/stored-file.ts';
import type { BundledFace } from './font-catalog.ts';
import { withHalfWidthFigures } from './half-width-figures.ts';
import { mergeSlices } from './merge-slices.ts';

/** A bundled face with all its characters, the source of every subset. */
export interface WholeFace {
  readonly face: BundledFace;
  /** Changes whenever the bytes of the face would. */
  readonly key: string;
  /** The TrueType bytes; read once and kept. Disk errors are thrown. */
  read(): Promise<Buffer>;
}

/** Raise when the way faces are put together changes, so that older cached files are not used. */
const recipe = 3;

const slicesPackage = 'lxgw-wenkai-webfont';

/**
 * Finds the whole face behind a catalogue entry; null when its package is not installed.
 *
 * Example: `wholeFace(bundledFaces[0]!, cache)?.key` → `'3f0c…'`
 */
export function wholeFace(face: BundledFace, cache: string): WholeFace | null {
  const source = packageFolder(face.file?.package ?? slicesPackage);
  if (source === null) return null;
  if (face.file !== null) {
    const path = join(source.path, face.file.path);
    const key = fingerprint([recipe, source.version, face.file.path, statSync(path).size]);
    return { face, key, read: once(async () => withHalfWidthFigures(await readFile(path))) };
  }
  const key = fingerprint([recipe, slicesPackage, source.version]);
  return {
    face,
    key,
    read: once(() => mergedFace(join(source.path, 'files'), join(cache, `${face.id}-whole-${key}.ttf`))),
  };
}

/** A short name for anything that can be written as JSON; equal values have equal names. */
export function fingerprint(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);
}

/** The 楷体 comes only as slices for web pages; joined once, it prints as one font. */
async function mergedFace(folder: string, path: string): Promise<Buffer> {
  await ensureStored(path, async (temporary) => {
    const { convert } = await import('fontverter');
    const slices: Buffer[] = [];
    for (const name of readdirSync(folder).sort()) {
      if (!/^lxgwwenkai-regular-.*\.woff2$/.test(name)) continue;
      slices.push(await convert(await readFile(join(folder, name)), 'truetype'));
    }
    await writeFile(temporary, await mergeSlices(slices), { flag: 'wx' });
  });
  return readFile(path);
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => {
    made ??= make();
    return made;
  };
}
