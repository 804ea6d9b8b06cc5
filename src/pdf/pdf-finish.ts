import { readPdf, writePdf } from './pdf-objects.ts';
import { pageNumbers } from './pdf-pages.ts';
import { textString } from './pdf-text-string.ts';
import { rewriteToUnicode } from './rewrite-to-unicode.ts';
import type { Structure } from './tags/structure.ts';
import { tagPdf } from './tags/tag-pdf.ts';

/** What the PDF says of itself. */
export interface PdfFacts {
  readonly title: string;
  readonly author: string;
  /** The report's own date, `2025-02-21`; the time of printing would make every run different. */
  readonly date: string;
}

/** A file to be delivered, and what it is known to hold before it is read back. */
export interface FinishedPdf {
  readonly pdf: Buffer;
  /** Pages that the browser printed. */
  readonly pages: number;
}

/**
 * Makes the browser's PDF final: title, author and date from the data, the same bytes for the same
 * input, the characters of its fonts written anew, and the tags packed. An untagged one gets its tags from `structure`; null when its text is not exactly that of
 * the structure.
 *
 * Throws a SyntaxError when the browser's file has an unexpected structure.
 *
 * Example: `finishPdf(bytes, { title: '2025年单位预算公开', author: '市政府办公室', date: '2025-02-21' })`
 */
export function finishPdf(pdf: Buffer, facts: PdfFacts): FinishedPdf;
export function finishPdf(pdf: Buffer, facts: PdfFacts, structure: Structure): FinishedPdf | null;
export function finishPdf(pdf: Buffer, facts: PdfFacts, structure?: Structure): FinishedPdf | null {
  const file = readPdf(pdf);
  const pages = pageNumbers(file).length;
  rewriteToUnicode(file);
  if (structure === undefined) renameTags(file.objects);
  else if (!tagPdf(file, structure)) return null;
  const { objects, root, info } = file;
  const date = `(D:${facts.date.replaceAll('-', '')}000000+08'00')`;
  objects.set(
    info,
    `<</Title ${textString(facts.title)}\n/Author ${textString(facts.author)}\n/Creator (Yugong)\n/Producer (Chromium)\n` +
      `/CreationDate ${date}\n/ModDate ${date}>>`,
  );
  return { pdf: writePdf({ objects, root, info }), pages };
}

const tagName = /node\d{8}/g;

/**
 * The browser names tags by a counter that runs on from document to document. Numbering them by rank
 * makes the names a matter of this document alone, and keeps the name tree sorted.
 */
function renameTags(objects: Map<number, string>): void {
  const named = [...objects].filter(([, body]) => body.includes('(node') && !body.endsWith('endstream'));
  const names = new Set(named.flatMap(([, body]) => body.match(tagName) ?? []));
  const rank = new Map(
    [...names].sort().map((name, index) => [name, `node${String(index + 1).padStart(8, '0')}`]),
  );
  for (const [number, body] of named) {
    objects.set(
      number,
      body.replace(tagName, (name) => rank.get(name)!),
    );
  }
}
