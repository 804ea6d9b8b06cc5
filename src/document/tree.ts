/*
 * A document as a tree of plain values: what templates made, and in time what others made. Everything after the
 * templates that reads a document reads this; only what lays it out or prints it looks at the HTML itself.
 */

/** Where a piece stands in the file that it was read from; what our own templates make has none. */
export interface Origin {
  /** From 1: of a text, of all pages of a PDF together, or the row of a sheet. */
  readonly line: number;
  /** As people say it, where a line alone is not found: `第3页第12行`, `收支总表!B7`. */
  readonly place?: string;
}

/**
 * How a piece of a document looks on paper, lengths in pt. Only there where a writer of pages asks for it: whoever reads
 * text needs none.
 */
export interface Look {
  /** Families in the order of preference. */
  readonly fonts: readonly string[];
  readonly size: number;
  readonly lineHeight: number;
  readonly isBold: boolean;
  readonly isItalic: boolean;
  /** `c00000`; null for black. */
  readonly color: string | null;
  readonly align: 'left' | 'center' | 'right' | 'both';
  readonly firstIndent: number;
  readonly left: number;
  readonly right: number;
  readonly before: number;
  readonly after: number;
  /** Begins a page. */
  readonly breaks: boolean;
  /** Stays on the page of what follows. */
  readonly keepsNext: boolean;
  /** Stays on one page as a whole, where one page holds it. */
  readonly isWhole?: true;
  readonly isNoWrap: boolean;
  /** Stands at the side of the line that it shares. */
  readonly float: 'left' | 'right' | null;
  /** There for readers that see nothing. */
  readonly isHidden: boolean;
  /** Name of the pages it stands on; empty for usual ones. */
  readonly page: string;
  /** What people call this look; null where nobody named it. */
  readonly style: string | null;
}

/** A piece of text on one line; `keep`: never to be divided, `href`: a link. */
export interface Run {
  readonly text: string;
  readonly keep?: true;
  readonly href?: string;
  readonly at?: Origin;
  readonly look?: Look;
}

/** Text between two forced line breaks, white space as a reader sees it. */
export type Line = readonly Run[];

export interface Heading {
  readonly kind: 'heading';
  readonly level: 1 | 2 | 3 | 4 | 5 | 6;
  readonly id: string | null;
  readonly runs: Line;
  readonly look?: Look;
}

/** `line` is printed as it stands, a `text` is divided into sentences; a `note` is a text that belongs to a table. */
export interface Paragraph {
  readonly kind: 'paragraph';
  readonly role: 'text' | 'line' | 'note';
  readonly lines: readonly Line[];
  readonly look?: Look;
}

export interface List {
  readonly kind: 'list';
  readonly isOrdered: boolean;
  readonly items: readonly (readonly Block[])[];
}

export type CellKind = 'head' | 'code' | 'name' | 'amount';

/** A cell with its place and reach in the grid; spans are cut to what the table has. */
export interface Cell {
  readonly kind: CellKind;
  /** On one line. */
  readonly text: string;
  /** Of its first place, from 0. */
  readonly column: number;
  readonly colSpan: number;
  readonly rowSpan: number;
  /** Levels by which a label is set in. */
  readonly indent: number;
  readonly at?: Origin;
  /** Goes on from the cell above: the layout opened that cell again on a new page. */
  readonly continues?: true;
  readonly look?: Look;
}

export interface Row {
  readonly section: 'head' | 'body' | 'foot';
  /** The row that numbers the columns. */
  readonly isMark: boolean;
  /** Those that begin in this row, from left to right. */
  readonly cells: readonly Cell[];
}

/** A line of a caption: the title of the table, its number, or what else stands above it. */
export interface CaptionLine {
  readonly role: 'title' | 'number' | 'line';
  readonly text: string;
  readonly look?: Look;
}

export interface Table {
  readonly kind: 'table';
  readonly id: string | null;
  /** All of the caption on one line; null where there is none. */
  readonly caption: string | null;
  readonly captionLines: readonly CaptionLine[];
  readonly columnCount: number;
  readonly rows: readonly Row[];
  readonly at?: Origin;
  /** No line draws its columns, and where its texts stand does not tell them: what its cells hold may be torn. */
  readonly isTorn?: true;
  readonly look?: Look;
  /** Shares of the width of the table, where the layout gave them. */
  readonly widths?: readonly number[];
}

/** Figures drawn as bars, and the table that says the same: names, amounts, shares. */
export interface Chart {
  readonly kind: 'chart';
  readonly id: string | null;
  readonly title: string;
  readonly table: Table;
  /** The last column is that of shares. */
  readonly hasShares: boolean;
  /** That of the title. */
  readonly look?: Look;
}

/** A page or pages of their own for tables. */
export interface Sheet {
  readonly kind: 'sheet';
  readonly id: string | null;
  readonly isWide: boolean;
  readonly blocks: readonly Block[];
}

/** Blocks that are set apart from what stands before and behind them: a cover. */
export interface Apart {
  readonly kind: 'apart';
  readonly blocks: readonly Block[];
}

/** What is printed and not read as text: the table of contents. Only there where a writer of pages asks for it. */
export interface Aside {
  readonly kind: 'aside';
  /** Whether its list is filled with the headings of the document. */
  readonly isContents: boolean;
  readonly blocks: readonly Block[];
}

export type Block = Heading | Paragraph | List | Table | Chart | Sheet | Apart | Aside;

export interface Document {
  readonly blocks: readonly Block[];
}

/** The text of a line. `[{ text: '共' }, { text: '677.49万元', keep: true }]` → `共677.49万元` */
export function lineText(line: Line): string {
  return line.map(({ text }) => text).join('');
}

/** All blocks in reading order, those inside others included. */
export function* everyBlock(blocks: readonly Block[]): Generator<Block> {
  for (const block of blocks) {
    yield block;
    if (block.kind === 'list') for (const item of block.items) yield* everyBlock(item);
    else if ('blocks' in block) yield* everyBlock(block.blocks);
  }
}
