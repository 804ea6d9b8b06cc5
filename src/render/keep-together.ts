import { keepingMarks } from '../document/figure-marks.ts';
import { type HtmlEdit, insertion } from '../document/html-edits.ts';
import { type HtmlNode, isElement, parseHtml } from '../document/html-tree.ts';
import type { ParsedHtml } from '../document/parsed-html.ts';
import type { PageSettings } from '../pack/page-settings.ts';

const marked = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'li', 'dd', 'td']);

const closing = '。；：，、！？”’）》〉」』】〕';

/** Two Han characters and what closes after them: with these the last line is no single character. */
const tail = new RegExp(`\\p{Script=Han}{2}[${closing}]*(?=\\s*$)`, 'u');

/**
 * Marks for what belongs together, so that no line breaks in it: a number and its unit
 * (`677.49万元`), a document number (`〔2024〕1号`), a bracketed suffix and the character before it
 * (`支出（类）`), and the last two characters of a paragraph.
 *
 * Paragraphs, headings and cells are marked, and the text stays as it was. Gives the edits in the order of the text, an
 * opening tag and a closing one for each.
 *
 * Example: `<p>共677.49万元。</p>` → `<p>共<span class="keep">677.49万元</span>。</p>`
 */
export function keepTogether({ html, nodes }: ParsedHtml, page: KeptWords): readonly HtmlEdit[] {
  const runs = runsOf(page);
  return keepingMarks(html, (plain) => {
    const edits: HtmlEdit[] = [];
    const read = plain === html ? nodes : parseHtml(plain).children;
    for (const place of textPlaces(plain, read)) addRuns(place, runs, edits);
    return edits;
  });
}

type KeptWords = Pick<PageSettings, 'units' | 'suffixes'>;

/** Text in a paragraph, heading or cell; `isLast`: with it a paragraph ends. */
interface TextPlace {
  readonly text: string;
  readonly from: number;
  readonly isLast: boolean;
}

function textPlaces(html: string, nodes: readonly HtmlNode[]): TextPlace[] {
  const places: TextPlace[] = [];
  let open: string | null = null;
  const read = (node: HtmlNode): void => {
    if (!isElement(node)) {
      if (node.type !== 'text' || open === null) return;
      const [from, to] = [node.startIndex!, node.endIndex! + 1];
      places.push({ text: html.slice(from, to), from, isLast: open === 'p' && html.startsWith('</p>', to) });
      return;
    }
    const isMarked = marked.has(node.name);
    if (isMarked) open = node.name;
    for (const child of node.children) read(child);
    if (isMarked) open = null;
  };
  for (const node of nodes) read(node);
  return places;
}

function addRuns({ text, from, isLast }: TextPlace, runs: RegExp, edits: HtmlEdit[]): void {
  // Every run has two characters at least.
  if (text.length < 2) return;
  let end = 0;
  const keep = (start: number, length: number): void => {
    end = start + length;
    edits.push(insertion(from + start, '<span class="keep">'), insertion(from + end, '</span>'));
  };
  for (const match of text.matchAll(runs)) keep(match.index, match[0].length);
  const last = isLast ? tail.exec(text) : null;
  if (last !== null && last.index >= end) keep(last.index, last[0].length);
}

function runsOf({ units, suffixes }: KeptWords): RegExp {
  const alternatives = ['〔\\d{4}〕第?\\d+号'];
  if (units.length > 0)
    alternatives.push(`(?:[≥≤＞＜＝≈±]|&(?:#x3D|lt|gt);){0,2}\\d[\\d.,]* ?(?:${anyOf(units)})`);
  if (suffixes.length > 0) alternatives.push(`\\p{Script=Han}(?:${anyOf(suffixes)})`);
  return new RegExp(alternatives.join('|'), 'gu');
}

function anyOf(words: readonly string[]): string {
  return [...words]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'))
    .join('|');
}
