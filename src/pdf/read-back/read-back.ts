import { hasRadicals } from '../../model/radicals.ts';
import type { PdfObjects } from '../pdf-objects.ts';
import { pageNumbers, reference } from '../pdf-pages.ts';
import { readWrittenPdf } from '../read-written.ts';
import { type PageTexts, readShownText } from './shown-text.ts';

/** A promise that a printed file does not keep, and the pages (from 1) or the number of fonts it concerns. */
export interface BrokenPromise {
  readonly promise:
    | 'whole'
    | 'outlines'
    | 'embedded'
    | 'characters'
    | 'ideographs'
    | 'pages'
    | 'missing'
    | 'tags';
  readonly places: readonly number[];
}

/** What the file is known to be from elsewhere. */
export interface ExpectedFile {
  /** Pages that the browser printed. */
  readonly pages: number;
}

/**
 * Looks at a finished PDF as it would be delivered: that it can be taken apart, every font is embedded with TrueType
 * outlines and tells its characters, no character is lost or a radical, no page is empty or gone, and tags are there.
 *
 * Example: `readBack(pdf, { pages: 36 })` → `[]`; with an OpenType-CFF face → `[{ promise: 'outlines', places: [148] }]`
 */
export function readBack(pdf: Buffer, expected: ExpectedFile): BrokenPromise[] {
  try {
    const file = readWrittenPdf(pdf);
    return [...fontPromises(file), ...pagePromises(file, expected), ...tagPromises(file)];
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError)
      return [{ promise: 'whole', places: [] }];
    throw error;
  }
}

/** Drawings in place of glyphs, and the programs of PostScript outlines: CFF in a descriptor, CID fonts of that kind. */
const DRAWN = /\/Subtype ?\/(?:Type3|CIDFontType0|Type1|MMType1)\b/;
const NOT_TRUETYPE = /\/FontFile3? \d+ 0 R/;

function fontPromises({ objects }: PdfObjects): BrokenPromise[] {
  let drawn = 0;
  let missing = 0;
  for (const body of objects.values()) {
    if (body.endsWith('endstream')) continue;
    const isFont = /\/Type ?\/Font\b/.test(body);
    const isDescriptor = /\/Type ?\/FontDescriptor\b/.test(body);
    if ((isFont && DRAWN.test(body)) || (isDescriptor && NOT_TRUETYPE.test(body))) drawn++;
    if (isDescriptor && !/\/FontFile[23]? \d+ 0 R/.test(body)) missing++;
    if (isFont && /\/Subtype ?\/Type0\b/.test(body) && !body.includes('/ToUnicode')) missing++;
  }
  return [
    ...broken('outlines', drawn > 0 ? [drawn] : []),
    ...broken('embedded', missing > 0 ? [missing] : []),
  ];
}

function pagePromises(file: PdfObjects, expected: ExpectedFile): BrokenPromise[] {
  const pages = pageNumbers(file);
  const known: PageTexts = { fonts: new Map(), forms: new Map() };
  const lost: number[] = [];
  const radicals: number[] = [];
  const empty: number[] = [];
  for (const [index, number] of pages.entries()) {
    const { text, isEmpty } = readShownText(file, number, known);
    if (text.includes('\ufffd')) lost.push(index + 1);
    if (hasRadicals(text)) radicals.push(index + 1);
    if (isEmpty) empty.push(index + 1);
  }
  return [
    ...broken('characters', lost),
    ...broken('ideographs', radicals),
    ...broken('pages', empty),
    ...broken('missing', pages.length === expected.pages ? [] : [expected.pages - pages.length]),
  ];
}

function tagPromises({ objects, root }: PdfObjects): BrokenPromise[] {
  const catalog = objects.get(root) ?? '';
  const tree = objects.get(reference(catalog, 'StructTreeRoot') ?? -1) ?? '';
  const isTagged = /\/Marked true\b/.test(catalog) && /\/K\b/.test(tree) && tree.includes('/ParentTree');
  return isTagged ? [] : [{ promise: 'tags', places: [] }];
}

function broken(promise: BrokenPromise['promise'], places: readonly number[]): BrokenPromise[] {
  return places.length === 0 ? [] : [{ promise, places }];
}
