import type { Delimiter } from './csv-delimiter.ts';
import { countCharacters, LINE_BREAK } from './text-position.ts';

/** Line and column from 1, and the number of characters on that line. */
export interface CsvPlace {
  readonly line: number;
  readonly column: number;
  readonly length: number;
}

/**
 * Finds the cells in the text of rows that the CSV parser has already accepted. Rows must come in file order,
 * each with everything since the row before: skipped blank lines in front, its own line break behind.
 *
 * Example: `new CellLocator(',').row('a, b\n', 2)[1]` → `{ line: 1, column: 4, length: 1 }`
 */
export class CellLocator {
  readonly #cell: RegExp;
  readonly #blankLines: RegExp;
  #line = 1;
  #column = 1;

  constructor(delimiter: Delimiter) {
    // Blanks around a cell, except the tab that may be the delimiter.
    const blank = `[^\\S\\r\\n${delimiter}]*`;
    this.#blankLines = new RegExp(`^(?:${blank}[\\r\\n])*`);
    this.#cell = new RegExp(`(${blank})("(?:[^"]|"")*"|[^${delimiter}\\r\\n]*)${blank}${delimiter}?`, 'y');
  }

  /** Places of the `count` cells of the next row. */
  row(text: string, count: number): CsvPlace[] {
    const places: CsvPlace[] = [];
    let done = this.#enter(text);
    this.#cell.lastIndex = done;
    for (let index = 0; index < count; index += 1) {
      const [, blank = '', content = ''] = this.#cell.exec(text) ?? [];
      const next = this.#cell.lastIndex;
      this.#advance(blank);
      places.push({ line: this.#line, column: this.#column, length: shownLength(content) });
      this.#advance(text.slice(done + blank.length, next));
      done = next;
    }
    this.#advance(text.slice(done));
    return places;
  }

  /** Place of the first quote of the next row behind its first `finished` cells. */
  quoteAfter(text: string, finished: number): CsvPlace {
    this.#cell.lastIndex = this.#enter(text);
    const start = this.#cell.lastIndex;
    for (let index = 0; index < finished; index += 1) this.#cell.exec(text);
    const quote = text.indexOf('"', this.#cell.lastIndex);
    this.#advance(text.slice(start, quote === -1 ? this.#cell.lastIndex : quote));
    return { line: this.#line, column: this.#column, length: 1 };
  }

  /** Passes the blank lines in front of a row; gives the offset of its first cell. */
  #enter(text: string): number {
    const [blankLines = ''] = this.#blankLines.exec(text) ?? [];
    this.#advance(blankLines);
    return blankLines.length;
  }

  #advance(text: string): void {
    if (!/[\r\n]/.test(text)) {
      this.#column += countCharacters(text);
      return;
    }
    let tail = text;
    for (const lineBreak of text.matchAll(LINE_BREAK)) {
      this.#line += 1;
      this.#column = 1;
      tail = text.slice(lineBreak.index + lineBreak[0].length);
    }
    this.#column += countCharacters(tail);
  }
}

function shownLength(content: string): number {
  const firstLine = content.split(/[\r\n]/, 1)[0] ?? '';
  return Math.max(1, countCharacters(firstLine.trimEnd()));
}
