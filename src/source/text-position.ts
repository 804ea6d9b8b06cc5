import type { Position, SourceText } from '../model/finding.ts';

/** Line breaks as YAML, CSV and every editor in use count them. */
export const LINE_BREAK = /\r\n|\n|\r/g;

/** Turns string offsets of one text into the lines and columns an editor shows. */
export interface LineIndex {
  /** Place of `start`; the caret covers the characters up to `end`, at most to the end of the line. */
  position(start: number, end?: number): Position;
  /** Number of the line, from 1, that holds the offset. */
  lineAt(offset: number): number;
  /** Offsets of the line's text without its break; null for a line that does not exist. */
  lineRange(line: number): { readonly start: number; readonly end: number } | null;
  readonly lineCount: number;
}

/** Number of characters as a reader counts them: code points, not UTF-16 units. `'𬭎1'` → 2 */
export function countCharacters(text: string): number {
  let count = text.length;
  // A character beyond U+FFFF takes two units; counting its first half keeps this free of allocation.
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit >= 0xd800 && unit <= 0xdbff && index + 1 < text.length) count -= 1;
  }
  return count;
}

/**
 * Index of the lines of a text. Never fails; offsets beyond the text mean its end.
 *
 * Example: `indexLines({ file: 'a.yaml', text: 'a: 1\nb: 2' }).position(8, 9)` →
 * `{ file: 'a.yaml', line: 2, column: 4, length: 1 }`
 */
export function indexLines(source: SourceText): LineIndex {
  const { file, text } = source;
  const starts = [0];
  const ends: number[] = [];
  for (const match of text.matchAll(LINE_BREAK)) {
    ends.push(match.index);
    starts.push(match.index + match[0].length);
  }
  ends.push(text.length);

  const lineAt = (offset: number): number => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  };

  return {
    lineCount: starts.length,
    lineAt,
    lineRange: (line) =>
      line < 1 || line > starts.length ? null : { start: starts[line - 1]!, end: ends[line - 1]! },
    position: (start, end = start) => {
      const line = lineAt(start);
      const stop = Math.min(end, ends[line - 1]!);
      return {
        file,
        line,
        column: countCharacters(text.slice(starts[line - 1], start)) + 1,
        length: Math.max(1, countCharacters(text.slice(start, stop))),
      };
    },
  };
}
