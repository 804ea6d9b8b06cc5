import type { CaptionLine, Document, Row, Table } from '../../../src/document/tree.ts';

/*
 * Reports as other offices make them: what stands in them, apart from how a program writes them. Their units and figures
 * are invented; forms and turns of phrase are those that are usual in published reports.
 */

export interface StrangerCell {
  readonly text: string;
  readonly colSpan?: number;
  readonly rowSpan?: number;
}

/** How the lines of a table are drawn: all of them, only those across, all over a coloured band of heads. */
export type Lines = 'all' | 'across' | 'band';

export interface StrangerTable {
  readonly kind: 'table';
  /** 公开01表, 表1: before the title. */
  readonly number?: string;
  readonly title: string;
  /** 部门：某市某局, at the left of the line that names the unit. */
  readonly maker?: string;
  /** 单位：万元 */
  readonly unit: string;
  readonly head: readonly (readonly StrangerCell[])[];
  /** 栏次 │ 1 │ 2: the row below the head. */
  readonly mark?: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Cells of all widths below one another instead of rows: a form. */
  readonly form?: readonly (readonly StrangerCell[])[];
  /** How wide the columns are, beside one another. */
  readonly widths: readonly number[];
  readonly note?: string;
  readonly isWide?: boolean;
}

export interface StrangerHeading {
  readonly kind: 'heading';
  readonly level: 1 | 2;
  readonly text: string;
}

export interface StrangerText {
  readonly kind: 'text';
  readonly text: string;
}

/** Two tables side by side on a page. */
export interface StrangerPair {
  readonly kind: 'pair';
  readonly tables: readonly [StrangerTable, StrangerTable];
}

/** Where a page begins. */
export interface StrangerBreak {
  readonly kind: 'break';
}

export type StrangerPart = StrangerTable | StrangerHeading | StrangerText | StrangerPair | StrangerBreak;

/** How a document looks. */
export interface StrangerLook {
  readonly font: string;
  /** In pt. */
  readonly size: number;
  readonly lines: Lines;
  readonly header?: string;
  /** Page numbers as — 3 —, 第3页 or 3. */
  readonly footer?: '-' | '第' | '';
  readonly repeatsHead?: boolean;
  /** Title, maker and unit stand in rows of the table, with lines around them. */
  readonly titleInside?: boolean;
  /** Every table that lies has a page of its own. */
  readonly separate?: boolean;
}

export interface Stranger {
  readonly name: string;
  readonly look: StrangerLook;
  readonly parts: readonly StrangerPart[];
}

/** The tables of a document, in the order in which they are read. */
export function tablesIn({ parts }: Stranger): StrangerTable[] {
  return parts.flatMap((part) =>
    part.kind === 'table' ? [part] : part.kind === 'pair' ? [...part.tables] : [],
  );
}

/** What a reader should make of the tables, to hold what was read against. */
export function truthOf(stranger: Stranger): Document {
  return { blocks: tablesIn(stranger).map(treeOf) };
}

function treeOf({ number, title, unit, head, form, mark, rows, widths }: StrangerTable): Table {
  const captionLines: CaptionLine[] = [
    ...(number === undefined ? [] : [{ role: 'number' as const, text: number }]),
    { role: 'title', text: title },
    { role: 'line', text: unit },
  ];
  const taken = new Set<string>();
  const spanned = (all: readonly (readonly StrangerCell[])[], section: Row['section']): Row[] =>
    all.map((cells, row) => ({
      section,
      isMark: false,
      cells: placed(cells, row, taken).map(({ cell, column }) => ({
        kind: section === 'head' ? 'head' : 'name',
        text: cell.text,
        column,
        colSpan: cell.colSpan ?? 1,
        rowSpan: cell.rowSpan ?? 1,
        indent: 0,
      })),
    }));
  const plain = (texts: readonly string[], section: Row['section'], isMark: boolean): Row => ({
    section,
    isMark,
    cells: texts.map((text, column) => ({
      kind: section === 'head' ? 'head' : 'name',
      text,
      column,
      colSpan: 1,
      rowSpan: 1,
      indent: 0,
    })),
  });
  return {
    kind: 'table',
    id: null,
    caption: captionLines.map(({ text }) => text).join(' '),
    captionLines,
    columnCount: widths.length,
    rows: [
      ...spanned(head, 'head'),
      ...spanned(form ?? [], 'body'),
      ...(mark === undefined ? [] : [plain(mark, 'head', true)]),
      ...rows.map((row) => plain(row, 'body', false)),
    ],
  };
}

/** The cells of a row with their columns; `taken` holds the places that cells above reach down to. */
export function placed(
  cells: readonly StrangerCell[],
  row: number,
  taken: Set<string>,
): { readonly cell: StrangerCell; readonly column: number }[] {
  let column = 0;
  return cells.map((cell) => {
    while (taken.has(`${row} ${column}`)) column++;
    const at = column;
    for (let down = 0; down < (cell.rowSpan ?? 1); down++)
      for (let over = 0; over < (cell.colSpan ?? 1); over++) taken.add(`${row + down} ${at + over}`);
    column += cell.colSpan ?? 1;
    return { cell, column: at };
  });
}
