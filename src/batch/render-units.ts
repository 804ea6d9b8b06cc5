import { readText } from '../load/read-text.ts';
import type { Finding } from '../model/finding.ts';
import type { Printer } from '../print/printer.ts';
import type { Report } from '../render/report.ts';
import { type OutputFile, writeOutputFiles } from './output-files.ts';
import type { PackStore } from './packs.ts';
import { type ProductionOptions, produceReport } from './produce-report.ts';

export const OUTPUT_FORMATS = ['pdf', 'html', 'txt'] as const;
export type OutputFormat = (typeof OUTPUT_FORMATS)[number];

/** One unit to render. */
export interface RenderJob {
  readonly path: string;
  readonly label: string;
  /** Path of the outputs without extension. */
  readonly base: string;
}

export interface RenderTools {
  readonly packs: PackStore;
  /** Null when no PDF is wanted. */
  readonly printer: Printer | null;
  readonly formats: readonly OutputFormat[];
  /** Drafts and masking, as asked for on the command line. */
  readonly production?: ProductionOptions;
}

/** What became of one unit. */
export interface UnitResult {
  readonly label: string;
  /** Paths written; null when there was an error, and then nothing was written. */
  readonly outputs: readonly string[] | null;
  readonly findings: readonly Finding[];
  readonly sources: ReadonlyMap<string, string>;
  readonly milliseconds: number;
}

// The next unit is loaded and rendered while the browser prints the one before.
const UNITS_AT_ONCE = 2;

/**
 * Renders units one after another, a few at once, and reports each as it is done. An error in one unit never
 * stops the others.
 */
export async function renderUnits(
  jobs: readonly RenderJob[],
  tools: RenderTools,
  done: (result: UnitResult) => void,
): Promise<void> {
  const waiting = [...jobs];
  const worker = async (): Promise<void> => {
    for (let job = waiting.shift(); job; job = waiting.shift()) done(await renderUnit(job, tools));
  };
  await Promise.all(Array.from({ length: UNITS_AT_ONCE }, worker));
}

async function renderUnit(job: RenderJob, tools: RenderTools): Promise<UnitResult> {
  const start = performance.now();
  const { packs, printer, formats, production } = tools;
  const { report, findings, sources } = await produceReport(job.path, job.label, packs, readText, production);
  const collected = [...findings];
  const finish = (outputs: readonly string[] | null): UnitResult => ({
    label: job.label,
    outputs,
    findings: collected,
    sources,
    milliseconds: performance.now() - start,
  });
  if (!report) return finish(null);
  const files: OutputFile[] = [];
  for (const format of formats) {
    const path = `${job.base}.${format}`;
    if (format === 'html') files.push({ path, content: report.html });
    else if (format === 'txt') files.push({ path, content: report.text });
    else {
      const printed = await printPdf(report, printer);
      collected.push(...printed.findings);
      if (!printed.value) return finish(null);
      files.push({ path, content: printed.value });
    }
  }
  const written = await writeOutputFiles(files);
  collected.push(...written.findings);
  return finish(written.value);
}

function printPdf({ html, title, author, date }: Report, printer: Printer | null) {
  if (!printer) throw new Error('a PDF needs a printer');
  return printer.print({ html, title, author, date });
}
