import { attachmentClauses } from './attachment-clauses.ts';
import type { Clause, Evidence } from './clause.ts';
import { documentClauses } from './document-clauses.ts';
import { fontClauses } from './font-clauses.ts';
import { tableClauses } from './table-clauses.ts';
import { tagClauses } from './tag-clauses.ts';

/** All clauses, in the order in which they are told. */
export const CLAUSES: readonly Clause[] = [
  ...documentClauses,
  ...fontClauses,
  ...tagClauses,
  ...tableClauses,
  ...attachmentClauses,
];

/**
 * The clauses that a file does not keep, or of which nothing can be proven. It may claim what it is only where there is
 * none.
 *
 * Example: a heading 三级 after one of 一级 → the clause `headings`
 */
export function unprovenClauses(evidence: Evidence): Clause[] {
  return CLAUSES.filter((clause) => !clause.holds(evidence));
}
