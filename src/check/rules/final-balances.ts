import { ledgerOf } from '../../books/books.ts';
import { sumFigure } from '../../figures/figure.ts';
import { CONTROL_TOTALS, type ControlTotal } from '../../kinds/control-totals.ts';
import { functionName } from '../../lists/classification.ts';
import { BALANCE, KINDS, type Ledger, type LedgerLine, SIDES, type Side } from '../../model/ledger.ts';
import { type Money, printedValue, toYuan } from '../../model/money.ts';
import { quoting } from '../../model/quoting.ts';
import { total, wan } from '../amounts.ts';
import type { CheckContext, RawFinding } from '../context.ts';
import { checkedRule, type Rule } from '../rule.ts';

const FINAL = { document: '决算' } as const;

/** Lines by a key, in the order of the ledger. */
function grouped(lines: Ledger, keyOf: (line: LedgerLine) => string): LedgerLine[][] {
  const groups = new Map<string, LedgerLine[]>();
  for (const line of lines) {
    const key = keyOf(line);
    const group = groups.get(key);
    if (group) group.push(line);
    else groups.set(key, [line]);
  }
  return [...groups.values()];
}

const byFund = (line: LedgerLine): string => line.fund.id;
const byFunctionAndFund = (line: LedgerLine): string => `${line.functionCode} ${line.fund.id}`;

function balanceOf(lines: Ledger): Money {
  const of = (sides: readonly Side[]) => total(lines.filter(({ side }) => sides.includes(side)));
  return of(BALANCE.raises).minus(of(BALANCE.lowers));
}

/** What a group of lines is called: 2050499 其他成人教育支出 · 一般公共预算, or the fund alone. */
function nameOf({ unit }: CheckContext, [line]: Ledger, isByFunction: boolean): string {
  const { functionCode, fund } = line!;
  return isByFunction
    ? `${functionCode} ${functionName(unit.classification, functionCode)} · ${fund.name}`
    : fund.name;
}

/** A fund whose balances all name their function is looked at function by function. */
function groupsOf(lines: Ledger): { readonly lines: LedgerLine[]; readonly isByFunction: boolean }[] {
  return grouped(lines, byFund).flatMap((ofFund) => {
    const isByFunction = ofFund.every(({ functionCode }) => functionCode !== '');
    const groups = isByFunction ? grouped(ofFund, byFunctionAndFund) : [ofFund];
    return groups.map((group) => ({ lines: group, isByFunction }));
  });
}

/** G09 年末数: money was spent that was not there. */
export const noOverdraft: Rule = checkedRule(
  {
    code: 'G09',
    title: '年末结转和结余不为负',
    meaning:
      '每个资金来源（能分到科目的，每个科目）的年初、本年收入、使用结余之和，不少于本年支出与结余分配之和。',
    example: '事业收入 9.00，年初 0.80，支出 17.20，年末成了 -7.40。',
    remedy: '核对收入、年初数和资金来源。',
    source: 'PT26',
    severity: 'error',
    needs: ['data'],
    judges: FINAL,
  },
  (context) =>
    groupsOf(ledgerOf(context.unit)).flatMap(({ lines, isByFunction }): RawFinding[] => {
      const left = balanceOf(lines);
      if (!left.isNegative() || left.isZero()) return [];
      const spent = lines.find(({ side }) => side === 'expenditure') ?? lines[0]!;
      return [
        {
          message: `${nameOf(context, lines, isByFunction)}的年末结转和结余是 -${wan(left.abs())}：支出多于年初数与收入之和。`,
          hint: '核对这一资金的收入、年初数，和支出的资金来源。',
          position: spent.position,
        },
      ];
    }),
);

/** G10 上年结转: of what was carried over no more is spent than there was. */
export const carriedOverSpending: Rule = checkedRule(
  {
    code: 'G10',
    title: '上年结转支出不超过年初数',
    meaning: '写在 carryover 下的支出，按资金来源（能分到科目的，按科目）不超过年初结转和结余。',
    example: '年初 1.50，用上年结转支出 2.50。',
    remedy: '核对年初数；其余写成当年资金的支出。',
    source: 'PT26',
    severity: 'error',
    needs: ['data'],
    judges: FINAL,
  },
  (context) =>
    groupsOf(ledgerOf(context.unit)).flatMap(({ lines, isByFunction }): RawFinding[] => {
      const carried = lines.filter(({ side, carriedOver }) => side === 'expenditure' && carriedOver);
      const begun = total(lines.filter(({ side }) => side === 'opening' || side === 'correction'));
      const spent = total(carried);
      if (carried.length === 0 || spent.lessThanOrEqualTo(begun)) return [];
      return [
        {
          message: `${nameOf(context, lines, isByFunction)}用上年结转支出${wan(spent)}，年初结转和结余只有${wan(begun)}。`,
          hint: '核对年初数；超出的部分写成当年资金的支出。',
          position: carried[0]!.position,
        },
      ];
    }),
);

