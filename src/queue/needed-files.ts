import { dirname, join, resolve } from 'node:path';
import { loadUnit } from '../books/load-unit.ts';
import { DEFAULTS_FILE } from '../kinds/defaults-file.ts';
import type { PackStore } from '../report/packs.ts';
import { decodeText } from '../source/decode-text.ts';
import { isPattern, listFiles } from '../source/list-files.ts';
import { readBytes } from '../source/read-text.ts';
import { openReadLog } from '../work/read-log.ts';

/** Files by absolute path, each read once. */
export type FilesByPath = Map<string, Uint8Array>;

const NAMED = /\.(?:ya?ml|csv|xlsx)(?![\w.])/gi;
const BEFORE_A_NAME = /[\n\r:'"{},[\]]/;

/**
 * The files that a unit is probably made of: its own, what texts in it name and is there, and so on from each of these;
 * with each its folder's defaults. Nothing is parsed, as this is done for every unit by the one process that deals them
 * out. Too much does no harm, and what is missing is told by whoever asks for it ({@link filesRead}).
 */
export async function filesNamed(unitPath: string): Promise<FilesByPath> {
  const files: FilesByPath = new Map();
  const open = [unitPath];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (files.has(path)) continue;
    const { bytes } = await readBytes(path);
    if (!bytes) continue;
    files.set(path, bytes);
    const folder = dirname(path);
    if (!/\.csv$/i.test(path)) open.push(join(folder, DEFAULTS_FILE));
    if (!/\.ya?ml$/i.test(path)) continue;
    for (const name of namesIn(decodeText(bytes, path).value?.text ?? '')) {
      const targets = isPattern(name) ? await listFiles(folder, name) : [name];
      for (const target of targets) open.push(resolve(folder, target));
    }
  }
  return files;
}

/** The files that a unit is made of: those that loading it reads. Exact, and as slow as loading it. */
export async function filesRead(unitPath: string, label: string, packs: PackStore): Promise<FilesByPath> {
  const reads = openReadLog(unitPath);
  await reads.note(unitPath, label);
  await loadUnit(unitPath, label, packs, reads.read);
  const files = await filesNamed(unitPath);
  for (const { file } of reads.asked()) {
    const path = resolve(dirname(unitPath), file);
    const paths = isPattern(file) ? await listFiles(dirname(unitPath), file) : [path];
    for (const each of paths) {
      const found = resolve(dirname(unitPath), each);
      const { bytes } = files.has(found) ? { bytes: null } : await readBytes(found);
      if (bytes) files.set(found, bytes);
    }
  }
  return files;
}

/**
 * What in a text may name a data file.
 *
 * Example: `namesIn('prior: { from: 2024.yaml }\nledgerFile: "a b.csv"')` → `['2024.yaml', 'a b.csv']`
 */
export function namesIn(text: string): string[] {
  return [...text.matchAll(NAMED)].flatMap(({ index, 0: ending }) => {
    let start = index;
    while (start > 0 && index - start < 500 && !BEFORE_A_NAME.test(text[start - 1]!)) start--;
    const name = text.slice(start, index + ending.length).replace(/^[\s-]+/, '');
    return name.startsWith('#') ? [] : [name];
  });
}
