import { CODE_DIGITS, codeAt, shownCodes } from './shown-codes.ts';
import { printed } from './structure.ts';
import { type CodeTexts, utf16 } from './to-unicode.ts';

/** One text object of a page's content: words in one type on one line. */
export interface TextObject {
  /** Its place in the content. */
  readonly start: number;
  readonly end: number;
  /** The characters without white space. */
  readonly text: string;
  /** False for the page number and whatever else stands in the margin. */
  readonly inPageArea: boolean;
}

const BEGIN = 'BT\n';
const END = '\nET\n';
/** Everything of the page area is clipped to it; what is drawn before, or on a page without it, stands in the margins. */
const CLIP = /\nW\*? n\n/;
const MOVE = /^[-.\d]+ [-.\d]+ Td $/;
const PLACE = /^[-.\d ]+ Tm$/;
const CHOICE = /^\/(\S+) \S+ Tf$/;
/** The last two: what ends a replacement, and what shows text in a form that is not known. */
const SHOWN = /\/(\S+) \S+ Tf\n|<([0-9A-F]+)> Tj|\/ActualText <FEFF([0-9A-F]*)>|(EMC)|(T[Jj]|['"])/g;

/**
 * The text objects of a page's content, as Chromium writes it, in the order in which they are drawn. `fonts` are those
 * of the page by name. Throws a SyntaxError for text that is written in another form.
 *
 * Example: `BT\n/F4 18 Tf\n1 0 0 -1 33 226 Tm\n<12C8> Tj\nET\n` → text `第`
 */
export function readPageText(content: string, fonts: ReadonlyMap<string, CodeTexts>): TextObject[] {
  // Chromium writes all text in hexadecimal; a bracket would make every other sign of the content uncertain.
  if (content.includes('(')) throw new SyntaxError('text of a page in an unexpected form');
  const clip = content.search(CLIP);
  const objects: TextObject[] = [];
  for (let start = nextBegin(content, 0); start !== -1; ) {
    const close = content.indexOf(END, start);
    if (close === -1) throw new SyntaxError('text of a page without an end');
    const end = close + END.length;
    const shown = readLines(content, start, end, fonts) ?? readObject(content.slice(start, end), fonts);
    const text = printed(shown);
    objects.push({ start, end, text, inPageArea: clip !== -1 && start > clip });
    start = nextBegin(content, end);
  }
  return objects;
}

/** Where the next text object begins, always at the beginning of a line. */
function nextBegin(content: string, from: number): number {
  if (content.startsWith(BEGIN, from)) return from;
  const found = content.indexOf(`\n${BEGIN}`, from);
  return found === -1 ? -1 : found + 1;
}

/**
 * The text of an object that only chooses a font, moves and shows words, as nearly all do: looking at the last letter of each
 * line takes a third of the time that looking for every possible sign does. Null for any other.
 */
function readLines(
  content: string,
  start: number,
  end: number,
  fonts: ReadonlyMap<string, CodeTexts>,
): string | null {
  let text = '';
  let codes: CodeTexts | undefined;
  for (let at = start + BEGIN.length; at < end - END.length; ) {
    const to = content.indexOf('\n', at);
    const last = content[to - 1];
    if (last === 'j') {
      const shown = shownCodes(content, at, to);
      if (shown === null) return null;
      const move = content.slice(at, shown.start - 1);
      if (move !== '' && !MOVE.test(move)) return null;
      for (let code = shown.start; code < shown.end; code += CODE_DIGITS) {
        const character = codes?.get(codeAt(content, code, Math.min(code + CODE_DIGITS, shown.end)));
        if (character === undefined) return null;
        text += character;
      }
    } else if (last === 'f') {
      const [, font] = CHOICE.exec(content.slice(at, to)) ?? [];
      if (font === undefined) return null;
      codes = fonts.get(font);
    } else if (last !== 'm' || !PLACE.test(content.slice(at, to))) return null;
    at = to + 1;
  }
  return text;
}

function readObject(object: string, fonts: ReadonlyMap<string, CodeTexts>): string {
  let text = '';
  let codes: CodeTexts | undefined;
  let isReplaced = false;
  for (const [, font, shown, actual, end, unknown] of object.matchAll(SHOWN)) {
    if (unknown !== undefined) throw new SyntaxError('text of a page in an unexpected form');
    if (shown !== undefined) {
      if (!isReplaced) text += decode(shown, codes);
    } else if (font !== undefined) {
      codes = fonts.get(font);
    } else if (actual !== undefined) {
      text += utf16(actual);
      isReplaced = true;
    } else if (end !== undefined) {
      isReplaced = false;
    }
  }
  return text;
}

/** A code without a character stands for none that a text could contain. */
const UNKNOWN = '\ufffd';

function decode(shown: string, codes: CodeTexts | undefined): string {
  if (shown.length % CODE_DIGITS !== 0) throw new SyntaxError('text of a page in an unexpected form');
  let text = '';
  for (let at = 0; at < shown.length; at += CODE_DIGITS) text += codes?.get(codeAt(shown, at)) ?? UNKNOWN;
  return text;
}
