import type { FormOf } from '../kinds/form-of.ts';
import type { RawMap } from '../kinds/raw-tree.ts';
import type { Classification } from '../lists/classification.ts';
import type { Choice, PlanCell, PlanSheet } from '../ooxml/sheet-plan.ts';
import { rangeOf } from '../ooxml/sheet-writer.ts';
import { heightFor } from '../ooxml/text-size.ts';
import { FORM_COLUMNS } from './form-reader.ts';
import {
  askedOf,
  type FormRow,
  fieldsOf,
  formRows,
  nameCount,
  type OfferedNames,
  type OfferedOption,
} from './form-rows.ts';
import { recordOf } from './key-names.ts';
import { type Lists, namedCode } from './lists-sheet.ts';
import { AMOUNT, amountCell, HINT, headCell, INPUT, LABEL } from './look.ts';
import { DEMANDED_MARK, type FormSheet, SHEETS } from './sheet-names.ts';

const LAST_ROW = 2000;
const WIDTHS = { label: 30, name: 26, detail: 18, more: 18, value: 70, hint: 34 };
const NOTES = {
  label: '从下拉列表中选择。一个栏目有多项时（例如主要职能），一项一行，栏目重复写；可以插入行、删除行。',
  name: '栏目下有分项时填写：人员类别、车辆类别、收入名称、科目编码等。',
  detail: '同一类支出由几种预算安排时，在这里写预算种类，分行填写。',
  more: '细目下还分的，例如按科目写的原因，在这里写科目编码。',
  value: '在这一列填写。',
  hint: '',
};

/** One of the sheets with a field to a line: 单位信息, 增减原因, 采购与资产, 说明. */
export function formSheet(
  id: FormSheet,
  tree: RawMap,
  classification: Classification,
  offered: OfferedNames,
  lists: Lists,
  of: FormOf = 'unit',
): PlanSheet {
  const depth = Math.max(0, ...fieldsOf(id, of).map(nameCount));
  const columns = (['label', 'name', 'detail', 'more', 'value', 'hint'] as const).filter(
    (column) => (column !== 'detail' || depth > 1) && (column !== 'more' || depth > 2),
  );
  const filled = formRows(id, tree, offered, of);
  const rows = filled.map((row) => {
    const cells: Record<(typeof columns)[number], PlanCell> = {
      label: { value: row.field.label + (isDemanded(row, offered) ? DEMANDED_MARK : ''), style: LABEL },
      name: { value: nameText(row, 0, classification, lists), style: INPUT },
      detail: { value: row.names[1] ?? '', style: INPUT },
      more: { value: row.names[2] ?? '', style: INPUT },
      value: valueCell(row),
      hint: { value: hintOf(row, offered), style: HINT },
    };
    return columns.map((column) => cells[column]);
  });
  const heights = new Map(
    rows.map((cells, index) => [
      index + 2,
      heightFor(cells.map((cell, at) => [cell.value, WIDTHS[columns[at]!]] as const)),
    ]),
  );
  return {
    name: SHEETS[id],
    columns: columns.map((column) => ({ width: WIDTHS[column], style: column === 'hint' ? HINT : INPUT })),
    rows: [columns.map((column) => headCell(FORM_COLUMNS[column].names[0], NOTES[column])), ...rows],
    heights,
    choices: [
      {
        range: rangeOf(2, 1, LAST_ROW, 1),
        list: lists.range(id),
        isStrict: true,
        title: '栏目',
        prompt: '从下拉列表中选择栏目。',
      },
      ...filled.flatMap((row, index) =>
        choicesOf(row, index + 2, columns.indexOf('value') + 1, lists, offered),
      ),
    ],
    frozenRows: 1,
    isProtected: true,
    print: { landscape: true, headRows: 1 },
    tab: '4472C4',
  };
}

/** Of a list only its first line. */
function isDemanded({ field, names }: FormRow, offered: OfferedNames): boolean {
  return askedOf(field, offered) === 'demanded' && (names.length === 0 || names.every((name) => name !== ''));
}

function nameText(
  { field, names }: FormRow,
  index: number,
  { functions }: Classification,
  lists: Lists,
): string {
  const name = names[index] ?? '';
  const record = recordOf(field);
  if (record !== null && lists.namesOf(record) !== null) return lists.names.nameOf(record, name);
  return (field.keyPatterns[index] ?? null) === null ? name : namedCode(name, functions);
}

function valueCell({ field, value }: FormRow): PlanCell {
  if (
    field.kind === 'text' ||
    field.kind === 'choice' ||
    field.kind === 'switch' ||
    field.kind === 'date' ||
    field.kind === 'year'
  ) {
    return { value, style: INPUT };
  }
  if (field.choices.includes(value)) return { value, style: { ...AMOUNT, align: 'left' } };
  const cell = amountCell(value);
  const isCount = field.kind === 'count' || field.kind === 'countChange';
  return { ...cell, style: { ...AMOUNT, align: 'left', format: isCount ? '0' : AMOUNT.format! } };
}

/** The drop-down lists of one line: the values of a choice, the codes of its name. */
function choicesOf(
  given: FormRow,
  row: number,
  valueColumn: number,
  lists: Lists,
  offered: OfferedNames,
): Choice[] {
  const { field } = given;
  const choices: Choice[] = [];
  const prompt = { title: field.label, prompt: hintOf(given, offered) };
  const record = recordOf(field);
  const names = record === null ? null : lists.namesOf(record);
  if (names !== null)
    choices.push({ range: rangeOf(row, 2, row, 2), list: names, isStrict: false, ...prompt });
  const { choices: offers = [] } = optionOf(given, offered) ?? {};
  if (offers.length > 0 && isListable(offers))
    choices.push({
      range: rangeOf(row, valueColumn, row, valueColumn),
      list: offers,
      isStrict: true,
      ...prompt,
    });
  if (field.choices.length > 0) {
    const range = rangeOf(row, valueColumn, row, valueColumn);
    choices.push({
      range,
      list: field.choices,
      isStrict: field.kind === 'choice' || field.kind === 'switch',
      ...prompt,
    });
  }
  const pattern = field.keyPatterns[0] ?? null;
  // Names are only added for codes that the lists do not have.
  if (pattern !== null && field.path[0] !== 'codeNames') {
    const list = lists.range(new RegExp(pattern).test('201') ? 'classes' : 'functions');
    choices.push({ range: rangeOf(row, 2, row, 2), list, isStrict: false, ...prompt });
  }
  if (nameCount(field) === 2 && valueColumn === 4) {
    choices.push({ range: rangeOf(row, 3, row, 3), list: lists.range('names'), isStrict: false, ...prompt });
  }
  return choices;
}

function optionOf({ field, names }: FormRow, { options }: OfferedNames): OfferedOption | undefined {
  return recordOf(field) === 'options' ? options.find(({ key }) => key === names[0]) : undefined;
}

/** What may be chosen of an option, with what is taken where nothing is. */
function hintOf(row: FormRow, offered: OfferedNames): string {
  const option = optionOf(row, offered);
  return option ? `${option.choices.join('；')}。不写为“${option.usual}”。` : row.field.hint;
}

/** A list in the cell itself is separated by commas, of 255 characters at most. */
function isListable(values: readonly string[]): boolean {
  return values.join(',').length <= 255 && !values.some((value) => value.includes(','));
}
