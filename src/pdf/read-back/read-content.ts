import { CODE_DIGITS, codeAt, shownCodes } from '../tags/shown-codes.ts';
import type { CodeTexts } from '../tags/to-unicode.ts';

/** What the content of a page or drawing does, as far as promises are about it. */
export interface ReadContent {
  /** The codes shown in each font, each once, by the font's name on the page. */
  readonly codes: ReadonlyMap<string, readonly number[]>;
  /** Those of them that stand for themselves; beside others stands what they are read as. */
  readonly told: ReadonlyMap<string, readonly number[]>;
  /** The numbers of the marks and the tag that each is written with. */
  readonly marks: ReadonlyMap<number, string>;
  /** What is drawn outside of any mark, marks inside of others, and marks that are not closed. */
  readonly unmarked: number;
  /** Words between the margins. */
  readonly hasWords: boolean;
  /** Codes in the margins: `[font, code]`. */
  readonly margin: readonly (readonly [string, number])[];
  /** Colours other than gray and RGB, patterns, shadings and pictures inside the content. */
  readonly foreignColours: number;
}

interface Mark {
  readonly isArtifact: boolean;
  readonly isNumbered: boolean;
  readonly isReplaced: boolean;
}

const MARK = /^\/([^\s<]+) ?(?:<<(.*)>> ?BDC|BMC)$/;
const FONT = /^\/(\S+) \S+ Tf$/;
/** What draws: paths and drawings. */
const PAINTED = /^(?:f\*?|[sSbB]\*?|\/\S+ Do)$/;
/** Colours that are neither gray nor RGB, shadings, pictures inside the content. */
const FOREIGN_COLOUR = /(?:^| )(?:k|K|cs|CS|scn?|SCN?|sh|BI)$/;
const CLIP = /^W\*? n$/;

/**
 * Reads the content of a page as Chromium and this program write it, an operator a line. Throws a SyntaxError for words in
 * another form.
 *
 * Example: `/P <</MCID 0>> BDC`, `BT`, `/F4 16 Tf`, `<10C6> Tj`, `ET`, `EMC` → code 10C6 of F4, mark 0 of a P
 */
export function readContent(content: string): ReadContent {
  if (content.includes('(')) throw new SyntaxError('text of a page in an unexpected form');
  const reader = new ContentReader();
  for (let at = 0; at < content.length; ) {
    const found = content.indexOf('\n', at);
    const end = found === -1 ? content.length : found;
    reader.line(content, at, end);
    at = end + 1;
  }
  return reader.read();
}

class ContentReader {
  readonly #shown = new Map<string, CodeSet>();
  readonly #told = new Map<string, CodeSet>();
  readonly #marks = new Map<number, string>();
  readonly #margin: (readonly [string, number])[] = [];
  readonly #open: Mark[] = [];
  #unmarked = 0;
  #foreignColours = 0;
  #depth = 0;
  /** Everything of the page area is clipped to it, until what was saved before is restored. */
  #areaDepth: number | null = null;
  #inArea = false;
  #hasWords = false;
  #font = '';

