import {
  type CellDiff,
  type Change,
  changesOf,
  pathOf,
  type ReportDiff,
  type RowDiff,
  type SectionDiff,
  type SentenceDiff,
  summarize,
  type TableDiff,
} from './report-diff.ts';
import type { Part } from './word-diff.ts';

export interface TextOptions {
  /** How many unchanged sentences to show before and after a change. */
  readonly context: number;
  /** Paints removed and added words; plain text marks them `[-…-]{+…+}`. */
  readonly paint?: Paint;
}

export interface Paint {
  removed(text: string): string;
  added(text: string): string;
  heading(text: string): string;
  quiet(text: string): string;
  /** Words that are in both texts; may take out what could steer a terminal. */
  plain(text: string): string;
}

/**
 * A comparison as lines for the terminal or a file: the headings above a change, then one line for each changed
 * sentence, cell or row, and the sum at the end.
 *
 * `  ~ 基本支出[-508.18万元-]{+509.18万元+}，占…`
 */
export function printText(diff: ReportDiff, { context, paint = PLAIN }: TextOptions): string {
  const printer = new Printer(context, paint);
  for (const section of diff.sections) printer.section(section);
  return [...printer.lines, summaryLine(changesOf(diff))].join('\n');
}

/** `改动 16 句、47 个单元格，增减 3 行。` */
export function summaryLine(changes: readonly Change[]): string {
  if (changes.length === 0) return '没有差别。';
  const { sentences, cells, rows } = summarize(changes);
  const parts = [
    sentences > 0 ? `${sentences} 句` : '',
    cells > 0 ? `${cells} 个单元格` : '',
    rows > 0 ? `${rows} 行表格` : '',
  ];
  return `共 ${parts.filter((part) => part !== '').join('、')}有差别。`;
}

/** Removed and added words between marks. `增长[-8.99%-]{+8.25%+}` */
export function partsText(parts: readonly Part[], paint: Paint = PLAIN): string {
  return parts.map(({ kind, text }) => paint[kind === 'same' ? 'plain' : kind](text)).join('');
}

export const PLAIN: Paint = {
  removed: (text) => `[-${text}-]`,
  added: (text) => `{+${text}+}`,
  heading: (text) => text,
  quiet: (text) => text,
  plain: (text) => text,
};

/** What stands at the left of a line for each kind of change. */
export const SIGNS: Readonly<Record<SentenceDiff['kind'], string>> = {
  same: ' ',
  changed: '~',
  renumbered: '#',
  moved: '>',
  added: '+',
  removed: '-',
};

class Printer {
  readonly lines: string[] = [];
  private readonly context: number;
  private readonly paint: Paint;
  private shownPath: readonly string[] = [];

  constructor(context: number, paint: Paint) {
    this.context = context;
    this.paint = paint;
  }

  section(section: SectionDiff): void {
    const { heading, items } = section;
    const isHeadingChanged = heading !== null && heading.kind !== 'same';
    if (!isHeadingChanged && items.every((item) => item.kind === 'same')) return;
    this.path(section);
    if (isHeadingChanged) this.line(heading.kind, partsText(heading.parts, this.paint));
    const shown = this.shownItems(items);
    for (const [index, item] of items.entries()) {
      if (!shown.has(index)) continue;
      if (item.type === 'table') this.table(item);
      else this.sentence(item);
    }
  }

  /** Changed items, and unchanged sentences next to them. */
  private shownItems(items: SectionDiff['items']): Set<number> {
    const shown = new Set<number>();
    for (const [index, item] of items.entries()) {
      if (item.kind === 'same') continue;
      shown.add(index);
      for (let near = index - this.context; near <= index + this.context; near++) {
        if (items[near]?.type === 'sentence') shown.add(near);
      }
    }
    return shown;
  }

  private path(section: SectionDiff): void {
    const path = pathOf(section);
    if (path.length === 0) return;
    if (this.lines.length > 0) this.lines.push('');
    const known = path.findIndex((part, index) => this.shownPath[index] !== part);
    for (const [depth, part] of path.entries()) {
      if (known >= 0 && depth < known) continue;
      this.lines.push(this.paint.heading('  '.repeat(depth) + part));
    }
    this.shownPath = path;
  }

  private sentence(sentence: SentenceDiff): void {
    const text = partsText(sentence.parts, this.paint);
    const from =
      sentence.movedFrom === null ? '' : this.paint.quiet(`（原在“${sentence.movedFrom.at(-1) ?? ''}”）`);
    this.line(sentence.kind, sentence.kind === 'same' ? this.paint.quiet(text) : text + from);
  }

  private table(table: TableDiff): void {
    if (table.kind === 'same') return;
    const caption = table.caption.kind === 'changed' ? table.caption.parts : null;
    const name = (table.caption.after ?? table.caption.before)?.text ?? '';
    this.line(
      caption ? 'changed' : 'same',
      `〔${caption ? partsText(caption, this.paint) : this.paint.heading(name)}〕`,
    );
    for (const row of table.rows) this.row(row);
  }

  private row(row: RowDiff): void {
    if (row.kind === 'same') return;
    if (row.kind !== 'changed') {
      const side = row.kind === 'removed' ? 'removed' : 'added';
      this.line(row.kind, this.paint[side](rowText(row)));
      return;
    }
    for (const cell of row.cells) {
      if (cell.kind !== 'same')
        this.line(
          'changed',
          `${this.paint.plain(cellName(row, cell))}：${partsText(cellParts(cell), this.paint)}`,
        );
    }
  }

  private line(kind: SentenceDiff['kind'], text: string): void {
    this.lines.push(`  ${SIGNS[kind]} ${text}`);
  }
}

/** The cells of a row that is new or gone, as they are printed. */
export function rowText(row: RowDiff): string {
  const texts = row.cells.map((cell) => (cell.after ?? cell.before)?.text ?? '');
  return texts.filter((text) => text !== '').join(' | ');
}

/** `301 01 基本工资 · 人员经费`; the innermost name of the column is enough. */
export function cellName(row: RowDiff, cell: CellDiff): string {
  const column = cell.column.split('/').at(-1) ?? '';
  return column === '' ? row.label : `${row.label} · ${column}`;
}

/** Old and new content of a cell; a blank amount is shown as 空. */
export function cellParts({ before, after }: CellDiff): Part[] {
  const text = (value: string | undefined) => (value === undefined || value === '' ? '空' : value);
  return [
    { kind: 'removed', text: text(before?.text) },
    { kind: 'added', text: text(after?.text) },
  ];
}
