import type { Attachment } from '../attachments.ts';
import type { PdfFacts } from '../pdf-facts.ts';
import type { Claim } from '../xmp.ts';
import type { Clause } from './clause.ts';
import { CLAUSES, unprovenClauses } from './clauses.ts';
import { type BrokenPromise, brokenPromises } from './promises.ts';
import { readFile } from './read-file.ts';
import { readTags } from './read-tags.ts';

/** What the file is known to be from elsewhere. */
export interface ExpectedFile {
  /** Pages that the browser printed. */
  readonly pages: number;
  readonly facts: PdfFacts;
  /** What it claims to be. */
  readonly claim: Claim | null;
  readonly attachments?: readonly Attachment[];
}

/** What was found in the bytes of a file. */
export interface ReadBack {
  readonly broken: readonly BrokenPromise[];
  /** Clauses of its claim that are not proven; null where it claims nothing. */
  readonly unproven: readonly Clause[] | null;
}

/**
 * Looks at a finished PDF as it would be delivered, from its bytes alone: for what every file promises, and for each clause
 * of what it claims to be.
 *
 * Example: with an OpenType-CFF face → `broken: [{ promise: 'outlines', places: [148] }]`
 */
export function readBack(pdf: Buffer, { pages, facts, claim, attachments = [] }: ExpectedFile): ReadBack {
  try {
    const file = readFile(pdf);
    const broken = brokenPromises(file, pages);
    const unproven = claim && unprovenClauses({ file, tags: readTags(file), facts, claim, attachments });
    return { broken, unproven };
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError)
      return { broken: [{ promise: 'whole', places: [] }], unproven: claim && CLAUSES };
    throw error;
  }
}
