/*
 * How wide text is and on how many lines it stands, reckoned without a browser. Widths are in em: Han
 * characters and full-width marks 1, figures 0.5, as the faces of the report have them.
 */

/** A piece of text that no line divides, and its width in em. */
export type Piece = number;

/** Text ready to be broken into lines: the widths of its pieces. */
export interface MeasuredText {
  readonly pieces: readonly Piece[];
  /** All on one line. */
  readonly width: number;
  /** The widest piece. */
  readonly widest: number;
}

const closing = codesOf('，、。；：？！％）》〉」』】〕〗”’…·)]},.:;%!?');
const opening = codesOf('（《〈「『【〔〖“‘([{');
const space = 0x20;

/** Widths of the characters up to U+00FF by code. */
const latinWidths: readonly number[] = Array.from({ length: 0x100 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/[0-9.,%+-]/.test(character)) return 0.5;
  if (/[A-Zmw@&=<>~]/.test(character)) return 0.8;
  return /[ij'l:;|!()[\] ]/.test(character) ? 0.38 : 0.6;
});

const nothing: MeasuredText = { pieces: [], width: 0, widest: 0 };

/**
 * Measures one text; white space at its ends does not count. `kept` parts are single pieces.
 *
 * Example: `measureText('715.20').width` is 3, `measureText('（一）')` is one piece of 3 em.
 */
export function measureText(text: string, kept: readonly string[] = []): MeasuredText {
  let rest = text.trim();
  if (rest === '') return nothing;
  const pieces: number[] = [];
  for (const part of kept) {
    const at = rest.indexOf(part);
    if (at < 0) continue;
    addPieces(pieces, rest.slice(0, at));
    pieces.push(undividedWidth(part));
    rest = rest.slice(at + part.length);
  }
  addPieces(pieces, rest);
  let width = 0;
  let widest = 0;
  for (const piece of pieces) {
    width += piece;
    if (piece > widest) widest = piece;
  }
  return { pieces, width, widest };
}

// By code points as numbers, for every cell of every table passes here: no string is made of a character.
function addPieces(pieces: number[], text: string): void {
  let last: 'none' | 'word' | 'wide' | 'opening' = 'none';
  for (let index = 0; index < text.length; index++) {
    const code = text.codePointAt(index)!;
    if (code > 0xffff) index++;
    const width = characterWidth(code);
    const isOpening = opening.has(code);
    const isWord = width < 1 && code !== space && !isOpening;
    const joins =
      pieces.length > 0 && (last === 'opening' || (isWord && last === 'word') || closing.has(code));
    if (joins) pieces[pieces.length - 1]! += width;
    else pieces.push(width);
    last = isOpening ? 'opening' : isWord ? 'word' : 'wide';
  }
}

function undividedWidth(text: string): number {
  let width = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.codePointAt(index)!;
    if (code > 0xffff) index++;
    width += characterWidth(code);
  }
  return width;
}

/**
 * Lines a text takes in a column, at least one. A piece wider than the column counts as the lines it would
 * be divided into.
 *
 * Example: `lineCount(measureText('财政拨款（补助）'), 4)` is 2.
 */
export function lineCount(text: MeasuredText, column: number): number {
  if (text.width <= column) return 1;
  let lines = 1;
  let filled = 0;
  for (const piece of text.pieces) {
    if (filled > 0 && filled + piece > column) {
      lines++;
      filled = 0;
    }
    filled += piece;
    while (filled > column && column > 0) {
      lines++;
      filled -= column;
    }
  }
  return lines;
}

/**
 * The lines of a text in a column of so many em, divided where a line may end.
 *
 * Example: `divide('财政拨款（补助）', 4)` → 财政拨款, （补助）
 */
export function divide(text: string, column: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of piecesOf(text.trim())) {
    const longer = line + piece;
    if (line === '' || undividedWidth(longer.trimEnd()) <= column) {
      line = longer;
      continue;
    }
    lines.push(line.trimEnd());
    line = piece.trimStart();
  }
  return [...lines, line];
}

/** What no line divides, one after the other. */
function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  let last: 'none' | 'word' | 'wide' | 'opening' = 'none';
  for (const character of text) {
    const code = character.codePointAt(0)!;
    const isOpening = opening.has(code);
    const isWord = characterWidth(code) < 1 && code !== space && !isOpening;
    const joins =
      pieces.length > 0 && (last === 'opening' || (isWord && last === 'word') || closing.has(code));
    if (joins) pieces[pieces.length - 1] += character;
    else pieces.push(character);
    last = isOpening ? 'opening' : isWord ? 'word' : 'wide';
  }
  return pieces;
}

function characterWidth(code: number): number {
  return latinWidths[code] ?? 1;
}

function codesOf(characters: string): ReadonlySet<number> {
  return new Set([...characters].map((character) => character.codePointAt(0)!));
}
