import { readTable } from './html-table.ts';
import {
  childrenNamed,
  classesOf,
  findElement,
  findElements,
  type HtmlElement,
  type HtmlNode,
  isBlock,
  isElement,
  isSkipped,
  isUnread,
  lineOf,
  parseHtml,
} from './html-tree.ts';
import { type Dress, linesOf } from './read-runs.ts';
import type {
  Block,
  CaptionLine,
  Cell,
  CellKind,
  Chart,
  Document,
  Heading,
  Line,
  Paragraph,
  Row,
  Sheet,
  Table,
} from './tree.ts';

/**
 * The document that HTML of templates says: headings, paragraphs, lists, tables with their spans resolved, sheets. What
 * is marked `data-text="skip"` is left out, `data-text="line"` stands on a line of its own. Never fails.
 *
 * Example: `readDocument('<h1>概况</h1><p>收入715.20万元。</p>').blocks` → a heading and a paragraph
 */
export function readDocument(html: string): Document {
  return documentOf(parseHtml(html).children);
}

/** The same of HTML that is parsed already. */
export function documentOf(nodes: readonly HtmlNode[]): Document {
  return { blocks: new Reader(undefined).blocksOf(bodyOf(nodes)) };
}

/**
 * The same with the look of every piece, and with what is printed and not read (contents) in its place; what
 * `aria-hidden` hides is left out.
 */
export function dressedDocumentOf(nodes: readonly HtmlNode[], dress: Dress): Document {
  return { blocks: new Reader(dress).blocksOf(bodyOf(nodes)) };
}

function bodyOf(nodes: readonly HtmlNode[]): readonly HtmlNode[] {
  const body = findElement(nodes, 'body');
  return body === null ? nodes : body.children;
}

/** A `<table>` of the parsed HTML; rows marked `data-text="skip"` are left out. */
export function tableOf(element: HtmlElement): Table {
  return new Reader(undefined).tableOf(element);
}

/** A `<figure class="chart">` of the parsed HTML; null for one without a title or a table. */
export function chartOf(element: HtmlElement): Chart | null {
  return new Reader(undefined).chartOf(element);
}

class Reader {
  private readonly dress: Dress | undefined;

  constructor(dress: Dress | undefined) {
    this.dress = dress;
  }

  blocksOf(nodes: readonly HtmlNode[], role: Paragraph['role'] = 'text', around?: HtmlElement): Block[] {
    const blocks: Block[] = [];
    let inline: HtmlNode[] = [];
    const flush = (): void => {
      const lines = inline.length === 0 ? [] : linesOf(inline, this.dress);
      if (lines.length > 0) blocks.push({ kind: 'paragraph', role, lines, ...this.look(around) });
      inline = [];
    };
    for (const node of nodes) {
      if (!isElement(node) || !(isSkipped(node) || isBlock(node) || isLine(node))) {
        inline.push(node);
        continue;
      }
      flush();
      if (!isSkipped(node)) for (const block of this.elementBlocks(node)) blocks.push(block);
      else if (this.dress && isPrinted(node)) blocks.push(this.aside(node));
    }
    flush();
    return blocks;
  }

  private look(element: HtmlElement | undefined) {
    return this.dress && element ? { look: this.dress(element) } : {};
  }

  private aside(element: HtmlElement): Block {
    const isContents = findElements(element.children, 'ol').some((list) =>
      classesOf(list).includes('contents-list'),
    );
    return { kind: 'aside', isContents, blocks: this.blocksOf(element.children, 'text', element) };
  }

  private elementBlocks(element: HtmlElement): Block[] {
    if (isLine(element)) {
      const line = oneLine(linesOf(element.children, this.dress));
      return line.length === 0
        ? []
        : [{ kind: 'paragraph', role: 'line', lines: [line], ...this.look(element) }];
    }
    const id = element.attribs.id ?? null;
    const name = HEADING.exec(element.name)?.[1];
    if (name !== undefined) {
      // A page of the web has headings one level lower than the document it shows.
      const level = LEVEL.exec(element.attribs['data-level'] ?? '')?.[0] ?? name;
      const runs = oneLine(linesOf(element.children, this.dress));
      if (runs.length === 0) return [];
      return [{ kind: 'heading', level: Number(level) as Heading['level'], id, runs, ...this.look(element) }];
    }
    if (element.name === 'table') return [this.tableOf(element)];
    if (element.name === 'ol' || element.name === 'ul') {
      const items = this.listItems(element);
      return items.length === 0 ? [] : [{ kind: 'list', isOrdered: element.name === 'ol', items }];
    }
    const classes = classesOf(element);
    const chart = element.name === 'figure' && classes.includes('chart') ? this.chartOf(element) : null;
    if (chart !== null) return [chart];
    const role = classes.includes('table-note') ? 'note' : 'text';
    const blocks = this.blocksOf(element.children, role, element);
    if (element.name === 'section' && classes.includes('sheet')) {
      const sheet: Sheet = { kind: 'sheet', id, isWide: classes.includes('wide'), blocks };
      return [sheet];
    }
    return element.attribs['data-text'] === 'apart' ? [{ kind: 'apart', blocks }] : blocks;
  }

