import { type BudgetLine, keyOf, type LineKey } from '../kinds/budget-lines.ts';
import { LEDGER_COLUMNS, type LedgerColumn } from '../kinds/ledger-columns.ts';
import type { Classification } from '../lists/classification.ts';
import { KINDS } from '../model/ledger.ts';
import type { Choice, PlanCell, PlanSheet } from '../ooxml/sheet-plan.ts';
import { listRange, rangeOf } from '../ooxml/sheet-writer.ts';
import { type Lists, namedCode } from './lists-sheet.ts';
import { AMOUNT, amountCell, CODE, headCell, INPUT } from './look.ts';
import { SHEETS } from './sheet-names.ts';

const LAST_ROW = 20_000;
/** Empty lines with borders below the filled ones. */
const SPARE_ROWS = 30;
const PROJECT_ROWS = 500;
const ORDER = Object.keys(LEDGER_COLUMNS) as LedgerColumn[];

const WIDTHS: Record<LedgerColumn, number> = {
  functionCode: 34,
  economicCode: 30,
  kind: 12,
  project: 30,
  fund: 26,
  carriedOver: 10,
  counterpart: 26,
  amount: 18,
  priorAmount: 18,
};
const HINTS: Record<LedgerColumn, string> = {
  functionCode: '7 位功能分类科目编码（类款项），可从列表选择，也可只写编码。',
  economicCode: '5 位部门经济分类科目编码（类款）。只有上年总额、没有分到经济科目的行可以留空。',
  kind: '基本支出、项目支出；补助附属单位、上缴上级的写对附属单位补助支出、上缴上级支出。',
  project: '项目支出必填，与“项目”表中的项目名称一致；基本支出留空。',
  fund: '留空表示一般公共预算（本级）。',
  carriedOver: '用上年结转结余资金安排的写“是”，当年资金写“否”或留空。',
  counterpart: '对附属单位补助、上缴上级的，写收款单位全称；其他行留空。',
  amount: '本年预算数，单位见“单位信息”中的金额单位；没有就留空。',
  priorAmount: '上年预算数；“单位信息”中写了上年文件的，这一列留空。',
};

/** The sheet 预算明细: this year's and last year's lines with the same key side by side. */
export function ledgerSheet(
  current: readonly BudgetLine[],
  prior: readonly BudgetLine[],
  classification: Classification,
  lists: Lists,
): PlanSheet {
  const rows = sideBySide(current, prior).map(({ key, amount, priorAmount }) => {
    const cells: Record<LedgerColumn, PlanCell> = {
      functionCode: { value: namedCode(key.functionCode, classification.functions), style: CODE },
      economicCode: {
        value: key.economicCode === null ? '' : namedCode(key.economicCode, classification.economics),
        style: CODE,
      },
      kind: { value: KINDS[key.kind], style: CODE },
      project: { value: key.project ?? '', style: INPUT },
      fund: { value: key.fund, style: CODE },
      carriedOver: { value: key.carriedOver ? '是' : '否', style: CODE },
      counterpart: { value: key.counterpart ?? '', style: INPUT },
      amount: amountCell(amount ?? ''),
      priorAmount: amountCell(priorAmount ?? ''),
    };
    return ORDER.map((column) => cells[column]);
  });
  const spare = Array.from({ length: SPARE_ROWS }, () =>
    ORDER.map((column) => ({ value: '', style: styleOf(column) })),
  );
  return {
    name: SHEETS.ledger,
    columns: ORDER.map((column) => ({ width: WIDTHS[column], style: styleOf(column) })),
    rows: [
      ORDER.map((column) => headCell(LEDGER_COLUMNS[column].names[0], HINTS[column])),
      ...rows,
      ...spare,
    ],
    choices: ORDER.flatMap((column, index) => choiceOf(column, index + 1, lists)),
    frozenRows: 1,
    isProtected: true,
    print: { landscape: true, headRows: 1 },
    tab: '70AD47',
  };
}

function styleOf(column: LedgerColumn) {
  if (column === 'amount' || column === 'priorAmount') return AMOUNT;
  return column === 'project' || column === 'counterpart' ? INPUT : CODE;
}

function choiceOf(column: LedgerColumn, at: number, lists: Lists): Choice[] {
  const range = rangeOf(2, at, LAST_ROW, at);
  const text = { title: LEDGER_COLUMNS[column].names[0], prompt: HINTS[column] };
  switch (column) {
    case 'functionCode':
      return [{ range, list: lists.range('functions'), isStrict: false, ...text }];
    case 'economicCode':
      return [{ range, list: lists.range('economics'), isStrict: false, ...text }];
    case 'kind':
      return [{ range, list: lists.range('kinds'), isStrict: true, ...text }];
    case 'project':
      return [{ range, list: listRange(SHEETS.projects, 1, 2, PROJECT_ROWS), isStrict: false, ...text }];
    case 'fund':
      return [{ range, list: lists.range('funds'), isStrict: true, ...text }];
    case 'carriedOver':
      return [{ range, list: ['是', '否'], isStrict: true, ...text }];
    default:
      return [];
  }
}

interface Pair {
  readonly key: LineKey;
  readonly amount: string | null;
  readonly priorAmount: string | null;
}

/** Lines in the order of this year's ledger; those of last year alone follow. */
function sideBySide(current: readonly BudgetLine[], prior: readonly BudgetLine[]): Pair[] {
  const waiting = new Map<string, BudgetLine[]>();
  for (const line of prior) waiting.set(keyOf(line), [...(waiting.get(keyOf(line)) ?? []), line]);
  const pairs: Pair[] = current.map((line) => ({
    key: line,
    amount: line.amount,
    priorAmount: waiting.get(keyOf(line))?.shift()?.amount ?? null,
  }));
  const alone = [...waiting.values()].flat();
  return [...pairs, ...alone.map((line) => ({ key: line, amount: null, priorAmount: line.amount }))];
}
