import { z } from 'zod';
import { FUND_NAMES, HANDED_FUNDS } from '../model/fund.ts';
import { AMOUNT_UNITS } from '../model/money.ts';
import { amount, count, countChange, date, measure, optionalText, text, year } from './field.ts';

/*
 * The one definition of a unit file: the TypeScript types, the checks and the JSON Schema for editors
 * (`npm run schema`) all come from here. Titles and descriptions are Chinese because the accountant
 * reads them while typing.
 */

export const FUNCTION_CODE = /^\d{7}$/;
export const ECONOMIC_CODE = /^\d{5}$/;

export const fundName = z.enum(FUND_NAMES).meta({ id: 'fundName', title: '资金来源' });
const amountsByFund = z.partialRecord(fundName, amount);

/** One amount, or the amount split by 资金来源; money of 上年结转结余 apart. */
export const cell = z
  .union([
    amount,
    z
      .strictObject({
        ...optionalFunds(),
        carryover: amountsByFund
          .optional()
          .meta({ title: '上年结转结余', description: '上年结转、结余的资金安排的金额，按资金来源写。' }),
      })
      // Else zod lets this alternative of a union win over all others as soon as only its keys are unknown,
      // and what is wrong inside the alternative that was meant is never heard of.
      .check((context) => {
        context.issues = context.issues.map((issue) => ({ ...issue, continue: false }));
      }),
  ])
  .meta({
    id: 'cell',
    title: '金额',
    description:
      '一个金额；或按资金来源分列，例如 {一般公共预算: 10.00, 事业收入: 2.50, carryover: {一般公共预算: 1.00}}。',
  });

function optionalFunds() {
  return Object.fromEntries(FUND_NAMES.map((name) => [name, amount.optional()])) as Record<
    string,
    z.ZodOptional<typeof amount>
  >;
}

const economicCode = z.string().regex(ECONOMIC_CODE);
export const functionCode = z.string().regex(FUNCTION_CODE);

export const byEconomicCode = z
  .record(economicCode, cell)
  .meta({ id: 'byEconomicCode', title: '按部门经济分类科目', description: '5 位经济分类科目编码: 金额' });

/** What is handed on, by the name of the body that gets it. */
export const handedOn = z.record(text, cell);

const functionEntry = z
  .strictObject({
    fund: fundName
      .optional()
      .meta({ title: '资金来源', description: '本科目下未另行注明的金额的资金来源，默认一般公共预算。' }),
    basic: byEconomicCode.optional().meta({ title: '基本支出', description: '人员经费和日常公用经费。' }),
    project: z.record(text, byEconomicCode).optional().meta({
      title: '项目支出',
      description: '项目名称: {经济分类科目编码: 金额}；项目名称须与 projects 中一致。',
    }),
    subsidyDown: handedOn.optional().meta({
      title: '对附属单位补助支出',
      description: '附属单位名称: 金额；用非财政拨款资金补助，例如 示例区老年学堂: {其他收入: 5.00}。',
    }),
    remittedUp: handedOn.optional().meta({ title: '上缴上级支出', description: '上级单位名称: 金额。' }),
  })
  .meta({ id: 'functionEntry', title: '功能分类科目' });

const budget = z.record(functionCode, functionEntry).meta({
  title: '预算明细',
  description: '7 位功能分类科目编码: {basic: …, project: …}',
  example: {
    '2010350': {
      basic: { '30101': '22.97', '30201': '7.75' },
      project: { 办公场所租赁: { '30214': '103.98' } },
    },
  },
});

const lump = z
  .union([cell, byEconomicCode])
  .meta({ id: 'lump', title: '上年预算', description: '一个总额、按资金来源分列，或按经济分类科目列出。' });

export const priorBudget = z
  .record(
    functionCode,
    z.strictObject({
      fund: fundName.optional().meta({ title: '资金来源', description: '默认一般公共预算。' }),
      basic: lump.optional().meta({ title: '基本支出', description: '人员经费和日常公用经费。' }),
      project: z
        .union([cell, z.record(text, z.union([cell, byEconomicCode]))])
        .optional()
        .meta({ title: '项目支出', description: '一个总额，或按项目列出。' }),
    }),
  )
  .meta({
    title: '上年预算',
    description: '7 位功能分类科目编码: {basic: 总额, project: 总额}',
    example: { '2010350': { basic: '484.61', project: '126.02' } },
  });

