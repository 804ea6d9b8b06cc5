import { readPdf, writePdf } from './pdf-objects.ts';

/** What the PDF says of itself. */
export interface PdfFacts {
  readonly title: string;
  readonly author: string;
  /** The report's own date, `2025-02-21`; the time of printing would make every run different. */
  readonly date: string;
}

/**
 * Makes the browser's PDF final: title, author and date from the data, the same bytes for the same
 * input, and the tags packed.
 *
 * Throws a SyntaxError when the browser's file has an unexpected structure.
 *
 * Example: `finishPdf(bytes, { title: '2025年单位预算公开', author: '市政府办公室', date: '2025-02-21' })`
 */
export function finishPdf(pdf: Buffer, facts: PdfFacts): Buffer {
  const { objects, root, info } = readPdf(pdf);
  renameTags(objects);
  const date = `(D:${facts.date.replaceAll('-', '')}000000+08'00')`;
  objects.set(
    info,
    `<</Title ${textString(facts.title)}\n/Author ${textString(facts.author)}\n/Creator (Yugong)\n/Producer (Chromium)\n` +
      `/CreationDate ${date}\n/ModDate ${date}>>`,
  );
  return writePdf({ objects, root, info });
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

/** A text string of PDF: UTF-16 with its byte order mark, in hexadecimal. */
function textString(text: string): string {
  return `<FEFF${Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase()}>`;
}
