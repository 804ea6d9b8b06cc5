import { deflateSync, inflateSync } from 'node:zlib';
import { compression, type PdfObjects } from '../pdf-objects.ts';
import { pageNumbers, reference } from '../pdf-pages.ts';
import { type Bookmark, bookmarkObjects } from './bookmarks.ts';
import { markContent } from './mark-content.ts';
import { readPageText, type TextObject } from './page-text.ts';
import { type PlacedPage, placeText } from './place-text.ts';
import type { Structure, StructureElement } from './structure.ts';
import { structureObjects } from './structure-objects.ts';
import { textPosition } from './text-position.ts';
import { type CodeTexts, readToUnicode } from './to-unicode.ts';

/** A page as the browser made it, with the texts of the document that it shows. */
interface Page {
  readonly number: number;
  readonly contentNumber: number;
  readonly content: string;
  readonly objects: readonly TextObject[];
  readonly placed: PlacedPage;
}

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
  if (pages === null) return false;
  const { objects } = file;
  let next = Math.max(...objects.keys()) + 1;

  const marked = pages.map(({ number, content, objects: texts, placed }) => {
    return { object: number, ...markContent(content, texts, placed) };
  });
  const annotations = linkAnnotations(file, pages);
  const tags = structureObjects(structure.root, { pages: marked, annotations }, next);
  for (const [number, body] of tags.objects) objects.set(number, body);
  next = Math.max(next, ...tags.objects.keys()) + 1;
  for (const [index, { number, contentNumber }] of pages.entries()) {
    objects.set(contentNumber, packed(marked[index]!.content));
    extend(objects, number, `/StructParents ${index}`);
  }
  for (const [annotation, key] of tags.annotationKeys) extend(objects, annotation, `/StructParent ${key}`);

  let catalog = `/MarkInfo <</Marked true>> /StructTreeRoot ${tags.root} 0 R`;
  const bookmarks = headingPlaces(structure, pages);
  if (bookmarks.length > 0) {
    for (const [number, body] of bookmarkObjects(bookmarks, next)) objects.set(number, body);
    catalog += ` /Outlines ${next} 0 R`;
  }
  if (structure.language !== null) catalog += ` /Lang (${structure.language.replace(/[^\w-]/g, '')})`;
  extend(objects, file.root, catalog);
  return true;
}

function readPages(file: PdfObjects, { texts }: Structure): Page[] | null {
  const fonts = new Map<number, CodeTexts>();
  const pages = pageNumbers(file).map((number) => {
    const body = file.objects.get(number)!;
    const contentNumber = reference(body, 'Contents');
    if (contentNumber === null) throw new SyntaxError('a page without content');
    // A drawing of its own, as of half-transparent parts, may hold text that is not seen here.
    if (body.includes('/XObject')) throw new SyntaxError('a page with drawings');
    const content = unpacked(file, contentNumber);
    return { number, contentNumber, content, objects: readPageText(content, pageFonts(file, body, fonts)) };
  });
  const placed = placeText(
    pages.map(({ objects }) => objects),
    texts,
  );
  return placed && pages.map((page, index) => ({ ...page, placed: placed[index]! }));
}

/** The fonts of a page by the names that its content uses; `known` keeps those of all pages by their objects. */
function pageFonts(file: PdfObjects, page: string, known: Map<number, CodeTexts>): Map<string, CodeTexts> {
  const fonts = new Map<string, CodeTexts>();
  const named = /\/Font <<([^>]*)>>/.exec(page)?.[1] ?? '';
  for (const [, name, number] of named.matchAll(/\/(\S+) (\d+) 0 R/g)) {
    const font = Number(number);
    if (!known.has(font)) {
      const map = reference(file.objects.get(font) ?? '', 'ToUnicode');
      known.set(font, map === null ? new Map() : readToUnicode(unpacked(file, map)));
    }
    fonts.set(name!, known.get(font)!);
  }
  return fonts;
}

const HEADER = /^<<[^>]*>>\s*stream\r?\n/;

function unpacked(file: PdfObjects, number: number): string {
  const body = file.objects.get(number) ?? '';
  const header = HEADER.exec(body)?.[0];
  const length = Number(/\/Length (\d+)/.exec(header ?? '')?.[1]);
  if (header === undefined || Number.isNaN(length) || !header.includes('/Filter /FlateDecode')) {
    throw new SyntaxError(`unexpected PDF stream ${number}`);
  }
  return inflateSync(Buffer.from(body.slice(header.length, header.length + length), 'latin1')).toString(
    'latin1',
  );
}

function packed(content: string): string {
  const bytes = deflateSync(Buffer.from(content, 'latin1'), { level: compression });
  return `<</Filter /FlateDecode /Length ${bytes.length}>> stream\n${bytes.toString('latin1')}\nendstream`;
}

/** The dictionary of an object with more entries. */
function extend(objects: Map<number, string>, number: number, entries: string): void {
  const body = objects.get(number)!;
  objects.set(number, `${body.slice(0, body.lastIndexOf('>>'))}\n${entries}>>`);
}

/** The annotation of a link lies over its text. */
function linkAnnotations(file: PdfObjects, pages: readonly Page[]): Map<StructureElement, number[]> {
  const annotations = new Map<StructureElement, number[]>();
  for (const { number, content, objects, placed } of pages) {
    const listed = /\/Annots \[([^\]]*)\]/.exec(file.objects.get(number)!)?.[1];
    if (listed === undefined) continue;
    const links = objects.flatMap((object, index) => {
      const owner = placed[index]?.owner;
      const position = owner?.href == null ? null : textPosition(content, object);
      return owner == null || position === null ? [] : [{ owner, ...position }];
    });
    for (const [, annotation] of listed.matchAll(/(\d+) 0 R/g)) {
      const rectangle = /\/Rect \[([^\]]*)\]/.exec(file.objects.get(Number(annotation)) ?? '')?.[1];
      const [left = 0, bottom = 0, right = 0, top = 0] = (rectangle ?? '').split(' ').map(Number);
      const link = links.find(({ x, y }) => x > left - 1 && x < right + 1 && y > bottom && y < top);
      if (link === undefined) continue;
      annotations.set(link.owner, [...(annotations.get(link.owner) ?? []), Number(annotation)]);
    }
  }
  return annotations;
}

function headingPlaces({ headings }: Structure, pages: readonly Page[]): Bookmark[] {
  const places = new Map<StructureElement, Pick<Bookmark, 'page' | 'left' | 'top'>>();
  const sought = new Set(headings.map(({ element }) => element));
  for (const { number, content, objects, placed } of pages) {
    for (const [index, text] of placed.entries()) {
      if (text?.owner == null || !sought.has(text.owner) || places.has(text.owner)) continue;
      const position = textPosition(content, objects[index]!);
      if (position === null) continue;
      places.set(text.owner, { page: number, left: position.x, top: position.y + position.size });
    }
  }
  return headings.flatMap(({ element, level, title }) => {
    const place = places.get(element);
    return place === undefined ? [] : [{ level, title: title.replace(/\s+/g, ' ').trim(), ...place }];
  });
}
