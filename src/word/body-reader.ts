import { Refusal } from '../ooxml/refusal.ts';
import type { XmlHandler } from '../ooxml/xml-reader.ts';
import { levelOf, type ReadStyle } from './word-parts.ts';

/** Whether tracked changes count as made (the new text) or as undone (the old one). */
export type TrackedChanges = 'accept' | 'reject';

export interface ReadParagraph {
  readonly kind: 'paragraph';
  /** Tabs and line breaks as `\t` and `\n`. */
  readonly text: string;
  readonly style: string;
  readonly outline: number | null;
  /** How many paragraphs of the document begin before it, and it. */
  readonly number: number;
}

export interface ReadCell {
  readonly span: number;
  readonly continues: boolean;
  readonly paragraphs: readonly ReadParagraph[];
}

export interface ReadRow {
  readonly isHead: boolean;
  readonly cells: readonly ReadCell[];
}

export interface ReadTable {
  readonly kind: 'table';
  readonly caption: string | null;
  readonly rows: readonly ReadRow[];
}

export type ReadBlock = ReadParagraph | ReadTable;

/** More than any report has, cells included. */
export const MOST_PARAGRAPHS = 60_000;
const MOST_SPAN = 1000;

interface OpenParagraph {
  text: string;
  style: string;
  outline: number | null;
  isJoined: boolean;
  readonly number: number;
}

interface OpenCell {
  span: number;
  continues: boolean;
  readonly paragraphs: ReadParagraph[];
}

interface OpenRow {
  isHead: boolean;
  isGone: boolean;
  readonly cells: ReadCell[];
}

interface OpenTable {
  caption: string | null;
  readonly rows: ReadRow[];
}

/** Elements whose content is no text of the document. */
const SKIPPED: ReadonlySet<string> = new Set([
  'Fallback',
  'instrText',
  'delInstrText',
  'footnoteReference',
  'pPrChange',
  'rPrChange',
  'tblPrChange',
  'trPrChange',
  'tcPrChange',
  'sectPrChange',
  'annotation',
]);

/** Takes the body of a document, event by event. Tables in cells count as paragraphs of the cell. */
export class BodyReader implements XmlHandler {
  readonly blocks: ReadBlock[] = [];
  private readonly styles: ReadonlyMap<string, ReadStyle>;
  private readonly gone: ReadonlySet<string>;
  private readonly path: string[] = [];
  private readonly tables: OpenTable[] = [];
  private readonly rows: OpenRow[] = [];
  private readonly cells: OpenCell[] = [];
  private readonly paragraphs: OpenParagraph[] = [];
  /** What a paragraph whose end is gone leaves to the next. */
  private left = '';
  private skipped = 0;
  private removed = 0;
  private contents = 0;
  private count = 0;
  private isText = false;

  constructor(styles: ReadonlyMap<string, ReadStyle>, changes: TrackedChanges) {
    this.styles = styles;
    this.gone = new Set(changes === 'accept' ? ['del', 'moveFrom'] : ['ins', 'moveTo']);
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    const parent = this.path.at(-1) ?? '';
    this.path.push(name);
    if (SKIPPED.has(name)) this.skipped++;
    if (this.skipped > 0) return;
    const value = attributes['w:val'] ?? '';
    if (this.gone.has(name)) {
      const paragraph = this.paragraphs.at(-1);
      const row = this.rows.at(-1);
      if (parent === 'rPr') {
        if (paragraph && this.path.at(-3) === 'pPr') paragraph.isJoined = true;
      } else if (parent === 'trPr') {
        if (row) row.isGone = true;
      } else this.removed++;
      return;
    }
    switch (name) {
      case 'tbl':
        this.tables.push({ caption: null, rows: [] });
        break;
      case 'tblCaption':
        if (this.tables.length > 0) this.tables.at(-1)!.caption = value;
        break;
      case 'tr':
        this.rows.push({ isHead: false, isGone: false, cells: [] });
        break;
      case 'tblHeader':
        if (this.rows.length > 0) this.rows.at(-1)!.isHead = isOn(value);
        break;
      case 'tc':
        this.cells.push({ span: 1, continues: false, paragraphs: [] });
        break;
      case 'gridSpan':
        if (this.cells.length > 0)
          this.cells.at(-1)!.span = Math.min(MOST_SPAN, Math.max(1, Number.parseInt(value, 10) || 1));
        break;
      case 'vMerge':
        if (this.cells.length > 0) this.cells.at(-1)!.continues = value !== 'restart';
        break;
      case 'p':
        this.openParagraph();
        break;
      case 'pStyle':
        this.styled(value);
        break;
      case 'outlineLvl':
        if (this.paragraphs.length > 0) this.paragraphs.at(-1)!.outline = levelOf(value);
        break;
      case 'docPartGallery':
        // Its content is made of the headings.
        if (value === 'Table of Contents') this.contents = this.path.lastIndexOf('sdt') + 1;
        break;
      case 't':
      case 'delText':
        this.isText = true;
        break;
      case 'tab':
        if (parent === 'r') this.add('\t');
        break;
      case 'br':
      case 'cr':
        if (attributes['w:type'] === undefined || attributes['w:type'] === 'textWrapping') this.add('\n');
        break;
      case 'noBreakHyphen':
        this.add('-');
        break;
    }
  }

