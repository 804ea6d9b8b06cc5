import { type PdfObjects, unpackedStream } from '../pdf-objects.ts';
import { reference } from '../pdf-pages.ts';
import { type CodeTexts, readToUnicode } from './to-unicode.ts';

/** The fonts of a page by the names that its content uses; `known` keeps those of all pages by their objects. */
export function pageFonts(
  file: PdfObjects,
  page: string,
  known: Map<number, CodeTexts>,
): Map<string, CodeTexts> {
  const fonts = new Map<string, CodeTexts>();
  const named = /\/Font <<([^>]*)>>/.exec(page)?.[1] ?? '';
  for (const [, name, number] of named.matchAll(/\/(\S+) (\d+) 0 R/g)) {
    const font = Number(number);
    if (!known.has(font)) {
      const map = reference(file.objects.get(font) ?? '', 'ToUnicode');
      known.set(font, map === null ? new Map() : readToUnicode(unpackedStream(file, map).toString('latin1')));
    }
    fonts.set(name!, known.get(font)!);
  }
  return fonts;
}