  read(): ReadContent {
    return {
      codes: codesOf(this.#shown),
      told: codesOf(this.#told),
      marks: this.#marks,
      unmarked: this.#unmarked + this.#open.length,
      hasWords: this.#hasWords,
      margin: this.#margin,
      foreignColours: this.#foreignColours,
    };
  }

  /** Most lines show words or draw borders; their last letter tells them apart. */
  line(content: string, from: number, to: number): void {
    const last = content[to - 1];
    if (last === 'j') this.#show(content, from, to);
    else if (last === 'C') this.#mark(content.slice(from, to));
    else if (last === 'f' || last === '*' || last === 'o' || to - from === 1)
      this.#paint(content.slice(from, to));
    else if (last === 'n') this.#clip(content.slice(from, to));
    else if (last === 'J' || last === "'" || last === '"')
      throw new SyntaxError('text of a page in an unexpected form');
    else if (last !== undefined && 'kKsSNhI'.includes(last)) this.#colour(content.slice(from, to));
  }

  #show(content: string, from: number, to: number): void {
    const place = shownCodes(content, from, to);
    if (place === null || (place.end - place.start) % CODE_DIGITS !== 0)
      throw new SyntaxError('text of a page in an unexpected form');
    this.#draw();
    this.#hasWords ||= this.#inArea;
    const font = this.#font;
    const shown = setOf(this.#shown, font);
    const told = this.#open.some(({ isReplaced }) => isReplaced) ? null : setOf(this.#told, font);
    for (let at = place.start; at < place.end; at += CODE_DIGITS) {
      const code = codeAt(content, at);
      if (code < 0) throw new SyntaxError('text of a page in an unexpected form');
      shown.add(code);
      told?.add(code);
      if (!this.#inArea) this.#margin.push([font, code]);
    }
  }

  #mark(line: string): void {
    if (line === 'EMC') {
      if (this.#open.pop() === undefined) this.#unmarked++;
      return;
    }
    const found = MARK.exec(line);
    if (found === null) return;
    const [, tag = '', facts = ''] = found;
    const number = /\/MCID (\d+)/.exec(facts)?.[1];
    const isReplaced = facts.includes('/ActualText');
    if (this.#isMarked() && !isReplaced) this.#unmarked++;
    if (number !== undefined) {
      if (this.#marks.has(Number(number))) this.#unmarked++;
      this.#marks.set(Number(number), tag);
    }
    this.#open.push({ isArtifact: tag === 'Artifact', isNumbered: number !== undefined, isReplaced });
  }

  #paint(line: string): void {
    if (line === 'q') this.#depth++;
    else if (line === 'Q') {
      this.#depth--;
      if (this.#areaDepth !== null && this.#depth < this.#areaDepth) this.#inArea = false;
    } else this.#drawOrName(line);
  }

  #drawOrName(line: string): void {
    if (PAINTED.test(line)) this.#draw();
    else if (line.endsWith(' Tf')) this.#font = FONT.exec(line)?.[1] ?? '';
    else if (FOREIGN_COLOUR.test(line)) this.#foreignColours++;
  }

  #draw(): void {
    if (!this.#isMarked()) this.#unmarked++;
  }

  #clip(line: string): void {
    // A drawing of its own closes the clip of the page, and opens one again.
    if (CLIP.test(line) && !this.#inArea) {
      this.#areaDepth = this.#depth;
      this.#inArea = true;
    } else this.#colour(line);
  }

  #colour(line: string): void {
    if (FOREIGN_COLOUR.test(line)) this.#foreignColours++;
  }

  #isMarked(): boolean {
    return this.#open.some(({ isArtifact, isNumbered }) => isArtifact || isNumbered);
  }
}

/** Codes in the order in which they came, each once. As numbers: a page shows thousands, and of them some hundred different ones. */
class CodeSet {
  readonly #isIn = new Uint8Array(0x1_0000 >> 3);
  readonly codes: number[] = [];

  add(code: number): void {
    const bit = 1 << (code & 7);
    if ((this.#isIn[code >> 3]! & bit) !== 0) return;
    this.#isIn[code >> 3]! |= bit;
    this.codes.push(code);
  }
}

function codesOf(sets: ReadonlyMap<string, CodeSet>): Map<string, readonly number[]> {
  return new Map([...sets].map(([font, { codes }]) => [font, codes]));
}

function setOf(sets: Map<string, CodeSet>, name: string): CodeSet {
  const known = sets.get(name);
  if (known !== undefined) return known;
  const made = new CodeSet();
  sets.set(name, made);
  return made;
}

/** A code without a character stands for none that a text could contain. */
const UNKNOWN = '\ufffd';

/** The characters of the codes that a page shows, each once for each font. */
export function textOfCodes(
  { told }: Pick<ReadContent, 'told'>,
  fonts: ReadonlyMap<string, CodeTexts>,
): string {
  let text = '';
  for (const [font, own] of told) for (const code of own) text += fonts.get(font)?.get(code) ?? UNKNOWN;
  return text;
}
