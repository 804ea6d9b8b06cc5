import { type PdfObjects, readPdf } from './pdf-objects.ts';

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
  const pages = new Map(pageObjects(file, reference(root, 'Pages')).map((page, index) => [page, index]));
  const named = file.objects.get(reference(root, 'Dests') ?? -1) ?? '';
  const destinations = new Map<string, number>();
  for (const [, name, page] of named.matchAll(/\/(\S+)\s*\[\s*(\d+) 0 R/g)) {
    const index = pages.get(Number(page));
    if (index !== undefined) destinations.set(name!, index);
  }
  return destinations;
}

function pageObjects(file: PdfObjects, number: number | null): number[] {
  const body = file.objects.get(number ?? -1) ?? '';
  const kids = /\/Kids\s*\[([^\]]*)\]/.exec(body)?.[1];
  if (kids === undefined) return number === null ? [] : [number];
  return [...kids.matchAll(/(\d+) 0 R/g)].flatMap(([, kid]) => pageObjects(file, Number(kid)));
}

function reference(body: string, key: string): number | null {
  const found = new RegExp(`/${key} (\\d+) 0 R`).exec(body);
  return found === null ? null : Number(found[1]);
}
