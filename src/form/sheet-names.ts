import { type FormOf, isOfDepartment } from '../kinds/form-of.ts';
import type { Field } from '../kinds/schema-fields.ts';

/** The sheets of the workbook to fill in. */
export const SHEETS = {
  guide: '填表说明',
  unit: '单位信息',
  members: '单位构成',
  ledger: '预算明细',
  finalLedger: '决算明细',
  notes: '项目经费说明',
  projects: '项目',
  goals: '绩效目标',
  evaluations: '自评指标',
  reasons: '增减原因',
  assets: '采购与资产',
  texts: '说明',
  totals: '合计核对',
  lists: '代码表',
} as const;

export const FORM_SHEETS = ['unit', 'reasons', 'assets', 'texts'] as const;
export type FormSheet = (typeof FORM_SHEETS)[number];

/** The form sheets of a workbook; what a department owns its units state. */
export function formSheetsOf(of: FormOf): readonly FormSheet[] {
  return !isOfDepartment(of) ? FORM_SHEETS : FORM_SHEETS.filter((id) => id !== 'assets');
}

/** Fields that a schema gains later stand on 说明 until they are given a better place here. */
const PLACES: readonly (readonly [string, FormSheet])[] = [
  ['prior.stated', 'assets'],
  ['prior', 'unit'],
  ['reasons', 'reasons'],
  ['procurement', 'assets'],
  ['assets', 'assets'],
  ['plan', 'assets'],
  ['control', 'assets'],
  ['threePublic', 'assets'],
  ['codeNames', 'texts'],
  ['purposes', 'texts'],
  ['otherMatters', 'texts'],
  ['glossary', 'texts'],
  ['unit', 'unit'],
  ['department', 'unit'],
  ['counterparts', 'unit'],
  ['options', 'unit'],
  ['performance', 'unit'],
];

/** The form sheet on which a field stands. */
export function sheetOfField({ path }: Field, of: FormOf = 'unit'): FormSheet {
  const sheet = placeOf(path);
  return formSheetsOf(of).includes(sheet) ? sheet : 'unit';
}

function placeOf(path: Field['path']): FormSheet {
  const here = path.join('.');
  const found = PLACES.find(([root]) => here === root || here.startsWith(`${root}.`));
  if (found) return found[1];
  return path.length === 1 ? 'unit' : 'texts';
}

/** Stands behind the name of a line that the form demands. */
export const DEMANDED_MARK = ' *';

/** The name of a line without its mark, however it is typed. `编制数 *` → 编制数 */
export function withoutMark(label: string): string {
  return label.replace(/\s*[*＊]$/, '');
}

/** What the sheet 绩效目标 calls the goals of the unit as a whole, and of a department. */
export const WHOLE_UNIT = '（单位整体）';
export const WHOLE = {
  unit: WHOLE_UNIT,
  department: '（部门整体）',
  final: '',
  departmentFinal: '',
} as const satisfies Record<FormOf, string>;
/** Typed into a cell, these say that nothing is meant, against the default. */
export const EXPLICIT_EMPTY = '""';
