import { remembering } from '../model/remembering.ts';

/*
 * Where the lines of justified prose end, reckoned without a browser, so that what is kept together can give way where
 * it would tear a line apart. Widths are in em of the body: Han characters 1, figures ½ (the faces have them so),
 * a mark beside another mark and an opening one at the beginning of a line ½, the gap between Han and figures ⅛.
 */

/** Characters of a paragraph that stand on one line, if that line stays even; offsets in its text. */
export interface KeptRun {
  readonly start: number;
  readonly end: number;
  /** Where a line may divide it all the same: before the word of the unit; null where it never may. */
  readonly joint: number | null;
}

/** The column of the prose, in em. */
export interface ProseColumn {
  /** Characters to a line. */
  readonly line: number;
  /** Of the first line. */
  readonly indent: number;
}

/** In em: farther apart than this the characters of a line are seen to be stretched. A line of 28 that lacks two has 0.08. */
export const evenGap = 0.0625;

/** Runs at which lines end, by their index. */
export interface RunsAtLines {
  /** Those that must give way: kept whole, the line before them would be stretched by more than {@link evenGap}. */
  readonly givingWay: number[];
  /**
   * Those that begin a line, or whose unit does, where the gap before them has no room at the end of the line above.
   * Browsers count it to that line, find that it does not fit, and end the line at the run before, far too early.
   */
  readonly tight: number[];
}

/**
 * What becomes of the runs where lines end.
 *
 * Example: of `…占71.05%，比上年预算增加|59.02万元` on 28 characters, 59.02 goes up and 万元 begins the next line.
 */
export function runsAtLines(text: string, runs: readonly KeptRun[], column: ProseColumn): RunsAtLines {
  const givingWay: number[] = [];
  const tight: number[] = [];
  walkLines(text, runs, column, (_start, end, given, isFull) => {
    if (given >= 0) givingWay.push(given);
    const index = given >= 0 ? given : runs.findIndex(({ start }) => start === end);
    if (isFull && index >= 0) tight.push(index);
  });
  return { givingWay, tight };
}

/**
 * The lines of a paragraph, for those who compare them with printed ones.
 *
 * Example: `proseLines('一二三四五六', [], { line: 4, indent: 2 })` → ['一二', '三四五六']
 */
export function proseLines(text: string, runs: readonly KeptRun[], column: ProseColumn): string[] {
  const lines: string[] = [];
  walkLines(text, runs, column, (start, end) => lines.push(text.slice(start, end)));
  return lines;
}

/**
 * Goes from line to line: where each begins and ends in the text, the run that gives way at its end, or -1, and whether the
 * gap behind it has no room.
 */
function walkLines(
  text: string,
  runs: readonly KeptRun[],
  { line, indent }: ProseColumn,
  tell: (start: number, end: number, given: number, isFull: boolean) => void,
): void {
  const paragraph = measure(text, runs);
  const { offsets, joints, characters, gaps } = paragraph;
  // Behind it two characters are left for the last line, and what closes them.
  let last = characters.length;
  for (let letters = 0; last > 0 && letters < 2; last--) if (!closing.has(characters[last - 1]!)) letters++;
  for (let start = 0; start < offsets.length; ) {
    const room = line - (start === 0 ? indent : 0);
    let end = lineEnd(paragraph, start, room);
    let given = -1;
    if (end < offsets.length && gapOf(paragraph, start, end, room) > evenGap) {
      // The last joint that fits leaves the least to stretch.
      for (const [index, place] of joints.entries()) {
        if (place <= end || place > last || widthOf(paragraph, start, place) > room) continue;
        if (!mayBreak(paragraph, place)) continue;
        end = place;
        given = index;
      }
    }
    const isFull = widthOf(paragraph, start, end) + Math.max(0, gaps[end] ?? 0) > room;
    tell(offsets[start]!, offsets[end] ?? text.length, given, isFull);
    start = end;
  }
}

interface Paragraph {
  readonly characters: readonly string[];
  /** Where each character begins in the text. */
  readonly offsets: readonly number[];
  /** Widths of the characters before each, gaps included. */
  readonly sums: readonly number[];
  /** The gap before each character, dropped at the beginning of a line. */
  readonly gaps: readonly number[];
  /** 1 for a character inside a run, which no line begins with. */
  readonly kept: Uint8Array;
  /** Where each run may be divided, 0 for those that never may. */
  readonly joints: readonly number[];
  /** Where an opening mark keeps its square at the beginning of a line: browsers halve it only inside one piece of text. */
  readonly pieces: ReadonlySet<number>;
}

