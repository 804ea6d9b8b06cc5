/** The signs that separate cells in files people save: comma, tab, semicolon, full-width comma. */
export type Delimiter = ',' | '\t' | ';' | '，';

const DELIMITERS: readonly Delimiter[] = [',', '\t', ';', '，'];

/**
 * The delimiter that occurs most often in the header row, outside quotes; a comma where none occurs.
 *
 * Example: `detectDelimiter('科目编码;金额\n30101;5')` → `';'`
 */
export function detectDelimiter(text: string): Delimiter {
  const header = text.match(/^.*\S.*$/m)?.[0] ?? '';
  const bare = header.replace(/"[^"]*"/g, '');
  const count = (delimiter: Delimiter): number => bare.split(delimiter).length - 1;
  return DELIMITERS.reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best));
}
