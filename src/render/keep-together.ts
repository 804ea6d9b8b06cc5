import { keepingMarks } from '../document/figure-marks.ts';
import { addedClass, type HtmlEdit, insertion } from '../document/html-edits.ts';
import { type HtmlElement, type HtmlNode, isElement, parseHtml } from '../document/html-tree.ts';
import type { ParsedHtml } from '../document/parsed-html.ts';
import type { PageSettings } from '../pack/page-settings.ts';
import { runsAtLines } from './prose-lines.ts';

const marked = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'li', 'dd', 'td']);
/** What ends in no line of a single character. */
const ending = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'li']);

const closing = '。；：，、！？”’）》〉」』】〕';

/** Two Han characters and what closes after them: with these the last line is no single character. */
const tail = new RegExp(`\\p{Script=Han}{2}[${closing}]*(?=\\s*$)`, 'u');

/** A paragraph that announces what follows, and stays on its page: 具体情况见下表： */
export const leadIn = /[：:]\s*$/;

/** A figure and the word behind it at the end of a cell: `≥2800课时`. */
const measured = /(?:&(?:#x3D|lt|gt);|[≥≤＞＜＝≈±])*\d[\d.,]*(?:\p{Script=Han}{1,3}|%)(?=\s*$)/u;

/**
 * Marks for what belongs together, so that no line breaks in it: a number and its unit
 * (`677.49万元`), a document number (`〔2024〕1号`), a bracketed suffix and the character before it
 * (`支出（类）`), the last two characters of a paragraph, heading or entry of the contents, and in cells a figure with
 * the word behind it.
 *
 * Where the printed line before such a run would be stretched, the run is marked to give way: it may be divided before
 * the word of the unit, which stays whole. Where a line is so full that the gap before the run behind it has no room, the
 * first character of that is marked to have none. A paragraph that ends in “：” is marked to stay with what it announces.
 *
 * Paragraphs, headings and cells are marked, and the text stays as it was. Gives the edits in the order of the text; in
 * cells, an opening tag and a closing one for each.
 *
 * Example: `<p>共677.49万元。</p>` → `<p>共<span class="keep">677.49万元</span>。</p>`
 */
export function keepTogether({ html, nodes }: ParsedHtml, page: KeptWords): readonly HtmlEdit[] {
  const runs = runsOf(page);
  const joint = jointOf(page);
  return keepingMarks(html, (plain) => {
    const edits: HtmlEdit[] = [];
    const read = plain === html ? nodes : parseHtml(plain).children;
    for (const block of textBlocks(plain, read)) {
      const kept = keptIn(block, runs, joint);
      const isParagraph = block.element.name === 'p';
      const { givingWay, tight } = isParagraph ? atLines(kept, block, page.prose.characters) : NONE;
      if (isParagraph && leadIn.test(block.places.at(-1)?.text ?? ''))
        edits.push(addedClass(plain, block.element, 'lead-in'));
      for (const run of kept) addRun(run, givingWay.has(run), tight.has(run), edits);
    }
    return edits.sort((a, b) => a.from - b.from);
  });
}

type KeptWords = Pick<PageSettings, 'units' | 'suffixes' | 'prose'>;

/** A paragraph, heading or cell, and the texts in it. */
interface TextBlock {
  readonly element: HtmlElement;
  readonly places: { readonly text: string; readonly from: number }[];
}

function textBlocks(html: string, nodes: readonly HtmlNode[]): TextBlock[] {
  const blocks: TextBlock[] = [];
  let open: TextBlock | null = null;
  const read = (node: HtmlNode): void => {
    if (!isElement(node)) {
      if (node.type !== 'text' || open === null) return;
      const [from, to] = [node.startIndex!, node.endIndex! + 1];
      open.places.push({ text: html.slice(from, to), from });
      return;
    }
    const isMarked = marked.has(node.name);
    if (isMarked) {
      open = { element: node, places: [] };
      blocks.push(open);
    }
    for (const child of node.children) read(child);
    if (isMarked) open = null;
  };
  for (const node of nodes) read(node);
  return blocks;
}

/** A run of a block by its place in the HTML. */
interface Run {
  readonly from: number;
  readonly to: number;
  /** Before the unit or suffix; null where it has none. */
  readonly joint: number | null;
}

function keptIn({ element, places }: TextBlock, runs: RegExp, joint: RegExp): Run[] {
  const found: Run[] = [];
  const end: RegExp | null = element.name === 'td' ? measured : ending.has(element.name) ? tail : null;
  const last = places.findLast(({ text }) => text.trim() !== '');
  for (const place of places) {
    const { text, from } = place;
    // Every run has two characters at least.
    if (text.length < 2) continue;
    const keep = (start: number, kept: string): void => {
      const inner = joint.exec(kept)?.index ?? 0;
      const run = { from: from + start, to: from + start + kept.length };
      found.push({ ...run, joint: inner > 0 ? run.from + inner : null });
    };
    const lastRun = place === last ? (end?.exec(text) ?? null) : null;
    let covered = 0;
    for (const match of text.matchAll(runs)) {
      // In a cell the word behind a figure may be longer than the unit that begins it: 9000人次.
      if (end === measured && lastRun !== null && match.index >= lastRun.index) break;
      keep(match.index, match[0]);
      covered = match.index + match[0].length;
    }
    if (lastRun !== null && lastRun.index >= covered) keep(lastRun.index, lastRun[0]);
  }
  return found;
}

type RunsOfBlock = Readonly<Record<'givingWay' | 'tight', ReadonlySet<Run>>>;

/** The runs of a paragraph that give way in its printed lines, and those before which there is no room for a gap. */
function atLines(kept: readonly Run[], { places }: TextBlock, line: number): RunsOfBlock {
  if (line === 0 || kept.length === 0) return NONE;
  let text = '';
  const starts = places.map((place) => {
    const start = text.length;
    text += place.text;
    return start - place.from;
  });
  const inText = kept.map(({ from, to, joint }) => {
    const index = places.findIndex((place) => from >= place.from && to <= place.from + place.text.length);
    const shift = starts[index]!;
    return { start: from + shift, end: to + shift, joint: joint === null ? null : joint + shift };
  });
  const { givingWay, tight } = runsAtLines(text, inText, { line, indent: INDENT });
  const runs = (indexes: readonly number[]) => new Set(indexes.map((index) => kept[index]!));
  return { givingWay: runs(givingWay), tight: runs(tight) };
}

const NONE: RunsOfBlock = { givingWay: new Set(), tight: new Set() };

/** Of the first line of a paragraph, in em, as the stylesheet has it. */
export const INDENT = 2;

function addRun({ from, to, joint }: Run, givesWay: boolean, isTight: boolean, edits: HtmlEdit[]): void {
  const isDivided = givesWay && joint !== null;
  edits.push(insertion(from, isDivided ? '<span class="keep gives-way">' : '<span class="keep">'));
  if (isDivided) edits.push(insertion(joint, '<span class="keep">'));
  if (isTight) {
    const begins = isDivided ? joint : from;
    edits.push(insertion(begins, '<span class="no-gap">'), insertion(begins + 1, '</span>'));
  }
  edits.push(insertion(to, isDivided ? '</span></span>' : '</span>'));
}

function runsOf({ units, suffixes }: KeptWords): RegExp {
  const alternatives = ['〔\\d{4}〕第?\\d+号'];
  if (units.length > 0)
    alternatives.push(`(?:[≥≤＞＜＝≈±]|&(?:#x3D|lt|gt);){0,2}\\d[\\d.,]* ?(?:${anyOf(units)})`);
  if (suffixes.length > 0) alternatives.push(`\\p{Script=Han}(?:${anyOf(suffixes)})`);
  return new RegExp(alternatives.join('|'), 'gu');
}

/** The unit or suffix at the end of a run. */
function jointOf({ units, suffixes }: KeptWords): RegExp {
  const words = [...units, ...suffixes];
  return words.length === 0 ? /$^/ : new RegExp(`(?:${anyOf(words)})$`, 'u');
}

function anyOf(words: readonly string[]): string {
  return [...words]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'))
    .join('|');
}
