import { childrenNamed, type HtmlElement, isSkipped, lineOf } from './html-tree.ts';

export interface TableCell {
  /** On one line, white space collapsed. */
  readonly text: string;
  readonly isHeader: boolean;
  readonly element: HtmlElement;
}

/** One place of the grid: the cell that covers it, and whether this is the cell's upper left place. */
export interface TableSlot {
  readonly cell: TableCell;
  readonly isFirst: boolean;
}

export interface TableRow {
  readonly section: 'head' | 'body' | 'foot';
  /** The row that numbers the columns, `<tr data-row="mark">`. */
  readonly isMark: boolean;
  readonly element: HtmlElement;
  /** As many as the table has columns; null where no cell reaches. */
  readonly slots: readonly (TableSlot | null)[];
}

export interface HtmlTable {
  readonly caption: string | null;
  readonly captionElement: HtmlElement | null;
  readonly columnCount: number;
  readonly rows: readonly TableRow[];
}

/**
 * A `<table>` as a grid with all spans resolved; every printer of the document reads tables this way.
 * Rows marked `data-text="skip"` are left out. Never fails: overlapping or oversized spans are cut.
 */
export function readTable(table: HtmlElement): HtmlTable {
  const rows = sectionsOf(table).flatMap(([section, elements]) => readSection(section, elements));
  const columnCount = rows.reduce((most, row) => Math.max(most, row.slots.length), 0);
  const caption = childrenNamed(table, 'caption').find((element) => !isSkipped(element));
  return {
    caption: caption === undefined ? null : lineOf(caption.children),
    captionElement: caption ?? null,
    columnCount,
    rows: rows.map(({ section, isMark, element, slots }) => ({
      section,
      isMark,
      element,
      slots: completed(slots, columnCount),
    })),
  };
}

function completed(slots: readonly (TableSlot | undefined)[], columnCount: number): (TableSlot | null)[] {
  const all: (TableSlot | null)[] = [];
  for (let column = 0; column < columnCount; column++) all.push(slots[column] ?? null);
  return all;
}

type Section = TableRow['section'];

const SECTIONS: Readonly<Record<string, Section>> = { thead: 'head', tbody: 'body', tfoot: 'foot' };

function sectionsOf(table: HtmlElement): [Section, HtmlElement[]][] {
  const sections: [Section, HtmlElement[]][] = [];
  let loose: HtmlElement[] | null = null;
  for (const child of childrenNamed(table, 'thead', 'tbody', 'tfoot', 'tr').filter(
    (each) => !isSkipped(each),
  )) {
    const section = SECTIONS[child.name];
    if (section !== undefined) {
      loose = null;
      sections.push([section, childrenNamed(child, 'tr')]);
    } else if (loose === null) {
      loose = [child];
      sections.push(['body', loose]);
    } else {
      loose.push(child);
    }
  }
  return sections;
}

interface OpenRow {
  readonly section: Section;
  readonly isMark: boolean;
  readonly element: HtmlElement;
  readonly slots: (TableSlot | undefined)[];
}

// A row span never leaves its section, as in browsers.
function readSection(section: Section, elements: readonly HtmlElement[]): OpenRow[] {
  const rows = elements
    .filter((element) => !isSkipped(element))
    .map(
      (element): OpenRow => ({ section, isMark: element.attribs['data-row'] === 'mark', element, slots: [] }),
    );
  for (const [top, row] of rows.entries()) {
    let column = 0;
    for (const element of childrenNamed(row.element, 'td', 'th')) {
      while (row.slots[column] !== undefined) column++;
      const width = spanOf(element, 'colspan', MOST_COLUMNS);
      const height = spanOf(element, 'rowspan', rows.length - top) || rows.length - top;
      place(readCell(element), rows, { top, left: column, width, height });
      column += width;
    }
  }
  return rows;
}

// The limit of the HTML standard.
const MOST_COLUMNS = 1000;

interface Area {
  readonly top: number;
  readonly left: number;
  readonly width: number;
  readonly height: number;
}

function place(cell: TableCell, rows: readonly OpenRow[], { top, left, width, height }: Area): void {
  for (let row = top; row < top + height; row++) {
    const { slots } = rows[row]!;
    for (let column = left; column < left + width; column++) {
      slots[column] ??= { cell, isFirst: row === top && column === left };
    }
  }
}

function spanOf(element: HtmlElement, name: 'colspan' | 'rowspan', most: number): number {
  const written = element.attribs[name];
  if (written === undefined) return 1;
  const span = Number.parseInt(written, 10);
  if (span === 0 && name === 'rowspan') return 0;
  return Number.isNaN(span) || span < 1 ? 1 : Math.min(span, most);
}

function readCell(element: HtmlElement): TableCell {
  return {
    text: isSkipped(element) ? '' : lineOf(element.children),
    isHeader: element.name === 'th',
    element,
  };
}
