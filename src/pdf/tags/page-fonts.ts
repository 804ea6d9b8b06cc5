import { type PdfObjects, unpackedStream } from '../pdf-objects.ts';
import { reference } from '../pdf-pages.ts';
import { type CodeTexts, codeTexts } from './to-unicode.ts';

/** The numbers of a page's fonts by the names that its content uses. `/Font <</F4 5 0 R>>` → F4 is 5 */
export function fontNumbers(page: string): ReadonlyMap<string, number> {
  const named = /\/Font <<([^>]*)>>/.exec(page)?.[1] ?? '';
  return new Map(
    [...named.matchAll(/\/(\S+) (\d+) 0 R/g)].map(([, name, number]) => [name!, Number(number)]),
  );
}

/** The fonts of a page by the names that its content uses; `known` keeps those of all pages by their objects. */
export function pageFonts(
  file: PdfObjects,
  page: string,
  known: Map<number, CodeTexts>,
): Map<string, CodeTexts> {
  const fonts = new Map<string, CodeTexts>();
  for (const [name, font] of fontNumbers(page)) {
    if (!known.has(font)) {
      const map = reference(file.objects.get(font) ?? '', 'ToUnicode');
      known.set(font, map === null ? new Map() : codeTexts(unpackedStream(file, map).toString('latin1')));
    }
    fonts.set(name, known.get(font)!);
  }
  return fonts;
}
