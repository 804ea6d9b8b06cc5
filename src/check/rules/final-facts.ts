import { ledgerOf } from '../../books/books.ts';
import type { FinalFacts } from '../../kinds/final-file.ts';
import type { Ledger } from '../../model/ledger.ts';
import type { DataPath } from '../../model/locator.ts';
import { type Money, sumMoney, toYuan } from '../../model/money.ts';
import { wan } from '../amounts.ts';
import type { CheckContext, RawFinding } from '../context.ts';
import { checkedRule, type Rule } from '../rule.ts';

const FINAL = { document: '决算' } as const;

/** Money of 三公经费 and the counts that must go with it. */
const COUNTED: readonly {
  readonly name: string;
  spent(ledger: Ledger, stated: Stated): Money;
  readonly counts: readonly { readonly of: string; readonly path: DataPath; get(facts: Counts): number }[];
}[] = [
  {
    name: '因公出国（境）费',
    spent: (ledger) => fiscalSpent(ledger, ['30212']),
    counts: [
      { of: '团组数', path: ['groups'], get: ({ groups }) => groups },
      { of: '人次', path: ['travellers'], get: ({ travellers }) => travellers },
    ],
  },
  {
    name: '公务用车购置费',
    spent: (ledger) => fiscalSpent(ledger, ['31013']),
    counts: [{ of: '购置辆数', path: ['vehiclesBought'], get: ({ vehiclesBought }) => vehiclesBought }],
  },
  {
    name: '公务用车运行维护费',
    spent: (ledger) => fiscalSpent(ledger, ['30231']),
    counts: [{ of: '保有量', path: ['vehiclesHeld'], get: ({ vehiclesHeld }) => vehiclesHeld }],
  },
  {
    name: '国内公务接待费',
    spent: (ledger, { abroad }) => fiscalSpent(ledger, ['30217']).minus(abroad),
    counts: guestCounts(['domestic'], ({ domestic }) => domestic),
  },
  {
    name: '其中外宾接待费',
    spent: (_, { foreign }) => foreign,
    counts: guestCounts(['domestic', 'foreign'], ({ domestic }) => domestic.foreign),
  },
  {
    name: '国（境）外公务接待费',
    spent: (_, { abroad }) => abroad,
    counts: guestCounts(['abroad'], ({ abroad }) => abroad),
  },
];
type Counts = FinalFacts['threePublic'];
/** What is stated of reception, in 元. */
type Stated = Readonly<Record<'foreign' | 'abroad', Money>>;

function guestCounts(path: DataPath, met: (facts: Counts) => { batches: number; persons: number }) {
  return [
    { of: '批次', path: [...path, 'batches'], get: (facts: Counts) => met(facts).batches },
    { of: '人次', path: [...path, 'persons'], get: (facts: Counts) => met(facts).persons },
  ];
}

/** G19 三公实物量: where there is money there are journeys, vehicles, guests. */
export const countsOfThreePublic: Rule = checkedRule(
  {
    code: 'G19',
    title: '“三公”经费金额与实物量相符',
    meaning: '有支出的，团组、人次、辆数、批次不为零；人次不少于批次，外宾不多于全部。',
    example: '公务接待费 0.62 万元，批次、人次都是 0。',
    remedy: '在 threePublic 下补写数量。',
    source: 'OBL',
    severity: 'warning',
    needs: ['data'],
    judges: FINAL,
  },
  ({ unit }) => {
    const { final } = unit.data;
    if (final === undefined) return [];
    const { threePublic } = final;
    const { domestic, abroad } = threePublic;
    const stated = {
      foreign: toYuan(domestic.foreign.amount, unit.data.amounts),
      abroad: toYuan(abroad.amount, unit.data.amounts),
    };
    const missing = COUNTED.flatMap(({ name, spent: spentOf, counts }) => {
      const spent = spentOf(ledgerOf(unit), stated);
      if (!spent.greaterThan(0)) return [];
      return counts
        .filter(({ get }) => get(threePublic) === 0)
        .map(
          ({ of, path }): RawFinding => ({
            message: `${name}支出${wan(spent)}，${of}是 0。`,
            hint: `在 threePublic 下填写 ${path.join('.')}。`,
            path: ['threePublic', ...path],
          }),
        );
    });
    const pairs: readonly [number, number, string, DataPath][] = [
      [domestic.batches, domestic.persons, '国内公务接待的人次少于批次', ['domestic', 'persons']],
      [
        domestic.foreign.batches,
        domestic.foreign.persons,
        '外宾接待的人次少于批次',
        ['domestic', 'foreign', 'persons'],
      ],
      [abroad.batches, abroad.persons, '国（境）外公务接待的人次少于批次', ['abroad', 'persons']],
      [
        domestic.foreign.batches,
        domestic.batches,
        '外宾接待的批次多于全部批次',
        ['domestic', 'foreign', 'batches'],
      ],
      [
        domestic.foreign.persons,
        domestic.persons,
        '外宾接待的人次多于全部人次',
        ['domestic', 'foreign', 'persons'],
      ],
    ];
    const wrong = pairs
      .filter(([less, more]) => less > more)
      .map(([less, more, what, path]) => ({
        message: `${what}（${less} 和 ${more}）。`,
        hint: '核对批次和人次。',
        path: ['threePublic', ...path],
      }));
    return [...missing, ...wrong];
  },
);

