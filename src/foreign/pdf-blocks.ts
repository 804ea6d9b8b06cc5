import { addAll } from '../model/add-all.ts';
/** A node of the structure of a tagged page, as the library gives it. */
export interface StructNode {
  readonly role?: string;
  readonly type?: string;
  readonly id?: string;
  readonly children?: readonly StructNode[];
}

const INDENT = '　　';
// Blocks that hold words; what is inside them belongs to one line.
const PARAGRAPHS = new Set(['P', 'LI', 'Caption', 'BlockQuote', 'Note']);
const HEADINGS = /^H[1-6]?$/;

/**
 * The lines of one page from its tags, in the form of a plain text report. `texts` are the words of the marked
 * content by its id; a table of contents is left out.
 */
export function pageBlocks(tree: StructNode, texts: ReadonlyMap<string, string>): string[] {
  const lines: string[] = [];
  const walk = (node: StructNode): void => {
    const role = node.role ?? '';
    if (role === 'TOC' || role === 'Artifact') return;
    if (role === 'Table') addAll(lines, tableLines(node, texts));
    else if (HEADINGS.test(role)) pushWords('', '\n');
    else if (PARAGRAPHS.has(role)) pushWords(INDENT, '');
    else {
      // Words outside any block are a paragraph as well.
      const words = wordsOf(node, texts, false);
      if (words !== '') lines.push(INDENT + words);
      node.children?.forEach(walk);
    }
    function pushWords(indent: string, before: string): void {
      const words = wordsOf(node, texts, true);
      if (words !== '') lines.push(before + indent + words);
    }
  };
  walk(tree);
  return lines;
}

function wordsOf(node: StructNode, texts: ReadonlyMap<string, string>, deep: boolean): string {
  const words = (node.children ?? []).map((child) => {
    if (child.type === 'content') return texts.get(child.id ?? '') ?? '';
    return deep ? wordsOf(child, texts, true) : '';
  });
  return words
    .join('')
    .replace(/[\t\r\n]+/g, ' ')
    .trim();
}

function tableLines(table: StructNode, texts: ReadonlyMap<string, string>): string[] {
  const rows: StructNode[][] = [];
  const caption: string[] = [];
  const walk = (node: StructNode): void => {
    if (node.role === 'TR') {
      rows.push((node.children ?? []).filter((child) => child.role === 'TH' || child.role === 'TD'));
    } else if (node.type === 'content') caption.push(texts.get(node.id ?? '') ?? '');
    else node.children?.forEach(walk);
  };
  walk(table);
  const cells = (row: readonly StructNode[]) =>
    row
      .map((cell) => wordsOf(cell, texts, true))
      .join('\t')
      .trimEnd();
  // Rows of head cells only are the head, which stands on every page; its spans cannot be told.
  const body = rows.filter((row) => row.some((cell) => cell.role === 'TD')).map(cells);
  const title = caption.map((words) => words.trim()).filter((words) => words !== '');
  return [...(title.length > 0 ? [`〔${title.join(' ')}〕`] : []), ...body.filter((line) => line !== '')];
}
