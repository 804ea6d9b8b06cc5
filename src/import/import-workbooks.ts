import { dirname, join, relative } from 'node:path';
import { glob } from 'tinyglobby';
import { refusedOfDraft } from '../books/workbook-draft.ts';
import { fileNameOf } from '../files/file-name.ts';
import { type OutputFile, writeOutputFiles } from '../files/output-files.ts';
import { speakOfSheets } from '../form/speak-of-sheets.ts';
import { isUnitWorkbook, readUnitWorkbook } from '../form/unit-reader.ts';
import { readWorkbookFile } from '../form/workbook-file.ts';
import { linesOfBudget } from '../kinds/budget-lines.ts';
import { mapAt, type RawMap, rawText, valueAt } from '../kinds/raw-tree.ts';
import { kindOf, kindOfFile } from '../kinds/registry.ts';
import type { Classification } from '../lists/classification.ts';
import type { FinalSheets } from '../lists/final-sheets.ts';
import type { ImportAliases } from '../lists/import-aliases.ts';
import { addAll } from '../model/add-all.ts';
import { type Finding, hasErrors } from '../model/finding.ts';
import { type AmountUnit, amountUnitOf } from '../model/money.ts';
import { unitKey } from '../model/unit-name.ts';
import type { Workbook } from '../ooxml/cell.ts';
import { SchemaTranslator } from '../source/schema-findings.ts';
import { departmentNameOf, departmentsOf, departmentText, type ImportedMember } from './department-drafts.ts';
import { exists, readExistingUnit } from './existing-unit.ts';
import { type ExportedLedger, readExport } from './export-reader.ts';
import { finalFileText } from './final-file-text.ts';
import { isFinalWorkbook, readFinal } from './final-reader.ts';
import { convertLines } from './ledger-budget.ts';
import { draftUnit, type ExistingUnit, unitFileText, withLedger } from './unit-file-text.ts';
import { withoutLoss } from './without-loss.ts';

/** A workbook to import. */
export interface ImportJob {
  readonly path: string;
  readonly label: string;
  /** Path of its unit file below the output folder, without extension. */
  readonly name: string;
}

export interface ImportTools {
  /** Folder of the unit files, absolute. */
  readonly out: string;
  readonly labelOf: (path: string) => string;
  readonly aliases: ImportAliases;
  /** By which names the workbook of the final accounts' software is understood. */
  readonly finals: FinalSheets;
  readonly classification: (year: string) => Promise<Classification>;
  /** For exports, which do not say it themselves. */
  readonly template: string;
  readonly finalTemplate?: string;
  readonly year: string;
  readonly unit: AmountUnit | null;
  /** Unit files that exports of this run have written, with the name of the export. */
  readonly taken: Map<string, string>;
  /** All that this run has written. */
  readonly written: Set<string>;
  /** The JSON Schema that new files name in their first line. */
  readonly schemaFile: string;
}

/** What became of one workbook: nothing is written when there is an error. */
export interface ImportResult {
  readonly label: string;
  readonly findings: readonly Finding[];
  readonly written: readonly { readonly path: string; readonly state: 'new' | 'changed' | 'same' }[] | null;
}

/** Tools of a run that has written nothing yet. */
export function importTools(given: Omit<ImportTools, 'taken' | 'written'>): ImportTools {
  return { ...given, taken: new Map(), written: new Set() };
}

/**
 * A workbook as it was read, by whichever process: what a unit filled in, with the file that it becomes; of an export,
 * which other files have a say in, its cells. Plain data.
 */
export interface ReadInput {
  readonly findings: readonly Finding[];
  readonly targets: readonly Target[];
  /** What is still to be understood; null where nothing is. */
  readonly workbook: Workbook | null;
}

/** Reads one workbook, filled in by a unit or exported by a budget system, into unit files. */
export async function importWorkbook(job: ImportJob, tools: ImportTools): Promise<ImportResult> {
  return finishImport(job, await readInput(job, tools), tools);
}

/** The part of an import that needs no other file of its run. */
export function readInput(job: ImportJob, tools: ImportTools): Promise<ReadInput> {
  return new Import(job, tools).read();
}

/** The rest of an import, one workbook after the other: what was written meanwhile counts. */
export async function finishImport(
  job: ImportJob,
  read: ReadInput,
  tools: ImportTools,
): Promise<ImportResult> {
  const isStale = read.targets.some(({ path }) => tools.written.has(path));
  const current = isStale ? await readInput(job, tools) : read;
  return new Import(job, tools, current.findings).result(current);
}

interface Target {
  readonly path: string;
  readonly before: string | null;
  readonly text: string;
}

class Import {
  private readonly job: ImportJob;
  private readonly tools: ImportTools;
  private readonly findings: Finding[];

  constructor(job: ImportJob, tools: ImportTools, findings: readonly Finding[] = []) {
    this.job = job;
    this.tools = tools;
    this.findings = [...findings];
  }

