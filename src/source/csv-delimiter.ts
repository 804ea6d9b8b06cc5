/** The signs that separate cells in files people save: comma, tab, semicolon, full-width comma. */
export type Delimiter = ',' | '\t' | ';' | '，';

const DELIMITERS: readonly Delimiter[] = [',', '\t', ';', '，'];

/** Lines looked at for the header row. */
const LINES = 30;

/**
 * The delimiter that occurs most often, outside quotes, in the header row: the first row that has two at least, since
 * titles may stand above it, else the first row. A comma where none occurs.
 *
 * Example: `detectDelimiter('科目编码;金额\n30101;5')` → `';'`
 */
export function detectDelimiter(text: string): Delimiter {
  const rows = text
    .slice(0, 100_000)
    .split(/\r\n?|\n/)
    .filter((row) => row.trim() !== '')
    .slice(0, LINES);
  const counted = rows.map((row) => {
    const bare = row.replace(/"[^"]*"/g, '');
    const count = (delimiter: Delimiter): number => bare.split(delimiter).length - 1;
    const best = DELIMITERS.reduce((one, other) => (count(other) > count(one) ? other : one));
    return { best, count: count(best) };
  });
  return (counted.find(({ count }) => count >= 2) ?? counted[0])?.best ?? ',';
}
