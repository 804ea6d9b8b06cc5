import { basename } from 'node:path';
import { type OutputFile, writeOutputFiles } from '../files/output-files.ts';
import { addAll } from '../model/add-all.ts';
import type { Finding, Outcome } from '../model/finding.ts';
import type { Printer } from '../print/printer.ts';
import type { Report } from '../render/report.ts';
import { dataAttachments } from '../write/data-attachments.ts';
import { formatOf, type OutputFormat, type PrintReport, type PublishedFile } from '../write/formats.ts';

/**
 * The files of a report in some formats, one format after the other; `name` is theirs, for links between them. Null with
 * the findings where one of them cannot be made: a report is written whole or not at all. With `attachesData`, or
 * where the pack says so, a PDF carries the tables as data.
 */
export async function reportFiles(
  report: Report,
  formats: readonly OutputFormat[],
  print: PrintReport,
  name: string,
  attachesData = false,
): Promise<Outcome<readonly PublishedFile[]>> {
  const printed: PrintReport =
    attachesData || report.attachesData ? async (each) => print(each, await dataAttachments(each)) : print;
  const files: PublishedFile[] = [];
  const findings: Finding[] = [];
  for (const format of formats) {
    const written = await formatOf(format).write(report, printed, { name, formats });
    addAll(findings, written.findings);
    if (written.value === null) return { value: null, findings };
    addAll(files, written.value);
  }
  return { value: files, findings };
}

/** Prints a report with a printer. */
export function printWith(printer: Printer): PrintReport {
  return ({ html, title, author, date }, attachments = []) =>
    printer.print({ html, title, author, date, attachments });
}

/**
 * Writes a report: every file under a temporary name first, then renamed. `base` is the common path of the files,
 * without extension; gives their paths. `printer` is needed for PDF only. Errors: O01, those of the printer.
 *
 * Example: `await writeReport(report, 'output/kuerle', ['pdf', 'html'], printer)` → `output/kuerle.pdf` and `.html`
 */
export async function writeReport(
  report: Report,
  base: string,
  formats: readonly OutputFormat[],
  printer: Printer | null = null,
): Promise<Outcome<readonly string[]>> {
  const print: PrintReport = printer
    ? printWith(printer)
    : () => Promise.reject(new TypeError('this format needs a printer'));
  const made = await reportFiles(report, formats, print, basename(base));
  if (made.value === null) return { value: null, findings: made.findings };
  const files = made.value.map(({ name, content }): OutputFile => ({ path: base + name, content }));
  const written = await writeOutputFiles(files);
  return { value: written.value, findings: [...made.findings, ...written.findings] };
}
