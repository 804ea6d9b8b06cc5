import { eastAsianWidth } from 'get-east-asian-width';

/**
 * Columns a terminal gives to a character: 2 for Han characters and full-width marks, 0 for combining marks.
 * `displayWidth('中a')` → 3
 */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}

/** Columns of one character (code point). `characterWidth('，')` → 2 */
export function characterWidth(character: string): number {
  if (/^[\p{Mn}\p{Me}\p{Cf}]$/u.test(character)) return 0;
  return eastAsianWidth(character.codePointAt(0)!);
}

/**
 * Text that cannot steer the terminal: control characters and marks that turn the reading direction become `�`.
 * Data files come from many hands, and findings quote them. `harmless('a\u001b[2J')` → `'a�[2J'`
 */
export function harmless(text: string): string {
  return text.replace(/[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '\uFFFD');
}

/** As {@link harmless}, for a text of several lines. */
export function harmlessLines(text: string): string {
  return text.split('\n').map(harmless).join('\n');
}
