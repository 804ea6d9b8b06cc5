/** A paragraph or a heading of a plain text, or a table with its lines. */
export interface TextBlock {
  readonly kind: 'paragraph' | 'table';
  /** All sentences of the paragraph; the caption of the table. */
  readonly text: string;
  readonly lines: readonly string[];
}

const INDENT = '　　';

/**
 * The blocks of the plain text of a report, sentences joined to the paragraphs that they were.
 *
 * `　　甲。\n乙。\n` → one paragraph, 甲。乙。
 */
export function readTextBlocks(text: string): TextBlock[] {
  const blocks: { kind: TextBlock['kind']; text: string; lines: string[] }[] = [];
  let open: 'paragraph' | 'table' | null = null;
  for (const line of text.split(/\r?\n/)) {
    const last = blocks.at(-1);
    if (line === '') {
      open = null;
    } else if (line.startsWith('〔') && line.endsWith('〕')) {
      blocks.push({ kind: 'table', text: line.slice(1, -1), lines: [] });
      open = 'table';
    } else if (line.startsWith(INDENT)) {
      blocks.push({ kind: 'paragraph', text: line.slice(INDENT.length), lines: [] });
      open = 'paragraph';
    } else if (open === 'table' && last) {
      last.lines.push(line);
    } else if (line.includes('\t')) {
      blocks.push({ kind: 'table', text: '', lines: [line] });
      open = 'table';
    } else if (open === 'paragraph' && last) {
      last.text += line;
    } else {
      blocks.push({ kind: 'paragraph', text: line, lines: [] });
    }
  }
  return blocks;
}
