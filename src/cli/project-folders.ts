import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json, templates/ and data/. */
export const ROOT_FOLDER = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

export const TEMPLATES_FOLDER = join(ROOT_FOLDER, 'templates');
export const DATA_FOLDER = join(ROOT_FOLDER, 'data');
export const CLASSIFICATION_FOLDER = join(DATA_FOLDER, 'classification');
/** The words of invented units. */
export const VOCABULARY_FILE = join(DATA_FOLDER, 'generator', 'vocabulary.json');
/** Where invented units go; git-ignored. */
export const SAMPLE_UNITS_FOLDER = join(DATA_FOLDER, 'units');
/** Headings and words of the exports of budget systems. */
export const ALIASES_FILE = join(DATA_FOLDER, 'import', 'aliases.yaml');
export const APPROVED_FOLDER = join(DATA_FOLDER, 'approved');
export const OUTPUT_FOLDER = join(ROOT_FOLDER, 'output');
export const RULES_PAGE_FILE = join(ROOT_FOLDER, 'docs', 'rules.md');
export const SCHEMA_FILE = join(DATA_FOLDER, 'schema', 'unit.schema.json');
export const GUIDE_FILES = {
  zh: join(ROOT_FOLDER, 'docs', 'templates.md'),
  en: join(ROOT_FOLDER, 'docs', 'templates.en.md'),
} as const;

/** A path as people see it: relative to where they stand when it lies below, with forward slashes. */
export function labelOf(path: string): string {
  const fromHere = relative(process.cwd(), path);
  return (fromHere === '' || fromHere.startsWith('..') ? path : fromHere).replaceAll('\\', '/');
}