  /** Each entry of a list, and each stretch of what stands beside them. */
  private listItems({ children }: HtmlElement): Block[][] {
    const items: Block[][] = [];
    let beside: HtmlNode[] = [];
    const add = (blocks: Block[]): void => {
      if (blocks.length > 0) items.push(blocks);
    };
    for (const child of children) {
      if (!isElement(child) || child.name !== 'li' || isSkipped(child)) {
        beside.push(child);
        continue;
      }
      add(this.blocksOf(beside));
      beside = [];
      add(isLine(child) ? this.elementBlocks(child) : this.blocksOf(child.children, 'text', child));
    }
    add(this.blocksOf(beside));
    return items;
  }

  /** Null for a figure without a title or a table: it is read as what stands in it. */
  chartOf(element: HtmlElement): Chart | null {
    const title = findElement(element.children, 'figcaption');
    const table = findElement(element.children, 'table');
    if (title === null || table === null) return null;
    return {
      kind: 'chart',
      id: element.attribs.id ?? null,
      title: lineOf(title.children),
      table: this.tableOf(table),
      hasShares: findElements(table.children, 'th').some((head) => classesOf(head).includes('share')),
      ...this.look(title),
    };
  }

  tableOf(element: HtmlElement): Table {
    const { caption, captionElement, columnCount, rows: read } = readTable(element);
    const rows = read.map(({ section, isMark, slots }, top): Row => {
      const cells: Cell[] = [];
      for (const [column, slot] of slots.entries()) {
        if (!slot?.isFirst) continue;
        const { cell } = slot;
        let colSpan = 1;
        while (slots[column + colSpan]?.cell === cell) colSpan++;
        let rowSpan = 1;
        while (read[top + rowSpan]?.slots[column]?.cell === cell) rowSpan++;
        const classes = classesOf(cell.element);
        const kind = section === 'head' || cell.isHeader ? 'head' : kindOf(classes);
        const continues = classes.includes('reopened') ? { continues: true as const } : {};
        const look = this.look(cell.element);
        const indent = indentOf(classes);
        cells.push({ kind, text: cell.text, column, colSpan, rowSpan, indent, ...continues, ...look });
      }
      return { section, isMark, cells };
    });
    const captionLines = captionElement === null ? [] : this.captionLinesOf(captionElement);
    const id = element.attribs.id ?? null;
    const widths = this.dress ? { widths: widthsOf(element) } : {};
    return {
      kind: 'table',
      id,
      caption,
      captionLines,
      columnCount,
      rows,
      ...this.look(element),
      ...widths,
    };
  }

  private captionLinesOf(caption: HtmlElement): CaptionLine[] {
    const parts = childrenNamed(caption, 'div', 'p', 'span');
    if (parts.length === 0) return [{ role: 'title', text: lineOf(caption.children), ...this.look(caption) }];
    return parts.map((part) => {
      const classes = classesOf(part);
      const role = classes.includes('table-title')
        ? 'title'
        : classes.includes('table-number')
          ? 'number'
          : 'line';
      return { role, text: lineOf(part.children), ...this.look(part) };
    });
  }
}

function isLine(element: HtmlElement): boolean {
  return element.attribs['data-text'] === 'line';
}

function isPrinted(element: HtmlElement): boolean {
  return !isUnread(element) && element.attribs['aria-hidden'] !== 'true';
}

/** A line stays one, whatever breaks stand in it. */
function oneLine(lines: readonly Line[]): Line {
  return lines.flatMap((runs, index) => (index === 0 ? runs : [{ text: ' ' }, ...runs]));
}

const LEVEL = /^[1-5]$/;
const HEADING = /^h([1-6])$/;

function kindOf(classes: readonly string[]): CellKind {
  return classes.includes('amount') ? 'amount' : classes.includes('code') ? 'code' : 'name';
}

function indentOf(classes: readonly string[]): number {
  for (const name of classes) {
    const level = /^indent-(\d)$/.exec(name)?.[1];
    if (level !== undefined) return Number(level);
  }
  return 0;
}

/** What the layout wrote into the columns, as percentages. */
function widthsOf(table: HtmlElement): number[] {
  return findElements(table.children, 'col').flatMap(({ attribs }) => {
    const width = /(?:^|;)\s*width:\s*([\d.]+)%/.exec(attribs.style ?? '')?.[1];
    return width === undefined ? [] : [Number(width)];
  });
}
