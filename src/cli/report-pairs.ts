import { basename, extname, join } from 'node:path';
import { glob } from 'tinyglobby';
import { DEFAULTS_FILE } from '../kinds/defaults-file.ts';

/** A report of two folders; null where one of them has none of that name. */
export interface ReportPair {
  /** Path below the folder without extension: `demo/2025`. */
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** Of one report in several files the one that is compared: data before outputs, what keeps every word before what does not. */
const BEST_FIRST = ['.yaml', '.yml', '.txt', '.html', '.htm', '.docx', '.xlsx', '.pdf', '.md'];
/** What spreadsheet and text programs leave beside a file that is open, and what belongs to no report. */
const IGNORED = ['**/~$*', '**/.*', `**/${DEFAULTS_FILE}`];

/** The reports of two folders by their names, in the order of these; absolute paths. */
export async function reportPairs(before: string, after: string): Promise<ReportPair[]> {
  const [old, current] = await Promise.all([reportsIn(before), reportsIn(after)]);
  const names = [...new Set([...old.keys(), ...current.keys()])].sort();
  return names.map((name) => ({ name, before: old.get(name) ?? null, after: current.get(name) ?? null }));
}

async function reportsIn(folder: string): Promise<Map<string, string>> {
  const patterns = BEST_FIRST.map((extension) => `**/*${extension}`);
  const files = await glob(patterns, { cwd: folder, ignore: IGNORED, caseSensitiveMatch: false });
  const rank = (file: string): number => BEST_FIRST.indexOf(extname(file).toLowerCase());
  const found = new Map<string, string>();
  for (const file of files.sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))) {
    const name = file.slice(0, -extname(file).length);
    if (basename(name) !== '' && !found.has(name)) found.set(name, join(folder, file));
  }
  return found;
}
