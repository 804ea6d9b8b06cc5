import { hasRadicals } from '../../model/radicals.ts';
import { reference } from '../pdf-pages.ts';
import type { ReadFile } from './read-file.ts';

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

/**
 * What every file promises, however it was tagged: fonts embedded with TrueType outlines that tell their characters, no
 * character lost or a radical, no page empty or gone, tags.
 *
 * Example: a page left out → `[{ promise: 'missing', places: [1] }]`
 */
export function brokenPromises(file: ReadFile, expectedPages: number): BrokenPromise[] {
  return [...fontPromises(file), ...pagePromises(file, expectedPages), ...tagPromises(file)];
}

/** Drawings in place of glyphs, and the programs of PostScript outlines: CFF in a descriptor, CID fonts of that kind. */
const DRAWN = /\/Subtype ?\/(?:Type3|CIDFontType0|Type1|MMType1)\b/;
const NOT_TRUETYPE = /\/FontFile3? \d+ 0 R/;

function fontPromises({ objects }: ReadFile): BrokenPromise[] {
  let drawn = 0;
  let missing = 0;
  for (const body of objects.values()) {
    if (!body.includes('/Font') || body.endsWith('endstream')) continue;
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

function pagePromises({ pages }: ReadFile, expected: number): BrokenPromise[] {
  const where = (isSo: (page: ReadFile['pages'][number]) => boolean) =>
    pages.flatMap((page, index) => (isSo(page) ? [index + 1] : []));
  return [
    ...broken(
      'characters',
      where(({ characters }) => characters.includes('\ufffd')),
    ),
    ...broken(
      'ideographs',
      where(({ characters }) => hasRadicals(characters)),
    ),
    ...broken(
      'pages',
      where(({ isEmpty }) => isEmpty),
    ),
    ...broken('missing', pages.length === expected ? [] : [expected - pages.length]),
  ];
}

function tagPromises({ objects, catalog }: ReadFile): BrokenPromise[] {
  const tree = objects.get(reference(catalog, 'StructTreeRoot') ?? -1) ?? '';
  const isTagged = /\/Marked true\b/.test(catalog) && /\/K\b/.test(tree) && tree.includes('/ParentTree');
  return isTagged ? [] : [{ promise: 'tags', places: [] }];
}

function broken(promise: BrokenPromise['promise'], places: readonly number[]): BrokenPromise[] {
  return places.length === 0 ? [] : [{ promise, places }];
}
