import { readPdf } from './pdf-objects.ts';
import { pageNumbers, reference } from './pdf-pages.ts';

/**
 * The pages, counted from 0, on which the link targets of a document stand, by their `id`. Only targets
 * that a link of the document leads to are known. Throws a SyntaxError when the browser's file has an
 * unexpected structure.
 *
 * Example: `destinationPages(pdf).get('part-1')` is 2 behind a cover and a page of contents.
 */
export function destinationPages(pdf: Buffer): Map<string, number> {
  const file = readPdf(pdf);
  const root = file.objects.get(file.root) ?? '';
  const pages = new Map(pageNumbers(file).map((page, index) => [page, index]));
  const named = file.objects.get(reference(root, 'Dests') ?? -1) ?? '';
  const destinations = new Map<string, number>();
  for (const [, name, page] of named.matchAll(/\/(\S+)\s*\[\s*(\d+) 0 R/g)) {
    const index = pages.get(Number(page));
    if (index !== undefined) destinations.set(name!, index);
  }
  return destinations;
}
