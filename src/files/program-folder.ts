import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json, templates/, checks/ and the lists under data/. */
export const PROGRAM_FOLDER = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Whether the program was installed as a package: it then has no source, and nothing of the user's lies beside it. */
export const IS_PACKAGE = !existsSync(join(PROGRAM_FOLDER, 'src', 'files', 'program-folder.ts'));

/** The version that package.json names: `0.1.0`. */
export function programVersionNumber(): string {
  const { version } = JSON.parse(readFileSync(join(PROGRAM_FOLDER, 'package.json'), 'utf8')) as {
    version: string;
  };
  return version;
}
