import { pageLabels } from '../page-labels.ts';
import { extend, nextNumber, type PdfObjects, packedStream, unpackedStream } from '../pdf-objects.ts';
import { pageNumbers, reference } from '../pdf-pages.ts';
import { textString } from '../pdf-text-string.ts';
import { bookmarkObjects } from './bookmarks.ts';
import { placeFigures } from './figure-boxes.ts';
import { headingPlaces } from './heading-places.ts';
import { linkAnnotations } from './link-annotations.ts';
import { markContent } from './mark-content.ts';
import { pageFonts } from './page-fonts.ts';
import { readPageText, type TextObject } from './page-text.ts';
import { placeText } from './place-text.ts';
import type { ReadPage } from './read-page.ts';
import type { Structure } from './structure.ts';
import { structureObjects } from './structure-objects.ts';
import type { CodeTexts } from './to-unicode.ts';

/**
 * Adds to an untagged PDF of the browser what makes it readable without seeing it: the tags of `structure` with the
 * marks in the content of the pages, bookmarks for the headings, and the language. Changes `file` and returns true;
 * false, with `file` as it was, when the text of the pages is not exactly that of the document: then the browser has to
 * tag it itself, which takes it as long as all the rest of the printing.
 *
 * Throws a SyntaxError when the file has an unexpected structure.
 *
 * Example: `tagPdf(readPdf(pdf), readStructure(html)!)`
 */
export function tagPdf(file: PdfObjects, structure: Structure): boolean {
  const pages = readPages(file, structure);
  const annotations = pages && linkAnnotations(file, pages);
  if (pages === null || annotations === null || !placeFigures(pages)) return false;
  const { objects } = file;
  const order = new Map(structure.texts.map((text, index) => [text, index]));
  const marked = pages.map(({ number, content, objects: texts, placed }) => {
    return { object: number, ...markContent(content, texts, placed, order) };
  });
  const tags = structureObjects(structure.root, { pages: marked, annotations }, nextNumber(objects));
  for (const [number, body] of tags.objects) objects.set(number, body);
  for (const [index, { number, contentNumber }] of pages.entries()) {
    objects.set(
      contentNumber,
      packedStream('', Buffer.from(marked[index]!.content, 'latin1')).toString('latin1'),
    );
    extend(objects, number, `/StructParents ${index}`);
  }
  for (const [annotation, key] of tags.annotationKeys) extend(objects, annotation, `/StructParent ${key}`);

  for (const [link, places] of annotations) {
    const words = (structure.links.get(link) ?? '').replace(/\s+/g, ' ').trim();
    for (const { object } of places) extend(objects, object, `/Contents ${textString(words)}`);
  }

  let catalog = `/MarkInfo <</Marked true>> /StructTreeRoot ${tags.root} 0 R`;
  const bookmarks = headingPlaces(structure, pages);
  if (bookmarks.length > 0) {
    for (const [number, body] of bookmarkObjects(bookmarks, tags.next)) objects.set(number, body);
    catalog += ` /Outlines ${tags.next} 0 R`;
  }
  const labels = pageLabels(pages.map(({ objects: texts }) => marginOf(texts)));
  if (labels !== null) catalog += ` /PageLabels ${labels}`;
  if (structure.language !== null) catalog += ` /Lang (${structure.language.replace(/[^\w-]/g, '')})`;
  extend(objects, file.root, catalog);
  return true;
}

function readPages(file: PdfObjects, { texts }: Structure): ReadPage[] | null {
  const fonts = new Map<number, CodeTexts>();
  const pages = pageNumbers(file).map((number) => {
    const body = file.objects.get(number)!;
    const contentNumber = reference(body, 'Contents');
    if (contentNumber === null) throw new SyntaxError('a page without content');
    // A drawing of its own, as of half-transparent parts, may hold text that is not seen here.
    if (body.includes('/XObject')) throw new SyntaxError('a page with drawings');
    const content = unpackedStream(file, contentNumber).toString('latin1');
    return { number, contentNumber, content, objects: readPageText(content, pageFonts(file, body, fonts)) };
  });
  const placed = placeText(
    pages.map(({ objects }) => objects),
    texts,
  );
  return placed && pages.map((page, index) => ({ ...page, placed: placed[index]! }));
}

function marginOf(texts: readonly TextObject[]): string {
  return texts.map(({ text, inPageArea }) => (inPageArea ? '' : text)).join('');
}
