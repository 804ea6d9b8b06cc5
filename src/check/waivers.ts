import type { Unit } from '../books/unit.ts';
import type { Finding } from '../model/finding.ts';
import { ruleOf } from './registry.ts';

/** Personal data stays out of a public file, whatever reason is given. */
const NEVER_WAIVED = new Set(['F01']);

/**
 * Findings with the waivers of the unit file applied: what is waived becomes a note that bears the reason;
 * a waiver without effect is a warning of its own (`W01`).
 *
 * Example: `waivers: [{code: D20, reason: 另有10分为预算执行率}]` → the D20 warnings become notes
 */
export function applyWaivers(findings: readonly Finding[], unit: Unit): Finding[] {
  const { waivers } = unit.data;
  if (waivers.length === 0) return [...findings];
  const used = new Set<number>();
  const settled = findings.map((finding): Finding => {
    if (ruleOf(finding.code) === null || NEVER_WAIVED.has(finding.code)) return finding;
    const index = waivers.findIndex(
      ({ code, contains }) =>
        code === finding.code && (contains === undefined || finding.message.includes(contains)),
    );
    if (index < 0) return finding;
    used.add(index);
    const { reason } = waivers[index]!;
    return {
      ...finding,
      severity: 'note',
      message: `${finding.message}（已豁免：${reason.replace(/[。.]$/, '')}）`,
      hint: '',
      waived: reason,
    };
  });
  const idle = waivers.flatMap(({ code, contains }, index): Finding[] => {
    if (used.has(index)) return [];
    const rule = ruleOf(code);
    const [message, hint] =
      rule === null
        ? [`豁免的代码 ${code} 不存在。`, '代码见 docs/rules.md。']
        : NEVER_WAIVED.has(code)
          ? [`${code}（${rule.title}）不能豁免。`, '请改正数据；确需保留原始数据的，用 --redact 遮盖后输出。']
          : [
              `豁免 ${code}${contains === undefined ? '' : `（含“${contains}”）`}没有对应的问题。`,
              '问题已经改正的，删去这一条豁免。',
            ];
    const position = unit.locator.positionOf(['waivers', index]);
    return [{ code: 'W01', severity: 'warning', message, hint, position }];
  });
  return [...settled, ...idle];
}
