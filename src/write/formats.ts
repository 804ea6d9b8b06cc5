import { done } from '../model/error-finding.ts';
import type { Outcome } from '../model/finding.ts';
import type { Attachment } from '../pdf/attachments.ts';
import type { Report } from '../render/report.ts';

/** A file of a report; `name` is put behind the common path of its outputs: `.pdf`, `-csv/table-6.csv`. */
export interface PublishedFile {
  readonly name: string;
  readonly content: string | Uint8Array;
}

/** Prints the pages of a report, and puts files into the PDF. */
export type PrintReport = (
  report: Report,
  attachments?: readonly Attachment[],
) => Promise<Outcome<Uint8Array>>;

/** A form in which a report is written. */
export interface Format {
  /** What the command line calls it. */
  readonly name: string;
  /** What people call it. */
  readonly title: string;
  readonly holds: 'report' | 'tables';
  /** Written where nothing else is asked for. */
  readonly isDefault: boolean;
  /** Its pages are made by the browser, so that the same text may give other bytes with another one. */
  readonly needsBrowser: boolean;
  /** Behind the common path of the outputs; a format of several files has a folder: `-csv/`. */
  readonly suffix: string;
  /** The files; findings say why there are none. The work is loaded when it is asked for. */
  write(report: Report, print: PrintReport, beside?: Beside): Promise<Outcome<readonly PublishedFile[]>>;
}

/** What is written together: the name of the files without what stands behind it, and the formats. */
export interface Beside {
  readonly name: string;
  readonly formats: readonly string[];
}

/** All formats, in the order of the help. A new one is an entry here and nothing else. */
export const FORMATS = [
  {
    name: 'pdf',
    title: 'PDF',
    holds: 'report',
    isDefault: true,
    needsBrowser: true,
    suffix: '.pdf',
    async write(report, print) {
      const { value, findings } = await print(report);
      return { value: value && [{ name: '.pdf', content: value }], findings };
    },
  },
  {
    name: 'html',
    title: 'HTML',
    holds: 'report',
    isDefault: true,
    needsBrowser: false,
    suffix: '.html',
    async write(report, _print, beside?: Beside) {
      const links = beside === undefined ? [] : linksBeside(beside);
      return done([{ name: '.html', content: report.webPage({ ...aboutOf(report), links }) }]);
    },
  },
  {
    name: 'txt',
    title: '纯文本',
    holds: 'report',
    isDefault: true,
    needsBrowser: false,
    suffix: '.txt',
    write: async ({ text }) => done([{ name: '.txt', content: text }]),
  },
  {
    name: 'docx',
    title: 'Word',
    holds: 'report',
    isDefault: false,
    needsBrowser: false,
    suffix: '.docx',
    async write(report) {
      const { planDocument } = await import('../word/plan-document.ts');
      const { writeWord } = await import('../word/write-word.ts');
      return done([{ name: '.docx', content: writeWord(planDocument(report)) }]);
    },
  },
  {
    name: 'xlsx',
    title: 'Excel',
    holds: 'tables',
    isDefault: false,
    needsBrowser: false,
    suffix: '.xlsx',
    async write(report) {
      const { publicationWorkbook } = await import('./publication-sheets.ts');
      const { writeWorkbook } = await import('../ooxml/write-workbook.ts');
      return done([{ name: '.xlsx', content: writeWorkbook(publicationWorkbook(report)) }]);
    },
  },
  {
    name: 'csv',
    title: 'CSV',
    holds: 'tables',
    isDefault: false,
    needsBrowser: false,
    suffix: '-csv/',
    async write(report) {
      const { publicationCsv } = await import('./publication-csv.ts');
      return done(publicationCsv(report).map(({ name, content }) => ({ name: `-csv/${name}`, content })));
    },
  },
] as const satisfies readonly Format[];

export type OutputFormat = (typeof FORMATS)[number]['name'];

export const DEFAULT_FORMATS: readonly OutputFormat[] = FORMATS.filter(({ isDefault }) => isDefault).map(
  ({ name }) => name,
);

/** Links from one file of a report to those beside it that a reader of pages opens; a folder of files has none. */
function linksBeside({ name, formats }: Beside): { readonly title: string; readonly href: string }[] {
  return FORMATS.filter((format) => format.name !== 'html' && formats.includes(format.name))
    .filter(({ suffix }) => !suffix.endsWith('/'))
    .map(({ title, suffix }) => ({ title, href: encodeURIComponent(name) + suffix }));
}

function aboutOf({ title, author, date }: Report): Pick<Report, 'title' | 'author' | 'date'> {
  return { title, author, date };
}

/** The format of that name. */
export function formatOf(name: OutputFormat): Format {
  return FORMATS.find((format) => format.name === name)!;
}

/** Whether somebody typed the name of a format. `isFormat('docm')` → false */
export function isFormat(name: string): name is OutputFormat {
  return FORMATS.some((format) => format.name === name);
}

/**
 * Whether a file, by what stands behind the common path of the outputs, belongs to a format.
 *
 * Example: `belongsTo('-csv/table-6.csv', formatOf('csv'))` → true
 */
export function belongsTo(name: string, { suffix }: Format): boolean {
  return suffix.endsWith('/') ? name.startsWith(suffix) : name === suffix;
}