const statedFigures = z.record(text, amount);

const stated = z
  .object({
    abroad: amount
      .optional()
      .meta({ title: '上年因公出国（境）费', description: '上年的预算数；没有的写 0。' }),
    vehiclePurchase: amount
      .optional()
      .meta({ title: '上年公务用车购置费', description: '上年的预算数；没有的写 0。' }),
    vehicleRunning: amount
      .optional()
      .meta({ title: '上年公务用车运行维护费', description: '上年的预算数；没有的写 0。' }),
    reception: amount.optional().meta({ title: '上年公务接待费', description: '上年的预算数；没有的写 0。' }),
    operatingCost: amount
      .optional()
      .meta({ title: '上年运行经费', description: '上年的机关运行经费或事业单位运行经费。' }),
    general: amount.optional().meta({ title: '上年一般公共预算拨款', description: '上年的预算数。' }),
    governmentFund: amount
      .optional()
      .meta({ title: '上年政府性基金预算拨款', description: '上年的预算数；没有的写 0。' }),
    stateCapital: amount
      .optional()
      .meta({ title: '上年国有资本经营预算拨款', description: '上年的预算数；没有的写 0。' }),
  })
  .catchall(amount);

/** The figures of last year that every form knows by name; others are named by the form. */
export const STATED_FIELDS: readonly string[] = Object.keys(stated.shape);

const prior = z
  .strictObject({
    from: text.optional().meta({
      title: '上年文件',
      description: '上年的单位文件，相对本文件的路径。',
      example: '../2025/我的单位.yaml',
    }),
    budget: priorBudget.optional(),
    ledgerFile: text.optional().meta({
      title: '上年明细表',
      description: '上年预算明细的 CSV 文件，相对本文件的路径。',
      example: '上年明细.csv',
    }),
    stated: stated
      .optional()
      .meta({ title: '上年数（直接填列）', description: '上年明细没有列到经济分类、因而无法推算的上年数。' }),
    execution: statedFigures
      .optional()
      .meta({ title: '上年执行数', description: '模板与上年执行数比较的数: 金额' }),
    settlement: statedFigures
      .optional()
      .meta({ title: '上年决算数', description: '模板与上年决算数比较的数: 金额' }),
    finalFrom: text.optional().meta({
      title: '上年决算文件',
      description: '相对本文件的路径；上年决算数由它推算，上年结转与它的年末数核对。',
    }),
  })
  .meta({
    title: '上年预算',
    description: 'from、budget、ledgerFile 三选一；新设单位写 budget: {}；没有明细的，只写 stated。',
  });

const staffGroup = z.strictObject({
  count: count.meta({ title: '人数', description: '年末或填报时实有的人数。' }),
  change: countChange.meta({ title: '比上年增减人数', description: '减少写负数。' }),
});

const unit = z
  .strictObject({
    name: text.meta({
      title: '单位名称',
      description: '单位全称，全文以此为准。',
      example: '示例市虚构区政务服务站',
    }),
    region: text.optional().meta({
      title: '行政区划',
      description: '例如 上海市普陀区；封面需要时填写。',
      example: '示例市虚构区',
    }),
    introduction: text.optional().meta({
      title: '单位简介',
      description: '列举主要职能之前的一段话，模板需要时填写。',
      example: '示例市虚构区政务服务站是区政府直属的事业单位。',
    }),
    kind: z
      .enum(['行政单位', '参公事业单位', '事业单位'])
      .meta({ title: '单位性质', description: '决定“机关运行经费”或“事业单位运行经费”的写法。' }),
    functions: z
      .array(text)
      .min(1)
      .meta({
        title: '主要职能',
        description: '一项一条，不写序号。',
        example: ['负责辖区内政务服务事项的受理和交办。'],
      }),
    subordinates: z
      .array(text)
      .default([])
      .meta({ title: '下属预算单位', description: '没有则写 []。', example: [] }),
    offices: z
      .array(text)
      .default([])
      .meta({
        title: '内设科室',
        description: '科室名称一项一条；要写职责的，写成“办公室。负责……。”。',
        example: ['办公室', '财务科'],
      }),
    establishment: count
      .prefault('0')
      .meta({ title: '编制数', description: '机构编制部门核定的人员编制数。' }),
    staff: z
      .record(text, staffGroup)
      .default({})
      .meta({
        title: '实有人数',
        description: '例如 在职: {count: 31, change: -1}；合计由程序计算。',
        example: { 在职: { count: 31, change: -1 } },
      }),
  })
  .meta({
    title: '单位概况',
    description: '名称、性质、职能、机构和人员；写在另一个文件里的，用 from 指明。',
  });

