import type { FormOf } from '../kinds/form-of.ts';
import type { PlanCell, PlanSheet } from '../ooxml/sheet-plan.ts';
import { heightFor } from '../ooxml/text-size.ts';
import { PROSE, TITLE } from './look.ts';
import { EXPLICIT_EMPTY, SHEETS, WHOLE, WHOLE_UNIT } from './sheet-names.ts';

const WIDTH = 110;

const LINES: readonly string[] = [
  '本工作簿用来填报单位预算公开所需的数据。所有表格、合计、占比和增减说明都由程序根据这里的数据计算，同一个数只填一次。',
  `1. ${SHEETS.unit}：单位的基本情况、单位整体绩效目标表的文字。一个栏目有多项时（例如主要职能），一项一行，栏目重复写。`,
  `2. ${SHEETS.ledger}：每笔预算一行。科目可以从下拉列表中选，也可以只写编码；金额按“${SHEETS.unit}”中选定的金额单位填写，可以有两位以上的小数。上年数填在同一行的“上年金额”；上年有而今年没有的，另起一行，只填上年金额。`,
  `3. ${SHEETS.projects}：每个项目一行，名称与“${SHEETS.ledger}”中的写法一致。文字中写 {金额}，公开文本会换成该项目的预算金额。`,
  `4. ${SHEETS.goals}：每个三级指标一行，“所属目标表”写项目名称，单位整体的写“${WHOLE_UNIT}”。除指标名称、指标值和权重外，空着的栏目用“${SHEETS.projects}”或“${SHEETS.unit}”中各指标的默认值；写 ${EXPLICIT_EMPTY} 表示就是空着。`,
  `5. ${SHEETS.reasons}：凡与上年不同的数都要写原因；写“主要原因是”之后的话，不写句号。`,
  `6. ${SHEETS.assets}：政府采购、国有资产，以及不能由上年明细推算、需要直接填列的上年数。`,
  `7. ${SHEETS.texts}：各类支出主要用于、科目表中没有的科目名称、其他需说明的事项、补充的名词解释。没有的不填。`,
  `栏目后面有“*”的，一定要填。${SHEETS.totals}：由公式计算的两年合计，不用填写，用来同预算批复核对。${SHEETS.ledger}下面可以写“合计”行，读入时只用来核对。`,
  '填写时：鼠标移到表头可以看到填写说明；表头受保护，不能改动，其他行可以插入、删除、排序；不要增加列，不要合并单元格，不要改工作表的名称。',
  '金额请直接填写数字。公式可以用，程序取文件保存时的计算结果；不要引用别的工作簿，不要带宏，不要设打开密码。',
  '填好后保存为 .xlsx 交回。程序读入时如有不能接受的单元格，会逐个指出工作表和单元格，例如 预算明细!G12。',
];

/** Of a department: its members state the amounts. */
const DEPARTMENT_LINES: readonly string[] = [
  '本工作簿用来填报部门预算公开中部门自己的内容。金额、项目、人员、采购和资产都由成员单位的文件汇总，这里不填。',
  `1. ${SHEETS.unit}：部门的基本情况、部门整体绩效目标表的文字。写上年文件（部门自己上年公开的文件）；新设部门写“是”。`,
  `2. ${SHEETS.members}：每个成员一行，按列示的次序。有预算的写成员文件（相对本文件的路径，可以用 * 指一批），部门本身的单位角色写“本级”；没有单独预算的写单位名称、单位性质和并入哪个单位。`,
  `3. ${SHEETS.notes}：选几个项目说明，名称与成员单位的写法一致，金额由程序汇总。没有的不填。`,
  `4. ${SHEETS.goals}：部门整体绩效目标的三级指标，“所属目标表”写“${WHOLE.department}”。`,
  `5. ${SHEETS.reasons}：凡与上年不同的数都要写部门自己的原因；写“主要原因是”之后的话，不写句号。`,
  `6. ${SHEETS.texts}：各类支出主要用于、其他需说明的事项、补充的名词解释。没有的不填。`,
  ...LINES.slice(-3),
];

/** Of a final account. */
const FINAL_LINES: readonly string[] = [
  '本工作簿用来填报决算公开所需的数据。所有表格、合计、年末结转、完成率和增减说明都由程序计算，同一个数只填一次。',
  `1. ${SHEETS.unit}：基本情况。写本年预算文件和上年决算文件的，年初预算、上年数和年初结转由它们取得，不再填。`,
  `2. ${SHEETS.finalLedger}：每个金额一行。“方向”说明钱是收入、支出、结转还是分配；支出的“阶段”是年初预算、预算调整或决算。一般公共预算的收入由支出推算，只写结转下年的部分。`,
  `3. ${SHEETS.projects}、${SHEETS.evaluations}：项目的自评得分；印项目支出绩效自评表的，每个三级指标一行。没有的不填。`,
  `4. ${SHEETS.reasons}：与上年决算、与年初预算不同的数都要写原因，各有各的栏目；按科目的写科目编码，同一栏目重复写。写“主要原因”之后的话，不写句号。`,
  `5. ${SHEETS.assets}、${SHEETS.texts}：三公经费实物量、政府采购、资产、核对数，以及文字。`,
  ...LINES.slice(-3),
];
const FINAL_DEPARTMENT_LINES: readonly string[] = [
  '本工作簿用来填报部门决算公开中部门自己的内容。支出、收入、结转、数量都由成员单位的决算汇总，这里不填。',
  `1. ${SHEETS.unit}：部门的基本情况。`,
  `2. ${SHEETS.members}：每个成员一行，写成员的决算文件。`,
  `3. ${SHEETS.finalLedger}：只有部门自己公开过、又没有文件的年初预算才填，方向写支出，阶段写年初预算。`,
  `4. ${SHEETS.reasons}：与上年决算、与年初预算不同的数都要写部门自己的原因，各有各的栏目；写“主要原因”之后的话，不写句号。`,
  ...LINES.slice(-3),
];
const LINES_OF: Readonly<Record<FormOf, readonly string[]>> = {
  unit: LINES,
  department: DEPARTMENT_LINES,
  final: FINAL_LINES,
  departmentFinal: FINAL_DEPARTMENT_LINES,
};

/** The sheet that explains the workbook to whoever fills it in. */
export function guideSheet(title: string, of: FormOf = 'unit'): PlanSheet {
  const lines = LINES_OF[of];
  const rows: PlanCell[][] = [
    [{ value: title, style: TITLE }],
    ...lines.map((line) => [{ value: line, style: PROSE }]),
  ];
  return {
    name: SHEETS.guide,
    columns: [{ width: WIDTH }],
    rows,
    heights: new Map([
      [1, 30],
      ...lines.map((line, index) => [index + 2, heightFor([[line, WIDTH]]) + 4] as const),
    ]),
    isProtected: true,
    print: { landscape: true, headRows: 0 },
    tab: 'FFC000',
  };
}
