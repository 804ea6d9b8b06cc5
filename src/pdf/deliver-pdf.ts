import type { PdfFacts } from './pdf-facts.ts';
import { type FinishedPdf, finishPdf } from './pdf-finish.ts';
import type { Clause } from './read-back/clause.ts';
import type { BrokenPromise } from './read-back/promises.ts';
import { type ReadBack, readBack } from './read-back/read-back.ts';
import type { Structure } from './tags/structure.ts';
import type { Claim } from './xmp.ts';

/** A file to be delivered, with what reading it back found. */
export interface DeliveredPdf {
  readonly pdf: Buffer;
  readonly broken: readonly BrokenPromise[];
  /** Why it does not claim to be PDF/UA-1 and PDF/A; none where it does, null where nobody asked. */
  readonly unproven: readonly Clause[] | null;
}

const CLAIM: Claim = { archivePart: 2 };

/**
 * Makes the browser's PDF final and reads it back. With its tags from `structure` it claims to be PDF/UA-1 and PDF/A-2a, but
 * only when every clause that a program can look at is proven of its bytes; a file that the browser tagged claims nothing.
 * Null where the text of the file is not exactly that of the structure. Throws a SyntaxError for a file of unexpected
 * structure.
 *
 * Example: `deliverPdf(bytes, facts, readStructure(html)!)` → `{ pdf, broken: [], unproven: [] }`
 */
export function deliverPdf(raw: Buffer, facts: PdfFacts): DeliveredPdf;
export function deliverPdf(raw: Buffer, facts: PdfFacts, structure: Structure): DeliveredPdf | null;
export function deliverPdf(raw: Buffer, facts: PdfFacts, structure?: Structure): DeliveredPdf | null {
  if (structure === undefined) return delivered(finishPdf(raw, facts), facts, null);
  const claimed = finishPdf(raw, facts, structure, CLAIM);
  if (claimed === null) return null;
  const proof = delivered(claimed, facts, CLAIM);
  if (proof.unproven?.length === 0) return proof;
  const { pdf } = finishPdf(raw, facts, structure, null)!;
  return { ...proof, pdf };
}

function delivered({ pdf, pages }: FinishedPdf, facts: PdfFacts, claim: Claim | null): DeliveredPdf {
  const { broken, unproven }: ReadBack = readBack(pdf, { pages, facts, claim });
  return { pdf, broken, unproven };
}
