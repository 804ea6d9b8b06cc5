import { readFile } from 'node:fs/promises';
import { finalPlan, unitPlan } from '../../src/form/unit-plan.ts';
import { readUnitWorkbook, type UnitWorkbook } from '../../src/form/unit-reader.ts';
import { readExistingUnit } from '../../src/import/existing-unit.ts';
import { linesOfFinalFile } from '../../src/import/final-file-lines.ts';
import { linesOfBudget } from '../../src/kinds/budget-lines.ts';
import { mapAt, type RawMap } from '../../src/kinds/raw-tree.ts';
import type { Finding } from '../../src/model/finding.ts';
import { readWorkbook } from '../../src/ooxml/read-workbook.ts';
import type { PlanWorkbook } from '../../src/ooxml/sheet-plan.ts';
import { writeWorkbook } from '../../src/ooxml/write-workbook.ts';
import { classification2025 } from './unit-of.ts';

export const OFFERED = { staff: ['在职', '退休', '离休'], vehicles: ['公务用车'], options: [] };

/** The workbook to fill in, filled from the data of a unit file. */
export function planOf(tree: RawMap): PlanWorkbook {
  return unitPlan({
    tree,
    current: linesOfBudget(tree.budget),
    prior: linesOfBudget(mapAt(tree, 'prior').budget),
    classification: classification2025,
    offered: OFFERED,
  });
}

/** The same of a final account, of a unit or a department. */
export function finalPlanOf(tree: RawMap): PlanWorkbook {
  const lines = linesOfFinalFile(tree, null);
  return finalPlan({ tree, lines, classification: classification2025, offered: OFFERED });
}

/** The workbook of a unit file, its ledgers in CSV files included. */
export async function planOfFile(path: string): Promise<PlanWorkbook> {
  const { value } = await readExistingUnit(path, path);
  const { tree, csv, priorCsv } = value!;
  return unitPlan({
    tree,
    current: csv ?? linesOfBudget(tree.budget),
    prior: priorCsv ?? linesOfBudget(mapAt(tree, 'prior').budget),
    classification: classification2025,
    offered: OFFERED,
  });
}

export interface ReadBack {
  readonly value: UnitWorkbook | null;
  readonly findings: readonly Finding[];
}

/** A workbook as written to a file and read back. */
export async function readBack(plan: PlanWorkbook, file = '填报.xlsx'): Promise<ReadBack> {
  const { value, findings } = await readWorkbook(Buffer.from(writeWorkbook(plan)), file);
  return value ? readUnitWorkbook(value, file) : { value, findings };
}

export async function readBackFile(path: string, file = '填报.xlsx'): Promise<ReadBack> {
  const { value, findings } = await readWorkbook(await readFile(path), file);
  return value ? readUnitWorkbook(value, file) : { value, findings };
}

/** A workbook with one cell changed; the address counts as the spreadsheet does: `withCell(plan, '预算明细', 2, 7, 'x')` */
export function withCell(
  plan: PlanWorkbook,
  name: string,
  row: number,
  column: number,
  value: string,
  isNumber = false,
): PlanWorkbook {
  const sheets = plan.sheets.map((sheet) => {
    if (sheet.name !== name) return sheet;
    const rows = sheet.rows.map((cells) => [...cells]);
    const before = rows[row - 1]![column - 1];
    rows[row - 1]![column - 1] = { style: before?.style ?? {}, value, isNumber };
    return { ...sheet, rows };
  });
  return { ...plan, sheets };
}
