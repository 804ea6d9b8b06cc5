import type { Block, Document, Table } from '../document/tree.ts';
import { inColumnsBefore } from './columns-before.ts';
import type { LineElement, PageElements, TableElement } from './page-elements.ts';
import { cleaned, isHeadingText, measureOf, type ProseLine, proseBlocks, proseLine } from './prose-blocks.ts';
import type { RawTable } from './raw-table.ts';
import {
  isCaptionText,
  isMarkRow,
  isNoteText,
  isTableTitle,
  shapeTable,
  type TableWords,
} from './shape-table.ts';
import { oneAfterAnother } from './side-by-side.ts';
import { splitTable } from './split-table.ts';

/** A page of less tells nothing of its edges. */
const FEW_LINES = 8;
/** A caption has no more lines than these. */
const MOST_CAPTION_LINES = 5;

/**
 * The document that the pages hold: tables with the lines above them as captions, tables that go on over pages as one,
 * everything else as headings and paragraphs.
 */
export function assembleDocument(pages: readonly PageElements[]): Document {
  const builder = new Builder();
  const whole = measureOf(
    pages.flatMap(({ elements }) => elements.filter((element) => element.kind === 'line')),
  );
  for (const page of pages) {
    const lines = page.elements.filter((element) => element.kind === 'line');
    const measure =
      lines.length < FEW_LINES
        ? { ...whole, left: Math.min(whole.left, measureOf(lines).left) }
        : measureOf(lines);
    let isFirst = true;
    for (const element of oneAfterAnother(page.elements)) {
      if (element.kind === 'line') builder.line(element, proseLine(element, measure));
      else builder.table(element, isFirst);
      isFirst = isFirst && (element.kind === 'line' ? isOfCaption(element) : false);
    }
  }
  return { blocks: builder.finish() };
}

function isOfCaption({ segments }: LineElement): boolean {
  return segments.some(({ text }) => isCaptionText(text.trim()));
}

interface PendingLine {
  readonly element: LineElement;
  readonly prose: ProseLine;
}

class Builder {
  private readonly blocks: Block[] = [];
  private pending: PendingLine[] = [];
  private before: RawTable | null = null;

  line(element: LineElement, prose: ProseLine): void {
    if (this.blocks.at(-1)?.kind === 'table' && this.pending.length === 0 && isNoteText(prose.text)) {
      this.blocks.push({ kind: 'paragraph', role: 'note', lines: [[{ text: prose.text, at: prose.at }]] });
      return;
    }
    this.pending.push({ element, prose });
  }

  table(element: TableElement, isFirstOfPage: boolean): void {
    const above = this.takeCaption();
    this.flush();
    const goesOn = isFirstOfPage && above.length === 0 && this.blocks.at(-1)?.kind === 'table';
    const raw = goesOn ? inColumnsBefore(element.raw, this.before) : element.raw;
    this.before = raw;
    const [first, ...others] = raw.isTorn ? [raw] : splitTable(raw);
    this.add(first!, above, isFirstOfPage);
    for (const other of others) this.add(other, [], false);
  }

  private add(raw: RawTable, above: readonly TableWords[], isFirstOfPage: boolean): void {
    const { table, notes } = shapeTable(raw, above);
    const last = this.blocks.at(-1);
    if (isFirstOfPage && last?.kind === 'table' && continues(table, last)) {
      this.blocks[this.blocks.length - 1] = continued(last, table);
    } else this.blocks.push(table);
    for (const note of notes) this.blocks.push(note);
  }

  finish(): Block[] {
    this.flush();
    return this.blocks;
  }

  /** The last lines before a table that belong to it. */
  private takeCaption(): TableWords[] {
    let words: TableWords[] = [];
    let hasTitle = false;
    for (let count = 0; count < MOST_CAPTION_LINES && this.pending.length > 0; count++) {
      const { element, prose } = this.pending.at(-1)!;
      const texts = element.segments.map(({ text }) => cleaned(text)).filter((text) => text !== '');
      // 第二部分 2025年单位预算表 is the heading of all of them.
      if (/^第.{1,3}部分/.test(prose.text)) break;
      const isTitle = isTableTitle(prose.text) && prose.text.length <= 60;
      const isCaption = texts.some(isCaptionText) && !/[。；，]$/.test(prose.text);
      const isDisplayed: boolean =
        !hasTitle && prose.isDisplayed && prose.text.length <= 40 && !isHeadingText(prose.text);
      if (!(isCaption || isDisplayed) || (isTitle && hasTitle)) break;
      hasTitle ||= isTitle || (isDisplayed && !isCaption);
      words = [...texts.map((text) => ({ text, at: element.at })), ...words];
      this.pending.pop();
    }
    return words;
  }

  private flush(): void {
    for (const block of proseBlocks(this.pending.map(({ prose }) => prose))) this.blocks.push(block);
    this.pending = [];
  }
}

/** Whether a table at the top of a page goes on with the one before: no other title, and the same columns. */
function continues(table: Table, before: Table): boolean {
  if (table.isTorn && before.isTorn && titleOf(table) === '') return true;
  if (table.columnCount !== before.columnCount || table.isTorn || before.isTorn) return false;
  const title = titleOf(table);
  if (title === '') return true;
  // A form has no head to print again: its title begins another one.
  return title === titleOf(before) && before.rows.some(({ section }) => section === 'head');
}

function titleOf({ captionLines }: Table): string {
  return captionLines
    .filter(({ role }) => role === 'title')
    .map(({ text }) => text.replace(/[（(]?续表?[）)]?|\s/g, ''))
    .join('');
}

/** One table of two: the head that is printed again goes, rows without one belong to the body. */
function continued(before: Table, after: Table): Table {
  const heads = new Set(before.rows.filter(({ section }) => section === 'head').map(rowKey));
  const more = after.rows.filter((row) => !heads.has(rowKey(row)));
  const rows = more.map((row, index) =>
    row.section === 'head' && !row.isMark
      ? index === 0 && isMarkRow(row.cells)
        ? { ...row, isMark: true }
        : {
            ...row,
            section: 'body' as const,
            cells: row.cells.map((cell) => ({
              ...cell,
              kind: cell.kind === 'head' ? ('name' as const) : cell.kind,
            })),
          }
      : row,
  );
  return { ...before, rows: [...before.rows, ...rows] };
}

function rowKey({ cells }: Table['rows'][number]): string {
  return cells.map(({ column, text }) => `${column}:${text.replace(/\s/g, '')}`).join('|');
}
