import mammoth from 'mammoth';
import {
  childrenNamed,
  findElements,
  type HtmlNode,
  isElement,
  lineOf,
  parseHtml,
} from '../../src/document/html-tree.ts';
import { readDocument } from '../../src/document/read-document.ts';
import { type Block, lineText } from '../../src/document/tree.ts';

/** A paragraph, or the cells of a row. */
export type WordLine = string | readonly string[];

/** What another program reads in a document: its paragraphs and the cells of its tables, in their order. */
export async function wordLines(bytes: Uint8Array): Promise<WordLine[]> {
  const { value } = await mammoth.convertToHtml(
    { buffer: Buffer.from(bytes) },
    { styleMap: ["p[style-name='toc 1'] => p.contents", "p[style-name='toc 2'] => p.contents"] },
  );
  return linesOf(parseHtml(value).children);
}

function linesOf(nodes: readonly HtmlNode[]): WordLine[] {
  return nodes.flatMap((node): WordLine[] => {
    if (!isElement(node)) return [];
    if (node.name === 'table')
      return findElements([node], 'tr').map((row) =>
        childrenNamed(row, 'td', 'th').map((cell) => lineOf(cell.children)),
      );
    if (node.name === 'ul' || node.name === 'ol') return linesOf(node.children);
    const text = lineOf(node.children);
    return text === '' || node.attribs.class === 'contents' ? [] : [text];
  });
}

/** The same of the text of a report, as its HTML has it. */
export function reportLines(html: string): WordLine[] {
  return readDocument(html).blocks.flatMap(blockLines);
}

function blockLines(block: Block): WordLine[] {
  switch (block.kind) {
    case 'heading':
      return [lineText(block.runs)];
    case 'paragraph':
      return [block.lines.map(lineText).join(' ')];
    case 'list':
      return block.items.flatMap((item) => item.flatMap(blockLines));
    case 'table': {
      const rows = block.rows.map(({ cells }) =>
        cells.filter(({ continues }) => !continues).map(({ text }) => text),
      );
      return [...(block.caption === null ? [] : [`〔${block.caption}〕`]), ...rows];
    }
    case 'chart':
      return [block.title];
    default:
      return block.blocks.flatMap(blockLines);
  }
}
