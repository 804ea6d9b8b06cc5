import type { AuditRule } from './audit-rule.ts';
import * as between from './rules/between.ts';
import * as cells from './rules/cells.ts';
import * as changeSums from './rules/change-sums.ts';
import * as claims from './rules/claims.ts';
import * as form from './rules/form.ts';
import * as goalQuantities from './rules/goal-quantities.ts';
import * as goals from './rules/goals.ts';
import * as lastYear from './rules/last-year.ts';
import * as numbering from './rules/numbering.ts';
import * as parts from './rules/parts.ts';
import * as sangong from './rules/sangong.ts';
import * as staff from './rules/staff.ts';
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
  changeSums,
  form,
  goals,
  goalQuantities,
  staff,
  numbering,
  lastYear,
  wording,
].flatMap((family) => Object.values(family).filter(isRule));
