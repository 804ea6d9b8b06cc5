import { ledgerOf } from '../../books/books.ts';
import type { Comparison } from '../../model/figure.ts';
import { sumMoney } from '../../model/money.ts';
import { quoting } from '../../model/quoting.ts';
import { wan } from '../amounts.ts';
import { comparedFigures, positionOf } from '../comparisons.ts';
import { isUnread } from '../context.ts';
import { checkedRule, type Rule } from '../rule.ts';

/** 元 written for 万元 makes a figure 10,000 times as great; within this factor the change itself may lie. */
const YUAN_PER_WAN = 10_000;
const OWN_CHANGE = 4;

/** E11 数量级: a figure about 10,000 times last year's, or a ten-thousandth of it. */
export const orderOfMagnitude: Rule = checkedRule(
  {
    code: 'E11',
    title: '金额的数量级',
    meaning:
      '本年数约为上年数的一万倍（或万分之一），像是把元写成了万元，或把万元写成了元；凡与上年比较的数都查。',
    example: '公务接待费本年 3.00 万元，上年写作 28900 万元。',
    remedy: '核对两年金额的单位；确实如此的，写豁免。',
    source: 'OWN',
    severity: 'warning',
    needs: ['data', 'lastYear'],
  },
  ({ analysis }) => {
    const told = new Set<string>();
    return comparedFigures(analysis).flatMap((comparison) => {
      const { current, prior, label } = comparison;
      if (!isJump(comparison)) return [];
      // A sum of one part moves with it.
      const key = `${current.amount.toFixed()} ${prior.amount.toFixed()}`;
      if (told.has(key)) return [];
      told.add(key);
      const [more, less] = current.amount.greaterThan(prior.amount) ? [current, prior] : [prior, current];
      const factor = more.amount.div(less.amount).toDecimalPlaces(0).toFixed();
      const which = more === current ? '本年约为上年的' : '上年约为本年的';
      return [
        {
          ...quoting`“${label}”本年${wan(current.amount)}，上年${wan(prior.amount)}，${which}${factor}倍，像是元和万元写混了。`,
          hint: '核对两年金额的单位（文件中的 amounts）；确实如此的，在 waivers 中写明。',
          position: positionOf(prior) ?? positionOf(current),
        },
      ];
    });
  },
);

/** What no unit spends on one of its people in a year, in 元; amounts of the other unit lie far outside. */
const LEAST_PER_HEAD = 2000;
const MOST_PER_HEAD = 10_000_000;

/** E12 人均支出: basic expenditure that no unit with so many people can have. */
export const expenditurePerHead: Rule = checkedRule(
  {
    code: 'E12',
    title: '人均基本支出',
    meaning:
      '基本支出按在职人数平均，每人每年不到 0.2 万元或超过 1000 万元的，像是把元写成了万元，或把万元写成了元。',
    example: '实有 31 人，基本支出 5081780.00 万元，平均每人 163928.39 万元。',
    remedy: '核对 amounts 和人数。',
    source: 'OWN',
    severity: 'warning',
    needs: ['data'],
  },
  ({ unit, unread, words }) => {
    if (isUnread('unit.staff', unread)) return [];
    const heads = unit.data.unit.staff[words.wording.establishedStaff]?.count ?? 0;
    const lines = ledgerOf(unit).filter(({ kind }) => kind === 'basic');
    const total = sumMoney(lines.map(({ amount }) => amount));
    if (heads === 0 || total.isZero()) return [];
    const each = total.div(heads);
    if (each.greaterThanOrEqualTo(LEAST_PER_HEAD) && each.lessThanOrEqualTo(MOST_PER_HEAD)) return [];
    return [
      {
        message: `${words.wording.establishedStaff}${heads}人，基本支出${wan(total)}，平均每人${wan(each.toDecimalPlaces(2))}，像是元和万元写混了。`,
        hint: '核对文件顶部的 amounts 和人数；确实如此的，在 waivers 中写明。',
        position: lines[0]?.position ?? unit.locator.positionOf(['amounts']),
      },
    ];
  },
);

function isJump({ current, prior }: Comparison): boolean {
  if (prior === null || current.amount.isZero() || prior.amount.isZero()) return false;
  const ratio = current.amount.div(prior.amount);
  return [ratio, ratio.pow(-1)].some(
    (each) =>
      each.greaterThanOrEqualTo(YUAN_PER_WAN / OWN_CHANGE) &&
      each.lessThanOrEqualTo(YUAN_PER_WAN * OWN_CHANGE),
  );
}
