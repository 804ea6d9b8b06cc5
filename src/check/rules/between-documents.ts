import { procurementOf } from '../../books/book-source.ts';
import { bookOf, ledgerOf } from '../../books/books.ts';
import { openingOf } from '../../books/read-flows.ts';
import { concerns, filtersOf } from '../../figures/declared-figure.ts';
import { sumFigure } from '../../figures/figure.ts';
import { namesSide } from '../../figures/filter.ts';
import { whyUnknown } from '../../figures/prior-figure.ts';
import { kindOf } from '../../kinds/registry.ts';
import { functionName } from '../../lists/classification.ts';
import type { ComparedBook } from '../../model/book.ts';
import type { Filter } from '../../model/filter.ts';
import { BUDGETS } from '../../model/fund.ts';
import type { Ledger, LedgerLine } from '../../model/ledger.ts';
import { nearest } from '../../model/nearest.ts';
import { quoting } from '../../model/quoting.ts';
import { total, wan } from '../amounts.ts';
import type { CheckContext, RawFinding } from '../context.ts';
import { byConstruction, checkedRule, type Rule } from '../rule.ts';

const FINAL = { document: '决算' } as const;
const BUDGET = { document: '预算' } as const;
const INCOME: Filter = { side: ['income'] };

/** Figures that a file states although the book of another file, which it names, says them too; `source` where that is another book. */
function statedOtherwise(
  { unit, pack }: CheckContext,
  base: ComparedBook,
  source: ComparedBook = base,
): RawFinding[] {
  const { from, ledger } = bookOf(unit, source);
  const declared = kindOf(unit).books[base];
  if (from === null || !declared?.stated) return [];
  return [...bookOf(unit, base).stated].flatMap(([name, { amount, position }]): RawFinding[] => {
    const figure = pack.settings.figures[name];
    // Of what the unit does not have G25 tells.
    if (figure?.where === undefined || !concerns(figure, unit)) return [];
    const filters = filtersOf(figure, pack.namedFilters);
    if (whyUnknown(unit, { filters, base: source }) !== null) return [];
    const there = sumFigure(ledger, filters).amount;
    // In a budget what comes in is told by the fund of what goes out; a final has a side of its own for it.
    const income = namesSide(filters) ? there : sumFigure(ledger, [...filters, INCOME]).amount;
    if (there.equals(amount) || (source === 'settlement' && income.equals(amount))) return [];
    return [
      {
        ...quoting`“${figure.label}”的${declared.title}写成${wan(amount)}，${from.file} 中是${wan(there)}，相差${wan(there.minus(amount).abs())}。`,
        hint: `删去 ${declared.stated!.join('.')}.${name}，由 ${from.file} 推算；或改正那个文件。`,
        position,
      },
    ];
  });
}

/** X01 年初预算: the budget of a final is the published one. */
export const publishedBudget: Rule = checkedRule(
  {
    code: 'X01',
    title: '年初预算数就是公开的预算数',
    meaning:
      'budgetFrom 指本单位同一年度的预算文件（否则是 L67），另外直接填写的年初预算数与它一致；没有 budgetFrom 的，提示没有核对。预算有批准稿（data/approved/）的，check 核对预算文件现在的文字是否还与批准稿相同：金额不同是错误，只有文字不同是警告。',
    example: 'plan.stated 写公务接待费 1.20 万元，预算文件中是 1.00 万元。',
    remedy: '写 budgetFrom，删去 plan.stated；预算文件公开以后改过的，改回公开时的样子。',
    source: 'OWN',
    severity: 'error',
    needs: ['data'],
    judges: FINAL,
  },
  (context) => {
    const { unit } = context;
    const plan = bookOf(unit, 'plan');
    if (plan.from !== null)
      return [...statedOtherwise(context, 'plan'), ...changedSince(context, plan.from.file)];
    if (plan.ledger.length === 0 && plan.stated.size === 0) return [];
    return [
      {
        severity: 'note',
        message: '没有写 budgetFrom，年初预算数没有与公开的预算核对。',
        hint: '有本年预算文件的，写 budgetFrom: 文件名。',
        path: ['plan'],
      },
    ];
  },
);

