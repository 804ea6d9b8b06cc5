import { projectTables } from '../kinds/form-fields.ts';
import { type FormOf, isOfFinal } from '../kinds/form-of.ts';
import { isRawMap, mapAt, type RawMap, type RawValue, rawText, valueAt } from '../kinds/raw-tree.ts';
import type { Field } from '../kinds/schema-fields.ts';
import type { CellStyle, PlanCell, PlanSheet } from '../ooxml/sheet-plan.ts';
import { listRange, rangeOf } from '../ooxml/sheet-writer.ts';
import { heightFor } from '../ooxml/text-size.ts';
import { headCell, INPUT } from './look.ts';
import { EXPLICIT_EMPTY, SHEETS, WHOLE, WHOLE_UNIT } from './sheet-names.ts';

const SPARE_PROJECTS = 10;
const SPARE_INDICATORS = 20;
const LAST_ROW = 5000;
const PROJECT_ROWS = 500;
/** Headings of the columns before the fields of an indicator. */
export const GOAL_KEYS = ['所属目标表', '一级指标', '二级指标'] as const;
const GOAL_NOTES = [
  `项目名称（与“${SHEETS.projects}”表一致），或“${WHOLE_UNIT}”。`,
  '例如 产出指标、成本指标、效益指标、满意度指标。',
  '例如 数量指标、质量指标、时效指标。',
];

/** The sheet 项目: one project to a line, with the texts of its goal table. */
export function projectSheet(tree: RawMap, of: FormOf = 'unit'): PlanSheet {
  const { projects: fields } = projectTables(of);
  const rows = projectsOf(tree).map((project) =>
    fields.map((field) => inputCell(textOf(field, valueAt(project, field.path)))),
  );
  const widths = fields.map((field) =>
    /aim|basis|allocation|outcome|execution/.test(field.path.join()) ? 44 : 24,
  );
  return tableSheet(
    SHEETS.projects,
    fields.map((field) => headCell(field.label, field.hint)),
    rows,
    widths,
    SPARE_PROJECTS,
  );
}

/** The sheet 绩效目标: one indicator to a line, those of the whole unit first. */
export function goalSheet(tree: RawMap, of: FormOf = 'unit'): PlanSheet {
  const { indicators: fields, below } = projectTables(of);
  const whole = indicatorRows(WHOLE[of], valueAt(tree, ['performance', of, 'indicators']), fields);
  const rows = projectsOf(tree).flatMap((project) =>
    indicatorRows(rawText(project.name), valueAt(project, [below, 'indicators']), fields),
  );
  const head = [
    ...GOAL_KEYS.map((name, index) => headCell(name, GOAL_NOTES[index])),
    ...fields.map((field) => headCell(field.label, isOfFinal(of) ? field.hint : goalNote(field))),
  ];
  const widths = [28, 18, 18, ...fields.map((_, index) => (index === 0 ? 32 : 18))];
  const sheet = tableSheet(
    isOfFinal(of) ? SHEETS.evaluations : SHEETS.goals,
    head,
    [...whole, ...rows],
    widths,
    SPARE_INDICATORS,
  );
  return {
    ...sheet,
    choices: [
      {
        range: rangeOf(2, 1, LAST_ROW, 1),
        list: of !== 'department' ? listRange(SHEETS.projects, 1, 2, PROJECT_ROWS) : [WHOLE[of]],
        isStrict: false,
        title: GOAL_KEYS[0],
        prompt: of !== 'department' ? GOAL_NOTES[0]! : `写“${WHOLE[of]}”；各项目的绩效目标由成员单位填报。`,
      },
    ],
  };
}

function goalNote(field: Field): string {
  if (field.keepsEmpty) return `空着用默认值；写 ${EXPLICIT_EMPTY} 表示就是空着。`;
  return field.path[0] === 'name' || field.path[0] === 'value' || field.path[0] === 'weight'
    ? ''
    : '空着用“各指标的默认值”。';
}

function projectsOf(tree: RawMap): RawMap[] {
  const { projects } = tree;
  return Array.isArray(projects) ? projects.filter(isRawMap) : [];
}

function indicatorRows(
  table: string,
  indicators: RawValue | undefined,
  fields: readonly Field[],
): PlanCell[][] {
  return Object.keys(isRawMap(indicators) ? indicators : {}).flatMap((level1) => {
    const groups = mapAt(indicators, level1);
    return Object.entries(groups).flatMap(([level2, list]) =>
      (Array.isArray(list) ? list : []).map((indicator: RawValue) => [
        ...[table, level1, level2].map(inputCell),
        ...fields.map((field) => inputCell(textOf(field, valueAt(indicator, field.path)))),
      ]),
    );
  });
}

export function textOf(field: Field, value: RawValue | undefined): string {
  return value === '' && field.keepsEmpty ? EXPLICIT_EMPTY : rawText(value);
}

export function inputCell(value: string): PlanCell {
  return { value, style: INPUT };
}

export function tableSheet(
  name: string,
  head: readonly PlanCell[],
  rows: readonly (readonly PlanCell[])[],
  widths: readonly number[],
  spareRows: number,
): PlanSheet {
  const style: CellStyle = INPUT;
  const spare = Array.from({ length: spareRows }, () => head.map(() => inputCell('')));
  const heights = rows.map(
    (cells, index) =>
      [index + 2, heightFor(cells.map((cell, at) => [cell.value, widths[at]!] as const))] as const,
  );
  return {
    name,
    columns: widths.map((width) => ({ width, style })),
    rows: [head, ...rows, ...spare],
    heights: new Map(heights),
    frozenRows: 1,
    isProtected: true,
    print: { landscape: true, headRows: 1 },
    tab: 'ED7D31',
  };
}