/** G11 结余: only money that is not fiscal is distributed, or used as surplus. */
export const fiscalSurplus: Rule = checkedRule(
  {
    code: 'G11',
    title: '财政拨款没有结余分配',
    meaning: '结余分配、使用非财政拨款结余的资金来源只能是非财政拨款。',
    example: '结余分配写了一般公共预算 0.40。',
    remedy: '改正资金来源；财政拨款的结余留在年末结转和结余中。',
    source: 'PT26',
    severity: 'error',
    needs: ['data'],
    judges: FINAL,
  },
  ({ unit }) =>
    ledgerOf(unit)
      .filter(({ side, fund }) => (side === 'distribution' || side === 'surplusUsed') && fund.level !== 'own')
      .map(({ side, fund, amount, position }) => ({
        message: `${SIDES[side]}${wan(amount)}的资金来源是${fund.name}，是财政拨款。`,
        hint: '改正资金来源；财政拨款的结余留在年末结转和结余中。',
        position,
      })),
);

/** G13 经营支出: paid from what the business earns. */
export const operatingFunds: Rule = checkedRule(
  {
    code: 'G13',
    title: '经营支出由经营收入支付',
    meaning: '经营支出的资金来源是事业单位经营收入；有经营支出的，应有经营收入或其年初数。',
    example: '经营支出写成一般公共预算支付。',
    remedy: '写明资金来源，例如 {事业单位经营收入: 1.10}。',
    source: 'PT26',
    severity: 'warning',
    needs: ['data'],
    judges: FINAL,
  },
  ({ unit }) =>
    ledgerOf(unit)
      .filter(
        ({ kind, side, fund }) => kind === 'operating' && side === 'expenditure' && fund.id !== OPERATING,
      )
      .map(({ fund, amount, position }) => ({
        ...quoting`${KINDS.operating}${wan(amount)}的资金来源写成“${fund.name}”。`,
        hint: '写明由哪种资金支付，例如“事业单位经营收入”。',
        position,
      })),
);

const OPERATING = 'operatingIncome';

/** G12 使用非财政拨款结余: earlier surplus makes up what the year's own money is short of. */
export const surplusNeeded: Rule = checkedRule(
  {
    code: 'G12',
    title: '使用结余弥补当年差额',
    meaning: '有使用非财政拨款结余的，当年非财政拨款的支出应多于收入。',
    example: '非财政拨款收入 22.70，支出 13.60，仍使用结余 0.50。',
    remedy: '核对 surplusUsed；当年没有差额的，不使用以前年度的结余。',
    source: 'PT26',
    severity: 'warning',
    needs: ['data'],
    judges: FINAL,
  },
  ({ unit }) => {
    const own = ledgerOf(unit).filter(({ fund }) => fund.level === 'own');
    const of = (side: Side) => own.filter((line) => line.side === side && !line.carriedOver);
    const used = of('surplusUsed');
    const [earned, spent] = [total(of('income')), total(of('expenditure'))];
    if (total(used).isZero() || spent.greaterThan(earned)) return [];
    return [
      {
        message: `非财政拨款收入${wan(earned)}，支出${wan(spent)}，当年没有差额，却使用非财政拨款结余${wan(total(used))}。`,
        hint: '核对 surplusUsed 和各项非财政拨款收支。',
        position: used[0]!.position,
      },
    ];
  },
);

/** G29 核对数: copies from the accounting system are what the ledger gives. */
export const controlTotals: Rule = checkedRule(
  {
    code: 'G29',
    title: '与决算软件的合计数一致',
    meaning: 'control 下抄录的决算软件合计数，与由明细推算的数一致；按抄录的小数位数比较，至少两位。',
    example: 'control 写年末结转和结余 5.60，由明细推算是 5.20。',
    remedy: '核对明细；抄录有误的改正 control。',
    source: 'OWN',
    severity: 'error',
    needs: ['data'],
    judges: FINAL,
  },
  ({ unit }) =>
    Object.entries(unit.data.final?.control ?? {}).flatMap(([name, copied]): RawFinding[] => {
      if (copied === undefined) return [];
      const amounts = unit.data.final!.controlAmounts;
      const { title, filter } = CONTROL_TOTALS[name as ControlTotal];
      const { amount } = sumFigure(ledgerOf(unit), [filter]);
      const decimals = Math.max(2, copied.decimalPlaces());
      if (printedValue(amount, amounts, decimals).equals(copied)) return [];
      const [there, here] = [toYuan(copied, amounts), amount];
      return [
        {
          message: `${title}：决算软件${wan(there)}，由明细推算${wan(here)}，相差${wan(there.minus(here).abs())}。`,
          hint: '核对明细是否漏列或重列；抄录有误的改正 control。',
          path: ['control', name],
        },
      ];
    }),
);
