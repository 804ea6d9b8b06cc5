import { glob } from 'tinyglobby';

/** The files that a pattern means, sorted, relative to the folder. */
export type FileLister = (folder: string, pattern: string) => Promise<string[]>;

/** Whether a name means a set of files. `../units/edu-*.yaml` does; brackets may stand in the name of a file */
export function isPattern(name: string): boolean {
  return /[*?{}]/.test(name);
}

/** The files that a pattern means, sorted, relative to the folder; lock files of spreadsheet programs left out. */
export async function listFiles(folder: string, pattern: string): Promise<string[]> {
  const found = await glob(pattern, { cwd: folder, ignore: ['**/~$*'] });
  return found.map((file) => file.replaceAll('\\', '/')).sort();
}