/** G22 政府采购: awarded contracts are some of the contracts. */
export const awardedContracts: Rule = checkedRule(
  {
    code: 'G22',
    title: '政府采购授予合同金额',
    meaning: '小微企业包括在中小企业之内；预留项目中授予的不超过预留的，授予中小企业的合计不超过合同总额。',
    example: '合同总额 61.70，授予中小企业 65.00。',
    remedy: '核对合同和预留金额。',
    source: 'OBL',
    severity: 'error',
    needs: ['data'],
    judges: FINAL,
  },
  (context) => {
    const { final } = context.unit.data;
    if (final === undefined) return [];
    const { contracts, reserved, awarded } = final.procurement;
    const all = sumMoney(Object.values(contracts));
    const inAll = awarded.smallMediumInReserved.plus(awarded.smallMediumElsewhere);
    const limits: readonly [Money, Money, string, string, DataPath][] = [
      [reserved.micro, reserved.smallMedium, '面向小微企业预留', '面向中小企业预留', ['reserved', 'micro']],
      [reserved.smallMedium, all, '面向中小企业预留', '合同总额', ['reserved', 'smallMedium']],
      [
        awarded.microInReserved,
        awarded.smallMediumInReserved,
        '授予小微企业',
        '预留项目中授予中小企业',
        ['awarded', 'microInReserved'],
      ],
      [
        awarded.smallMediumInReserved,
        reserved.smallMedium,
        '预留项目中授予中小企业',
        '面向中小企业预留',
        ['awarded', 'smallMediumInReserved'],
      ],
      [inAll, all, '授予中小企业合同合计', '合同总额', ['awarded', 'smallMediumElsewhere']],
    ];
    const exceeded = limits.filter(([part, whole]) => part.greaterThan(whole));
    return exceeded.slice(0, 1).map(([part, whole, name, of, path]) => ({
      message: `${name}${yuanText(part, context)}，超过${of}${yuanText(whole, context)}。`,
      hint: '核对合同金额、预留金额和授予金额。',
      path: ['procurement', ...path],
    }));
  },
);

function yuanText(value: Money, { unit }: CheckContext): string {
  return wan(toYuan(value, unit.data.amounts));
}

/** G26 资产: as of the end of the account's year. */
export const assetsAtYearEnd: Rule = checkedRule(
  {
    code: 'G26',
    title: '资产截止日期是决算年度年底',
    meaning: '国有资产占有使用情况的截止日期是决算年度的 12 月 31 日。',
    example: '2025 年度决算写截至 2026 年 6 月 30 日。',
    remedy: '删去 assets.asOf，或改为 12 月 31 日。',
    source: 'PT26',
    severity: 'error',
    needs: ['data'],
    judges: FINAL,
  },
  ({ unit }) => {
    const { assets, year } = unit.data;
    const { asOf } = assets;
    if (asOf === undefined || (asOf.year === year && asOf.month === 12 && asOf.day === 31)) return [];
    return [
      {
        message: `资产的截止日期是 ${asOf.year}年${asOf.month}月${asOf.day}日，应为 ${year}年12月31日。`,
        hint: '删去 assets.asOf，或改为 12 月 31 日。',
        path: ['assets', 'asOf'],
      },
    ];
  },
);

/** The money of expenditure by economic codes that budgets of the government pay. */
function fiscalSpent(ledger: Ledger, codes: readonly string[]): Money {
  return sumMoney(
    ledger
      .filter(({ side, fund }) => side === 'expenditure' && fund.level !== 'own')
      .filter(({ economicCode }) => economicCode !== null && codes.includes(economicCode))
      .map(({ amount }) => amount),
  );
}

/** G21 三公: a price that can be, and no more than its budget. */
export const plausibleThreePublic: Rule = checkedRule(
  {
    code: 'G21',
    title: '“三公”经费单价合理、不超预算',
    meaning:
      '每辆购置费、每人次接待费在合理范围之内（checks/prices.yaml，提示）；“三公”经费决算数不超过预算数（警告）。',
    example: '公务接待 41 人次 62.00 万元，每人次 15121.95 元。',
    remedy: '核对金额和数量；超预算的在原因中说明依据。',
    source: 'OBL',
    severity: 'note',
    needs: ['data'],
    judges: FINAL,
  },
  ({ unit, analysis, words }) => {
    const { final } = unit.data;
    if (final === undefined) return [];
    const { vehicle, guest } = words.prices.threePublic;
    const { vehiclesBought, domestic, abroad } = final.threePublic;
    const prices: readonly [string, string, number, typeof vehicle, DataPath][] = [
      ['公务用车购置费每辆', '31013', vehiclesBought, vehicle, ['vehiclesBought']],
      ['公务接待费每人次', '30217', domestic.persons + abroad.persons, guest, ['domestic', 'persons']],
    ];
    const odd = prices.flatMap(([what, code, count, { low, high }, path]): RawFinding[] => {
      const spent = fiscalSpent(ledgerOf(unit), [code]);
      if (count === 0 || spent.isZero()) return [];
      const price = spent.div(count);
      if (price.greaterThanOrEqualTo(low) && price.lessThanOrEqualTo(high)) return [];
      return [
        {
          message: `${what} ${price.toFixed(2)} 元（${wan(spent)} ÷ ${count}），不在 ${low.toFixed()}–${high.toFixed()} 元之内。`,
          hint: '核对金额的单位（元、万元）和数量。',
          path: ['threePublic', ...path],
        },
      ];
    });
    const compared = analysis.figures.threePublic;
    const plan = compared?.against.plan ?? compared?.against.wholeYear;
    if (!plan?.prior || !plan.current.amount.greaterThan(plan.prior.amount)) return odd;
    return [
      ...odd,
      {
        severity: 'warning',
        message: `“三公”经费决算数${wan(plan.current.amount)}，超过预算数${wan(plan.prior.amount)}。`,
        hint: '核对经济分类科目；确实超预算的，在原因中说明批准的依据。',
        path: ['reasons', ...(plan.reasonPaths[0] ?? [])],
      },
    ];
  },
);
