import { kindOf } from '../../kinds/registry.ts';
import { quoting } from '../../model/quoting.ts';
import type { CheckContext, RawFinding } from '../context.ts';
import { checkedRule, type Rule } from '../rule.ts';

const YEAR = /(20\d\d)\s*年(?:度)?/g;
/** Titles, document numbers and quotations name the years they have. */
const QUOTED = /《[^《》]*》|〔[^〔〕]*〕|“[^“”]*”|（[^（）]*）/g;
const COMPARES = /[与较比同][^，。；]{0,2}$/;
const RANGE_BEFORE = /(?:自|从|截至|至|到|于|—|－|-|–)$/;
const RANGE_AFTER = /^(?:末|底|以来|起|至|到|—|－|-|–|及以前|前)/;

/** A budget is published in its own year, a final account in the next. */
function publicationYear({ unit }: CheckContext): number {
  return unit.data.year + (kindOf(unit).document === '决算' ? 1 : 0);
}

/** C16 年度一致: the date of publication, and years in human text that are neither this year nor excused. */
export const yearsInText: Rule = checkedRule(
  {
    code: 'C16',
    title: '年度一致',
    meaning:
      '表题、说明的年度取自单位文件；文字中不混入别的年度（书名号、括号中的文号年份，“自……年起”，上年完成值除外），公开日期在本年（决算在次年）。',
    example: '2025 年的报告写“与 2023 年相比”“2024 年工作计划”。',
    remedy: '改为本年，或写明“自……起”。',
    source: 'GBC PT26',
    severity: 'error',
    needs: ['texts'],
  },
  (context) => {
    const { unit } = context;
    const { year, date } = unit.data;
    const findings: RawFinding[] = [];
    const late = publicationYear(context);
    if (date.year !== late && !(late === year && date.year === year - 1 && date.month >= 11)) {
      const { document } = kindOf(unit);
      findings.push({
        message: `公开日期是 ${date.year} 年，${document}年度是 ${year} 年。`,
        hint: late === year ? '核对 date 和 year。' : `决算在下一年公开；核对 date 和 year。`,
        path: ['date'],
      });
    }
    for (const text of context.humanTexts) {
      if (text.field === 'lastYear' || text.field === 'glossary') continue;
      const bare = text.text.replace(QUOTED, (quoted) => '□'.repeat(quoted.length));
      for (const match of bare.matchAll(YEAR)) {
        const found = Number.parseInt(match[1]!, 10);
        const before = bare.slice(0, match.index);
        const after = bare.slice(match.index + match[0].length);
        // Why a figure changed is told of both years.
        if (found === year || (found === year - 1 && text.field === 'reason')) continue;
        if (COMPARES.test(before)) {
          if (found === year - 1) continue;
          findings.push({
            message: `比较的基期写作 ${found} 年，应为上年（${year - 1} 年）。`,
            hint: `改为“上年”或“${year - 1}年”，并核对数字。`,
            path: text.path,
            snippet: match[0],
          });
          continue;
        }
        if (RANGE_BEFORE.test(before) || RANGE_AFTER.test(after)) continue;
        if (text.field === 'period' && bare.includes(String(year))) continue;
        findings.push({
          severity: 'warning',
          ...quoting`${year} 年的公开文本中写了“${match[0]}”，可能是以前年度的文字。`,
          hint: `确属当年的改为 ${year} 年；确实说的是以前年度的，写明“自……起”“……以来”。`,
          path: text.path,
          snippet: match[0],
        });
      }
    }
    return findings;
  },
  'test/check/construction.test.ts: C16 tables and headings bear the year of the unit file',
);
