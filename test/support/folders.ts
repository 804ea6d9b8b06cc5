import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const ROOT_FOLDER = fileURLToPath(new URL('../../', import.meta.url));
export const SOURCE_FOLDER = fileURLToPath(new URL('../../src/', import.meta.url));
export const TEMPLATES_FOLDER = fileURLToPath(new URL('../../templates/', import.meta.url));
export const DATA_FOLDER = fileURLToPath(new URL('../../data/', import.meta.url));
export const CLASSIFICATION_FOLDER = fileURLToPath(new URL('../../data/classification/', import.meta.url));

/** The TypeScript files of the program, as paths below its folder, sorted. */
export function sourceFiles(): string[] {
  return readdirSync(SOURCE_FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.replaceAll('\\', '/'))
    .sort();
}