/** The budget is no longer what was approved. */
function changedSince({ changedBudget: changed }: CheckContext, file: string): RawFinding[] {
  if (!changed) return [];
  const { approved, hasReport, lines, hasOtherNumbers, was, is } = changed;
  const path = ['budgetFrom'];
  const back = `公开以后改过预算文件的，改回公开时的样子（npm run diff ${approved} ${file} 看全部差别）；公开的也改了的，用 npm run approve ${file} 记下新的批准稿。`;
  if (!hasReport)
    return [
      {
        severity: 'warning',
        message: `${file} 现在不能生成报告，没有与批准稿 ${approved} 核对。`,
        hint: `先改正它：npm run check ${file}。`,
        path,
      },
    ];
  const example = `批准稿${was === null ? '没有这一行' : `写“${around(was, is ?? '')}”`}，现在${is === null ? '没有这一行' : `写“${around(is, was ?? '')}”`}`;
  return [
    {
      ...(hasOtherNumbers ? {} : { severity: 'warning' as const }),
      message: `${file} 不再是批准公开的预算：与批准稿 ${approved} 有 ${lines} 行不同${hasOtherNumbers ? '，金额也不同' : '，金额相同'}。${example}。`,
      hint: back,
      path,
    },
  ];
}

/** So much is shown of a line around the place where it differs. */
const BEFORE = 16;
const BEHIND = 30;

/** The part of a line around its first difference from another: `预算278.00万元` of a long sentence → …预算278.00万元… */
function around(line: string, other: string): string {
  const characters = [...line.replaceAll('\t', ' ')];
  const others = [...other.replaceAll('\t', ' ')];
  const first = characters.findIndex((character, index) => character !== others[index]);
  const at = first === -1 ? characters.length : first;
  const [from, until] = [Math.max(0, at - BEFORE), Math.min(characters.length, at + BEHIND)];
  const part = characters.slice(from, until).join('');
  return `${from > 0 ? '…' : ''}${part}${until < characters.length ? '…' : ''}`;
}

/** X02 年初数: what the year begins with is what the last one left. */
export const openingBalance: Rule = checkedRule(
  {
    code: 'X02',
    title: '年初数等于上年年末数',
    meaning:
      '每种资金（能分到科目的，每个科目）的年初结转和结余，等于上年决算的年末结转和结余；有差错更正的写 corrections 并说明原因。没有上年决算文件的，提示没有核对。',
    example: '上年决算年末 1.70 万元，本年写年初 1.50 万元。',
    remedy: '删去 opening，由上年决算推算；更正写在 corrections 下。',
    source: 'OBL',
    severity: 'error',
    needs: ['data'],
    judges: FINAL,
  },
  (context) => {
    const { unit } = context;
    const ledger = ledgerOf(unit);
    const of = (side: LedgerLine['side']) => ledger.filter((line) => line.side === side);
    const [opening, corrections] = [of('opening'), of('correction')];
    const findings: RawFinding[] = [];
    const reason = unit.data.final?.correctionsReason;
    if (corrections.length > 0 && reason === undefined) {
      findings.push({
        message: `年初数调整了${wan(total(corrections))}，没有写原因。`,
        hint: '补写 correctionsReason。',
        position: corrections[0]!.position,
      });
    }
    if (bookOf(unit, 'prior').from !== null) return [...findings, ...otherOpening(context, opening)];
    if (opening.length === 0) return findings;
    return [
      ...findings,
      {
        severity: 'note',
        message: '没有上年决算文件（prior.from），年初数没有与上年年末数核对。',
        hint: '有上年决算文件的，写 prior: { from: 文件名 }。',
        position: opening[0]!.position,
      },
    ];
  },
);

const fundOf = ({ fund }: LedgerLine): string => fund.name;

/** In a department what one member handed to another lies with the receiver: its own funds are looked at together. */
const ownTogether = ({ fund }: LedgerLine): string => (fund.level === 'own' ? BUDGETS.ownFunds : fund.name);

function otherOpening({ unit }: CheckContext, opening: Ledger): RawFinding[] {
  const last = bookOf(unit, 'prior');
  const left = openingOf(last.ledger);
  const keyOf = unit.members.length > 0 ? ownTogether : fundOf;
  const funds = [...new Set([...opening, ...left].map(keyOf))];
  return funds.flatMap((fund) => {
    const [here, there] = [opening, left].map((lines) => lines.filter((line) => keyOf(line) === fund));
    const isPlaced = [...here!, ...there!].every(({ functionCode }) => functionCode !== '');
    const codes = isPlaced
      ? [...new Set([...here!, ...there!].map(({ functionCode }) => functionCode))]
      : [null];
    return codes.flatMap((code): RawFinding[] => {
      const at = (lines: Ledger) => lines.filter((line) => code === null || line.functionCode === code);
      const [now, before] = [at(here!), at(there!)];
      const [is, was] = [total(now), total(before)];
      if (is.equals(was)) return [];
      const name = code === null ? fund : `${code} ${functionName(unit.classification, code)} · ${fund}`;
      return [
        {
          message: `${name}的年初结转和结余是${wan(is)}，${last.from!.file} 的年末数是${wan(was)}，相差${wan(is.minus(was).abs())}。`,
          hint: '删去 opening，由上年决算推算；确有差错更正的写 corrections 和 correctionsReason。',
          position: now[0]?.position ?? before[0]!.position,
        },
      ];
    });
  });
}

