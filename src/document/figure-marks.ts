import type { FigureMarks, Provenance } from '../model/provenance.ts';

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
 * The same for a transformation that only adds tags: it is given the HTML without marks, so that it does the same
 * as for the published report, and the marks come back around their numbers.
 */
export function keepingMarks(html: string, addTags: (html: string) => string): string {
  if (!containsMarks(html)) return addTags(html);
  const { text, numbers } = readMarks(html);
  let result = '';
  let at = 0;
  let next = 0;
  for (const [piece] of addTags(text).matchAll(/<[^>]*>|[^<]+/g)) {
    const isTag = piece.startsWith('<');
    const isAdded = isTag && !text.startsWith(piece, at);
    if (isTag) result += piece;
    if (isAdded) continue;
    const end = at + piece.length;
    for (let number = numbers[next]; number && number.start < end; number = numbers[++next]) {
      // Numbers within a tag (an attribute) lose their marks.
      if (isTag || number.end > end) continue;
      result += `${text.slice(at, number.start)}${OPEN}${number.id}${MIDDLE}${text.slice(number.start, number.end)}${CLOSE}`;
      at = number.end;
    }
    if (!isTag) result += text.slice(at, end);
    at = end;
  }
  return result;
}

// Marks inside tags (an attribute) and in the head can only be dropped.
const PIECES = /<title>.*?<\/title>|<[^>]*>|[^<]+/gs;

/** Marked HTML with every marked number in an element of its own, `<span data-figure="7">715.20</span>`. */
export function marksToElements(html: string): string {
  return html.replace(PIECES, (piece) =>
    piece.startsWith('<')
      ? withoutMarks(piece)
      : piece.replace(MARKED, (_, id: string, text: string) => `<span data-figure="${id}">${text}</span>`),
  );
}
