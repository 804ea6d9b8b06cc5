import { Parser } from 'htmlparser2';
import { classesOf, type HtmlNode, isElement } from './html-tree.ts';

/** The text of one block, with the place of each of its characters in the document. */
export interface TextBlock {
  readonly text: string;
  /** Where a character begins in the HTML; -1 for one that is written as an entity. */
  readonly places: readonly number[];
}

/** Elements that do not part what stands before and behind them. */
const INLINE: ReadonlySet<string> = new Set([
  'a',
  'b',
  'em',
  'i',
  'mark',
  'small',
  'span',
  'strong',
  'sub',
  'sup',
  'u',
]);

/**
 * The texts of a document as people read them, block by block: a paragraph, a cell. Amounts of tables, which no person
 * wrote, are left out.
 *
 * Example: `<p>电话<b>0996</b>-2024567</p><td class="amount">1.00</td>` → one block, 电话0996-2024567
 */
export function textBlocks(html: string): TextBlock[] {
  const blocks: TextBlock[] = [];
  let text = '';
  let places: number[] = [];
  let isAmount = false;
  const end = (): void => {
    if (text.trim() !== '') blocks.push({ text, places });
    text = '';
    places = [];
  };
  const parser = new Parser({
    onopentag(name, { class: classes = '' }) {
      if (INLINE.has(name)) return;
      end();
      isAmount = classes.split(/\s+/).includes('amount');
    },
    onclosetag(name) {
      if (INLINE.has(name)) return;
      end();
      isAmount = false;
    },
    ontext(data) {
      if (isAmount) return;
      const { startIndex, endIndex } = parser;
      const isPlain = endIndex - startIndex + 1 === data.length;
      for (let at = 0; at < data.length; at++) places.push(isPlain ? startIndex + at : -1);
      text += data;
    },
  });
  parser.end(html);
  end();
  return blocks;
}

/** The texts alone, of HTML that is parsed already. */
export function blockTexts(nodes: readonly HtmlNode[]): string[] {
  const texts: string[] = [];
  let text = '';
  let isAmount = false;
  const end = (): void => {
    if (text.trim() !== '') texts.push(text);
    text = '';
  };
  const read = (node: HtmlNode): void => {
    if (!isElement(node)) {
      if (node.type === 'text' && !isAmount) text += node.data;
      return;
    }
    const parts = !INLINE.has(node.name);
    if (parts) {
      end();
      isAmount = classesOf(node).includes('amount');
    }
    for (const child of node.children) read(child);
    if (parts) {
      end();
      isAmount = false;
    }
  };
  for (const node of nodes) read(node);
  end();
  return texts;
}

/** The document with characters of its texts replaced; `change` gives what stands for each, or null for no change. */
export function changeTexts(html: string, change: (text: string) => readonly string[] | null): string {
  const edits: { readonly at: number; readonly put: string }[] = [];
  for (const { text, places } of textBlocks(html)) {
    const changed = change(text);
    if (changed === null) continue;
    for (const [index, put] of changed.entries()) {
      const at = places[index]!;
      if (at >= 0 && put !== text[index]) edits.push({ at, put });
    }
  }
  let result = '';
  let from = 0;
  for (const { at, put } of edits.sort((a, b) => a.at - b.at)) {
    result += html.slice(from, at) + put;
    from = at + 1;
  }
  return result + html.slice(from);
}
