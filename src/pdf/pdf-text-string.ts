/**
 * A text string of PDF: UTF-16 with its byte order mark, in hexadecimal.
 *
 * Example: `textString('表')` is `<FEFF8868>`
 */
export function textString(text: string): string {
  return `<FEFF${Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase()}>`;
}
