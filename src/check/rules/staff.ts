import { bookOf } from '../../books/books.ts';
import type { TextField } from '../../kinds/human-texts.ts';
import { officeOf } from '../../model/office.ts';
import { quoting } from '../../model/quoting.ts';
import { isUnread, type RawFinding } from '../context.ts';
import { checkedRule, type Rule } from '../rule.ts';

/** Texts that speak of the unit's own staff; a project may serve other people. */
const OWN_STAFF: readonly TextField[] = ['reason', 'purpose', 'otherMatter'];
const OFFICE_COUNT = /(?:内设|下设|设有)(?:机构|科室)?\s*(\d+)\s*个/;

/** D22 人员与科室: staff over the establishment without a word, counts in texts against those of the file. */
export const staffCounts: Rule = checkedRule(
  {
    code: 'D22',
    title: '人员与科室',
    meaning:
      '实有人数、科室数由程序计算；在职人数超过编制数应有说明，文字中的人数、科室数与概况相符，增减与上年文件相符。',
    example: '编制 5，在职 31，没有说明。',
    remedy: '核对人数；有编外人员的，在 otherMatters 中说明。',
    source: 'SEED',
    severity: 'warning',
    needs: ['data', 'texts'],
    judges: { document: '预算' },
  },
  ({ unit, words, humanTexts, unread }) => {
    const { staff, establishment } = unit.data.unit;
    const offices = unit.data.unit.offices.map((written) => officeOf(written).name);
    const { establishedStaff, overStaffedWords } = words.wording;
    const findings: RawFinding[] = [];
    const actual = staff[establishedStaff]?.count ?? 0;
    const explained = unit.data.otherMatters.some((text) =>
      overStaffedWords.some((word) => text.includes(word)),
    );
    if (actual > establishment && !explained && !isUnread('unit.establishment', unread)) {
      findings.push({
        message: `编制数${establishment}，${establishedStaff}实有${actual}人，超出${actual - establishment}人而没有说明。`,
        hint: '核对编制数；确有编外人员的，在 otherMatters 中说明。',
        path: ['unit', 'establishment'],
      });
    }
    const repeated = offices.find((office, index) => offices.indexOf(office) !== index);
    if (repeated !== undefined) {
      findings.push({
        ...quoting`内设科室“${repeated}”列了两次，科室数会多算一个。`,
        hint: '删去重复的一个。',
        path: ['unit', 'offices', offices.lastIndexOf(repeated)],
      });
    }
    for (const [group, { count, change }] of Object.entries(staff)) {
      const before = bookOf(unit, 'prior').from?.staff[group];
      if (before === undefined || count - change === before) continue;
      findings.push({
        ...quoting`“${group}”${count}人，比上年增减${change}人，推算上年${count - change}人；上年文件写的是${before}人。`,
        hint: `核对人数；与上年文件比较应为 ${count - before}。`,
        path: ['unit', 'staff', group, 'change'],
      });
    }
    for (const text of humanTexts) {
      const officesHere = OFFICE_COUNT.exec(text.text);
      if (officesHere && offices.length > 0 && Number(officesHere[1]) !== offices.length) {
        findings.push({
          message: `文字中写内设${officesHere[1]}个，列举的科室是${offices.length}个。`,
          hint: '核对科室数。',
          path: text.path,
          snippet: officesHere[0],
        });
      }
      for (const [group, { count, change }] of Object.entries(staff)) {
        const said = headsOf(group, text.text);
        if (!said || !OWN_STAFF.includes(text.field)) continue;
        const value = Number(said.count) * (said.verb === '减少' ? -1 : 1);
        const wanted = said.verb === undefined ? count : change;
        if (value === wanted) continue;
        const stated =
          said.verb === undefined
            ? `${count}人`
            : `比上年${change < 0 ? '减少' : '增加'}${Math.abs(change)}人`;
        findings.push({
          ...quoting`文字中写“${said.written}”，单位概况中“${group}”${stated}。`,
          hint: '两处核对一致。',
          path: text.path,
          snippet: said.written,
        });
      }
    }
    return findings;
  },
  'test/check/construction.test.ts: D22 heads and offices are counted by the program',
);

/** What a text says of a kind of staff: 在职人员减少1人. The kind is free text, so it is looked for as it stands. */
function headsOf(
  group: string,
  text: string,
): { written: string; verb: string | undefined; count: string } | null {
  for (let at = text.indexOf(group); at >= 0; at = text.indexOf(group, at + 1)) {
    const after = /^(?:人员)?(增加|减少)?(\d{1,6})人/.exec(
      text.slice(at + group.length, at + group.length + 20),
    );
    if (after) return { written: group + after[0], verb: after[1], count: after[2]! };
  }
  return null;
}
