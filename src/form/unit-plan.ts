import type { BudgetLine } from '../kinds/budget-lines.ts';
import { isRawMap, mapAt, type RawMap, rawText } from '../kinds/raw-tree.ts';
import { type Classification, withNames } from '../lists/classification.ts';
import type { PlanWorkbook } from '../ooxml/sheet-plan.ts';
import type { OfferedNames } from './form-rows.ts';
import { formSheet } from './form-sheet.ts';
import { guideSheet } from './guide-sheet.ts';
import { ledgerSheet } from './ledger-sheet.ts';
import { Lists } from './lists-sheet.ts';
import { goalSheet, projectSheet } from './project-sheets.ts';

/** What a workbook to fill in is made from. */
export interface UnitPlanInput {
  /** Data of a unit file, checked or not; empty for a blank workbook. */
  readonly tree: RawMap;
  readonly current: readonly BudgetLine[];
  readonly prior: readonly BudgetLine[];
  readonly classification: Classification;
  readonly offered: OfferedNames;
}

/** The workbook that a unit fills in, empty or filled with what is known. */
export function unitPlan({ tree, current, prior, classification, offered }: UnitPlanInput): PlanWorkbook {
  const lists = new Lists(classification);
  const names = withNames(classification, codeNamesOf(tree));
  const unitName = rawText(mapAt(tree, 'unit').name);
  const title = `${unitName}单位预算公开数据填报表`;
  const form = (id: 'unit' | 'reasons' | 'assets' | 'texts') => formSheet(id, tree, names, offered, lists);
  return {
    title,
    author: unitName,
    sheets: [
      guideSheet(title),
      form('unit'),
      ledgerSheet(current, prior, names, lists),
      projectSheet(tree),
      goalSheet(tree),
      form('reasons'),
      form('assets'),
      form('texts'),
      lists.sheet(),
    ],
  };
}

function codeNamesOf(tree: RawMap): Record<string, string> {
  const { codeNames } = tree;
  if (!isRawMap(codeNames)) return {};
  return Object.fromEntries(Object.entries(codeNames).map(([code, name]) => [code, rawText(name)]));
}
