import { headerPaths, readTable, rowTexts } from './html-table.ts';
import {
  findElement,
  type HtmlDocument,
  type HtmlElement,
  type HtmlNode,
  isBlock,
  isElement,
  isSkipped,
  lineOf,
  parseHtml,
  textOf,
} from './html-tree.ts';
import { splitSentences } from './sentences.ts';

const INDENT = '　　';

/**
 * The document as plain text made for `git diff`: one sentence to a line, one table row to a line, in
 * the order of the HTML. The same HTML always gives the same text.
 *
 * `<h1>甲</h1><p>一。二。</p>` → `甲\n　　一。\n二。\n`
 */
export function renderText(html: string): string {
  return treeText(parseHtml(html));
}

/** The same of HTML that is parsed already. */
export function treeText(document: HtmlDocument): string {
  const body = findElement(document.children, 'body');
  const lines = blockLines(body === null ? document.children : body.children);
  return joinLines(lines);
}

// Headings ask for a blank line before them, tables and elements set apart for one on either side; the start
// of the document and a second request get none.
const BLANK = '';

function joinLines(lines: readonly string[]): string {
  const kept = lines.filter((line, index) => line !== BLANK || (index > 0 && lines[index - 1] !== BLANK));
  return `${kept.join('\n').trimEnd()}\n`;
}

function blockLines(nodes: readonly HtmlNode[]): string[] {
  const lines: string[] = [];
  let run: HtmlNode[] = [];
  const flush = (): void => {
    lines.push(...paragraphLines(run));
    run = [];
  };
  for (const node of nodes) {
    if (isElement(node) && (isSkipped(node) || isBlock(node) || isLine(node))) {
      flush();
      if (!isSkipped(node)) lines.push(...elementLines(node));
    } else {
      run.push(node);
    }
  }
  flush();
  return lines;
}

function elementLines(element: HtmlElement): string[] {
  if (isLine(element)) return nonEmpty([lineOf(element.children)]);
  if (/^h[1-6]$/.test(element.name)) {
    const heading = lineOf(element.children);
    return heading === '' ? [] : [BLANK, heading];
  }
  if (element.name === 'table') return [BLANK, ...tableLines(element), BLANK];
  const lines = blockLines(element.children);
  return element.attribs['data-text'] === 'apart' ? [BLANK, ...lines, BLANK] : lines;
}

function isLine(element: HtmlElement): boolean {
  return element.attribs['data-text'] === 'line';
}

function paragraphLines(nodes: readonly HtmlNode[]): string[] {
  const sentences = textOf(nodes).split('\n').flatMap(splitSentences);
  return sentences.map((sentence, index) => (index === 0 ? INDENT + sentence : sentence));
}

function tableLines(element: HtmlElement): string[] {
  const table = readTable(element);
  const body = table.rows.filter((row) => row.isMark || row.section !== 'head');
  return nonEmpty([
    table.caption === null || table.caption === '' ? '' : `〔${table.caption}〕`,
    cellsLine(headerPaths(table)),
    ...body.map((row) => cellsLine(rowTexts(row))),
  ]);
}

function cellsLine(cells: readonly string[]): string {
  return cells.join('\t').trimEnd();
}

function nonEmpty(lines: readonly string[]): string[] {
  return lines.filter((line) => line !== '');
}
