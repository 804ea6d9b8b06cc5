import { stat } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { FOREIGN_FILES } from '../foreign/open-foreign.ts';
import { labelOf } from './project-folders.ts';

/** A report of others to read. */
export interface ForeignInput {
  readonly path: string;
  /** The path as people see it. */
  readonly label: string;
}

/**
 * The files that command line arguments mean: files, folders (with all below) and globs. What cannot be a report gives a
 * problem; in a folder only files that can be one are looked for.
 *
 * Example: `published` → `published/a.pdf`, `published/b.xlsx`
 */
export async function findForeignInputs(
  args: readonly string[],
): Promise<{ readonly inputs: readonly ForeignInput[]; readonly problems: readonly string[] }> {
  const paths = new Set<string>();
  const problems: string[] = [];
  const ends = FOREIGN_FILES.map((end) => end.slice(1)).join(',');
  for (const arg of args) {
    const path = resolve(arg);
    const kind = await kindOf(path);
    if (kind === 'file') {
      if (isForeign(path)) paths.add(path);
      else problems.push(`${arg} 不能读：可以是 ${FOREIGN_FILES.join('、')}。`);
      continue;
    }
    const options = kind === 'folder' ? { cwd: path } : { cwd: process.cwd() };
    const pattern = kind === 'folder' ? `**/*.{${ends}}` : arg.replaceAll('\\', '/');
    const found =
      kind === 'folder' || isDynamicPattern(arg)
        ? await glob(pattern, { ...options, absolute: true, caseSensitiveMatch: false, ignore: ['**/~$*'] })
        : [];
    const files = found.filter(isForeign).sort();
    if (files.length === 0)
      problems.push(
        kind === 'folder'
          ? `文件夹 ${arg} 中没有可以读的报告（${FOREIGN_FILES.join('、')}）。`
          : `找不到 ${arg}。`,
      );
    for (const file of files) paths.add(resolve(file));
  }
  return { inputs: [...paths].map((path) => ({ path, label: labelOf(path) })), problems };
}

function isForeign(path: string): boolean {
  return FOREIGN_FILES.some((end) => end === extname(path).toLowerCase());
}

async function kindOf(path: string): Promise<'file' | 'folder' | null> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch {
    return null;
  }
}
