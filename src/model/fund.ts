/** 预算类别: the five kinds of money a budget unit has (docs/design.md §2). */
export const BUDGETS = {
  generalPublicBudget: '一般公共预算',
  governmentFundBudget: '政府性基金预算',
  stateCapitalBudget: '国有资本经营预算',
  specialAccount: '财政专户',
  ownFunds: '单位资金',
} as const;

export type BudgetId = keyof typeof BUDGETS;

/** 本级 money, money handed down by the level above (上级转移支付), or a unit's own. */
export type FundLevel = 'local' | 'transfer' | 'own';

/** 资金来源: one source of money, the finest grain at which a ledger line is paid. */
export interface Fund {
  readonly id: string;
  /** The name a data file uses. */
  readonly name: string;
  readonly budget: BudgetId;
  readonly level: FundLevel;
}

/** Every 资金来源, in the order in which reports list them. */
export const FUNDS: readonly Fund[] = [
  { id: 'generalLocal', name: '一般公共预算', budget: 'generalPublicBudget', level: 'local' },
  {
    id: 'generalTransfer',
    name: '上级一般公共预算转移支付',
    budget: 'generalPublicBudget',
    level: 'transfer',
  },
  { id: 'fundLocal', name: '政府性基金预算', budget: 'governmentFundBudget', level: 'local' },
  { id: 'fundTransfer', name: '上级政府性基金转移支付', budget: 'governmentFundBudget', level: 'transfer' },
  { id: 'capitalLocal', name: '国有资本经营预算', budget: 'stateCapitalBudget', level: 'local' },
  {
    id: 'capitalTransfer',
    name: '上级国有资本经营转移支付',
    budget: 'stateCapitalBudget',
    level: 'transfer',
  },
  { id: 'specialAccount', name: '财政专户', budget: 'specialAccount', level: 'own' },
  { id: 'undertakingIncome', name: '事业收入', budget: 'ownFunds', level: 'own' },
  { id: 'superiorSubsidy', name: '上级补助收入', budget: 'ownFunds', level: 'own' },
  { id: 'subordinatePayment', name: '附属单位上缴收入', budget: 'ownFunds', level: 'own' },
  { id: 'operatingIncome', name: '事业单位经营收入', budget: 'ownFunds', level: 'own' },
  { id: 'otherIncome', name: '其他收入', budget: 'ownFunds', level: 'own' },
];

/** Funds that another public body pays, by name. */
export const HANDED_FUNDS = ['上级补助收入', '附属单位上缴收入'] as const;

export const FUND_NAMES = FUNDS.map((fund) => fund.name) as [string, ...string[]];

/** The fund that a line is paid from when a data file names none. */
export const DEFAULT_FUND: Fund = FUNDS[0]!;

/** The fund of that name, or null. `fundByName('事业收入')` → the fund `undertakingIncome` */
export function fundByName(name: string): Fund | null {
  return FUNDS.find((fund) => fund.name === name) ?? null;
}
