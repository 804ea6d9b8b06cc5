import { byConstruction, checkedEarlier, type Judged, type Rule } from '../rule.ts';

/*
 * What a department's figures are: those of its members, less what they hand to each other. The program adds them up
 * itself, so most of it cannot be wrong; what the owners state is told where it is read.
 */

const DEPARTMENT: Judged = { level: '部门' };
const PROOFS = 'test/check/department-construction.test.ts';

/** H01 汇总等于成员合计减内部往来. */
export const sumOfMembers: Rule = {
  code: 'H01',
  title: '部门数等于成员合计减内部往来',
  meaning:
    '部门的每一个数都由成员单位的明细逐行汇总，再减去成员之间的往来；先汇总、后进位，所以可能与印出的各单位数之和差 0.01。',
  example: '学习中心 307.26、老年学堂 53.00，内部往来 5.00，部门收入 355.26 万元。',
  remedy: '部门文件不写金额；改成员单位的文件。',
  source: 'DEPT OWN',
  severity: 'error',
  verdict: byConstruction(
    'test/books/consolidate.test.ts: H01 the department is its members less what they hand to each other, key by key',
  ),
  judges: DEPARTMENT,
};

/** H02 内部往来两边都抵销. */
export const offsetOnBothSides: Rule = {
  code: 'H02',
  title: '内部往来两边都抵销',
  meaning:
    '汇总后不再有成员之间的对附属单位补助支出、上缴上级支出和相应的收入；收款方用这笔钱的支出改列付款方的资金来源，各种资金的收入等于支出。',
  example: '老年学堂用 5.00 万元补助办课程，在部门中由学习中心的其他收入安排。',
  remedy: '不用改：由程序抵销。对部门以外的往来不抵销。',
  source: 'DEPT',
  severity: 'error',
  verdict: byConstruction(
    'test/books/consolidate.test.ts: H02 nothing handed from member to member is left, and every fund pays what it paid',
  ),
  judges: DEPARTMENT,
};

/** H03 往来两边一致. */
export const bothSidesAgree: Rule = {
  code: 'H03',
  title: '内部往来两边一致',
  meaning:
    '付款单位写的补助、上缴与收款单位写的收入，金额、功能分类的类、年度步骤都相同；汇总时逐对核对，写明双方、两个文件和差额。',
  example: '学习中心给老年学堂 5.00 万元，老年学堂只列 4.20 万元，相差 0.80 万元。',
  remedy: '两个单位核对后，各改自己的文件。',
  source: 'DEPT',
  severity: 'error',
  verdict: checkedEarlier(
    'src/books/transfer-findings.ts',
    'test/books/consolidate.test.ts: H03 one side changed by a cent is told',
  ),
  judges: DEPARTMENT,
};

/** H04 上级补助收入写明付款单位. */
export const payerNamed: Rule = {
  code: 'H04',
  title: '上级补助收入写明付款单位',
  meaning:
    '成员给成员补助时，收款方要写明上级补助收入、附属单位上缴收入由谁支付，否则不知道该不该抵销。上年从成员得来、今年才用的，部门按当时的资金来源列；不知道是哪种的按其他收入列并提示。',
  example: '学习中心给老年学堂补助，老年学堂的上级补助收入没有写付款单位。',
  remedy: '在收款单位的文件里写 counterparts: { 上级补助收入: 付款单位 }；由部门以外支付的写那个单位。',
  source: 'DEPT',
  severity: 'warning',
  verdict: checkedEarlier('src/books/transfer-findings.ts'),
  judges: DEPARTMENT,
};

/** H10 机关运行经费的范围. */
export const costOfOrgans: Rule = {
  code: 'H10',
  title: '机关运行经费只算机关和参公单位',
  meaning:
    '部门的机关运行经费是行政单位、参公事业单位公用经费之和，其他事业单位不算；并入本级的单位随本级。不超过部门的公用经费。',
  example: '两个成员的公用经费 15.56 和 4.50，只有前者是参公单位，机关运行经费 15.56 万元。',
  remedy: '改成员单位的 kind。',
  source: 'DEPT 143',
  severity: 'error',
  verdict: byConstruction(`${PROOFS}: H10 running the organs costs what the members that are organs spend`),
  judges: DEPARTMENT,
};

/** H11 三公、采购、资产等于成员合计. */
export const statedSums: Rule = {
  code: 'H11',
  title: '“三公”、采购、资产等于成员合计',
  meaning:
    '“三公”经费、政府采购、国有资产、车辆、编制和人数都是成员单位之和；计划购置的车辆单独列，不混入保有量。',
  example: '两个成员各有 1 辆和 0 辆车，部门 1 辆；采购 52.00 和 1.00，部门 53.00 万元。',
  remedy: '改成员单位的文件。',
  source: 'DEPT',
  severity: 'error',
  verdict: byConstruction(`${PROOFS}: H11 what members state beside their ledgers adds up`),
  judges: DEPARTMENT,
};

/** H12 绩效目标个数和金额. */
export const goalCounts: Rule = {
  code: 'H12',
  title: '绩效目标的单位数、项目数、金额',
  meaning: '编报绩效目标的预算单位数、项目数和资金都由成员单位的项目汇总，资金不超过项目支出。',
  example: '两个预算单位编报 4 个项目，金额 90.20 万元。',
  remedy: '改成员单位的 projects。',
  source: 'DEPT',
  severity: 'error',
  verdict: byConstruction(`${PROOFS}: H12 goals are counted by unit and project`),
  judges: DEPARTMENT,
};

/** X12 单位的数等于分单位表中的一行. */
export const shareOfUnit: Rule = {
  code: 'X12',
  title: '单位报告与部门的分单位表一致',
  meaning: '部门的分单位表中每个单位的一行就是这个单位自己的报告中的合计；内部往来的抵销单列一行。',
  example: '老年学堂自己的报告 53.00 万元，部门分单位表中也是 53.00 万元。',
  remedy: '不用改：两份报告取自同一个文件。',
  source: 'DEPT',
  severity: 'error',
  verdict: byConstruction(`${PROOFS}: X12 each unit has its own total in the table by unit`),
  judges: DEPARTMENT,
};
