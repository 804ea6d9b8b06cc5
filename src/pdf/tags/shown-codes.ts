/** Digits of a code in the content of a page. */
export const CODE_DIGITS = 4;

/** What stands behind the codes of a line that shows words. */
const SHOWS = '> Tj';

/**
 * Where the codes of a line that shows words begin and end: of `29.3 0 Td <00010002> Tj` those of 0001 and 0002. The line
 * reaches from `from` to `to`; null for one in another form.
 */
export function shownCodes(
  content: string,
  from: number,
  to: number,
): { readonly start: number; readonly end: number } | null {
  const open = content.indexOf('<', from);
  const end = to - SHOWS.length;
  return open === -1 || open >= end || !content.startsWith(SHOWS, end) ? null : { start: open + 1, end };
}

/** The code that the digits of a content from `at` to `end` write; -1 where other characters stand among them. `<12C8>` → 0x12C8 */
export function codeAt(content: string, at: number, end = at + CODE_DIGITS): number {
  let code = 0;
  for (let digit = at; digit < end; digit++) {
    const character = content.charCodeAt(digit);
    const value = character < 58 ? character - 48 : character < 65 ? -1 : character - 55;
    // Behind the end of the content there is no number at all.
    if (!(value >= 0 && value <= 15)) return -1;
    code = (code << 4) | value;
  }
  return code;
}
