import { ruleOf } from '../check/registry.ts';
import type { Finding, Severity } from '../model/finding.ts';
import { displayWidth } from './display-width.ts';
import { distinctFindings, formatSummary } from './format-finding.ts';

/** What the check of one unit file found, each problem once. */
export interface CheckedUnit {
  readonly file: string;
  readonly findings: readonly Finding[];
}

export type Counts = Readonly<Record<Severity, number>>;

/** How often a rule was broken. */
export interface RuleCount {
  readonly code: string;
  readonly title: string;
  readonly units: number;
  readonly counts: Counts;
}

const WORST_UNITS = 20;

export function countSeverities(findings: readonly Finding[]): Counts {
  const counts = { error: 0, warning: 0, note: 0 };
  for (const { severity } of distinctFindings(findings)) counts[severity] += 1;
  return counts;
}

/** Counts by rule, the gravest and most frequent first. */
export function countRules(units: readonly CheckedUnit[]): RuleCount[] {
  const rules = new Map<string, { units: number; counts: Record<Severity, number> }>();
  for (const { findings } of units) {
    const here = new Set<string>();
    for (const { code, severity } of distinctFindings(findings)) {
      const rule = rules.get(code) ?? { units: 0, counts: { error: 0, warning: 0, note: 0 } };
      rules.set(code, rule);
      rule.counts[severity] += 1;
      if (!here.has(code)) rule.units += 1;
      here.add(code);
    }
  }
  return [...rules]
    .map(([code, { units: affected, counts }]) => ({
      code,
      title: ruleOf(code)?.title ?? '',
      units: affected,
      counts,
    }))
    .sort((a, b) => byGravity(a.counts, b.counts) || (a.code < b.code ? -1 : 1));
}

/** Units with problems, those with most errors first. */
export function worstUnits(units: readonly CheckedUnit[]): CheckedUnit[] {
  return units
    .filter(({ findings }) => findings.length > 0)
    .map((unit) => ({ unit, counts: countSeverities(unit.findings) }))
    .sort((a, b) => byGravity(a.counts, b.counts) || (a.unit.file < b.unit.file ? -1 : 1))
    .map(({ unit }) => unit);
}

function byGravity(a: Counts, b: Counts): number {
  return b.error - a.error || b.warning - a.warning || b.note - a.note;
}

/**
 * The summary over many units: how many are clean, counts by rule, worst units first.
 *
 * Example: `D20  分值权重合计  3 个单位  12 个警告`
 */
export function formatCheckSummary(units: readonly CheckedUnit[], what = '个单位'): string {
  const counts = units.map(({ findings }) => countSeverities(findings));
  const withErrors = counts.filter(({ error }) => error > 0).length;
  const clean = counts.filter(({ error, warning, note }) => error + warning + note === 0).length;
  const lines = [
    `共检查 ${units.length} ${what}：${withErrors} 个有错误，${units.length - withErrors - clean} 个只有警告或提示，${clean} 个没有问题。`,
  ];
  const rules = countRules(units);
  if (rules.length > 0) {
    const width = Math.max(...rules.map(({ title }) => displayWidth(title)));
    lines.push('', '各项规则：');
    for (const { code, title, units: affected, counts: own } of rules) {
      const pad = ' '.repeat(width - displayWidth(title));
      lines.push(`  ${code}  ${title}${pad}  ${affected} ${what}  ${inWords(own)}`);
    }
  }
  const worst = worstUnits(units);
  if (worst.length > 0) {
    lines.push('', what === '个单位' ? '问题最多的单位：' : '问题最多的报告：');
    for (const { file, findings } of worst.slice(0, WORST_UNITS))
      lines.push(`  ${file}  ${formatSummary(findings)}`);
    if (worst.length > WORST_UNITS) lines.push(`  其余 ${worst.length - WORST_UNITS} ${what}略，见 --json。`);
  }
  return lines.join('\n');
}

function inWords({ error, warning, note }: Counts): string {
  const parts = [
    [error, '错误'],
    [warning, '警告'],
    [note, '提示'],
  ] as const;
  return parts
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count} 个${word}`)
    .join('、');
}
