/** The characters of a font's codes: 0x12C8 → `第`. */
export type CodeTexts = ReadonlyMap<number, string>;

const SECTIONS = /beginbf(char|range)\s([\s\S]*?)endbf/g;
const CHARACTERS = /<([0-9A-F]+)>\s*<([0-9A-F]+)>/g;
const RANGES = /<([0-9A-F]+)>\s*<([0-9A-F]+)>\s*<([0-9A-F]+)>/g;

/**
 * Reads a ToUnicode map (ISO 32000-1, 9.10.3) as Chromium writes it, by the codes as they are written.
 *
 * Example: `1 beginbfchar <12C8> <7B2C> endbfchar` → `12C8` is `第`
 */
export function readToUnicode(map: string): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const [, kind, body] of map.matchAll(SECTIONS)) {
    if (kind === 'char') {
      for (const [, code, text] of body!.matchAll(CHARACTERS)) texts.set(code!, utf16(text!));
      continue;
    }
    for (const [, first, last, text] of body!.matchAll(RANGES)) {
      // A range ends where its last byte does.
      const count = Math.min(Number.parseInt(last!, 16) - Number.parseInt(first!, 16), 255);
      const start = utf16(text!);
      for (let index = 0; index <= count; index++) {
        const code = (Number.parseInt(first!, 16) + index)
          .toString(16)
          .toUpperCase()
          .padStart(first!.length, '0');
        texts.set(code, start.slice(0, -1) + String.fromCharCode(start.charCodeAt(start.length - 1) + index));
      }
    }
  }
  return texts;
}

/** The same by the codes themselves. */
export function codeTexts(map: string): CodeTexts {
  return new Map([...readToUnicode(map)].map(([code, text]) => [Number.parseInt(code, 16), text]));
}

/** `7B2C` → `第`; what lies above U+FFFF is written as two halves. */
export function utf16(hex: string): string {
  let text = '';
  for (let at = 0; at < hex.length; at += 4)
    text += String.fromCharCode(Number.parseInt(hex.slice(at, at + 4), 16));
  return text;
}
