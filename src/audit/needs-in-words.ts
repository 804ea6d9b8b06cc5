import type { AuditNeed } from './audit-rule.ts';
import { AUDIT_RULES } from './audit-rules.ts';

const WORDS: Readonly<Record<AuditNeed, string>> = {
  report: '整份报告',
  tables: '表',
  prose: '文字',
  codes: '当年的科目表',
  profile: '样式（--pack）',
  lastYear: '上年的报告（--last-year）',
  approved: '批复日期（--approved）',
};

/** What a document of others must bring before a rule can be judged in it; a rule that no document can be judged by needs data. */
const DATA = '单位的数据（只在 check 里）';

/**
 * What the audit of a document needs to judge a rule, in words; several ways, from the one that asks least.
 *
 * Example: `needsInWords('E01')` → 文字；文字、表、上年的报告（--last-year）
 */
export function needsInWords(code: string): string {
  const ways = AUDIT_RULES.filter(({ codes }) => codes.includes(code)).map(({ needs }) => needs);
  const said = [...ways]
    .sort((a, b) => a.length - b.length)
    .map((needs) => (needs.length === 0 ? '报告' : needs.map((need) => WORDS[need]).join('、')));
  return said.length === 0 ? DATA : [...new Set(said)].join('；');
}
