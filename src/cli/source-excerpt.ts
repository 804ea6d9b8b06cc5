import type { Position } from '../model/finding.ts';
import { characterWidth, displayWidth, harmless } from './display-width.ts';

/** The line a finding speaks of, made ready for the terminal, and the caret that belongs under it. */
export interface Excerpt {
  readonly line: string;
  /** Columns before the caret. */
  readonly offset: number;
  /** Columns the caret covers. */
  readonly width: number;
}

const TAB_STOP = 4;
/** Columns of an excerpt; with the line number in front it fits the usual 80. */
const MAX_WIDTH = 70;
const ELLIPSIS = '…';

interface Column {
  readonly text: string;
  readonly width: number;
}

/**
 * Excerpt for a position: tabs expanded, a long line cut around the place. Null when the text has no such line.
 *
 * Example: `excerptAt('年度: 二', { file: 'a', line: 1, column: 5, length: 1 })` →
 * `{ line: '年度: 二', offset: 6, width: 2 }`
 */
export function excerptAt(text: string, position: Position): Excerpt | null {
  const line = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)[position.line - 1];
  if (line === undefined) return null;
  const columns = expand(harmless(line));
  const start = Math.min(Math.max(position.column - 1, 0), columns.length);
  const end = Math.min(start + (position.length ?? 1), columns.length);
  return cut(columns, start, end);
}

/** The line of a position in three parts: before the place, the place itself, after it. */
export function markedLine(
  text: string,
  position: Position,
): { readonly before: string; readonly marked: string; readonly after: string } | null {
  const excerpt = excerptAt(text, position);
  if (excerpt === null) return null;
  const { offset, width } = excerpt;
  const parts = { before: '', marked: '', after: '' };
  let column = 0;
  for (const character of excerpt.line) {
    parts[column < offset ? 'before' : column < offset + width ? 'marked' : 'after'] += character;
    column += characterWidth(character);
  }
  return parts;
}

/** One entry for each character, so that columns of a position stay indexes. */
function expand(line: string): Column[] {
  let total = 0;
  return Array.from(line, (character) => {
    const width = character === '\t' ? TAB_STOP - (total % TAB_STOP) : characterWidth(character);
    total += width;
    return { text: character === '\t' ? ' '.repeat(width) : character, width };
  });
}

function cut(columns: readonly Column[], start: number, end: number): Excerpt {
  if (widthOf(columns) <= MAX_WIDTH) {
    return {
      line: textOf(columns),
      offset: widthOf(columns.slice(0, start)),
      width: Math.max(1, widthOf(columns.slice(start, end))),
    };
  }
  const room = MAX_WIDTH - 2 * displayWidth(ELLIPSIS);
  const first = fitBackwards(columns, start, Math.floor(room / 3));
  const last = fitForwards(columns, first, room);
  const front = first > 0 ? ELLIPSIS : '';
  const back = last < columns.length ? ELLIPSIS : '';
  return {
    line: front + textOf(columns.slice(first, last)) + back,
    offset: displayWidth(front) + widthOf(columns.slice(first, start)),
    width: Math.max(1, widthOf(columns.slice(start, Math.min(end, last)))),
  };
}

/** Index of the first of the columns before `from` that fit into `room`. */
function fitBackwards(columns: readonly Column[], from: number, room: number): number {
  let index = from;
  for (let left = room; index > 0; index -= 1) {
    left -= columns[index - 1]!.width;
    if (left < 0) break;
  }
  return index;
}

/** Index behind the last of the columns from `from` on that fit into `room`. */
function fitForwards(columns: readonly Column[], from: number, room: number): number {
  let index = from;
  for (let left = room; index < columns.length; index += 1) {
    left -= columns[index]!.width;
    if (left < 0) break;
  }
  return index;
}

function widthOf(columns: readonly Column[]): number {
  return columns.reduce((sum, column) => sum + column.width, 0);
}

function textOf(columns: readonly Column[]): string {
  return columns.map((column) => column.text).join('');
}
