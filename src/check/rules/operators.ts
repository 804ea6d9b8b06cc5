import { quoting } from '../../model/quoting.ts';
import type { RawFinding } from '../context.ts';
import { operatorPair, rateBeyond } from '../indicator-values.ts';
import { checkedRule, type Rule } from '../rule.ts';

/** F04 比较符: one finding for each goal table with typed-out operators, one for each rate beyond 100 %. */
export const operators: Rule = checkedRule(
  {
    code: 'F04',
    title: '指标值的比较符',
    meaning: '写“≥95%”“≤30万元”，不写“＞=95%”；百分率不超过 100%。',
    example: '政府采购率“＞=100%”。',
    remedy: '改用 ≥、≤；百分率最高 100%。',
    source: 'SEED',
    severity: 'note',
    needs: ['texts'],
  },
  (context) => {
    const findings: RawFinding[] = [];
    const tables = new Map<string | null, { count: number; finding: RawFinding }>();
    let name = '';
    for (const text of context.humanTexts) {
      if (text.field === 'indicator') name = text.text;
      if (text.field !== 'indicatorValue') continue;
      const pair = operatorPair(text.text);
      if (pair) {
        const { better } = pair;
        const known = tables.get(text.project);
        if (known) known.count += 1;
        else {
          const finding = {
            ...quoting`指标值的比较符写作“${pair.written}”`,
            hint: `写作“${better}”，例如“${text.text.replace(pair.written, better)}”。`,
            path: text.path,
            snippet: pair.written,
          };
          tables.set(text.project, { count: 1, finding });
        }
      }
      const beyond = rateBeyond(name, text.text);
      if (beyond !== null) {
        findings.push({
          ...quoting`“${name}”的指标值“${text.text}”超过或可能超过 100%。`,
          hint: '百分率指标最高为 100%，写作“=100%”或较低的值。',
          path: text.path,
          snippet: beyond,
        });
      }
    }
    const grouped = [...tables.values()].map(({ count, finding }) => ({
      ...finding,
      message: `${finding.message}${count > 1 ? `，这张目标表共 ${count} 处` : ''}。`,
    }));
    return [...grouped, ...findings];
  },
);
