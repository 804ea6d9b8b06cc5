import { readdir } from 'node:fs/promises';
import { type ImportJob, type ImportResult, importWorkbook } from '../import/import-workbooks.ts';
import type { Classification } from '../lists/classification.ts';
import { loadFinalSheets } from '../lists/final-sheets.ts';
import { loadClassification } from '../lists/read-classification.ts';
import { loadImportAliases } from '../lists/read-import-aliases.ts';
import type { AmountUnit } from '../model/money.ts';
import { type Console, silentConsole } from './console.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { formatSummary } from './format-finding.ts';
import { findingJson, jsonText } from './json.ts';
import {
  ALIASES_FILE,
  CLASSIFICATION_FOLDER,
  FINAL_SHEETS_FILE,
  labelOf,
  SCHEMA_FILE,
} from './project-folders.ts';
import { findWorkbooks } from './workbook-inputs.ts';

export interface ImportOptions {
  /** Folder of the unit files, absolute. */
  readonly out: string;
  readonly template: string;
  /** For the workbooks of the final accounts' software. */
  readonly finalTemplate?: string;
  readonly year: string;
  readonly unit: AmountUnit | null;
  readonly json: boolean;
}

/** The code lists of a year, else those of the last year before it, else the first. */
async function classificationOf(year: string): Promise<Classification> {
  const entries = await readdir(CLASSIFICATION_FOLDER, { withFileTypes: true });
  const years = entries.flatMap((entry) => (entry.isDirectory() ? entry.name : [])).sort();
  const found = years.filter((each) => each <= year).at(-1) ?? years[0]!;
  return loadClassification(CLASSIFICATION_FOLDER, found);
}

const STATE_WORDS = { new: '新建', changed: '更新', same: '没有变化' } as const;

/** `import`: workbooks into unit files. Gives the exit code. */
export async function importCommand(
  args: readonly string[],
  options: ImportOptions,
  terminal: Console,
): Promise<ExitCode> {
  const console = options.json ? silentConsole(terminal) : terminal;
  const { inputs, problems } = await findWorkbooks(args);
  if (problems.length > 0) {
    for (const problem of problems) terminal.err(problem);
    return EXIT.usage;
  }
  const aliases = await loadImportAliases(ALIASES_FILE, labelOf(ALIASES_FILE));
  if (!aliases.value) {
    console.findings(aliases.findings, new Map());
    return EXIT.environment;
  }
  const finals = await loadFinalSheets(FINAL_SHEETS_FILE, labelOf(FINAL_SHEETS_FILE));
  if (!finals.value) {
    console.findings(finals.findings, new Map());
    return EXIT.environment;
  }
  const tools = {
    ...options,
    finals: finals.value,
    classification: (year: string) => classificationOf(year),
    labelOf,
    aliases: aliases.value,
    schemaFile: SCHEMA_FILE,
    taken: new Map<string, string>(),
  };
  const results: ImportResult[] = [];
  for (const input of inputs) {
    const result = await importWorkbook(input satisfies ImportJob, tools);
    results.push(result);
    report(result, console);
  }
  const failed = results.filter(({ written }) => written === null).length;
  if (options.json) terminal.out(jsonText({ files: results.map(resultJson) }));
  if (inputs.length > 1) {
    console.err(`共 ${results.length} 个文件：读入 ${results.length - failed} 个，没有读入 ${failed} 个。`);
  }
  return failed > 0 ? EXIT.findings : EXIT.ok;
}

function report({ label, findings, written }: ImportResult, console: Console): void {
  console.findings(findings, new Map());
  if (!written) {
    console.err(`${label} ✗ ${formatSummary(findings)}，没有读入，原有文件没有改动。`);
    return;
  }
  for (const { path, state } of written) console.out(`${label} ✓ ${STATE_WORDS[state]} ${labelOf(path)}`);
}

function resultJson({ label, findings, written }: ImportResult) {
  return {
    file: label,
    ok: written !== null,
    written: (written ?? []).map(({ path, state }) => ({ path: labelOf(path), state })),
    findings: findings.map(findingJson),
  };
}
