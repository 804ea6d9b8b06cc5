import { readDocument } from './read-document.ts';
import { splitSentences } from './sentences.ts';
import { headerPaths, rowTexts } from './table-grid.ts';
import { type Block, type Chart, type Document, lineText, type Paragraph, type Table } from './tree.ts';

const INDENT = '　　';

/**
 * The document as plain text made for `git diff`: one sentence to a line, one table row to a line, in
 * the order of the HTML. The same HTML always gives the same text.
 *
 * `<h1>甲</h1><p>一。二。</p>` → `甲\n　　一。\n二。\n`
 */
export function renderText(html: string): string {
  return documentText(readDocument(html));
}

/** The same of a document that is read already. */
export function documentText({ blocks }: Document): string {
  return joinLines(blocks.flatMap(blockLines));
}

// Headings ask for a blank line before them, tables and elements set apart for one on either side; the start
// of the document and a second request get none.
const BLANK = '';

function joinLines(lines: readonly string[]): string {
  const kept = lines.filter((line, index) => line !== BLANK || (index > 0 && lines[index - 1] !== BLANK));
  return `${kept.join('\n').trimEnd()}\n`;
}

function blockLines(block: Block): string[] {
  switch (block.kind) {
    case 'heading':
      return [BLANK, lineText(block.runs)];
    case 'paragraph':
      return paragraphLines(block);
    case 'list':
      return block.items.flatMap((item) => item.flatMap(blockLines));
    case 'table':
      return [BLANK, ...tableLines(block), BLANK];
    case 'chart':
      return [BLANK, ...chartLines(block), BLANK];
    case 'sheet':
      return block.blocks.flatMap(blockLines);
    case 'apart':
      return [BLANK, ...block.blocks.flatMap(blockLines), BLANK];
    case 'aside':
      return [];
  }
}

function paragraphLines({ role, lines }: Paragraph): string[] {
  const texts = lines.map(lineText);
  if (role === 'line') return texts;
  const sentences = texts.flatMap(splitSentences);
  return sentences.map((sentence, index) => (index === 0 ? INDENT + sentence : sentence));
}

function tableLines(table: Table): string[] {
  const body = table.rows.filter((row) => row.isMark || row.section !== 'head');
  return nonEmpty([
    table.caption === null || table.caption === '' ? '' : `〔${table.caption}〕`,
    cellsLine(headerPaths(table)),
    ...body.map((row) => cellsLine(rowTexts(table, row))),
  ]);
}

/** A chart is read by its figures; whoever compares texts sees what is drawn. */
function chartLines({ title, table }: Chart): string[] {
  return [`〔${title}〕`, ...table.rows.map((row) => cellsLine(rowTexts(table, row)))];
}

function cellsLine(cells: readonly string[]): string {
  return cells.join('\t').trimEnd();
}

function nonEmpty(lines: readonly string[]): string[] {
  return lines.filter((line) => line !== '');
}
