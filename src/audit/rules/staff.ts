import { quoting } from '../../model/quoting.ts';
import type { AuditFinding, AuditRule } from '../audit-rule.ts';
import { staffOf } from '../staff.ts';

/** D22 人员与科室: what the report counts against what it lists. */
export const staffCounts: AuditRule = {
  codes: ['D22'],
  needs: ['prose'],
  run: ({ reading, words: { wording } }) => {
    const { establishment, actual, groups, offices } = staffOf(reading);
    const findings: AuditFinding[] = [];
    const sum = groups.reduce((total, { count }) => total + count, 0);
    if (actual !== null && groups.length > 1 && sum !== actual.count) {
      findings.push({
        code: 'D22',
        severity: 'warning',
        ...quoting`实有人数写${actual.count}人，所列${groups.map(({ name, count }) => `${name}${count}人`).join('、')}，合计${sum}人。`,
        hint: '核对人数；各类人员之和等于实有人数。',
        at: actual.at,
      });
    }
    const established = groups.find(({ name }) => name.includes(wording.establishedStaff));
    const isTold = reading.sentences.some(({ text }) =>
      wording.overStaffedWords.some((word) => text.includes(word)),
    );
    if (establishment !== null && established && established.count > establishment.count && !isTold) {
      findings.push({
        code: 'D22',
        severity: 'warning',
        ...quoting`编制${establishment.count}，${established.name}${established.count}人，超出${established.count - establishment.count}人而没有说明。`,
        hint: '核对编制数；确有编外人员的，写明。',
        at: establishment.at,
      });
    }
    if (offices.count !== null && offices.names.length > 1 && offices.count !== offices.names.length) {
      findings.push({
        code: 'D22',
        severity: 'warning',
        ...quoting`文中写${offices.count}个科室，列举的是${offices.names.length}个：${offices.names.join('、')}。`,
        hint: '核对科室数和名称。',
        at: offices.at,
      });
    }
    return findings;
  },
};
