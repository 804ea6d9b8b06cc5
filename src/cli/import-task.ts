import { readdir } from 'node:fs/promises';
import {
  type ImportJob,
  type ImportTools,
  importTools,
  type ReadInput,
  readInput,
} from '../import/import-workbooks.ts';
import type { Classification } from '../lists/classification.ts';
import { loadFinalSheets } from '../lists/final-sheets.ts';
import { loadClassification } from '../lists/read-classification.ts';
import { loadImportAliases } from '../lists/read-import-aliases.ts';
import { done } from '../model/error-finding.ts';
import type { Outcome } from '../model/finding.ts';
import type { AmountUnit } from '../model/money.ts';
import type { TaskKind } from '../work/task.ts';
import {
  ALIASES_FILE,
  CLASSIFICATION_FOLDER,
  FINAL_SHEETS_FILE,
  labelOf,
  SCHEMA_FILE,
} from './project-folders.ts';

export interface ImportSettings {
  /** Folder of the unit files, absolute. */
  readonly out: string;
  readonly template: string;
  /** For the workbooks of the final accounts' software. */
  readonly finalTemplate?: string;
  readonly year: string;
  readonly unit: AmountUnit | null;
}

/** The reading of one workbook. */
export const IMPORT_TASK: TaskKind<ImportSettings, ImportJob, ReadInput> = {
  name: 'import',
  async open(settings) {
    const { value: tools } = await openImportTools(settings);
    if (!tools) throw new Error('lists of the import cannot be read');
    return (job) => readInput(job, tools);
  },
};

/** What an import of the project's files needs. Errors of its lists. */
export async function openImportTools(settings: ImportSettings): Promise<Outcome<ImportTools>> {
  const aliases = await loadImportAliases(ALIASES_FILE, labelOf(ALIASES_FILE));
  if (!aliases.value) return { value: null, findings: aliases.findings };
  const finals = await loadFinalSheets(FINAL_SHEETS_FILE, labelOf(FINAL_SHEETS_FILE));
  if (!finals.value) return { value: null, findings: finals.findings };
  return done(
    importTools({
      ...settings,
      aliases: aliases.value,
      finals: finals.value,
      classification: classificationOf,
      labelOf,
      schemaFile: SCHEMA_FILE,
    }),
  );
}

/** The code lists of a year, else those of the last year before it, else the first. */
async function classificationOf(year: string): Promise<Classification> {
  const entries = await readdir(CLASSIFICATION_FOLDER, { withFileTypes: true });
  const years = entries.flatMap((entry) => (entry.isDirectory() ? entry.name : [])).sort();
  const found = years.filter((each) => each <= year).at(-1) ?? years[0]!;
  return loadClassification(CLASSIFICATION_FOLDER, found);
}
