import type { Block, Document, Line } from '../document/tree.ts';
import { foldRadicals } from '../model/radicals.ts';

/** The document with every radical as the ideograph that it stands for, which fonts of a PDF do not tell apart. */
export function foldDocument({ blocks }: Document): Document {
  return { blocks: blocks.map(foldBlock) };
}

function foldBlock(block: Block): Block {
  switch (block.kind) {
    case 'heading':
      return { ...block, runs: foldLine(block.runs) };
    case 'paragraph':
      return { ...block, lines: block.lines.map(foldLine) };
    case 'list':
      return { ...block, items: block.items.map((item) => item.map(foldBlock)) };
    case 'table':
      return {
        ...block,
        caption: block.caption === null ? null : foldRadicals(block.caption),
        captionLines: block.captionLines.map((line) => ({ ...line, text: foldRadicals(line.text) })),
        rows: block.rows.map((row) => ({
          ...row,
          cells: row.cells.map((cell) => ({ ...cell, text: foldRadicals(cell.text) })),
        })),
      };
    case 'chart':
      return block;
    default:
      return { ...block, blocks: block.blocks.map(foldBlock) };
  }
}

function foldLine(line: Line): Line {
  return line.map((run) => ({ ...run, text: foldRadicals(run.text) }));
}
