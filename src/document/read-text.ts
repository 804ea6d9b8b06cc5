import { readMarks } from './figure-marks.ts';
import { numberingStyle } from './numbering.ts';
import type { Item, Phrase, ReportDocument, Section, Table, TableLine } from './report-document.ts';
import { splitSentences } from './sentences.ts';

const INDENT = '　　';

/**
 * Reads the plain text of a report (of a review copy with its marks): headings after a blank line, one sentence
 * to a line, tables as `〔caption〕` and tab-separated rows.
 */
export function readReportText(text: string): ReportDocument {
  const reader = new TextReader();
  const lines = text.split(/\r?\n/);
  for (const [index, line] of lines.entries()) reader.line(line, lines[index + 1] ?? '');
  return { sections: reader.finish(), isForeign: false };
}

/** True for text written by this program: indented paragraphs, never two sentences on one line. */
export function isReportText(text: string): boolean {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '' && !line.includes('\t'));
  return (
    lines.some((line) => line.startsWith(INDENT)) && lines.every((line) => splitSentences(line).length <= 1)
  );
}

const NO_CAPTION = { caption: { text: '', numbers: [] }, identity: '' };

/** A line that is no paragraph, caption or row: a heading, or what stands apart (the signature). */
function isBare(line: string): boolean {
  return !line.startsWith(INDENT) && !line.includes('\t') && !isCaption(line);
}

function isCaption(line: string): boolean {
  return line.startsWith('〔') && line.endsWith('〕');
}

interface OpenTable {
  readonly caption: Phrase;
  readonly identity: string;
  readonly lines: TableLine[];
}

class TextReader {
  private readonly sections: Section[] = [];
  private readonly above: { style: string | null; heading: string }[] = [];
  private heading: Phrase | null = null;
  private path: string[] = [];
  private items: Item[] = [];
  private table: OpenTable | null = null;
  private afterBlank = true;

  line(line: string, next: string): void {
    if (line === '') {
      this.closeTable();
      this.afterBlank = true;
      return;
    }
    const isHeading = this.afterBlank && isBare(line) && !(next !== '' && isBare(next));
    this.afterBlank = false;
    if (isHeading) this.openSection(readMarks(line));
    else if (isCaption(line)) this.openTable(readMarks(line.slice(1, -1)));
    else if (line.startsWith(INDENT) || (this.table === null && !line.includes('\t'))) this.sentence(line);
    else {
      // A table without a caption of its own goes on with the one before it.
      const last = this.items.at(-1);
      const { caption, identity } = last?.type === 'table' ? last : NO_CAPTION;
      this.table ??= { caption, identity, lines: [] };
      this.table.lines.push({ cells: line.split('\t').map(readMarks) });
    }
  }

  finish(): Section[] {
    this.closeSection();
    return this.sections;
  }

  private sentence(line: string): void {
    this.closeTable();
    this.items.push({
      type: 'sentence',
      ...readMarks(line.startsWith(INDENT) ? line.slice(INDENT.length) : line),
    });
  }

  private openSection(heading: Phrase): void {
    this.closeSection();
    const style = numberingStyle(heading.text);
    const level = this.above.findIndex((each) => each.style === style);
    if (level >= 0) this.above.length = level;
    this.path = this.above.map((each) => each.heading);
    this.above.push({ style, heading: heading.text });
    this.heading = heading;
  }

  private closeSection(): void {
    this.closeTable();
    if (this.heading !== null || this.items.length > 0) {
      this.sections.push({ heading: this.heading, above: this.path, items: this.items });
    }
    this.items = [];
  }

  private openTable(caption: Phrase): void {
    this.closeTable();
    this.table = { caption, identity: '', lines: [] };
  }

  private closeTable(): void {
    if (this.table !== null) this.items.push(...tablesOf(this.table));
    this.table = null;
  }
}

/**
 * The tables that stand below one caption: usually one; a block of facts and the table with a head that follows it
 * are two.
 */
function tablesOf({ caption, identity: known, lines }: OpenTable): Table[] {
  const heads = lines.flatMap((_, at) => (isHead(lines, at) ? at : []));
  const first = heads[0] ?? lines.length;
  const own = first === 0 ? '' : (lines[0]?.cells.map((cell) => cell.text).join(' ') ?? '');
  const identity = known || own;
  const tables: Table[] = [];
  if (first > 0 || lines.length === 0) {
    tables.push({ type: 'table', caption, identity, columns: [], rows: lines.slice(0, first) });
  }
  if (first < lines.length) {
    const columns = lines[first]!.cells.map((cell) => cell.text);
    tables.push({ type: 'table', caption, identity, columns, rows: lines.slice(first + 1) });
  }
  return tables;
}

/** A head names every column of what follows it and holds no figure; a caption row of facts has gaps or two cells. */
function isHead(lines: readonly TableLine[], at: number): boolean {
  const { cells } = lines[at]!;
  if (at + 1 === lines.length || cells.length < (at === 0 ? 2 : 4)) return false;
  if (lines.slice(at + 1).some((line) => line.cells.length > cells.length)) return false;
  return cells.every(
    (cell) => cell.text !== '' && cell.numbers.length === 0 && !/\d+\.\d|[\d%]$/.test(cell.text),
  );
}

/** True for digits of an amount as tables print them, not for a code. */
export function isAmount(text: string): boolean {
  return /^-?(\d+\.\d+|\d{1,3}(,\d{3})+(\.\d+)?)$/.test(text);
}
