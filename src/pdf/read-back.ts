import { hasRadicals } from '../model/radicals.ts';
import { type PdfObjects, unpackedStream } from './pdf-objects.ts';
import { pageNumbers, reference } from './pdf-pages.ts';
import { readWrittenPdf } from './read-written.ts';
import { pageFonts } from './tags/page-fonts.ts';
import { readPageText } from './tags/page-text.ts';
import type { CodeTexts } from './tags/to-unicode.ts';

/** A promise that a printed file does not keep, and the pages (from 1) or the number of fonts it concerns. */
export interface BrokenPromise {
  readonly promise: 'whole' | 'outlines' | 'embedded' | 'characters' | 'ideographs' | 'pages';
  readonly places: readonly number[];
}

/**
 * Looks at a finished PDF as it would be delivered: that it can be taken apart, every font is embedded with TrueType
 * outlines and tells its characters, no character is lost or a radical, no page is empty.
 *
 * Example: `readBack(pdf)` → `[]`; with an OpenType-CFF face → `[{ promise: 'outlines', places: [148] }]`
 */
export function readBack(pdf: Buffer): BrokenPromise[] {
  try {
    const file = readWrittenPdf(pdf);
    return [...fontPromises(file), ...pagePromises(file)];
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError)
      return [{ promise: 'whole', places: [] }];
    throw error;
  }
}

function fontPromises({ objects }: PdfObjects): BrokenPromise[] {
  let drawn = 0;
  let missing = 0;
  for (const body of objects.values()) {
    if (/\/Subtype ?\/Type3\b/.test(body)) drawn++;
    if (/\/Type ?\/FontDescriptor\b/.test(body) && !/\/FontFile[23]? \d+ 0 R/.test(body)) missing++;
    if (/\/Type ?\/Font\b/.test(body) && /\/Subtype ?\/Type0\b/.test(body) && !body.includes('/ToUnicode'))
      missing++;
  }
  return [
    ...broken('outlines', drawn > 0 ? [drawn] : []),
    ...broken('embedded', missing > 0 ? [missing] : []),
  ];
}

function pagePromises(file: PdfObjects): BrokenPromise[] {
  const known = new Map<number, CodeTexts>();
  const lost: number[] = [];
  const radicals: number[] = [];
  const empty: number[] = [];
  for (const [index, number] of pageNumbers(file).entries()) {
    const body = file.objects.get(number)!;
    const contents = reference(body, 'Contents');
    // Drawings of their own may hold text that is not seen here.
    if (contents === null || body.includes('/XObject')) continue;
    const content = unpackedStream(file, contents).toString('latin1');
    const texts = readPageText(content, pageFonts(file, body, known));
    const text = texts.map((each) => each.text).join('');
    if (text.includes('\ufffd')) lost.push(index + 1);
    if (hasRadicals(text)) radicals.push(index + 1);
    if (!texts.some((each) => each.inPageArea && each.text !== '')) empty.push(index + 1);
  }
  return [...broken('characters', lost), ...broken('ideographs', radicals), ...broken('pages', empty)];
}

function broken(promise: BrokenPromise['promise'], places: readonly number[]): BrokenPromise[] {
  return places.length === 0 ? [] : [{ promise, places }];
}