const indicator = z
  .strictObject({
    name: text.meta({ title: '三级指标', description: '指标名称。', example: '租用办公用房面积' }),
    value: text.meta({ title: '指标值', description: '年度要达到的值。', example: '≥1200平方米' }),
    weight: text.meta({ title: '分值权重', description: '这一指标的分值。', example: '20' }),
    basis: text
      .optional()
      .meta({ title: '指标值设定依据', description: '指标值从哪里来。', example: '计划标准' }),
    lastYear: optionalText
      .optional()
      .meta({ title: '上年完成值', description: '上年实际完成的值；没有的不写。', example: '1200平方米' }),
    scoring: text
      .optional()
      .meta({ title: '指标赋分规则', description: '怎样按完成情况给分。', example: '按照完成比例赋分' }),
    evidence: text
      .optional()
      .meta({ title: '佐证资料', description: '用什么资料证明完成情况。', example: '租赁合同' }),
  })
  .meta({ id: 'indicator', title: '指标' });

const indicators = z.record(text, z.record(text, z.array(indicator).min(1))).meta({
  id: 'indicators',
  title: '绩效指标',
  description: '一级指标: {二级指标: [三级指标…]}',
  example: { 产出指标: { 数量指标: [{ name: '租用办公用房面积', value: '≥1200平方米', weight: '20' }] } },
});

const indicatorDefaults = z
  .strictObject({
    basis: text
      .optional()
      .meta({ title: '指标值设定依据', description: '指标值从哪里来。', example: '计划标准' }),
    lastYear: optionalText
      .optional()
      .meta({ title: '上年完成值', description: '上年实际完成的值；没有的不写。', example: '1200平方米' }),
    scoring: text
      .optional()
      .meta({ title: '指标赋分规则', description: '怎样按完成情况给分。', example: '按照完成比例赋分' }),
    evidence: text
      .optional()
      .meta({ title: '佐证资料', description: '用什么资料证明完成情况。', example: '租赁合同' }),
  })
  .meta({ id: 'indicatorDefaults', title: '各指标的默认值', description: '指标中没有写的栏目取这里的值。' });

const projectGoal = z
  .strictObject({
    order: count
      .optional()
      .meta({ title: '目标表次序', description: '绩效目标表的排列次序，默认同项目次序。' }),
    name: text.optional().meta({
      title: '目标表中的项目名称',
      description: '仅当目标表的写法不同时填写。',
      example: '政务办公场所租赁',
    }),
    leader: optionalText
      .default('')
      .meta({ title: '项目负责人', description: '公开文本中不写个人姓名和电话。' }),
    aim: text.meta({
      title: '项目总体目标',
      description: '一年内要做到什么。',
      example: '租用办公用房1200平方米，保障窗口正常运行。',
    }),
    defaults: indicatorDefaults.optional(),
    indicators,
  })
  .meta({ title: '项目支出绩效目标表', description: '写了就印这一项目的绩效目标表。' });

const project = z
  .strictObject({
    name: text.meta({
      title: '项目名称',
      description: '须与预算明细中的写法一致。',
      example: '办公场所租赁',
    }),
    basis: text.meta({
      title: '设立的政策依据',
      description: '依据的文件或规定，写完整的一句。',
      example: '根据《中华人民共和国民法典》及租赁合同设立。',
    }),
    allocation: text.meta({
      title: '资金分配情况',
      description: '钱怎样用，写完整的一句。',
      example: '租用办公用房1200平方米，{金额}。',
    }),
    bearer: text
      .optional()
      .meta({ title: '项目承担单位', description: '默认本单位。', example: '示例市虚构区政务服务站' }),
    period: text
      .optional()
      .meta({ title: '资金执行时间', description: '默认全年。', example: '2025年1月至12月' }),
    goal: projectGoal.optional(),
  })
  .meta({ title: '项目', description: '一个项目的依据、用途和绩效目标；金额由预算明细推算。' });

