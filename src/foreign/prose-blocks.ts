import { numberingStyle } from '../document/numbering.ts';
import type { Heading, Origin, Paragraph, Run } from '../document/tree.ts';
import type { LineElement } from './page-elements.ts';
import { joinTexts } from './raw-table.ts';

/** How text stands on the pages: what indents, short lines and large letters are measured by. */
export interface ProseMeasure {
  readonly size: number;
  readonly left: number;
  readonly right: number;
}

/** A line of text of unknown origin, with what its look says of it. */
export interface ProseLine {
  readonly text: string;
  readonly at: Origin;
  /** It begins set in, so that something begins with it. */
  readonly isSetIn: boolean;
  /** It ends before the edge, so that something ends with it. */
  readonly isShort: boolean;
  /** Larger than the text around it, or in the middle of the page. */
  readonly isDisplayed: boolean;
}

/** The size, left and right edge that most of the letters of these lines have. */
export function measureOf(lines: readonly LineElement[]): ProseMeasure {
  const size =
    mostFrequent(lines.map(({ line }) => [Math.round(line.size * 2) / 2, line.right - line.left])) ?? 12;
  const body = lines.filter(({ line }) => Math.abs(line.size - size) < size * 0.12);
  const long = body.filter(({ line }) => line.right - line.left > size * 12);
  const right =
    mostFrequent((long.length > 0 ? long : body).map(({ line }) => [Math.round(line.right / 6) * 6, 1])) ??
    500;
  const lefts = frequent(body.map(({ line }) => Math.round(line.left / 3) * 3));
  const left = lefts.reduce((least, each) => Math.min(least, each), Infinity);
  return { size, left: Number.isFinite(left) ? left : 0, right };
}

/** A line as its look tells it. */
export function proseLine(
  { line, segments, at }: LineElement,
  { size, left, right }: ProseMeasure,
): ProseLine {
  const text = cleaned(joinTexts(segments.map((segment) => segment.text.trim())));
  const isSetIn = line.left > left + size * 1.2;
  const isShort = line.right < right - size * 2.2;
  const isCentred =
    line.left - left > size * 3 && Math.abs(line.left - left - (right - line.right)) < size * 3;
  return { text, at, isSetIn, isShort, isDisplayed: line.size > size * 1.12 || isCentred };
}

/**
 * Headings and paragraphs of lines that stand below one another: a paragraph begins where a line is set in, where the one
 * before ended short, or with a number behind the end of a sentence.
 */
export function proseBlocks(lines: readonly ProseLine[]): (Heading | Paragraph)[] {
  const blocks: (Heading | Paragraph)[] = [];
  let open: ProseLine[] = [];
  const close = (): void => {
    if (open.length > 0) blocks.push(blockOf(open));
    open = [];
  };
  for (const line of lines) {
    const last = open.at(-1);
    if (last && begins(line, last, open)) close();
    open.push(line);
  }
  close();
  return blocks;
}

function begins(line: ProseLine, last: ProseLine, open: readonly ProseLine[]): boolean {
  if (last.isDisplayed || line.isDisplayed)
    return !(last.isDisplayed && line.isDisplayed && open.length < 3 && !last.isShort);
  if (isHeadingText(last.text) && last.isShort) return true;
  return (
    line.isSetIn || last.isShort || (/[。；！？：]$/.test(last.text) && numberingStyle(line.text) !== null)
  );
}

function blockOf(lines: readonly ProseLine[]): Heading | Paragraph {
  const runs = lines.map(({ text, at }): Run => ({ text, at }));
  const text = lines.map((line) => line.text).join('');
  const isHeading =
    lines.length <= 2 &&
    (isHeadingText(text) || (lines.every(({ isDisplayed }) => isDisplayed) && isTitleText(text)));
  if (!isHeading) return { kind: 'paragraph', role: 'text', lines: [runs] };
  return { kind: 'heading', level: levelOf(text), id: null, runs };
}

/** A numbered line that is no sentence: 一、主要职能 */
export function isHeadingText(text: string): boolean {
  return numberingStyle(text) !== null && isTitleText(text) && !/^\d+[.．]?\d*$/.test(text);
}

export function isTitleText(text: string): boolean {
  return (
    text.length <= 45 && !/[。；，、！？]$/.test(text) && !/\d(?:\.\d+)?\s*(?:万|亿)?元|^\d+$/.test(text)
  );
}

export function levelOf(text: string): Heading['level'] {
  const style = numberingStyle(text);
  if (style === null || style.startsWith('第')) return 1;
  if (style.startsWith('#、')) return /^\d/.test(text) ? 4 : 2;
  return /^[（(]\D/.test(text) ? 3 : /^[（(]/.test(text) ? 5 : 4;
}

/** Spaces that only set ideographs and figures apart go: `2025 年预算` → 2025年预算; those between words stay. */
export function cleaned(text: string): string {
  return text
    .replace(/[\u200b\u00ad\ufeff]/g, '')
    .replace(/[０-９％．](?=[０-９％．\d]|\s*[亿万元])|[０-９％]/g, (wide) => wide.normalize('NFKC'))
    .replace(/(?<![A-Za-z0-9,.;])\s+|\s+(?![A-Za-z0-9(])/g, '')
    .trim();
}

function mostFrequent(weighted: readonly (readonly [number, number])[]): number | null {
  const weights = new Map<number, number>();
  for (const [value, weight] of weighted) weights.set(value, (weights.get(value) ?? 0) + weight);
  let best: number | null = null;
  for (const [value, weight] of weights) if (best === null || weight > weights.get(best)!) best = value;
  return best;
}

/** Values that are no single chance: a tenth of all at least. */
function frequent(values: readonly number[]): number[] {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].filter(([, count]) => count >= Math.max(1, values.length * 0.1)).map(([value]) => value);
}
