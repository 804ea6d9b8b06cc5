import type { AuditNeed, AuditRule } from './audit-rule.ts';
import * as between from './rules/between.ts';
import * as cells from './rules/cells.ts';
import * as claims from './rules/claims.ts';
import * as lastYear from './rules/last-year.ts';
import * as parts from './rules/parts.ts';
import * as sangong from './rules/sangong.ts';
import * as sums from './rules/sums.ts';
import * as tableAndProse from './rules/table-and-prose.ts';
import * as wording from './rules/wording.ts';

const isRule = (value: unknown): value is AuditRule =>
  typeof value === 'object' && value !== null && 'codes' in value && 'run' in value;

/** Every rule that a document alone can be judged by. */
export const AUDIT_RULES: readonly AuditRule[] = [
  parts,
  sums,
  cells,
  sangong,
  between,
  tableAndProse,
  claims,
  lastYear,
  wording,
].flatMap((family) => Object.values(family).filter(isRule));

/** What the judgement of a disclosure rule in a document needs; null for a rule that needs data of ours. `needsOf('E02')` → prose */
export function auditNeedsOf(code: string): readonly AuditNeed[] | null {
  const rules = AUDIT_RULES.filter(({ codes }) => codes.includes(code));
  if (rules.length === 0) return null;
  // Judged as far as the least of them reaches.
  return rules.reduce((least, { needs }) => (needs.length < least.length ? needs : least), rules[0]!.needs);
}
