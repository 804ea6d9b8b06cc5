import { type Document, everyBlock, lineText } from './tree.ts';

/**
 * The running text of a document, one line of a block to a line, tables left out: they carry the names of all columns,
 * used or not, and texts of the unit file that are checked where they are written.
 *
 * Example: `<h2>一、概况</h2><p>收入<b>715.20</b>万元。</p>` → `一、概况\n收入715.20万元。`
 */
export function proseOf({ blocks }: Document): string {
  const lines: string[] = [];
  for (const block of everyBlock(blocks)) {
    if (block.kind === 'heading') lines.push(lineText(block.runs));
    if (block.kind === 'paragraph') for (const line of block.lines) lines.push(lineText(line));
  }
  return lines.join('\n');
}
