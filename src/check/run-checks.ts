import { type DocumentKind, kindOf } from '../kinds/registry.ts';
import type { Finding } from '../model/finding.ts';
import type { CheckSettings } from '../pack/pack.ts';
import { type CheckContext, isUnread, type RawFinding } from './context.ts';
import { placeOf } from './place.ts';
import { RULES, ruleOf } from './registry.ts';
import type { Rule } from './rule.ts';

/**
 * All findings of the disclosure rules that this stage checks, with the severities the rules come with.
 *
 * Example: the published report of 2025 gives, among others, D20 four times (分值权重合计 90).
 */
export function runChecks(context: CheckContext, rules: readonly Rule[] = RULES): Finding[] {
  const kind = kindOf(context.unit);
  const off = new Set(context.pack.settings.checks.off);
  return rules.flatMap((rule) => {
    if (!judges(rule, kind)) return [];
    if (rule.verdict.kind !== 'checked' || rule.verdict.run === null || off.has(rule.code)) return [];
    if (rule.about !== undefined && isUnread(rule.about, context.unread)) return [];
    if (rule.needs?.includes('prose') && context.prose === null) return [];
    return rule.verdict.run(context).map((found) => settled(found, rule, context));
  });
}

/** A finding with the code and severity of its rule, its place and its subject. */
function settled(
  { path, snippet, position, severity, subject, ...said }: RawFinding,
  rule: Rule,
  { unit }: CheckContext,
): Finding {
  const known = path === undefined ? subject : { path, ...subject };
  return {
    code: rule.code,
    severity: severity ?? rule.severity,
    ...said,
    position: position ?? (path === undefined ? null : placeOf(unit, path, snippet)),
    ...(known === undefined ? {} : { subject: known }),
  };
}

/** Whether a rule says anything of documents of this kind. */
export function judges({ judges }: Rule, { level, document }: DocumentKind): boolean {
  return (judges?.level ?? level) === level && (judges?.document ?? document) === document;
}

/**
 * Findings with what the pack says of them: rules switched off left out, severities replaced. Findings that
 * belong to no disclosure rule stay as they are.
 */
export function applySettings(findings: readonly Finding[], settings: CheckSettings): Finding[] {
  return findings.flatMap((finding) => {
    if (ruleOf(finding.code) === null) return [finding];
    if (settings.off.includes(finding.code)) return [];
    const severity = settings.severities[finding.code];
    return [severity === undefined ? finding : { ...finding, severity }];
  });
}
