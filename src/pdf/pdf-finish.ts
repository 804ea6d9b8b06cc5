import { type Attachment, attachFiles } from './attachments.ts';
import type { PdfFacts } from './pdf-facts.ts';
import {
  extend,
  nextNumber,
  type PdfObjects,
  packedStream,
  plainStream,
  readPdf,
  writePdf,
} from './pdf-objects.ts';
import { pageNumbers } from './pdf-pages.ts';
import { textString } from './pdf-text-string.ts';
import { rewriteToUnicode } from './rewrite-to-unicode.ts';
import { srgbProfile } from './srgb-profile.ts';
import type { Structure } from './tags/structure.ts';
import { tagPdf } from './tags/tag-pdf.ts';
import { type Claim, CREATOR, PRODUCER, xmpPacket } from './xmp.ts';

/** A file to be delivered, and what it is known to hold before it is read back. */
export interface FinishedPdf {
  readonly pdf: Buffer;
  /** Pages that the browser printed. */
  readonly pages: number;
}

/** What a file may claim and carry besides. */
export interface Additions {
  readonly claim?: Claim | null;
  readonly attachments?: readonly Attachment[];
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
export function finishPdf(
  pdf: Buffer,
  facts: PdfFacts,
  structure?: undefined,
  additions?: Additions,
): FinishedPdf;
export function finishPdf(
  pdf: Buffer,
  facts: PdfFacts,
  structure: Structure,
  additions?: Additions,
): FinishedPdf | null;
export function finishPdf(
  pdf: Buffer,
  facts: PdfFacts,
  structure?: Structure,
  { claim = null, attachments = [] }: Additions = {},
): FinishedPdf | null {
  const file = readPdf(pdf);
  const pages = pageNumbers(file).length;
  rewriteToUnicode(file);
  if (structure === undefined) renameTags(file.objects);
  else if (!tagPdf(file, structure)) return null;
  describe(file, facts, claim);
  attachFiles(file, attachments, facts.date);
  return { pdf: writePdf(file), pages };
}

/** Title, author, dates and language, twice: for programs that read the document information, and those of the archive. */
function describe({ objects, root, info }: PdfObjects, facts: PdfFacts, claim: Claim | null): void {
  const date = `(D:${facts.date.replaceAll('-', '')}000000+08'00')`;
  objects.set(
    info,
    `<</Title ${textString(facts.title)}\n/Author ${textString(facts.author)}\n/Creator (${CREATOR})\n` +
      `/Producer (${PRODUCER})\n/CreationDate ${date}\n/ModDate ${date}>>`,
  );
  const language = /\/Lang \(([^)]*)\)/.exec(objects.get(root)!)?.[1] ?? null;
  const next = nextNumber(objects);
  objects.set(next, plainStream('/Type /Metadata /Subtype /XML ', xmpPacket(facts, language, claim)));
  const profile = packedStream('/N 3 ', srgbProfile()).toString('latin1');
  objects.set(next + 1, profile);
  const intent =
    '<</Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB IEC61966-2.1) ' +
    `/Info (sRGB IEC61966-2.1) /DestOutputProfile ${next + 1} 0 R>>`;
  // The browser asks for the title in the window where the document has one.
  const view = objects.get(root)!.includes('/ViewerPreferences')
    ? ''
    : ' /ViewerPreferences <</DisplayDocTitle true>>';
  extend(objects, root, `/Metadata ${next} 0 R /OutputIntents [${intent}]${view}`);
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