  async read(): Promise<ReadInput> {
    const { label, path } = this.job;
    const { value: workbook, findings } = await readWorkbookFile(path, label);
    addAll(this.findings, findings);
    const isOfUnit = workbook !== null && isUnitWorkbook(workbook);
    const targets = isOfUnit ? await this.unit(workbook) : [];
    return { findings: this.findings, targets, workbook: isOfUnit ? null : workbook };
  }

  async result({ workbook, targets: known }: ReadInput): Promise<ImportResult> {
    const targets = workbook
      ? isFinalWorkbook(workbook, this.tools.finals)
        ? await this.final(workbook)
        : await this.ledgers(workbook)
      : known;
    const written = hasErrors(this.findings) ? null : await this.write(targets);
    return { label: this.job.label, findings: this.findings, written };
  }

  /** The unit file of a filled-in workbook; its data must have the form of a unit file. */
  private async unit(workbook: Workbook): Promise<Target[]> {
    const { value: read, findings, draft } = readUnitWorkbook(workbook, this.job.label);
    addAll(this.findings, findings);
    const said = (refused: readonly Finding[]) =>
      refused.map((finding) => speakOfSheets(finding, draft.speech));
    if (!read) {
      addAll(this.findings, said(refusedOfDraft({ draft, written: draft }, this.findings)));
      return [];
    }
    const kind = kindOfFile(read.value);
    const { schema, schemaName } = kindOf({ kind });
    const parsed = schema.safeParse(read.value);
    const issues = (parsed.error?.issues ?? []).filter((issue) => !isInherited(issue.path, read.value));
    if (issues.length > 0) {
      const translator = new SchemaTranslator(schema);
      addAll(this.findings, said(translator.translate(issues, read.value, read)));
      return [];
    }
    const path = join(this.tools.out, `${this.job.name}.yaml`);
    const existing = await this.existing(path);
    if (existing === undefined) return [];
    const lines = {
      current: linesOfBudget(read.value.budget),
      prior: linesOfBudget(mapAt(read.value, 'prior').budget),
    };
    const data = existing ? withoutLoss(read, existing.tree) : read.value;
    const head = this.head(path, schemaName);
    const { text, findings: notes } = unitFileText(data, lines, existing, head);
    addAll(this.findings, notes);
    return [{ path, before: existing?.text ?? null, text }];
  }

  /** The unit files of the units in an export: the ledger of an existing one, or a draft. */
  private async ledgers(workbook: Workbook): Promise<Target[]> {
    const { label } = this.job;
    const { value: ledgers, findings } = readExport(workbook, label, this.tools);
    addAll(this.findings, findings);
    const targets: Target[] = [];
    const known = ledgers ? await this.unitFiles() : new Map<string, string>();
    const units: (ImportedMember & { readonly department: string | null })[] = [];
    for (const ledger of ledgers ?? []) {
      const path =
        known.get(unitKey(ledger.unitName)) ?? join(this.tools.out, `${fileNameOf(ledger.unitName)}.yaml`);
      const earlier = this.tools.taken.get(path);
      if (earlier !== undefined) this.reportTaken(ledger, earlier);
      const target = await this.ledger(ledger, path);
      if (target) targets.push(target);
      units.push({ unitName: ledger.unitName, path, department: ledger.department });
    }
    if (!hasErrors(this.findings)) for (const { path } of targets) this.tools.taken.set(path, label);
    return hasErrors(this.findings) ? targets : [...targets, ...(await this.departments(units, known))];
  }

  /** The final of a unit from the workbook of the final accounts' software: its figures, and nothing else, are replaced. */
  private async final(workbook: Workbook): Promise<Target[]> {
    const { label } = this.job;
    const { finals: names, unit, year, finalTemplate } = this.tools;
    const classification = await this.tools.classification(year);
    const { value, findings } = readFinal(workbook, label, { names, classification, unit });
    addAll(this.findings, findings);
    if (!value) return [];
    const known = await this.unitFiles('决算');
    const path =
      known.get(unitKey(value.unitName)) ?? join(this.tools.out, `${fileNameOf(value.unitName)}-决算.yaml`);
    const earlier = this.tools.taken.get(path);
    if (earlier !== undefined) this.reportTaken(value, earlier);
    const existing = await this.existing(path);
    if (existing === undefined || hasErrors(this.findings)) return [];
    this.tools.taken.set(path, label);
    const { text, findings: notes } = finalFileText(value, existing, {
      template: finalTemplate === undefined ? {} : { template: finalTemplate },
      year,
      head: this.head(path, 'final'),
      file: label,
    });
    addAll(this.findings, notes);
    return [{ path, before: existing?.text ?? null, text }];
  }

