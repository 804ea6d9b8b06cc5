import type { ColumnNames } from '../ooxml/sheet-table.ts';
import { LEDGER_COLUMNS } from './ledger-columns.ts';

const { priorAmount: _, counterpart: __, ...ONE_YEAR } = LEDGER_COLUMNS;

/** The columns of the sheet 决算明细, in the order in which they are written: those of a budget, with side and phase. */
export const FINAL_COLUMNS = {
  side: { names: ['方向'], isRequired: true },
  phase: { names: ['阶段'], isRequired: true },
  ...ONE_YEAR,
  counterpart: { names: ['往来单位'], isRequired: true },
} as const satisfies Record<string, ColumnNames>;
export type FinalColumn = keyof typeof FINAL_COLUMNS;
