import { spendingOf } from '../../books/books.ts';
import { type Money, printedValue, sumMoney, toYuan } from '../../model/money.ts';
import { startsWith, total, wan } from '../amounts.ts';
import type { CheckContext, RawFinding } from '../context.ts';
import { checkedRule, type Rule } from '../rule.ts';

function amounts({ unit }: CheckContext) {
  const { goods, works, services, reservedForSmallMedium, reservedForMicro } = unit.data.procurement;
  const yuan = (value: Money) => toYuan(value, unit.data.amounts);
  const all = sumMoney([goods, works, services].map(yuan));
  const reserved = (value: Money | string) => (typeof value === 'string' ? all : yuan(value));
  return {
    all,
    goods: yuan(goods),
    forSmallMedium: reserved(reservedForSmallMedium),
    forMicro: reserved(reservedForMicro),
  };
}

/**
 * D14 采购预留: for small and medium enterprises at most all of it, for micro enterprises at most that; and a
 * note where the three kinds, printed one by one, miss the printed total.
 */
export const reservedProcurement: Rule = checkedRule(
  {
    code: 'D14',
    title: '政府采购预留金额',
    meaning: '采购总额由程序相加；面向中小企业预留不超过总额，面向小微企业预留不超过面向中小企业预留。',
    example: '总额 158.00，预留 185.00。',
    remedy: '核对预留金额；等于总额的写“全额”。',
    source: 'GBC',
    severity: 'error',
    about: 'procurement',
    needs: ['data'],
  },
  (context) => {
    const { all, forSmallMedium, forMicro } = amounts(context);
    const findings: RawFinding[] = [];
    if (forSmallMedium.greaterThan(all)) {
      findings.push({
        message: `面向中小企业预留${wan(forSmallMedium)}，超过政府采购预算总额${wan(all)}。`,
        hint: '预留金额不能超过采购总额（货物、工程、服务之和）。',
        path: ['procurement', 'reservedForSmallMedium'],
      });
    }
    if (forMicro.greaterThan(forSmallMedium)) {
      findings.push({
        message: `面向小微企业预留${wan(forMicro)}，超过面向中小企业预留的${wan(forSmallMedium)}。`,
        hint: '小微企业包括在中小企业之内，预留金额不能更多。',
        path: ['procurement', 'reservedForMicro'],
      });
    }
    return [...findings, ...roundingOf(context)];
  },
  'test/check/construction.test.ts: A14 procurement is stated with its three kinds',
);

function roundingOf(context: CheckContext): RawFinding[] {
  const { unit, decimals } = context.pack.settings.money;
  const { procurement, amounts: stated } = context.unit.data;
  const print = (value: Money) => printedValue(toYuan(value, stated), unit, decimals);
  const kinds = [procurement.goods, procurement.works, procurement.services];
  const total = print(sumMoney(kinds));
  const parts = sumMoney(kinds.map(print));
  if (total.equals(parts)) return [];
  return [
    {
      severity: 'note',
      message: `政府采购预算总额印作${total.toFixed(decimals)}，货物、工程、服务印出数之和为${parts.toFixed(decimals)}，相差${total.minus(parts).abs().toFixed(decimals)}（尾差：各数分别四舍五入）。`,
      hint: '不必改动；可注明“因四舍五入存在尾差”。',
      path: ['procurement', 'goods'],
    },
  ];
}

/** D15 采购合理性: goods within the money that can buy goods, all of it within what is not pay. */
export const plausibleProcurement: Rule = checkedRule(
  {
    code: 'D15',
    title: '政府采购合理性',
    meaning: '货物采购不超过资本性支出加可采购的商品科目，采购总额不超过人员经费以外的支出。只作参考。',
    example: '货物采购 90.00，可见的货物类支出 78.75。',
    remedy: '核对采购预算；含其他资金的不必改动。',
    source: 'OWN',
    severity: 'note',
    about: 'procurement',
    needs: ['data'],
  },
  (context) => {
    const { all, goods } = amounts(context);
    const { economics } = context.words;
    const ledger = spendingOf(context.unit);
    const goodsLines = total(ledger.filter((line) => startsWith(line.economicCode, economics.goods)));
    const spendable = total(ledger.filter((line) => !startsWith(line.economicCode, economics.personnel)));
    const findings: RawFinding[] = [];
    if (goods.greaterThan(goodsLines)) {
      findings.push({
        message: `政府采购货物预算${wan(goods)}，超过明细中可用于购买货物的科目合计${wan(goodsLines)}。`,
        hint: '核对采购预算是否含有上年结转或其他资金；无误的不必改动。',
        path: ['procurement', 'goods'],
      });
    }
    if (all.greaterThan(spendable)) {
      findings.push({
        message: `政府采购预算总额${wan(all)}，超过人员经费以外的全部支出${wan(spendable)}。`,
        hint: '核对采购预算的单位（元、万元）和金额。',
        path: ['procurement'],
      });
    }
    return findings;
  },
);
