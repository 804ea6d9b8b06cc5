import type { FigureMarks, Provenance } from '../model/provenance.ts';
import { applyEdits, type HtmlEdit, insertion } from './html-edits.ts';
import { type HtmlNode, isElement, isUnread, parseHtml } from './html-tree.ts';

/*
 * In the review copy every number stands between marks that carry its identity. The marks are characters that
 * Unicode reserves for use inside a program, so that they survive templates, HTML and plain text alike.
 */

const OPEN = '\uFDD0';
const MIDDLE = '\uFDD1';
const CLOSE = '\uFDD2';

/** True for text that contains characters used as marks; such data cannot have a review copy. */
export function containsMarks(text: string): boolean {
  return /[\uFDD0-\uFDD2]/.test(text);
}

/** Remembers the provenance of every number that one rendering prints. */
export class MarkTable implements FigureMarks {
  private figures: Provenance[] = [];
  private numbers = new WeakMap<object, Readonly<Record<string, Provenance>>>();

  mark(text: string, provenance: Provenance): string {
    if (text === '') return '';
    this.figures.push(provenance);
    return `${OPEN}${this.figures.length - 1}${MIDDLE}${text}${CLOSE}`;
  }

  describe(holder: object, numbers: Readonly<Record<string, Provenance>>): void {
    this.numbers.set(holder, { ...this.numbers.get(holder), ...numbers });
  }

  number(text: string, holder: unknown, field: string): string {
    const known =
      typeof holder === 'object' && holder !== null ? this.numbers.get(holder)?.[field] : undefined;
    return known === undefined ? text : this.mark(text, known);
  }

  /** The numbers printed since the last call, by their identity. */
  take(): readonly Provenance[] {
    const taken = this.figures;
    this.figures = [];
    this.numbers = new WeakMap();
    return taken;
  }
}

/** A number in a marked text: where it stands and which one it is. */
export interface MarkedNumber {
  readonly start: number;
  readonly end: number;
  readonly id: number;
}

const MARKED = new RegExp(`${OPEN}(\\d+)${MIDDLE}([^${OPEN}${CLOSE}]*)${CLOSE}`, 'g');

/** The text without marks, and where the marked numbers stand in it. */
export function readMarks(marked: string): { text: string; numbers: MarkedNumber[] } {
  const numbers: MarkedNumber[] = [];
  let text = '';
  let last = 0;
  for (const match of marked.matchAll(MARKED)) {
    text += marked.slice(last, match.index);
    numbers.push({ start: text.length, end: text.length + match[2]!.length, id: Number(match[1]) });
    text += match[2]!;
    last = match.index + match[0].length;
  }
  return { text: text + marked.slice(last), numbers };
}

/** The text without marks. */
export function withoutMarks(marked: string): string {
  return readMarks(marked).text;
}

/**
 * Where tags stand in marked HTML that were chosen for the HTML without marks, so that they are those of the published
 * report. A tag that would divide a marked number moves to its edge.
 */
export function keepingMarks(
  html: string,
  tagsFor: (html: string) => readonly HtmlEdit[],
): readonly HtmlEdit[] {
  if (!containsMarks(html)) return tagsFor(html);
  const { text, numbers } = readMarks(html);
  const inserted = tagsFor(text).map(({ from, put }) => ({ at: from, put, isClosing: put.startsWith('</') }));
  inserted.sort((a, b) => a.at - b.at);
  const edits: HtmlEdit[] = [];
  let added = 0;
  let next = 0;
  for (const { at, put, isClosing } of inserted) {
    for (let number = numbers[next]; number && number.end <= at; number = numbers[++next]) {
      added += around(number);
    }
    const number = numbers[next];
    const isInside = number !== undefined && number.start < at;
    const place = !isInside
      ? at + added
      : isClosing
        ? number.end + added + around(number)
        : number.start + added;
    edits.push(insertion(place, put));
  }
  return edits;
}

/** How many characters a mark adds around its number. */
function around({ id }: MarkedNumber): number {
  return OPEN.length + String(id).length + MIDDLE.length + CLOSE.length;
}

/**
 * Marked HTML with every marked number in an element of its own, `<span data-figure="7">715.20</span>`. Marks inside
 * tags (an attribute) and in the head can only be dropped.
 */
export function marksToElements(html: string): string {
  const edits: HtmlEdit[] = [];
  for (const { from, to } of textPlaces(parseHtml(html).children)) {
    for (const match of html.slice(from, to).matchAll(MARKED)) {
      const start = from + match.index;
      const put = `<span data-figure="${match[1]}">${match[2]}</span>`;
      edits.push({ from: start, to: start + match[0].length, put });
    }
  }
  return withoutMarks(applyEdits(html, edits));
}

/** Where text stands that a reader sees. */
function textPlaces(nodes: readonly HtmlNode[]): { readonly from: number; readonly to: number }[] {
  return nodes.flatMap((node) => {
    if (isElement(node)) return isUnread(node) ? [] : textPlaces(node.children);
    return node.type === 'text' ? [{ from: node.startIndex!, to: node.endIndex! + 1 }] : [];
  });
}