  /** The files of the departments that the export puts above its units. */
  private async departments(
    units: readonly (ImportedMember & { readonly department: string | null })[],
    known: ReadonlyMap<string, string>,
  ): Promise<Target[]> {
    const targets: Target[] = [];
    for (const department of departmentsOf(units)) {
      const { name } = department;
      const path = known.get(departmentKey(name)) ?? join(this.tools.out, `${fileNameOf(name)}-部门.yaml`);
      const existing = await this.existing(path);
      if (existing === undefined) continue;
      const { template, year } = this.tools;
      const head = this.head(path, 'department');
      const { text, findings } = await departmentText(department, path, existing, { template, year, head });
      addAll(this.findings, findings);
      targets.push({ path, before: existing?.text ?? null, text });
    }
    return targets;
  }

  /** `R10`: the second ledger of a unit in one run would silently take the place of the first. */
  private reportTaken({ unitName }: Pick<ExportedLedger, 'unitName'>, earlier: string): void {
    const message = `“${unitName}”的明细在这一次已经从 ${earlier} 读入，再读会把它换掉。`;
    const hint = '同一单位的明细请放在一个文件里；如果是复制或旧稿，请删去一个文件。';
    const position = { file: this.job.label, line: 1, column: 1, place: '' };
    this.findings.push({ code: 'R10', severity: 'error', message, hint, position });
  }

  private async ledger(ledger: ExportedLedger, path: string): Promise<Target | null> {
    const { unitName, unit } = ledger;
    const existing = await this.existing(path);
    if (existing === undefined) return null;
    const { template, year } = this.tools;
    const base = existing?.tree ?? draftUnit(unitName, { template, year, amounts: unit }, ledger.current);
    const amounts = amountUnitOf(rawText(base.amounts));
    const current = convertLines(ledger.current, unit, amounts);
    const prior = ledger.prior && convertLines(ledger.prior, unit, amounts);
    const position = { file: this.job.label, line: 1, column: 1, place: '' };
    const { tree, findings } = withLedger(base, current, prior, position);
    const lines = { current, prior: prior ?? [] };
    const kept = prior === null && existing ? { ...existing, priorCsv: null } : existing;
    const { text, findings: notes } = unitFileText(tree, lines, kept, this.head(path));
    addAll(this.findings, findings);
    addAll(this.findings, notes);
    return { path, before: existing?.text ?? null, text };
  }

  /** The file as it stands: null when there is none, undefined when it cannot be read. */
  private async existing(path: string): Promise<ExistingUnit | null | undefined> {
    if (!(await exists(path))) return null;
    const { value, findings } = await readExistingUnit(path, this.tools.labelOf(path));
    addAll(this.findings, findings);
    return value ?? undefined;
  }

  /** Files below the output folder by the name of their unit, those of departments apart. */
  private async unitFiles(document: '预算' | '决算' = '预算'): Promise<Map<string, string>> {
    const files = new Map<string, string>();
    const found = await glob('**/*.{yaml,yml}', { cwd: this.tools.out, absolute: true }).catch(() => []);
    for (const path of found.sort()) {
      const { value } = await readExistingUnit(path, path);
      const tree: RawMap = value?.tree ?? {};
      const department = departmentNameOf(tree);
      const name = rawText(mapAt(tree, 'unit').name);
      const key = department === '' ? unitKey(name) : departmentKey(department);
      const isYear = rawText(tree.year) === this.tools.year;
      const isOfDocument = (rawText(tree.document) || '预算') === document;
      if (key !== '' && isYear && isOfDocument && !files.has(key)) files.set(key, path);
    }
    return files;
  }

  private head(path: string, kind = 'unit'): string {
    const file = join(dirname(this.tools.schemaFile), `${kind}.schema.json`);
    const schema = relative(dirname(path), file).replaceAll('\\', '/');
    return `# yaml-language-server: $schema=${schema}\n`;
  }

  private async write(targets: readonly Target[]): Promise<ImportResult['written']> {
    const changed = targets.filter(({ before, text }) => before !== text);
    const files: OutputFile[] = changed.map(({ path, text }) => ({ path, content: text }));
    const { value, findings } = await writeOutputFiles(files);
    addAll(this.findings, findings);
    if (!value) return null;
    for (const { path } of changed) this.tools.written.add(path);
    return targets.map(({ path, before, text }) => ({
      path,
      state: before === null ? 'new' : before === text ? 'same' : 'changed',
    }));
  }
}

/** What is missing of a unit or department whose words stand in another file. */
function isInherited(path: readonly PropertyKey[], value: RawMap): boolean {
  const [at] = path;
  const isOfEntity = at === 'unit' || at === 'department';
  if (!isOfEntity || mapAt(value, at).from === undefined) return false;
  return path.length === 1 || valueAt(value, path as (string | number)[]) === undefined;
}

/** A department's own office may bear its name. */
function departmentKey(name: string): string {
  return `部门 ${unitKey(name)}`;
}
