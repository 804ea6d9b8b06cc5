import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Classification } from './classification.ts';

const cache = new Map<string, Promise<Classification>>();

/**
 * The code lists of a year from `data/classification/<year>/` (columns code, level, name, source).
 * Read once per folder. Throws when the product's own files are missing: a broken installation.
 */
export function loadClassification(folder: string, year: string): Promise<Classification> {
  const key = join(folder, year);
  let loaded = cache.get(key);
  if (!loaded) {
    loaded = read(key, year);
    cache.set(key, loaded);
  }
  return loaded;
}

async function read(folder: string, year: string): Promise<Classification> {
  const [functions, economics] = await Promise.all([
    readNames(join(folder, 'function-codes.csv')),
    readNames(join(folder, 'economic-codes.csv')),
  ]);
  return { year, functions, economics };
}

async function readNames(file: string): Promise<Map<string, string>> {
  const rows: { code: string; name: string }[] = parse(await readFile(file, 'utf8'), {
    columns: true,
    bom: true,
  });
  return new Map(rows.map((row) => [row.code, row.name]));
}
