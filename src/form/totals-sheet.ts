import type { BudgetLine } from '../kinds/budget-lines.ts';
import { LEDGER_COLUMNS, type LedgerColumn } from '../kinds/ledger-columns.ts';
import { DEFAULT_FUND, FUND_NAMES } from '../model/fund.ts';
import { BUDGET_KINDS } from '../model/ledger.ts';
import { parseDecimal, sumMoney } from '../model/money.ts';
import type { PlanCell, PlanSheet } from '../ooxml/sheet-plan.ts';
import { listRange } from '../ooxml/sheet-writer.ts';
import { AMOUNT, headCell, LABEL, PROSE } from './look.ts';
import { SHEETS } from './sheet-names.ts';

const LAST_ROW = 20_000;
const COLUMNS = Object.keys(LEDGER_COLUMNS) as LedgerColumn[];
const NOTE = `本表由公式计算，不用填写，读入时不看；用来同预算批复核对。金额单位同“${SHEETS.unit}”中的金额单位。`;

type Year = 'amount' | 'priorAmount';

/** The sheet 合计核对: what the lines of the ledger come to in both years, by fund and by kind, in locked cells. */
export function totalsSheet(current: readonly BudgetLine[], prior: readonly BudgetLine[]): PlanSheet {
  const lines = { amount: current, priorAmount: prior };
  const row = (
    label: string,
    column: 'fund' | 'kind',
    isMeant: (line: BudgetLine) => boolean,
  ): PlanCell[] => [
    { value: label, style: { ...LABEL, unlocked: false } },
    ...(['amount', 'priorAmount'] as const).map((year) =>
      sumCell(formulaFor(label, column, year), lines[year].filter(isMeant)),
    ),
  ];
  const funds = FUND_NAMES.map((name) => row(name, 'fund', ({ fund }) => fund === name));
  const kinds = Object.entries(BUDGET_KINDS).map(([id, name]) =>
    row(name, 'kind', ({ kind }) => kind === id),
  );
  const first = 3 + funds.length;
  const total: PlanCell[] = [
    { value: '合计', style: { ...LABEL, bold: true, unlocked: false } },
    ...(['amount', 'priorAmount'] as const).map((year, index) => {
      const column = index === 0 ? 'B' : 'C';
      return sumCell(`SUM(${column}${first}:${column}${first + kinds.length - 1})`, lines[year]);
    }),
  ];
  return {
    name: SHEETS.totals,
    columns: [{ width: 44 }, { width: 20 }, { width: 20 }],
    rows: [
      [{ value: NOTE, style: PROSE }],
      [headCell('资金来源、支出类型'), headCell('本年金额'), headCell('上年金额')],
      ...funds,
      ...kinds,
      total,
    ],
    merges: ['A1:C1'],
    heights: new Map([[1, 34]]),
    frozenRows: 2,
    isProtected: true,
    print: { landscape: false, headRows: 2 },
    tab: 'FFC000',
  };
}

function sumCell(formula: string, lines: readonly BudgetLine[]): PlanCell {
  const sum = sumMoney(lines.flatMap(({ amount }) => parseDecimal(amount) ?? []));
  return { value: sum.toFixed(), isNumber: true, formula, style: { ...AMOUNT, unlocked: false } };
}

/** Lines of a fund or kind; those that name no fund are of the usual one. Rows without a kind are sums of others. */
function formulaFor(label: string, column: 'fund' | 'kind', year: Year): string {
  const range = (name: LedgerColumn): string =>
    listRange(SHEETS.ledger, COLUMNS.indexOf(name) + 1, 2, LAST_ROW);
  const lines = (criterion: string): string =>
    `SUMIFS(${range(year)},${range(column)},${criterion},${range('kind')},"<>")`;
  const named = lines(`"${label}"`);
  return label === DEFAULT_FUND.name ? `${named}+${lines('""')}` : named;
}
