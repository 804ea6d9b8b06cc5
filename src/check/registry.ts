import type { Rule } from './rule.ts';
import { BETWEEN_TABLE_RULES } from './rules/between-tables.ts';
import { CHANGE_RULES } from './rules/change.ts';
import { STRUCTURE_RULES } from './rules/structure.ts';
import { TABLE_TO_TEXT_RULES } from './rules/table-to-text.ts';
import { TEXT_RULES } from './rules/text.ts';
import { WITHIN_TABLE_RULES } from './rules/within-tables.ts';

/** Every disclosure rule, in the order of its code. */
export const RULES: readonly Rule[] = [
  ...STRUCTURE_RULES,
  ...WITHIN_TABLE_RULES,
  ...BETWEEN_TABLE_RULES,
  ...TABLE_TO_TEXT_RULES,
  ...CHANGE_RULES,
  ...TEXT_RULES,
];

const byCode = new Map(RULES.map((rule) => [rule.code, rule]));

/** The rule of a code, or null for a code of another kind (`L21`). `ruleOf('D20')` → 分值权重合计 */
export function ruleOf(code: string): Rule | null {
  return byCode.get(code) ?? null;
}
