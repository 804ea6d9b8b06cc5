import type { Attachment } from './attachments.ts';
import type { PdfFacts } from './pdf-facts.ts';
import { type FinishedPdf, finishPdf } from './pdf-finish.ts';
import type { Clause } from './read-back/clause.ts';
import type { BrokenPromise } from './read-back/promises.ts';
import { readBack } from './read-back/read-back.ts';
import type { Structure } from './tags/structure.ts';
import type { Claim } from './xmp.ts';

/** A file to be delivered, with what reading it back found. */
export interface DeliveredPdf {
  readonly pdf: Buffer;
  readonly broken: readonly BrokenPromise[];
  /** Why it does not claim to be PDF/UA-1 and PDF/A; none where it does, null where nobody asked. */
  readonly unproven: readonly Clause[] | null;
}

/**
 * Makes the browser's PDF final, with the files it carries, and reads it back. With its tags from `structure` it claims to be
 * PDF/UA-1 and PDF/A-2a (3a with files), but only when every clause that a program can look at is proven of its bytes; a file
 * that the browser tagged claims nothing. Null where the text of the file is not exactly that of the structure. Throws a
 * SyntaxError for a file of unexpected structure.
 *
 * Example: `deliverPdf(bytes, facts, [], readStructure(html)!)` → `{ pdf, broken: [], unproven: [] }`
 */
export function deliverPdf(raw: Buffer, facts: PdfFacts, attachments: readonly Attachment[]): DeliveredPdf;
export function deliverPdf(
  raw: Buffer,
  facts: PdfFacts,
  attachments: readonly Attachment[],
  structure: Structure,
): DeliveredPdf | null;
export function deliverPdf(
  raw: Buffer,
  facts: PdfFacts,
  attachments: readonly Attachment[],
  structure?: Structure,
): DeliveredPdf | null {
  const delivered = ({ pdf, pages }: FinishedPdf, claim: Claim | null): DeliveredPdf => {
    return { pdf, ...readBack(pdf, { pages, facts, claim, attachments }) };
  };
  if (structure === undefined) return delivered(finishPdf(raw, facts, undefined, { attachments }), null);
  const claim: Claim = { archivePart: attachments.length === 0 ? 2 : 3 };
  const claimed = finishPdf(raw, facts, structure, { claim, attachments });
  if (claimed === null) return null;
  const proof = delivered(claimed, claim);
  if (proof.unproven?.length === 0) return proof;
  const { pdf } = finishPdf(raw, facts, structure, { attachments })!;
  return { ...proof, pdf };
}
