import { z } from 'zod';
import type { Filter } from '../model/filter.ts';
import { BALANCE, CLOSING, type Side } from '../model/ledger.ts';
import { signedAmount } from './field.ts';

/*
 * Copies of totals from the accounting system (财决各表): compared with what the ledger gives, never printed.
 */

interface Total {
  readonly title: string;
  readonly filter: Filter;
}

const FISCAL: Filter = {
  budgets: ['generalPublicBudget', 'governmentFundBudget', 'stateCapitalBudget'],
};
const begun: readonly Side[] = ['opening', 'correction'];
const raised: readonly Side[] = BALANCE.raises;

/** What may be copied, with the ledger lines that it is the sum of. */
export const CONTROL_TOTALS = {
  total: { title: '收入支出总计', filter: { side: [...raised] } },
  income: { title: '本年收入合计', filter: { side: ['income'] } },
  expenditure: { title: '本年支出合计', filter: { side: ['expenditure'] } },
  opening: { title: '年初结转和结余', filter: { side: [...begun] } },
  closing: { title: '年末结转和结余', filter: { side: [CLOSING] } },
  surplusUsed: { title: '使用非财政拨款结余', filter: { side: ['surplusUsed'] } },
  distribution: { title: '结余分配', filter: { side: ['distribution'] } },
  basic: { title: '基本支出', filter: { kind: 'basic' } },
  project: { title: '项目支出', filter: { kind: 'project' } },
  fiscalIncome: { title: '财政拨款收入', filter: { ...FISCAL, side: ['income'] } },
  fiscalExpenditure: { title: '财政拨款支出', filter: { ...FISCAL, side: ['expenditure'] } },
  fiscalOpening: { title: '年初财政拨款结转和结余', filter: { ...FISCAL, side: [...begun] } },
  fiscalClosing: { title: '年末财政拨款结转和结余', filter: { ...FISCAL, side: [CLOSING] } },
  general: { title: '一般公共预算财政拨款支出', filter: { budgets: ['generalPublicBudget'] } },
  governmentFund: { title: '政府性基金预算财政拨款支出', filter: { budgets: ['governmentFundBudget'] } },
  stateCapital: { title: '国有资本经营预算财政拨款支出', filter: { budgets: ['stateCapitalBudget'] } },
} as const satisfies Readonly<Record<string, Total>>;
export type ControlTotal = keyof typeof CONTROL_TOTALS;

const fields = Object.entries(CONTROL_TOTALS).map(
  ([name, { title }]) =>
    [
      name,
      signedAmount.optional().meta({ title, description: `决算软件中的${title}；只核对，不印出。` }),
    ] as const,
);

/** `control` of a final account's file. */
export const controlTotals = z
  .strictObject(Object.fromEntries(fields) as Record<ControlTotal, (typeof fields)[number][1]>)
  .default({})
  .meta({ title: '核对数', description: '决算软件中的合计数；只与明细核对，不印出。' });
