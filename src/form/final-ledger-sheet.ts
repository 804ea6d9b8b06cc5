import { FINAL_COLUMNS, type FinalColumn } from '../kinds/final-columns.ts';
import { type FinalLine, SIDE_WORDS } from '../kinds/final-lines.ts';
import type { Classification } from '../lists/classification.ts';
import { KINDS, PHASES } from '../model/ledger.ts';
import type { Choice, PlanCell, PlanSheet } from '../ooxml/sheet-plan.ts';
import { listRange, rangeOf } from '../ooxml/sheet-writer.ts';
import { type Lists, namedCode } from './lists-sheet.ts';
import { AMOUNT, amountCell, CODE, headCell, INPUT } from './look.ts';
import { SHEETS } from './sheet-names.ts';

const LAST_ROW = 20_000;
const SPARE_ROWS = 30;
const PROJECT_ROWS = 500;
const ORDER = Object.keys(FINAL_COLUMNS) as FinalColumn[];

const WIDTHS: Record<FinalColumn, number> = {
  side: 20,
  phase: 12,
  functionCode: 34,
  economicCode: 28,
  kind: 18,
  project: 26,
  fund: 24,
  carriedOver: 10,
  amount: 18,
  counterpart: 24,
};
const HINTS: Record<FinalColumn, string> = {
  side: '钱的方向：收入、支出、年初结转和结余……；一般公共预算的收入由支出推算，只写结转下年的部分。',
  phase: '支出写年初预算、预算调整或决算；其他方向不填，即决算。',
  functionCode: '7 位功能分类科目编码（类款项）；收入、结转只知道资金的，可以留空；结余分配留空。',
  economicCode: '5 位部门经济分类科目编码（类款）；支出决算的基本支出必填。',
  kind: '支出写基本支出、项目支出等；收入留空；年初结转和结余可写可不写。',
  project: '项目支出的项目名称，与“项目”表中的写法一致。',
  fund: '留空表示一般公共预算（本级）。',
  carriedOver: '用上年结转结余资金安排的支出写“是”，当年资金写“否”或留空。',
  amount: '金额，单位见“单位信息”中的金额单位；调减、冲减写负数。',
  counterpart: '对附属单位补助、上缴上级的，写收款单位全称；结余分配写分配的去向，例如提取专用结余。',
};

/** The sheet 决算明细: every amount of a final account, one to a line, with its side and phase. */
export function finalLedgerSheet(
  lines: readonly FinalLine[],
  classification: Classification,
  lists: Lists,
): PlanSheet {
  const rows = lines.map((line) => {
    const cells: Record<FinalColumn, PlanCell> = {
      side: { value: SIDE_WORDS[line.place.side], style: CODE },
      phase: { value: PHASES[line.place.phase], style: CODE },
      functionCode: { value: namedCode(line.functionCode, classification.functions), style: CODE },
      economicCode: {
        value: line.economicCode === null ? '' : namedCode(line.economicCode, classification.economics),
        style: CODE,
      },
      kind: { value: line.kind === null ? '' : KINDS[line.kind], style: CODE },
      project: { value: line.project ?? '', style: INPUT },
      fund: { value: line.fund, style: CODE },
      carriedOver: { value: line.carriedOver ? '是' : '否', style: CODE },
      amount: amountCell(line.amount),
      counterpart: { value: line.counterpart ?? '', style: INPUT },
    };
    return ORDER.map((column) => cells[column]);
  });
  const spare = Array.from({ length: SPARE_ROWS }, () =>
    ORDER.map((column) => ({ value: '', style: styleOf(column) })),
  );
  return {
    name: SHEETS.finalLedger,
    columns: ORDER.map((column) => ({ width: WIDTHS[column], style: styleOf(column) })),
    rows: [ORDER.map((column) => headCell(FINAL_COLUMNS[column].names[0], HINTS[column])), ...rows, ...spare],
    choices: ORDER.flatMap((column, index) => choiceOf(column, index + 1, lists)),
    frozenRows: 1,
    isProtected: true,
    print: { landscape: true, headRows: 1 },
    tab: '70AD47',
  };
}

function styleOf(column: FinalColumn) {
  if (column === 'amount') return AMOUNT;
  return column === 'project' || column === 'counterpart' ? INPUT : CODE;
}

function choiceOf(column: FinalColumn, at: number, lists: Lists): Choice[] {
  const offered: Partial<Record<FinalColumn, Choice['list']>> = {
    side: Object.values(SIDE_WORDS),
    phase: Object.values(PHASES),
    functionCode: lists.range('functions'),
    economicCode: lists.range('economics'),
    kind: Object.values(KINDS),
    project: listRange(SHEETS.projects, 1, 2, PROJECT_ROWS),
    fund: lists.range('funds'),
    carriedOver: ['是', '否'],
  };
  const list = offered[column];
  if (list === undefined) return [];
  const isStrict = ['side', 'phase', 'kind', 'fund', 'carriedOver'].includes(column);
  const text = { title: FINAL_COLUMNS[column].names[0], prompt: HINTS[column] };
  return [{ range: rangeOf(2, at, LAST_ROW, at), list, isStrict, ...text }];
}
