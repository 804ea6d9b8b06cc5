/*
 * The face of the program for other programs. Everything the command line does is done with these functions; they
 * give problems as values (`Finding`) and throw only for faults of the program and of the environment.
 *
 *     import { openPacks, openPrinter, produceReport, writeReport } from 'yugong';
 *
 *     const { report, findings } = await produceReport('unit.yaml');
 *     const printer = (await openPrinter({ fonts: 'auto', timeoutMs: 30_000 })).value;
 *     if (report && printer) await writeReport(report, 'output/unit', ['pdf', 'html'], printer);
 *     await printer?.close();
 */
import { basename, resolve } from 'node:path';
import { loadUnit as loadUnitFile } from './books/load-unit.ts';
import type { LoadedUnit } from './books/unit.ts';
import { openPacks as openPacksIn } from './cli/open-packs.ts';
import { TEMPLATES_FOLDER } from './cli/project-folders.ts';
import type { ReportDocument } from './document/report-document.ts';
import type { Finding, Outcome } from './model/finding.ts';
import type { PackStore } from './report/packs.ts';
import {
  type Production,
  type ProductionOptions,
  produceReport as produce,
} from './report/produce-report.ts';
import { compareReports } from './review/compare.ts';
import { type Change, changesOf } from './review/report-diff.ts';
import { openReport as openReportFrom, type ReportSource } from './review/report-source.ts';

export type { LoadedUnit, Unit } from './books/unit.ts';
export { proseOf } from './document/prose.ts';
export { readDocument } from './document/read-document.ts';
export type { ReportDocument } from './document/report-document.ts';
export type * from './document/tree.ts';
export { programVersionNumber as version } from './files/program-folder.ts';
export type { FontChoice } from './fonts/font-catalog.ts';
export type { Finding, Outcome, Position, Severity } from './model/finding.ts';
export type { Pack } from './pack/pack.ts';
export { openPrinter, type Printer, type PrinterOptions } from './print/printer.ts';
export type { Report } from './render/report.ts';
export { writeReport } from './report/report-files.ts';

export { type Change, type DiffSummary, summarize } from './review/report-diff.ts';
export type { ReportSource } from './review/report-source.ts';
export { DEFAULT_FORMATS, FORMATS, type OutputFormat } from './write/formats.ts';
export type { PackStore, Production };

/** How a unit file is read. */
export interface ReadOptions {
  /** The template packs; those that come with the program unless told. */
  readonly packs?: PackStore;
  /** The path as findings show it; the path as given unless told. */
  readonly label?: string;
}

/**
 * The template packs in a folder, each read and compiled once however many units use it: open them once for many
 * reports. Without a folder, those that come with the program.
 *
 * Example: `openPacks('templates')`
 */
export function openPacks(folder: string = TEMPLATES_FOLDER): PackStore {
  return openPacksIn(resolve(folder));
}

/**
 * A unit file with its ledgers, its pack and its code lists; null with the findings that say why.
 *
 * Example: `(await loadUnit('data/kuerle.yaml')).value?.unit.data.year` → 2025
 */
export async function loadUnit(path: string, options: ReadOptions = {}): Promise<Outcome<LoadedUnit>> {
  const { packs = openPacks(), label = path } = options;
  const { value, findings } = await loadUnitFile(resolve(path), label, packs);
  return { value, findings };
}

/**
 * The report of one unit file with everything that was found in it: title, HTML and text, no browser needed. The
 * report is null where an error forbids to publish it; `force` gives it as a draft all the same, where it can be made.
 *
 * Example: `(await produceReport('data/kuerle.yaml')).report?.title`
 */
export async function produceReport(
  path: string,
  options: ReadOptions & ProductionOptions = {},
): Promise<Production> {
  const { packs = openPacks(), label = path, ...production } = options;
  return produce(resolve(path), label, packs, undefined, production);
}

/**
 * What is wrong with a unit file, by the rules of the checks and of its pack; nothing is written.
 *
 * Example: `(await checkReport('data/kuerle.yaml')).filter(({ severity }) => severity === 'error')` → []
 */
export async function checkReport(path: string, options: ReadOptions = {}): Promise<readonly Finding[]> {
  return (await produceReport(path, options)).findings;
}

/** The name of a file without folder and extension: what its outputs are named after. */
export function outputName(path: string): string {
  return basename(path).replace(/\.[^.]+$/, '');
}

/**
 * A report to compare, from wherever it is: a unit file or its workbook (rendered in memory), a text, an HTML page or a
 * PDF of anybody. Its document is null where it could not be read, with the findings that say why; null where there is no
 * such file.
 *
 * Example: `(await openReport('published.pdf'))?.document`
 */
export async function openReport(path: string, options: ReadOptions = {}): Promise<ReportSource | null> {
  const { packs = openPacks() } = options;
  return openReportFrom(path, packs, process.cwd());
}

/**
 * What changed from one report to another: sentences, cells and rows, amounts as a whole; nothing for equal reports.
 *
 * Example: `summarize(diffDocuments(before, after))` → `{ sentences: 1, cells: 2, rows: 0 }`
 */
export function diffDocuments(before: ReportDocument, after: ReportDocument): readonly Change[] {
  return changesOf(compareReports(before, after).diff);
}