/** X03 上年数: what is compared with is what was published. */
export const publishedLastYear: Rule = checkedRule(
  {
    code: 'X03',
    title: '上年数就是上年决算数',
    meaning:
      '写了上年决算文件的（决算的 prior.from、预算的 prior.finalFrom），上年决算数由它推算；另外直接填写的与它一致。预算里填写的上年执行数与决算数不同的，提示一下：执行数可能是快报数。',
    example: 'prior.stated 写一般公共预算 265.00 万元，上年决算是 248.36 万元。',
    remedy: '删去能由上年决算推算的数。',
    source: 'OBL',
    severity: 'error',
    needs: ['data'],
  },
  (context) => {
    if (kindOf(context.unit).document === '决算') return statedOtherwise(context, 'prior');
    const executed = statedOtherwise(context, 'execution', 'settlement').map(
      (found): RawFinding => ({
        ...found,
        severity: 'note',
        hint: '决算已经批复的，改用决算数；公开的是快报数的，可以保留。',
      }),
    );
    return [...statedOtherwise(context, 'settlement'), ...executed];
  },
);

/** X04 结转: a budget takes up no more than the final of the year before left. */
export const carriedIntoBudget: Rule = checkedRule(
  {
    code: 'X04',
    title: '预算的上年结转不超过上年决算年末数',
    meaning: '写了 prior.finalFrom 的预算，每种资金的上年结转结余不超过上年决算的年末结转和结余。',
    example: '上年决算年末 1.70 万元，预算安排上年结转 2.50 万元。',
    remedy: '核对上年结转和上年决算。',
    source: 'OWN',
    severity: 'warning',
    needs: ['data'],
    judges: BUDGET,
  },
  ({ unit }) => {
    const { from, ledger } = bookOf(unit, 'settlement');
    if (from === null) return [];
    const left = openingOf(ledger);
    const carried = ledgerOf(unit).filter(({ carriedOver }) => carriedOver);
    return [...new Set(carried.map(fundOf))].flatMap((fund): RawFinding[] => {
      const taken = carried.filter((line) => fundOf(line) === fund);
      const there = total(left.filter((line) => fundOf(line) === fund));
      if (total(taken).lessThanOrEqualTo(there)) return [];
      return [
        {
          message: `${fund}安排上年结转结余${wan(total(taken))}，${from.file} 的年末数只有${wan(there)}。`,
          hint: '核对上年结转的金额和上年决算。',
          position: taken[0]!.position,
        },
      ];
    });
  },
);

/** X05 车辆: as many as last year and those bought, no more bought than planned. */
export const vehiclesBetweenYears: Rule = checkedRule(
  {
    code: 'X05',
    title: '车辆数与上年、与预算衔接',
    meaning:
      '年末车辆不多于上年年末与本年购置之和；购置的公务用车不多于预算安排购置的。有上年决算、本年预算文件时检查。',
    example: '上年年末 1 辆，本年没有购置，年末 2 辆。',
    remedy: '核对 assets.vehicles 和 threePublic.vehiclesBought。',
    source: 'OWN',
    severity: 'warning',
    needs: ['data'],
    judges: FINAL,
  },
  ({ unit }) => {
    const { assets, final } = unit.data;
    const bought = final?.threePublic.vehiclesBought ?? 0;
    const last = bookOf(unit, 'prior').from;
    const plan = bookOf(unit, 'plan').from;
    const held = Object.values(assets.vehicles).reduce((sum, { count }) => sum + count, 0);
    const findings: RawFinding[] = [];
    if (last !== null && held > last.vehicles + bought) {
      findings.push({
        message: `年末车辆 ${held} 辆，上年年末 ${last.vehicles} 辆，本年购置 ${bought} 辆，多出 ${held - last.vehicles - bought} 辆。`,
        hint: '核对车辆数；无偿调入等情况在其他需要说明的事项中说明。',
        path: ['assets', 'vehicles'],
      });
    }
    if (plan !== null && bought > plan.plannedVehicles) {
      findings.push({
        message: `购置公务用车 ${bought} 辆，预算安排购置 ${plan.plannedVehicles} 辆。`,
        hint: '核对购置数；年中批准购置的，在原因中说明。',
        path: ['threePublic', 'vehiclesBought'],
      });
    }
    return findings;
  },
);