const unitGoal = z
  .strictObject({
    contact: optionalText
      .default('')
      .meta({ title: '联系人', description: '写职务或科室，不写个人姓名。', example: '办公室' }),
    phone: optionalText.default('').meta({ title: '联系电话', description: '写公用固定电话。' }),
    aim: text.meta({
      title: '年度绩效目标',
      description: '单位一年内要做到什么。',
      example: '全年受理事项办结率达到98%以上。',
    }),
    defaults: indicatorDefaults.optional(),
    indicators,
  })
  .meta({ title: '单位整体绩效目标表', description: '写了就印单位整体支出绩效目标表。' });

const goalTotals = z
  .strictObject({
    count: count.meta({ title: '编报绩效目标的项目个数', description: '有几个项目编报了绩效目标。' }),
    amount: amount.meta({ title: '涉及的项目预算资金', description: '这些项目的预算金额合计。' }),
  })
  .meta({ title: '项目绩效目标总数', description: '默认由写了 goal 的项目计算。' });

const reserved = z
  .union([z.literal('全额'), amount])
  .meta({ id: 'reserved', title: '预留金额', description: '金额，或“全额”表示等于采购预算总额。' });

const procurement = z
  .strictObject({
    goods: amount.meta({ title: '政府采购货物预算', description: '没有的写 0。' }),
    works: amount.meta({ title: '政府采购工程预算', description: '没有的写 0。' }),
    services: amount.meta({ title: '政府采购服务预算', description: '没有的写 0。' }),
    reservedForSmallMedium: reserved
      .prefault('0')
      .meta({ title: '面向中小企业预留金额', description: '预留给中小企业的采购金额；没有预留的写 0。' }),
    reservedForMicro: reserved
      .prefault('0')
      .meta({ title: '面向小微企业预留金额', description: '预留给中小企业的金额中给小微企业的部分。' }),
  })
  .meta({ title: '政府采购', description: '总额由程序计算。' });

const valued = z.strictObject({
  count: count.meta({ title: '数量', description: '有几辆。' }),
  value: amount.prefault('0').meta({ title: '价值', description: '模板不公开价值的不必写。' }),
});

const assets = z
  .strictObject({
    asOf: date.optional().meta({ title: '截止日期', description: '默认上年年底。' }),
    buildings: z
      .strictObject({
        area: measure.meta({ title: '面积（平方米）', description: '房屋的建筑面积。' }),
        value: amount.meta({ title: '价值', description: '账面价值。' }),
      })
      .prefault({ area: '0', value: '0' })
      .meta({ title: '房屋', description: '面积和价值；没有房屋的写 0。' }),
    vehicles: z
      .record(text, valued)
      .default({})
      .meta({
        title: '车辆',
        description: '车辆类别: {count: 辆数, value: 价值}；没有车辆可不写。',
        example: { 一般公务用车: { count: 1, value: '18.00' } },
      }),
    furniture: amount.prefault('0').meta({ title: '办公家具价值', description: '账面价值。' }),
    other: amount
      .prefault('0')
      .meta({ title: '其他资产价值', description: '房屋、车辆、办公家具以外的资产。' }),
    equipmentOver500k: count
      .prefault('0')
      .meta({ title: '单位价值50万元以上大型设备台数', description: '不含车辆；没有的写 0。' }),
    equipmentOver1m: count
      .prefault('0')
      .meta({ title: '单位价值100万元以上大型设备台数', description: '不含车辆；没有的写 0。' }),
    plannedVehicles: z
      .record(text, count)
      .default({})
      .meta({ title: '本年安排购置车辆', description: '车辆类别: 辆数', example: { 一般公务用车: 1 } }),
    plannedOver500k: count
      .prefault('0')
      .meta({ title: '本年安排购置50万元以上大型设备台数', description: '不含车辆；没有的写 0。' }),
    plannedOver1m: count
      .prefault('0')
      .meta({ title: '本年安排购置100万元以上大型设备台数', description: '不含车辆；没有的写 0。' }),
  })
  .meta({ title: '国有资产占用使用情况', description: '房屋、车辆、设备和其他资产。' });

