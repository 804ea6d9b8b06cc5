import { isRawMap, type RawMap, valueAt } from '../kinds/raw-tree.ts';
import { type Field, MEMBER_FIELDS, NOTE_FIELDS } from '../kinds/schema-fields.ts';
import type { Choice, PlanSheet } from '../ooxml/sheet-plan.ts';
import { rangeOf } from '../ooxml/sheet-writer.ts';
import { headCell } from './look.ts';
import { inputCell, tableSheet, textOf } from './project-sheets.ts';
import { SHEETS } from './sheet-names.ts';

const SPARE_MEMBERS = 30;
const SPARE_NOTES = 10;
const LAST_ROW = 2000;

/** The sheet 单位构成: one member of a department to a line, all of them on one sheet. */
export function memberSheet(tree: RawMap): PlanSheet {
  const widths = MEMBER_FIELDS.map((field) =>
    field.path[0] === 'from' || field.path[0] === 'name' ? 40 : 20,
  );
  const sheet = listSheet(SHEETS.members, 'members', MEMBER_FIELDS, tree, widths, SPARE_MEMBERS);
  return { ...sheet, choices: MEMBER_FIELDS.flatMap(choiceOf) };
}

/** The sheet 项目经费说明: what the department says of chosen projects; the amounts come from its members. */
export function noteSheet(tree: RawMap): PlanSheet {
  const widths = NOTE_FIELDS.map((field) =>
    /overview|basis|plan|allocation/.test(field.path.join()) ? 44 : 24,
  );
  return listSheet(SHEETS.notes, 'projectNotes', NOTE_FIELDS, tree, widths, SPARE_NOTES);
}

function listSheet(
  name: string,
  key: string,
  fields: readonly Field[],
  tree: RawMap,
  widths: readonly number[],
  spare: number,
): PlanSheet {
  const items = Array.isArray(tree[key]) ? tree[key].filter(isRawMap) : [];
  const rows = items.map((item) =>
    fields.map((field) => inputCell(textOf(field, valueAt(item, field.path)))),
  );
  const head = fields.map((field) => headCell(field.label, field.hint));
  return tableSheet(name, head, rows, widths, spare);
}

function choiceOf({ choices, label, hint }: Field, index: number): Choice[] {
  if (choices.length === 0) return [];
  const range = rangeOf(2, index + 1, LAST_ROW, index + 1);
  return [{ range, list: choices, isStrict: false, title: label, prompt: hint }];
}
