import { byConstruction, type Rule } from '../rule.ts';

/*
 * What a final account cannot get wrong, because every table and sentence is made from one ledger.
 */

const FINAL = { document: '决算' } as const;

/** A rule of final accounts that is held by construction. */
function held(
  rule: Omit<Rule, 'remedy' | 'severity' | 'judges' | 'verdict' | 'source'>,
  proof: string,
): Rule {
  return {
    ...rule,
    remedy: '无需处理。',
    source: 'OBL',
    severity: 'error',
    judges: FINAL,
    verdict: byConstruction(proof),
  };
}

/** G01 收支总表两边平衡. */
export const balanceSides: Rule = held(
  {
    code: 'G01',
    title: '收支总表两边平衡',
    meaning: '本年收入、使用非财政拨款结余、年初结转和结余之和，等于本年支出、结余分配、年末结转和结余之和。',
    example: '总计 321.91 = 317.31 + 0.50 + 4.10。',
  },
  'test/figures/final-properties.test.ts: G01 both sides of the balance are the same',
);

/** G02 收支总表与收入表、支出表一致. */
export const balanceTotals: Rule = held(
  {
    code: 'G02',
    title: '收支总表与收入表、支出表一致',
    meaning: '收支总表的本年收入、本年支出合计等于收入决算表、支出决算表的合计。',
    example: '本年收入 317.31。',
  },
  'test/figures/final-properties.test.ts: G02 the totals of the balance are those of tables 02 and 03',
);

/** G03 收入表、支出表各行各级相加. */
export const rowSums: Rule = held(
  {
    code: 'G03',
    title: '收入表、支出表各行各级相加',
    meaning: '每行合计等于各栏之和，类等于所属款、款等于所属项之和（样式规定按印出数相加的，另有尾差）。',
    example: '基本 222.36 + 项目 87.50 + … = 318.16。',
  },
  'test/figures/final-properties.test.ts: G03 every row is the sum of its columns, every 类 that of its 款 and 项',
);

/** G04 财政拨款收支总表平衡. */
export const fiscalBalance: Rule = held(
  {
    code: 'G04',
    title: '财政拨款收支总表平衡',
    meaning: '财政拨款总计两边相等，三种预算各自也相等。',
    example: '总计 296.71。',
  },
  'test/figures/final-properties.test.ts: G04 fiscal money balances in all and for each of its budgets',
);

/** G05 财政拨款总表与各表一致. */
export const fiscalColumns: Rule = held(
  {
    code: 'G05',
    title: '财政拨款总表与各表一致',
    meaning: '财政拨款总表的收入等于收入表的财政拨款收入，支出各栏等于一般公共预算、基金、国资各表的合计。',
    example: '一般公共预算 266.36。',
  },
  'test/figures/final-properties.test.ts: G05 the columns of table 04 are the totals of tables 02, 05, 07 and 08',
);

/** G06 基本支出表与一般公共预算表一致. */
export const basicParts: Rule = held(
  {
    code: 'G06',
    title: '基本支出表与一般公共预算表一致',
    meaning: '人员经费与公用经费之和等于一般公共预算表的基本支出。',
    example: '206.80 + 15.56 = 222.36。',
  },
  'test/figures/final-properties.test.ts: G06 basic expenditure is 人员经费 and 公用经费',
);

/** G07 基金、国资表逐行平衡. */
export const fundRows: Rule = held(
  {
    code: 'G07',
    title: '基金、国资表逐行平衡',
    meaning: '每行年初、本年收入之和减本年支出等于年末。',
    example: '25.00 − 25.00 = 0。',
  },
  'test/figures/final-properties.test.ts: G07 opening and income less expenditure are the closing balance, row by row',
);

/** G08 “三公”经费表内关系. */
export const threePublicParts: Rule = held(
  {
    code: 'G08',
    title: '“三公”经费表内关系',
    meaning: '合计等于三项之和，车辆费等于购置费与运行费之和；基本支出表中的同名款不大于“三公”经费表。',
    example: '3.72 = 0 + 3.10 + 0.62。',
  },
  'test/figures/final-properties.test.ts: G08 三公经费 is the sum of its parts, and no less than its basic part',
);

/** G14 完成率的基数. */
export const completionBase: Rule = held(
  {
    code: 'G14',
    title: '完成率的基数',
    meaning: '完成率由印出的决算数和它前面写明的预算数算出；预算为零的不写完成率。',
    example: '266.36 ÷ 250.00 = 106.54%。',
  },
  'test/check/final-construction.test.ts: G14 a completion rate is of the budget that is named, and there is none of nothing',
);

/** G16 分项说明与预算、决算各项一致. */
export const itemsOfGeneral: Rule = held(
  {
    code: 'G16',
    title: '分项说明与预算、决算各项一致',
    meaning:
      '一般公共预算具体情况的各项，就是有决算或有预算的各项；各项预算、决算之和与总数一致（尾差除外）。',
    example: '218.50 + 31.50 = 250.00。',
  },
  'test/check/final-construction.test.ts: G16 the items told are those of the table and of the budget',
);

/** G17 科目名称与科目表一致. */
export const classNames: Rule = held(
  {
    code: 'G17',
    title: '科目名称与科目表一致',
    meaning: '说明中的类、款、项名称取自科目表。',
    example: '教育支出（类）成人教育（款）。',
  },
  'test/check/final-construction.test.ts: G17 names of codes in the text are those of the tables',
);

/** G18 基本支出说明是一般公共预算的. */
export const basicOfGeneral: Rule = held(
  {
    code: 'G18',
    title: '基本支出说明是一般公共预算的',
    meaning: '基本支出说明的人员经费、公用经费等于基本支出表的合计，列举的款都有金额。',
    example: '人员经费 206.80。',
  },
  'test/check/final-construction.test.ts: G18 what is told of basic expenditure is that of table 06',
);

/** G20 国内接待批次、人次都说明. */
export const domesticGuests: Rule = held(
  {
    code: 'G20',
    title: '国内接待批次、人次都说明',
    meaning: '说明写明国内公务接待的批次、人次，其中外宾另列。',
    example: '6 批次、41 人次。',
  },
  'test/check/final-construction.test.ts: G20 domestic guests are told, foreign ones among them',
);

/** G27 空表、说明与数据一致. */
export const emptyTables: Rule = held(
  {
    code: 'G27',
    title: '空表、说明与数据一致',
    meaning: '没有收支的基金、国资表保留表头，表下和说明各写一句没有；有收支的都不写。',
    example: '国有资本经营预算 3.00，不写“没有”。',
  },
  'test/check/final-construction.test.ts: G27 an empty table, its sentence and the text go together',
);