  text(text: string): void {
    if (this.isText) this.add(text);
  }

  close(name: string): void {
    this.path.pop();
    if (SKIPPED.has(name)) {
      this.skipped--;
      return;
    }
    if (this.skipped > 0) return;
    if (this.gone.has(name)) {
      const parent = this.path.at(-1);
      if (parent !== 'rPr' && parent !== 'trPr') this.removed--;
      return;
    }
    switch (name) {
      case 't':
      case 'delText':
        this.isText = false;
        break;
      case 'p':
        this.closeParagraph();
        break;
      case 'tc':
        this.closeCell();
        break;
      case 'tr':
        this.closeRow();
        break;
      case 'tbl':
        this.closeTable();
        break;
      case 'sdt':
        if (this.path.length < this.contents) this.contents = 0;
        break;
    }
  }

  private add(text: string): void {
    if (this.skipped > 0 || this.removed > 0) return;
    const paragraph = this.paragraphs.at(-1);
    if (paragraph) paragraph.text += text;
  }

  private openParagraph(): void {
    if (++this.count > MOST_PARAGRAPHS) throw new Refusal('tooManyCells', `超过 ${MOST_PARAGRAPHS} 个`);
    this.paragraphs.push({ text: '', style: '', outline: null, isJoined: false, number: this.count });
  }

  private styled(id: string): void {
    const paragraph = this.paragraphs.at(-1);
    if (paragraph === undefined) return;
    const style = this.styles.get(id);
    paragraph.style = style?.name ?? id;
    paragraph.outline ??= style?.outline ?? null;
  }

  private closeParagraph(): void {
    const { text, style, outline, isJoined, number } = this.paragraphs.pop()!;
    if (this.contents > 0) return;
    const whole = this.left + text;
    this.left = '';
    if (isJoined) {
      this.left = whole;
      return;
    }
    this.give({ kind: 'paragraph', text: whole, style, outline: outline === 9 ? null : outline, number });
  }

  private give(paragraph: ReadParagraph): void {
    const cell = this.cells.at(-1);
    if (cell) cell.paragraphs.push(paragraph);
    else this.blocks.push(paragraph);
  }

  private closeCell(): void {
    const cell = this.cells.pop()!;
    if (this.left !== '') {
      // The end of a cell cannot go.
      cell.paragraphs.push({
        kind: 'paragraph',
        text: this.left,
        style: '',
        outline: null,
        number: this.count,
      });
      this.left = '';
    }
    this.rows.at(-1)?.cells.push(cell);
  }

  private closeRow(): void {
    const { isHead, isGone, cells } = this.rows.pop()!;
    if (!isGone) this.tables.at(-1)?.rows.push({ isHead, cells });
  }

  private closeTable(): void {
    const { rows, caption } = this.tables.pop()!;
    const cell = this.cells.at(-1);
    if (cell === undefined) {
      if (rows.length > 0) this.blocks.push({ kind: 'table', caption, rows });
      return;
    }
    for (const row of rows)
      for (const inner of row.cells) for (const each of inner.paragraphs) cell.paragraphs.push(each);
  }
}

function isOn(value: string): boolean {
  return value !== '0' && value !== 'false' && value !== 'off';
}
