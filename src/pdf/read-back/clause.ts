import type { Attachment } from '../attachments.ts';
import type { PdfFacts } from '../pdf-facts.ts';
import type { Claim } from '../xmp.ts';
import type { ReadFile } from './read-file.ts';
import type { ReadTags } from './read-tags.ts';

/** What is to be proven of a finished file. */
export interface Evidence {
  readonly file: ReadFile;
  /** Null where they are not those of this program. */
  readonly tags: ReadTags | null;
  readonly facts: PdfFacts;
  readonly claim: Claim;
  /** What was put into it. */
  readonly attachments: readonly Attachment[];
}

/** A demand of PDF/UA-1 or PDF/A, level A, that a program can look at. */
export interface Clause {
  /** Names it in findings, tests and documentation. */
  readonly id: string;
  /** Where it stands: `UA 7.2`, `A 6.2.11`. */
  readonly source: string;
  /** What must be so, in Chinese. */
  readonly words: string;
  holds(evidence: Evidence): boolean;
}