/** X06 部门决算: what the department reports is what its units report, less what they hand to each other. */
export const departmentIsItsUnits: Rule = {
  code: 'X06',
  title: '部门决算等于各单位之和减内部往来',
  meaning: '部门决算由成员单位的决算逐笔汇总，收入、支出、年初、年末各方都相互抵销内部往来。',
  example: '两个单位收入 360.26，内部往来 5.00，部门收入 355.26。',
  remedy: '无需处理。',
  source: 'OBL',
  severity: 'error',
  judges: FINAL,
  verdict: byConstruction(
    'test/books/consolidate.test.ts: X06 a final of a department is the sum of its units less what they hand on',
  ),
};

/** X07 项目名称: one name for one project in all documents of a year. */
export const sameProjectName: Rule = checkedRule(
  {
    code: 'X07',
    title: '项目名称前后一致',
    meaning: '决算明细中的项目在预算和调整中没有、而有一个名称相近的，可能是同一个项目的两种写法。',
    example: '预算写“课程资源建设”，决算写“课程资源建设项目”。',
    remedy: '统一成一种写法。',
    source: 'OWN',
    severity: 'warning',
    needs: ['data'],
    judges: FINAL,
  },
  ({ unit }) => {
    const names = (lines: Ledger) => new Set(lines.flatMap(({ project }) => project ?? []));
    const planned = names(ledgerOf(unit, 'wholeYear'));
    const spent = names(ledgerOf(unit).filter(({ side }) => side === 'expenditure'));
    const open = [...planned].filter((name) => !spent.has(name));
    return [...spent]
      .filter((name) => !planned.has(name))
      .flatMap((name): RawFinding[] => {
        const within = open.find((other) => name.includes(other) || other.includes(name));
        const close = nearest(name, open) ?? within;
        if (close === undefined) return [];
        const line = ledgerOf(unit).find(({ project }) => project === name)!;
        return [
          {
            ...quoting`决算的项目“${name}”在预算中没有，预算中有“${close}”，决算中没有。`,
            hint: '是同一个项目的，统一名称。',
            position: line.position,
          },
        ];
      });
  },
);

/** X08 采购: what was contracted stays within what was budgeted and added in the year. */
export const contractsWithinBudget: Rule = checkedRule(
  {
    code: 'X08',
    title: '采购合同不超过采购预算',
    meaning:
      '政府采购合同金额不超过预算文件的采购预算与年中追加之和；面向中小企业预留的不少于预算预留的。有本年预算文件时检查。',
    example: '采购预算 40.00 万元，年中没有追加，合同 61.70 万元。',
    remedy: '核对合同金额；调整了采购预算的，可以保留。',
    source: 'OBL',
    severity: 'note',
    needs: ['data'],
    judges: FINAL,
  },
  ({ unit }) => {
    const plan = bookOf(unit, 'plan').from;
    const { final } = unit.data;
    if (plan === null || final === undefined) return [];
    const { procurement: contracts, reserved } = procurementOf(unit.data);
    const added = total(
      ledgerOf(unit, 'wholeYear').filter(
        ({ phase, amount }) => phase === 'adjustment' && !amount.isNegative(),
      ),
    );
    const findings: RawFinding[] = [];
    if (contracts.greaterThan(plan.procurement.plus(added))) {
      findings.push({
        message: `采购合同${wan(contracts)}，超过采购预算${wan(plan.procurement)}与年中追加${wan(added)}之和。`,
        hint: '核对合同金额和采购预算。',
        path: ['procurement', 'contracts'],
      });
    }
    if (reserved.lessThan(plan.reserved)) {
      findings.push({
        message: `面向中小企业预留${wan(reserved)}，少于预算预留的${wan(plan.reserved)}。`,
        hint: '核对预留金额。',
        path: ['procurement', 'reserved', 'smallMedium'],
      });
    }
    return findings;
  },
);

/** X09 公开年份: a final is published in the year after its own. */
export const publishedNextYear: Rule = checkedRule(
  {
    code: 'X09',
    title: '决算在下一年公开',
    meaning: '决算的公开日期在决算年度的下一年；批复后二十日的期限见 A19。',
    example: '2025 年度决算写 2025 年 9 月 10 日公开。',
    remedy: '核对 year 和 date。',
    source: 'L14',
    severity: 'error',
    needs: ['data'],
    judges: FINAL,
  },
  ({ unit: { data } }) =>
    data.date.year === data.year + 1
      ? []
      : [
          {
            message: `${data.year} 年度决算的公开日期写在 ${data.date.year} 年，应在 ${data.year + 1} 年。`,
            hint: '核对 year 和 date。',
            path: ['date'],
          },
        ],
);
