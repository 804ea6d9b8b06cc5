import { alternativeOf, printedChart } from '../../src/document/chart-rows.ts';
import { readDocument } from '../../src/document/read-document.ts';
import { everyBlock } from '../../src/document/tree.ts';
import { textString } from '../../src/pdf/pdf-text-string.ts';
import { readWrittenPdf } from '../../src/pdf/read-written.ts';
import type { Printer } from '../../src/print/printer.ts';
import type { Report } from '../../src/render/report.ts';
import { printWith } from '../../src/report/report-files.ts';
import { dataAttachments } from '../../src/write/data-attachments.ts';

/** A report as a PDF with its data, and everything about it that is not as the claims and the charts demand. */
export interface ClaimedPdf {
  readonly pdf: Buffer;
  /** What is said in place of its charts. */
  readonly alternatives: readonly string[];
  readonly faults: readonly string[];
}

/**
 * Prints a report with its data inside and reads the file: it claims PDF/UA-1 and PDF/A-3a, which only its own proof lets
 * it do, and it has a figure for every chart, which says what the table behind it says and stands somewhere on a page.
 */
export async function claimedPdf(report: Report, printer: Printer): Promise<ClaimedPdf> {
  const { value, findings } = await printWith(printer)(report, await dataAttachments(report));
  const faults = findings.map(({ code, message }) => `${code} ${message}`);
  if (value === null) return { pdf: Buffer.alloc(0), alternatives: [], faults };
  const pdf = Buffer.from(value);
  const text = pdf.toString('latin1');
  for (const claim of ['<pdfuaid:part>1<', '<pdfaid:part>3<', '<pdfaid:conformance>A<'])
    if (!text.includes(claim)) faults.push(`no ${claim}`);
  const alternatives = [...everyBlock(readDocument(report.html).blocks)].flatMap((block) =>
    block.kind === 'chart' ? [alternativeOf(printedChart(block))] : [],
  );
  const figures = [...readWrittenPdf(pdf).objects.values()].filter((body) =>
    body.startsWith('<</S /Figure '),
  );
  if (figures.length !== alternatives.length)
    faults.push(`${figures.length} figures of ${alternatives.length} charts`);
  for (const words of alternatives)
    if (!figures.some((body) => body.includes(`/Alt ${textString(words)}`) && body.includes('/BBox [')))
      faults.push(`no figure says ${words}`);
  return { pdf, alternatives, faults };
}