const closing = new Set('，、。；：？！％）》〉」』】〕〗”’…—·)]},.:;%!?');
const opening = new Set('（《〈「『【〔〖“‘([{');
/** Marks that have their ink in one half of their square. */
const closingHalf = new Set('，、。；：）》〉」』】〕〗”’');
const openingHalf = new Set('（《〈「『【〔〖“‘');
const quote = new Set('“”‘’');
const han = /\p{Script=Han}/u;
const narrow = /[\x21-\x7e]/;
const figure = /[0-9.,%+-]/;
const word = /[\x21-\x27\x2a-\x7a]/;

function measure(text: string, runs: readonly KeptRun[]): Paragraph {
  const characters: string[] = [];
  const offsets: number[] = [];
  const sums = [0];
  const gaps: number[] = [];
  let offset = 0;
  let before = NO_CHARACTER;
  for (const [character] of text.matchAll(/&(?:#x?)?\w+;|[\s\S]/gu)) {
    const own = lookOf(character);
    const gap = (before.isHan && own.isLetter) || (before.isLetter && own.isHan) ? 0.125 : 0;
    const width = own.opens && before.opens ? 0.5 : own.width;
    // A closing mark gives its empty half up to the mark behind it, which is known only now.
    const given = before.closes && (own.closes || own.opens) ? 0.5 : 0;
    sums.push(sums.at(-1)! + gap + width - given);
    characters.push(character);
    offsets.push(offset);
    gaps.push(gap - given);
    offset += character.length;
    before = own;
  }
  const at = (place: number): number => lowerBound(offsets, place);
  const kept = new Uint8Array(offsets.length + 1);
  for (const { start, end } of runs) kept.fill(1, at(start) + 1, at(end));
  const joints = runs.map(({ joint }) => (joint === null ? 0 : at(joint)));
  const pieces = new Set([...runs.map(({ start }) => at(start)), ...joints]);
  return { characters, offsets, sums, gaps, kept, joints, pieces };
}

/** What the measure of a line depends on. */
interface CharacterLook {
  /** In em. */
  readonly width: number;
  readonly isHan: boolean;
  readonly isLetter: boolean;
  /** Its ink stands in the right or left half of its square. */
  readonly opens: boolean;
  readonly closes: boolean;
}

const NO_CHARACTER: CharacterLook = { width: 0, isHan: false, isLetter: false, opens: false, closes: false };

/** Reports are written in some two thousand characters. */
const lookOf = remembering(
  5_000,
  (character): CharacterLook => ({
    width: widthOfCharacter(character),
    isHan: han.test(character),
    isLetter: isLetter(character),
    opens: openingHalf.has(character),
    closes: closingHalf.has(character),
  }),
);

function isLetter(character: string): boolean {
  return /^[0-9A-Za-z%.]$/.test(character);
}

function widthOfCharacter(character: string): number {
  if (character.length > 2 || figure.test(character)) return 0.5;
  if (character === ' ') return 0.25;
  return narrow.test(character) ? 0.55 : 1;
}

/** Whether the rules of Chinese lines allow one to end before a character. */
function mayBreak({ characters }: Paragraph, index: number): boolean {
  const [before, after] = [characters[index - 1]!, characters[index]!];
  if (closing.has(after) || opening.has(before)) return false;
  // Browsers take a quotation mark beside a figure or letter for a part of its word.
  if ((quote.has(before) && isLetter(after)) || (isLetter(before) && quote.has(after))) return false;
  return !(word.test(before) && word.test(after) && before.length === 1 && after.length === 1);
}

/** The width of a line; a gap or a half given up before it is not its own. */
function widthOf({ characters, sums, gaps, pieces }: Paragraph, start: number, end: number): number {
  let width = sums[end]! - sums[start]! - gaps[start]!;
  if (start > 0 && !pieces.has(start) && openingHalf.has(characters[start]!)) width -= 0.5;
  return width;
}

function lineEnd(paragraph: Paragraph, start: number, room: number): number {
  const limit = overflow(paragraph, start, room);
  if (limit === paragraph.offsets.length) return limit;
  for (let end = limit; end > start; end--) {
    if (paragraph.kept[end] === 0 && mayBreak(paragraph, end)) return end;
  }
  return Math.max(limit, start + 1);
}

/** The first character that no longer fits. Browsers set a mark at the end of a line in its whole square. */
function overflow(paragraph: Paragraph, start: number, room: number): number {
  let end = start + 1;
  while (end <= paragraph.offsets.length && widthOf(paragraph, start, end) <= room) end++;
  return end - 1;
}

function gapOf(paragraph: Paragraph, start: number, end: number, room: number): number {
  return (room - widthOf(paragraph, start, end)) / Math.max(1, end - start - 1);
}

function lowerBound(values: readonly number[], value: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
