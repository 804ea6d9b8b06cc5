import { ledgerOf } from '../../books/books.ts';
import { functionName } from '../../lists/classification.ts';
import { BALANCE, KINDS, type Ledger, type LedgerLine, SIDES, type Side } from '../../model/ledger.ts';
import type { Money } from '../../model/money.ts';
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
        hint: '写明资金来源，例如 {事业单位经营收入: 1.10}。',
        position,
      })),
);

const OPERATING = 'operatingIncome';
