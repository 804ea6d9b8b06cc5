import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { IS_PACKAGE, PROGRAM_FOLDER } from '../files/program-folder.ts';

/**
 * Where the user's data and outputs are: in a checkout its own folder; where the program is an installed package, the
 * folder in which it is called.
 */
export const PROJECT_FOLDER = IS_PACKAGE ? process.cwd() : PROGRAM_FOLDER;

const PROGRAM_TEMPLATES = join(PROGRAM_FOLDER, 'templates');
const OWN_TEMPLATES = join(PROJECT_FOLDER, 'templates');
/** The packs of the folder in which an installed program is called, where it has any; else those of the program. */
export const TEMPLATES_FOLDER = existsSync(OWN_TEMPLATES) ? OWN_TEMPLATES : PROGRAM_TEMPLATES;
export const DATA_FOLDER = join(PROJECT_FOLDER, 'data');
const PROGRAM_DATA = join(PROGRAM_FOLDER, 'data');
export const CLASSIFICATION_FOLDER = join(PROGRAM_DATA, 'classification');
/** The words of invented units. */
export const VOCABULARY_FILE = join(PROGRAM_DATA, 'generator', 'vocabulary.json');
/** Where invented units go; git-ignored. */
export const SAMPLE_UNITS_FOLDER = join(DATA_FOLDER, 'units');
/** Headings and words of the exports of budget systems. */
export const ALIASES_FILE = join(PROGRAM_DATA, 'import', 'aliases.yaml');
/** Names in the workbook of the final accounts' software. */
export const FINAL_SHEETS_FILE = join(PROGRAM_DATA, 'import', 'final-sheets.yaml');
export const APPROVED_FOLDER = join(DATA_FOLDER, 'approved');
export const OUTPUT_FOLDER = join(PROJECT_FOLDER, 'output');
export const RULES_PAGE_FILE = join(PROGRAM_FOLDER, 'docs', 'rules.md');
export const SCHEMA_FOLDER = join(PROGRAM_DATA, 'schema');
export const SCHEMA_FILE = join(SCHEMA_FOLDER, 'unit.schema.json');
export const UNIT_FILE_PAGE = join(PROGRAM_FOLDER, 'docs', 'unit-file.zh-CN.md');
export const GUIDE_FILES = {
  zh: join(PROGRAM_FOLDER, 'docs', 'templates.md'),
  en: join(PROGRAM_FOLDER, 'docs', 'templates.en.md'),
} as const;

/** The file in the folder of an office's work that says once what its commands would be told each time. */
export const PROJECT_FILE = 'yugong.yaml';

/** The project file of a folder or of the nearest folder above it; null for none. */
export function projectFileFrom(start: string): string | null {
  for (let folder = resolve(start); ; folder = dirname(folder)) {
    const file = join(folder, PROJECT_FILE);
    if (existsSync(file)) return file;
    if (folder === dirname(folder)) return null;
  }
}

/** The folders that a project file names, absolute; `templates` is null where those of the program are used. */
export interface ProjectFolders {
  readonly data: string;
  readonly output: string;
  readonly approved: string;
  readonly templates: string | null;
}

let project: ProjectFolders | null = null;

/** Puts the folders of a project in place of the usual ones, for the command that is about to run; null for none. */
export function useProjectFolders(folders: ProjectFolders | null): void {
  project = folders;
}

/** Where this command looks for unit files. */
export const dataFolder = (): string => project?.data ?? DATA_FOLDER;
export const outputFolder = (): string => project?.output ?? OUTPUT_FOLDER;
export const approvedFolder = (): string => project?.approved ?? APPROVED_FOLDER;
export const sampleUnitsFolder = (): string => (project ? join(project.data, 'units') : SAMPLE_UNITS_FOLDER);
export const templatesFolder = (): string => project?.templates ?? TEMPLATES_FOLDER;

/** A path as people see it: relative to where they stand when it lies below, with forward slashes. */
export function labelOf(path: string): string {
  const fromHere = relative(process.cwd(), path);
  return (fromHere === '' || fromHere.startsWith('..') ? path : fromHere).replaceAll('\\', '/');
}