const reasonFields = z.object({
  income: z
    .record(text, text)
    .optional()
    .meta({
      title: '各项收入增减原因',
      description: '收入名称: 原因',
      example: { 一般公共预算: '新增办公场所租赁项目' },
    }),
  basic: text.optional().meta({
    title: '基本支出增减原因',
    description: '写“主要原因是”之后的话，不写句号。',
    example: '在职人员减少1人，工资福利支出相应减少',
  }),
  project: text.optional().meta({
    title: '项目支出增减原因',
    description: '写“主要原因是”之后的话，不写句号。',
    example: '新增办公场所租赁项目',
  }),
  generalBasic: text
    .optional()
    .meta({ title: '一般公共预算基本支出增减原因', description: '默认同 basic。' }),
  generalProject: text
    .optional()
    .meta({ title: '一般公共预算项目支出增减原因', description: '默认同 project。' }),
  items: z
    .record(functionCode, text)
    .optional()
    .meta({
      title: '各项级科目增减原因',
      description: '7 位功能分类科目编码: 原因',
      example: { '2010350': '在职人员减少' },
    }),
  abroad: text
    .optional()
    .meta({ title: '因公出国（境）费增减原因', description: '写“主要原因是”之后的话，不写句号。' }),
  vehiclePurchase: text
    .optional()
    .meta({ title: '公务用车购置费增减原因', description: '写“主要原因是”之后的话，不写句号。' }),
  vehicleRunning: text
    .optional()
    .meta({ title: '公务用车运行费增减原因', description: '写“主要原因是”之后的话，不写句号。' }),
  reception: text.optional().meta({
    title: '公务接待费增减原因',
    description: '写“主要原因是”之后的话，不写句号。',
    example: '接待批次减少',
  }),
  operatingCost: text
    .optional()
    .meta({ title: '运行经费增减原因', description: '写“主要原因是”之后的话，不写句号。' }),
});

/** The reasons that every form knows by name; others are named by the form. */
export const REASON_FIELDS: readonly string[] = Object.keys(reasonFields.shape);

const reasons = reasonFields
  .catchall(z.union([text, z.record(text, text)]))
  .default({})
  .meta({ title: '增减原因', description: '凡与上年不同的数都要写原因；写“主要原因是”之后的话，不写句号。' });

const waiver = z
  .strictObject({
    code: z
      .string()
      .regex(/^[A-HX]\d\d$/)
      .meta({
        title: '检查代码',
        description: '例如 D19；各代码的含义见 docs/rules.md。',
        example: 'D15',
      }),
    reason: text.meta({
      title: '豁免理由',
      description: '写明为什么这一处可以不改；会随检查结果一并显示。',
      example: '采购预算含上年结转，已核对',
    }),
    contains: text.optional().meta({
      title: '只豁免含有这些字的问题',
      description: '不写则豁免本文件中这一代码的全部问题。',
      example: '政府采购货物预算',
    }),
  })
  .meta({ title: '豁免', description: '一条检查问题和保留它的理由。' });

const purpose = z.union([text, z.record(text, text)]).meta({
  id: 'purpose',
  title: '主要用于',
  description: '一句话；同一类科目由几种预算安排时，按 预算名称: 用途 分写。',
});

