import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { PackLayer } from './pack-chain.ts';

/** Folder beside the packs whose templates and stylesheets every pack may use, as `shared/…`. */
export const SHARED_FOLDER = 'shared';

/** A file of a pack: its own, inherited or shared. */
export interface PackFile {
  /** Inside the pack: `sections/income.hbs`. */
  readonly path: string;
  /** Absolute. */
  readonly file: string;
  readonly label: string;
}

/**
 * The files a pack is made of, by their path in it. A file of a nearer layer takes the place of the one with
 * the same path further away. Files under `test/` belong to no report.
 */
export async function packFiles(
  layers: readonly PackLayer[],
  templatesFolder: string,
  templatesLabel: string,
): Promise<ReadonlyMap<string, PackFile>> {
  const files = new Map<string, PackFile>();
  const take = async (folder: string, label: string, prefix: string): Promise<void> => {
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const file = join(entry.parentPath, entry.name);
      const inside = file.slice(folder.length + 1).replaceAll('\\', '/');
      if (inside.startsWith('test/')) continue;
      const path = prefix + inside;
      files.set(path, { path, file, label: `${label}/${inside}` });
    }
  };
  const shared = join(templatesFolder, SHARED_FOLDER);
  if (existsSync(shared)) await take(shared, `${templatesLabel}/${SHARED_FOLDER}`, `${SHARED_FOLDER}/`);
  for (const layer of [...layers].reverse()) await take(layer.folder, layer.label, '');
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}
