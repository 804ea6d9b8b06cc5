import type { BudgetLine } from '../kinds/budget-lines.ts';
import type { FinalLine } from '../kinds/final-lines.ts';
import { formOfTree, isOfDepartment } from '../kinds/form-of.ts';
import { isRawMap, mapAt, type RawMap, rawText } from '../kinds/raw-tree.ts';
import { type Classification, withNames } from '../lists/classification.ts';
import type { PlanWorkbook } from '../ooxml/sheet-plan.ts';
import { memberSheet, noteSheet } from './department-sheets.ts';
import { finalLedgerSheet } from './final-ledger-sheet.ts';
import type { OfferedNames } from './form-rows.ts';
import { formSheet } from './form-sheet.ts';
import { guideSheet } from './guide-sheet.ts';
import type { KeyNames } from './key-names.ts';
import { ledgerSheet } from './ledger-sheet.ts';
import { Lists } from './lists-sheet.ts';
import { goalSheet, projectSheet } from './project-sheets.ts';
import { type FormSheet, formSheetsOf } from './sheet-names.ts';
import { totalsSheet } from './totals-sheet.ts';

/** What a workbook to fill in is made from. */
export interface UnitPlanInput {
  /** Data of a unit file, checked or not; empty for a blank workbook. */
  readonly tree: RawMap;
  readonly current: readonly BudgetLine[];
  readonly prior: readonly BudgetLine[];
  readonly classification: Classification;
  readonly offered: OfferedNames;
  /** What the keys that the pack gives are called. */
  readonly keyNames?: KeyNames;
}

/** The workbook that a unit fills in, empty or filled with what is known. */
export function unitPlan(input: UnitPlanInput): PlanWorkbook {
  const { tree, current, prior, classification, offered, keyNames } = input;
  const lists = new Lists(classification, 'unit', keyNames);
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
      totalsSheet(current, prior),
      lists.sheet(),
    ],
  };
}

/** The workbook that a department fills in: its members, and what is its own; the amounts are theirs. */
export function departmentPlan(input: UnitPlanInput): PlanWorkbook {
  const { tree, prior, classification, offered, keyNames } = input;
  const lists = new Lists(classification, 'department', keyNames);
  const names = withNames(classification, codeNamesOf(tree));
  const name = rawText(mapAt(tree, 'department').name);
  const title = `${name}部门预算公开数据填报表`;
  const shown = withLastYear(tree);
  const form = (id: 'unit' | 'reasons' | 'texts') =>
    formSheet(id, shown, names, offered, lists, 'department');
  return {
    title,
    author: name,
    sheets: [
      guideSheet(title, 'department'),
      form('unit'),
      memberSheet(tree),
      // Only where last year stands in the file itself.
      ...(prior.length > 0 ? [ledgerSheet([], prior, names, lists)] : []),
      noteSheet(tree),
      goalSheet(tree, 'department'),
      form('reasons'),
      form('texts'),
      lists.sheet(),
    ],
  };
}

/** What the workbook of a final account is made from: its amounts as lines. */
export type FinalPlanInput = Omit<UnitPlanInput, 'current' | 'prior'> & {
  readonly lines: readonly FinalLine[];
};

/** The workbook of a final account, of a unit or a department: all its amounts on one sheet, with side and phase. */
export function finalPlan(input: FinalPlanInput): PlanWorkbook {
  const { tree, lines, classification, offered, keyNames } = input;
  const of = formOfTree(tree);
  const lists = new Lists(classification, of, keyNames);
  const names = withNames(classification, codeNamesOf(tree));
  const isDepartment = isOfDepartment(of);
  const name = rawText(mapAt(tree, isDepartment ? 'department' : 'unit').name);
  const title = `${name}${isDepartment ? '部门' : '单位'}决算公开数据填报表`;
  const form = (id: FormSheet) => formSheet(id, tree, names, offered, lists, of);
  const [first, ...forms] = formSheetsOf(of).map(form);
  return {
    title,
    author: name,
    sheets: [
      guideSheet(title, of),
      first!,
      ...(isDepartment ? [memberSheet(tree)] : []),
      finalLedgerSheet(lines, names, lists),
      ...(isDepartment ? [] : [projectSheet(tree, of), goalSheet(tree, of)]),
      ...forms,
      lists.sheet(),
    ],
  };
}

/** An empty last year as the switch that says so. */
function withLastYear(tree: RawMap): RawMap {
  const prior = mapAt(tree, 'prior');
  const isEmpty = isRawMap(prior.budget) && Object.keys(prior.budget).length === 0;
  return isEmpty ? { ...tree, prior: { ...prior, none: true } } : tree;
}

function codeNamesOf(tree: RawMap): Record<string, string> {
  const { codeNames } = tree;
  if (!isRawMap(codeNames)) return {};
  return Object.fromEntries(Object.entries(codeNames).map(([code, name]) => [code, rawText(name)]));
}