/** The unit file: everything that is known about one budget unit for one year. */
export const unitFileSchema = z
  .strictObject({
    level: z
      .literal('单位')
      .optional()
      .meta({ title: '层级', description: '谁的文件：单位；部门的文件写 部门。不写即单位。' }),
    document: z.literal('预算').optional().meta({ title: '文种', description: '不写即预算。' }),
    template: text.meta({
      title: '模板',
      description: 'templates/ 下的文件夹名，例如 xinjiang-2025。',
      example: 'xinjiang-2025',
    }),
    year: year.meta({ title: '预算年度', description: '公开哪一年的，四位数字。', example: '2025' }),
    date: date.meta({
      title: '公开日期',
      description: '报告落款日期，例如 2025-02-21。',
      example: '2025-02-21',
    }),
    cover: z.boolean().default(false).meta({ title: '封面', description: '写 true 则印封面；默认不印。' }),
    contents: z
      .boolean()
      .default(false)
      .meta({ title: '目录', description: '写 true 则印带页码的目录；默认不印。' }),
    approved: date.optional().meta({
      title: '预算批复日期',
      description: '用于检查是否在批复后 20 日内公开。',
      example: '2025-02-10',
    }),
    amounts: z
      .enum(AMOUNT_UNITS)
      .meta({ title: '金额单位', description: '本文件所有金额的单位：元 或 万元。' }),
    unit,
    budget: budget.optional(),
    ledgerFile: text.optional().meta({
      title: '预算明细表',
      description: '预算明细的 CSV 文件，相对本文件的路径；与 budget 二选一。',
      example: 'ledger.csv',
    }),
    codeNames: z
      .record(z.string().regex(/^\d{3}(\d{2}(\d{2})?)?$/), text)
      .default({})
      .meta({
        title: '科目名称补充',
        description: '科目表中没有的编码: 名称；写了科目表中已有的编码，就用这里的名称。',
        example: { '2019999': '其他一般公共服务支出' },
      }),
    counterparts: z
      .partialRecord(z.enum(HANDED_FUNDS), z.union([text, z.array(text).min(1)]))
      .default({})
      .meta({
        title: '往来单位',
        description: '上级补助收入、附属单位上缴收入由谁支付：单位全称；同属一个部门的，部门汇总时相互抵销。',
        example: { 上级补助收入: '示例市虚构区教育局' },
      }),
    prior,
    reasons,
    purposes: z
      .record(z.string().regex(/^\d{3}(\d{2}(\d{2})?)?$/), purpose)
      .default({})
      .meta({
        title: '各类支出主要用于',
        description: '功能分类编码（类、款或项）: 用途；没有写的款、项取上一级的用途。',
        example: { '201': '工资、津贴补贴和日常公用支出' },
      }),
    projects: z
      .array(project)
      .default([])
      .meta({ title: '项目', description: '一个项目的依据、用途和绩效目标；金额由预算明细推算。' }),
    performance: z
      .strictObject({ unit: unitGoal.optional(), goals: goalTotals.optional() })
      .default({})
      .meta({ title: '预算绩效', description: '项目的绩效目标表写在各项目的 goal 中。' }),
    procurement: procurement.meta({
      title: '政府采购情况',
      description: '货物、工程、服务的预算和预留金额；总额由程序计算。',
    }),
    assets,
    otherMatters: z
      .array(text)
      .default([])
      .meta({
        title: '其他需说明的事项',
        description: '没有则不写。',
        example: ['本单位无其他需说明的事项。'],
      }),
    glossary: z
      .array(
        z.strictObject({
          term: text.meta({ title: '名词', description: '要解释的词。', example: '一窗受理' }),
          text: text.meta({
            title: '解释',
            description: '这个词的意思，写完整的一句。',
            example: '指群众在一个窗口提交全部申请材料的办理方式。',
          }),
        }),
      )
      .default([])
      .meta({ title: '名词解释补充', description: '模板之外需要解释的名词。' }),
    termsOfForm: z.boolean().default(true).meta({
      title: '解释样式的名词',
      description: '样式只在一些单位写到的名词（例如事业单位运行经费）由样式解释；写 false 则不解释。',
    }),
    waivers: z
      .array(waiver)
      .default([])
      .meta({ title: '豁免', description: '经核实可以保留的检查问题，逐条写明理由；仍会作为提示列出。' }),
    options: z.record(text, text).default({}).meta({
      title: '样式选项',
      description: '样式备有的写法，选项名: 选项；不写的取样式的默认。有哪些见编辑器的提示和 pack check。',
    }),
  })
  .meta({ title: '单位预算公开数据' });

export type UnitFile = z.output<typeof unitFileSchema>;
export type ProjectEntry = UnitFile['projects'][number];
export type Indicators = z.output<typeof indicators>;
export type Cell = z.output<typeof cell>;
export type Lump = z.output<typeof lump>;
