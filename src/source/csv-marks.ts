import { type Delimiter, detectDelimiter } from './csv-delimiter.ts';

/** A CSV text without the marks of a spreadsheet program, and how its cells are separated. */
export interface BareCsv {
  readonly text: string;
  readonly delimiter: Delimiter;
}

/**
 * A text without what spreadsheet programs add for themselves, every cell in its old place: the line `sep=;`, and the
 * sign before a cell `="2010350"`, which keeps a code a text. Cells are followed one by one, so that the same signs
 * inside a quoted text stay.
 *
 * Example: `="2010350",5` → `"2010350" ,5`
 */
export function withoutProgramMarks(text: string): BareCsv {
  const line = /^sep=([,\t;，])[ \t]*(?=\r|\n|$)/i.exec(text);
  const body = line ? text.slice(line[0].length) : text;
  const delimiter = line ? (line[1] as Delimiter) : detectDelimiter(body);
  return { text: body.includes('="') ? withoutSigns(body, delimiter) : body, delimiter };
}

function withoutSigns(text: string, delimiter: Delimiter): string {
  // A cell: blanks, then a quoted text with its sign or without, or anything up to the delimiter.
  const blank = `[^\\S\\r\\n${delimiter}]*`;
  const quoted = '"(?:[^"]|"")*"';
  const cell = new RegExp(`(${blank})(?:(=?)(${quoted})(?=${blank}(?:[${delimiter}\\r\\n]|$)))?`, 'y');
  const rest = new RegExp(`[^${delimiter}\\r\\n]*(?:${delimiter}|\\r\\n?|\\n|$)`, 'y');
  const parts: string[] = [];
  let at = 0;
  while (at < text.length) {
    cell.lastIndex = at;
    const [found = '', blanks = '', sign = '', content = ''] = cell.exec(text) ?? [];
    parts.push(sign === '' ? found : `${blanks}${content} `);
    rest.lastIndex = at + found.length;
    const [tail = ''] = rest.exec(text) ?? [];
    parts.push(tail);
    at += found.length + tail.length;
  }
  return parts.join('');
}
