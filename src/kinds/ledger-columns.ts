import type { ColumnNames } from '../ooxml/sheet-table.ts';

/** The columns of the sheet 预算明细, in the order in which they are written. */
export const LEDGER_COLUMNS = {
  functionCode: { names: ['功能科目编码', '功能分类科目编码'], isRequired: true },
  economicCode: { names: ['经济科目编码', '部门经济分类科目编码', '经济分类科目编码'], isRequired: true },
  kind: { names: ['支出类型'], isRequired: true },
  project: { names: ['项目名称'], isRequired: true },
  fund: { names: ['资金来源'], isRequired: true },
  carriedOver: { names: ['是否结转'], isRequired: true },
  amount: { names: ['金额'], isRequired: true },
  priorAmount: { names: ['上年金额'], isRequired: true },
  // Workbooks handed out earlier have no such column.
  counterpart: { names: ['往来单位'], isRequired: false },
} as const satisfies Record<string, ColumnNames>;
export type LedgerColumn = keyof typeof LEDGER_COLUMNS;

const CARRIED_OVER: Readonly<Record<string, boolean>> = {
  是: true,
  结转: true,
  有: true,
  '1': true,
  TRUE: true,
  否: false,
  无: false,
  '0': false,
  FALSE: false,
  // Words of budget systems.
  上年结转: true,
  结转结余: true,
  当年: false,
  本年: false,
  当年预算: false,
  '': false,
};

/** Whether an amount is carried over, or null for a word that does not say so. `是` → true; empty → false */
export function carriedOverOf(text: string): boolean | null {
  return CARRIED_OVER[text.toUpperCase()] ?? null;
}

/** The code at the beginning of a text, else the text: `2010350 事业运行` → 2010350; `201.03.50` → 2010350 */
export function codeOf(text: string): string {
  const half = text.normalize('NFKC').trim();
  return /^\d[\d.-]*/.exec(half)?.[0].replace(/[.-]/g, '') ?? text;
}
