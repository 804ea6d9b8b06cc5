import type { Finding } from './finding.ts';

/** More of one kind are seen by nobody, and fill the manifest and the screen. */
const MOST_OF_A_KIND = 100;

/**
 * Findings with the first hundred of every kind; the others are counted in one finding behind them. A kind is a code
 * with a severity.
 *
 * Example: 200,000 times L02 → the first 100, and “同类问题共 200000 个，只列出前 100 个。”
 */
export function limitFindings(findings: readonly Finding[], most: number = MOST_OF_A_KIND): Finding[] {
  const kindOf = ({ code, severity }: Finding): string => `${severity} ${code}`;
  const counts = new Map<string, number>();
  const told: Finding[] = [];
  for (const finding of findings) {
    const count = (counts.get(kindOf(finding)) ?? 0) + 1;
    counts.set(kindOf(finding), count);
    if (count <= most) told.push(finding);
  }
  if (told.length === findings.length) return told;
  const shown = new Map<string, number>();
  return told.flatMap((finding) => {
    const kind = kindOf(finding);
    const count = (shown.get(kind) ?? 0) + 1;
    shown.set(kind, count);
    const all = counts.get(kind)!;
    if (count < most || all <= most) return [finding];
    const { code, severity } = finding;
    const message = `同类问题共 ${all} 个，只列出前 ${most} 个。`;
    return [finding, { code, severity, message, hint: '先改正列出的，再运行一次。', position: null }];
  });
}
