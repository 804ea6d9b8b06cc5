import { readTable } from './html-table.ts';
import {
  childrenNamed,
  classesOf,
  findElement,
  type HtmlElement,
  type HtmlNode,
  isBlock,
  isElement,
  isSkipped,
  lineOf,
  parseHtml,
} from './html-tree.ts';
import { linesOf } from './read-runs.ts';
import type {
  Block,
  CaptionLine,
  Cell,
  CellKind,
  Document,
  Heading,
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
  const body = findElement(nodes, 'body');
  return { blocks: blocksOf(body === null ? nodes : body.children) };
}

function blocksOf(nodes: readonly HtmlNode[], role: Paragraph['role'] = 'text'): Block[] {
  const blocks: Block[] = [];
  let inline: HtmlNode[] = [];
  const flush = (): void => {
    const lines = inline.length === 0 ? [] : linesOf(inline);
    if (lines.length > 0) blocks.push({ kind: 'paragraph', role, lines });
    inline = [];
  };
  for (const node of nodes) {
    if (!isElement(node) || !(isSkipped(node) || isBlock(node) || isLine(node))) {
      inline.push(node);
      continue;
    }
    flush();
    if (!isSkipped(node)) for (const block of elementBlocks(node)) blocks.push(block);
  }
  flush();
  return blocks;
}

function isLine(element: HtmlElement): boolean {
  return element.attribs['data-text'] === 'line';
}

function elementBlocks(element: HtmlElement): Block[] {
  if (isLine(element)) {
    // A line stays one, whatever breaks stand in it.
    const line = linesOf(element.children).flatMap((runs, index) =>
      index === 0 ? runs : [{ text: ' ' }, ...runs],
    );
    return line.length === 0 ? [] : [{ kind: 'paragraph', role: 'line', lines: [line] }];
  }
  const id = element.attribs.id ?? null;
  const level = HEADING.exec(element.name)?.[1];
  if (level !== undefined) return headingBlocks(element, Number(level) as Heading['level'], id);
  if (element.name === 'table') return [tableOf(element)];
  if (element.name === 'ol' || element.name === 'ul') {
    const items = listItems(element);
    return items.length === 0 ? [] : [{ kind: 'list', isOrdered: element.name === 'ol', items }];
  }
  const classes = classesOf(element);
  const blocks = blocksOf(element.children, classes.includes('table-note') ? 'note' : 'text');
  if (element.name === 'section' && classes.includes('sheet')) {
    const sheet: Sheet = { kind: 'sheet', id, isWide: classes.includes('wide'), blocks };
    return [sheet];
  }
  return element.attribs['data-text'] === 'apart' ? [{ kind: 'apart', blocks }] : blocks;
}

const HEADING = /^h([1-6])$/;

function headingBlocks(element: HtmlElement, level: Heading['level'], id: string | null): Block[] {
  const runs = linesOf(element.children).flatMap((line, index) =>
    index === 0 ? line : [{ text: ' ' }, ...line],
  );
  return runs.length === 0 ? [] : [{ kind: 'heading', level, id, runs }];
}

/** Each entry of a list, and each stretch of what stands beside them. */
function listItems({ children }: HtmlElement): Block[][] {
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
    add(blocksOf(beside));
    beside = [];
    add(isLine(child) ? elementBlocks(child) : blocksOf(child.children));
  }
  add(blocksOf(beside));
  return items;
}

/** A `<table>` of the parsed HTML; rows marked `data-text="skip"` are left out. */
export function tableOf(element: HtmlElement): Table {
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
      cells.push({ kind, text: cell.text, column, colSpan, rowSpan, indent: indentOf(classes) });
    }
    return { section, isMark, cells };
  });
  const captionLines = captionElement === null ? [] : captionLinesOf(captionElement);
  return { kind: 'table', id: element.attribs.id ?? null, caption, captionLines, columnCount, rows };
}

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

function captionLinesOf(caption: HtmlElement): CaptionLine[] {
  const parts = childrenNamed(caption, 'div', 'p', 'span');
  if (parts.length === 0) return [{ role: 'title', text: lineOf(caption.children) }];
  return parts.map((part) => {
    const classes = classesOf(part);
    const role = classes.includes('table-title')
      ? 'title'
      : classes.includes('table-number')
        ? 'number'
        : 'line';
    return { role, text: lineOf(part.children) };
  });
}
