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

const closing = /[，、。；：？！％）》〉」』】〕〗”’…·)\]},.:;%!?]/;
const opening = /[（《〈「『【〔〖“‘([{]/;

/**
 * Measures one text; white space at its ends does not count. `kept` parts are single pieces.
 *
 * Example: `measureText('715.20').width` is 3, `measureText('（一）')` is one piece of 3 em.
 */
export function measureText(text: string, kept: readonly string[] = []): MeasuredText {
  const pieces: number[] = [];
  let rest = text.trim();
  for (const part of kept) {
    const at = rest.indexOf(part);
    if (at < 0) continue;
    addPieces(pieces, rest.slice(0, at));
    pieces.push([...part].reduce((sum, character) => sum + characterWidth(character), 0));
    rest = rest.slice(at + part.length);
  }
  addPieces(pieces, rest);
  return {
    pieces,
    width: pieces.reduce((sum, piece) => sum + piece, 0),
    widest: pieces.reduce((most, piece) => Math.max(most, piece), 0),
  };
}

function addPieces(pieces: number[], text: string): void {
  let last: 'none' | 'word' | 'wide' | 'opening' = 'none';
  for (const character of text) {
    const width = characterWidth(character);
    const isOpening = opening.test(character);
    const isWord = width < 1 && character !== ' ' && !isOpening;
    const joins =
      pieces.length > 0 && (last === 'opening' || closing.test(character) || (isWord && last === 'word'));
    if (joins) pieces[pieces.length - 1]! += width;
    else pieces.push(width);
    last = isOpening ? 'opening' : isWord ? 'word' : 'wide';
  }
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

function characterWidth(character: string): number {
  const code = character.codePointAt(0)!;
  if (code > 0xff) return 1;
  if (/[0-9.,%+-]/.test(character)) return 0.5;
  if (/[A-Zmw@&=<>~]/.test(character)) return 0.8;
  return /[ij'l:;|!()[\] ]/.test(character) ? 0.38 : 0.6;
}
