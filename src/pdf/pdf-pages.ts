import type { PdfObjects } from './pdf-objects.ts';

/**
 * Numbers of the page objects of a file in the order of the pages.
 *
 * Example: `pageNumbers(readPdf(pdf))` is `[2, 8, 10]` for a file of three pages.
 */
export function pageNumbers(file: PdfObjects): number[] {
  return leaves(file, reference(file.objects.get(file.root) ?? '', 'Pages'));
}

function leaves(file: PdfObjects, number: number | null): number[] {
  const body = file.objects.get(number ?? -1) ?? '';
  const kids = /\/Kids\s*\[([^\]]*)\]/.exec(body)?.[1];
  if (kids === undefined) return number === null ? [] : [number];
  return [...kids.matchAll(/(\d+) 0 R/g)].flatMap(([, kid]) => leaves(file, Number(kid)));
}

/** The number of the object that a key of a dictionary refers to, or null. `reference('/Pages 60 0 R', 'Pages')` is 60 */
export function reference(body: string, key: string): number | null {
  const found = new RegExp(`/${key} (\\d+) 0 R`).exec(body);
  return found === null ? null : Number(found[1]);
}
