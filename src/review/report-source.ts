import { stat } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { isReportText, readReportText } from '../document/read-text.ts';
import type { ReportDocument } from '../document/report-document.ts';
import { documentText, renderText } from '../document/text.ts';
import type { Document, Table } from '../document/tree.ts';
import { isNestedTooDeep, tooDeep } from '../foreign/open-foreign.ts';
import { readForeignText } from '../foreign/read-foreign.ts';
import { type ReadingLimits, readApart } from '../foreign/reader-process.ts';
import type { Finding } from '../model/finding.ts';
import { foldRadicals } from '../model/radicals.ts';
import type { Report } from '../render/report.ts';
import type { PackStore } from '../report/packs.ts';
import { type Production, produceReport } from '../report/produce-report.ts';
import { gitReader, isRevision } from '../source/git-text.ts';
import { readText } from '../source/read-text.ts';
import type { TrackedChanges } from '../word/body-reader.ts';
import { layoutSection } from './layout-section.ts';

/** A report to compare, and what was found while getting it. */
export interface ReportSource {
  /** Null when it could not be read or rendered. */
  readonly document: ReportDocument | null;
  /** The report itself, where it was made here. */
  readonly report?: Report | null;
  readonly findings: readonly Finding[];
  readonly sources: ReadonlyMap<string, string>;
}

const NONE: ReadonlyMap<string, string> = new Map();
const REVISION = /^(?<revision>[^:]+):(?<file>.+\.ya?ml)$/i;

/**
 * A report from wherever it is: a unit file or its workbook (rendered in memory), a unit file at a git revision
 * (`HEAD~1:data/kuerle.yaml`, with the files it names at that revision), a `.txt`, `.html`, `.pdf` or `.docx`, whose
 * tracked changes count as made or as undone; what others made is read within limits of time and memory. Null when the argument leads nowhere.
 */
export async function openReport(
  argument: string,
  packs: PackStore,
  folder: string,
  changes: TrackedChanges = 'accept',
  limits?: ReadingLimits,
): Promise<ReportSource | null> {
  const path = resolve(folder, argument);
  if (await isFile(path)) return openFile(path, argument.replaceAll('\\', '/'), packs, changes, limits);
  const { revision, file } = REVISION.exec(argument)?.groups ?? {};
  if (revision === undefined || file === undefined || !(await isRevision(revision, folder))) return null;
  const reader = gitReader(revision, folder);
  return fromProduction(await produceReport(resolve(folder, file), argument, packs, reader));
}

function fromProduction({ report, loaded, findings, sources }: Production): ReportSource {
  const layout = loaded ? layoutSection(loaded.unit.data) : undefined;
  const document = report && { ...readReportText(report.text), ...(layout ? { layout } : {}) };
  return { document, report, findings: problems(report, findings), sources };
}

async function openFile(
  path: string,
  label: string,
  packs: PackStore,
  changes: TrackedChanges,
  limits?: ReadingLimits,
): Promise<ReportSource | null> {
  switch (extname(path).toLowerCase()) {
    case '.yaml':
    case '.yml':
    case '.xlsx':
      return fromProduction(await produceReport(path, label, packs));
    case '.pdf': {
      const { value, findings } = await readApart({ path, label, as: 'report' }, limits);
      return {
        document: value && fromPdf(value),
        findings: [...findings, ...(value ? unreadTables(value, label) : [])],
        sources: NONE,
      };
    }
    case '.docx': {
      const { value, findings } = await readApart({ path, label, as: changes }, limits);
      return { document: value && fromText(foldRadicals(documentText(value))), findings, sources: NONE };
    }
    case '.html':
    case '.htm': {
      const { value, findings } = await readText(path, label);
      if (value && isNestedTooDeep(value.text))
        return { document: null, findings: tooDeep(label).findings, sources: NONE };
      return { document: value && fromHtml(foldRadicals(value.text)), findings, sources: NONE };
    }
    case '.txt':
    case '.md': {
      const { value, findings } = await readText(path, label);
      return { document: value && fromText(foldRadicals(value.text)), findings, sources: NONE };
    }
    default:
      return null;
  }
}

/** Warnings of a report that was made do not matter for a comparison. */
function problems(report: object | null, findings: readonly Finding[]): readonly Finding[] {
  return report === null ? findings.filter((finding) => finding.severity === 'error') : [];
}

function fromHtml(html: string): ReportDocument {
  const document = readReportText(renderText(html));
  // Pages of this program say how their text is to be read.
  return html.includes('data-text=') ? document : { ...document, isForeign: true };
}

/** A PDF counts as foreign whoever made it: pages break its sentences. */
export function fromPdf(document: Document): ReportDocument {
  const torn = tornTables(document);
  const whole = { blocks: document.blocks.filter((block) => block.kind !== 'table' || !block.isTorn) };
  const unread = torn.map(titleOf).filter((title) => title !== '');
  return {
    ...readReportText(documentText(whole)),
    isForeign: true,
    ...(unread.length > 0 && { unread: [...new Set(unread)] }),
  };
}

function tornTables({ blocks }: Document): Table[] {
  return blocks.filter((block) => block.kind === 'table').filter(({ isTorn }) => isTorn);
}

function titleOf({ captionLines }: Table): string {
  return captionLines.find(({ role }) => role === 'title')?.text ?? '';
}

/** What of a foreign report is not compared, told. */
function unreadTables(document: Document, label: string): Finding[] {
  const torn = tornTables(document);
  if (torn.length === 0) return [];
  const titles = [...new Set(torn.map(titleOf))].map((title) => (title === '' ? '没有表名的' : `“${title}”`));
  return [
    {
      code: 'V02',
      severity: 'warning',
      message: `${label} 中没有表格线、认不全栏的表没有比较：${titles.join('、')}，共 ${torn.length} 张。`,
      hint: '这些表请人工核对。',
      position: { file: label, line: 1, column: 1, ...(torn[0]!.at?.place && { place: torn[0]!.at.place }) },
    },
  ];
}

/** Text of this program, or any other. */
export function fromText(text: string): ReportDocument {
  return isReportText(text) ? readReportText(text) : readForeignText(text);
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
