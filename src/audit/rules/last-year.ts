import { changeClaimsIn } from '../../document/change-claims.ts';
import { toYuan } from '../../model/money.ts';
import { quoting } from '../../model/quoting.ts';
import type { AuditFinding, AuditRule } from '../audit-rule.ts';
import { figureName, namedAmounts } from '../named-amounts.ts';
import { halfPlace } from '../printed.ts';

/**
 * E01 变动额 against the tables of last year's report: a change of a figure that both reports print under one name.
 * A name that stands for several figures is content with any of them.
 */
export const againstLastYear: AuditRule = {
  codes: ['E01'],
  needs: ['prose', 'tables', 'lastYear'],
  run: ({ reading, lastYear, words }) => {
    const before = namedAmounts(lastYear!, words.published);
    const now = namedAmounts(reading, words.published);
    return reading.sentences.flatMap((sentence) =>
      changeClaimsIn(sentence.text).flatMap((claim): AuditFinding[] => {
        const { change, current, way } = claim;
        const name = figureName(claim.label);
        const olds = before.get(name);
        if (change === null || current === null || !olds || !now.has(name)) return [];
        const room = toYuan(halfPlace(change.yuan, change.decimals), change.unit).times(3);
        const fits = olds.some(({ yuan }) => {
          const difference = current.yuan.minus(yuan);
          const signed = way === 'down' ? change.yuan.negated() : change.yuan;
          return difference.minus(signed).abs().lessThanOrEqualTo(room);
        });
        if (fits) return [];
        const [old] = olds;
        return [
          {
            code: 'E01',
            severity: 'warning',
            ...quoting`“${claim.label}${sentence.text.slice(claim.start, claim.end)}”：上年的报告中“${name}”是${old!.text}${old!.view.unit ?? ''}，本年${current.yuan.div(10_000).toFixed()}万元，变动额不符。`,
            hint: '核对上年预算数和变动额；口径不同的在文中说明。',
            at: sentence.at,
          },
        ];
      }),
    );
  },
};
