const CONTROLS = /[\x00-\x08\x0b-\x1f\x7f]/g;

/**
 * A text string of PDF: UTF-16 with its byte order mark, in hexadecimal. Control characters are left out: U+001B would
 * begin the code of a language, and readers drop what follows it.
 *
 * Example: `textString('表')` is `<FEFF8868>`
 */
export function textString(text: string): string {
  return `<FEFF${Buffer.from(text.replace(CONTROLS, ''), 'utf16le').swap16().toString('hex').toUpperCase()}>`;
}
