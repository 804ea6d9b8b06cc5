import { z } from 'zod';
import { HANDED_FUNDS } from '../model/fund.ts';
import { controlTotals } from './control-totals.ts';
import { evaluatedProject, problems } from './evaluation-entry.ts';
import { amount, count, date, measure, optionalText, signedAmount, text, year } from './field.ts';
import { finalReasons } from './final-reasons.ts';
import {
  byEconomicCode,
  cell,
  functionCode,
  fundName,
  handedOn,
  priorBudget,
  unitFileSchema,
} from './unit-file.ts';

/*
 * The file of a unit's final account (决算). What the budget file of the same year and last year's final say is not
 * said again; every total, balance, rate and share is derived.
 */

const unitFields = unitFileSchema.shape;

const signedByFund = z.partialRecord(fundName, signedAmount);
const signedCell = z.union([signedAmount, signedByFund]).meta({
  id: 'signedCell',
  title: '金额（可为负数）',
  description: '一个金额，或 资金来源: 金额；减少写负数。',
});

/** Amounts by kind and project, lump sums: adjustments of a budget, what is carried forward. */
const byUse = z.strictObject({
  fund: fundName.optional().meta({ title: '资金来源', description: '默认一般公共预算。' }),
  basic: signedCell
    .optional()
    .meta({ title: '基本支出', description: '人员经费和公用经费；按经济分类科目或一个总额。' }),
  project: z
    .union([signedCell, z.record(text, signedCell)])
    .optional()
    .meta({ title: '项目支出', description: '一个总额，或按项目列出。' }),
});

const placed = z.union([functionCode, fundName]);

/** What comes in or is left, by function and fund; a fund alone where the function is not known. */
const flow = z.record(placed, signedCell);

/** The same, or by kind and project. */
const flowByUse = z.record(placed, z.union([signedCell, byUse]));

const expenditure = z.record(
  functionCode,
  z
    .strictObject({
      fund: fundName.optional().meta({ title: '资金来源', description: '默认一般公共预算。' }),
      basic: byEconomicCode
        .optional()
        .meta({ title: '基本支出', description: '人员经费和公用经费；按经济分类科目或一个总额。' }),
      project: z
        .union([cell, z.record(text, z.union([cell, byEconomicCode]))])
        .optional()
        .meta({ title: '项目支出', description: '一个总额；或按项目列出，项目下可再列到经济分类科目。' }),
      operating: z.union([cell, byEconomicCode]).optional().meta({
        title: '经营支出',
        description: '专业业务之外的经营活动支出；一个金额，或按资金来源、经济分类科目列出。',
      }),
      subsidyDown: handedOn
        .optional()
        .meta({ title: '对附属单位补助支出', description: '附属单位名称: 金额。' }),
      remittedUp: handedOn.optional().meta({ title: '上缴上级支出', description: '上级单位名称: 金额。' }),
    })
    .meta({ id: 'spent', title: '功能分类科目' }),
);
export type Expenditure = z.output<typeof expenditure>;

const zero = '0';

const met = z.strictObject({
  batches: count.prefault(zero).meta({ title: '批次', description: '接待了多少批；没有写 0。' }),
  persons: count
    .prefault(zero)
    .meta({ title: '人次', description: '接待了多少人次，不少于批次；没有写 0。' }),
});

const threePublic = z
  .strictObject({
    groups: count.prefault(zero).meta({
      title: '因公出国（境）团组数',
      description: '全年安排的出国（境）团组个数；有出国（境）费的不能是 0。',
    }),
    travellers: count.prefault(zero).meta({ title: '因公出国（境）人次', description: '各团组累计的人次。' }),
    travelPurpose: text.optional().meta({
      title: '出国（境）主要用于',
      description: '“主要用于：”之后的话，不写句号；没有出国（境）的不写。',
    }),
    vehiclesBought: count
      .prefault(zero)
      .meta({ title: '购置公务用车辆数', description: '全年用财政拨款购置的公务用车；有购置费的不能是 0。' }),
    vehiclesHeld: count.prefault(zero).meta({
      title: '财政拨款开支的公务用车保有量',
      description: '年末仍由财政拨款开支运行费的公务用车辆数。',
    }),
    vehiclePurpose: text
      .optional()
      .meta({ title: '公务用车运行维护费主要用于', description: '“主要用于：”之后的话，不写句号。' }),
    receptionPurpose: text
      .optional()
      .meta({ title: '公务接待费主要用于', description: '“主要用于：”之后的话，不写句号。' }),
    domestic: met
      .extend({
        foreign: met
          .extend({
            amount: amount
              .prefault(zero)
              .meta({ title: '外宾接待费', description: '国内公务接待费中接待外宾的金额。' }),
          })
          .prefault({})
          .meta({
            title: '其中：外宾接待',
            description: '国内公务接待中接待外宾的部分，含在国内公务接待的批次、人次之内。',
          }),
      })
      .prefault({})
      .meta({
        title: '国内公务接待',
        description: '在国内的公务接待；金额由公务接待费减去国（境）外接待费推算。',
      }),
    abroad: met
      .extend({
        amount: amount
          .prefault(zero)
          .meta({ title: '国（境）外公务接待费', description: '公务接待费中在国（境）外支出的金额。' }),
      })
      .prefault({})
      .meta({ title: '国（境）外公务接待', description: '在国（境）外的公务接待；没有的不写。' }),
  })
  .prefault({})
  .meta({ title: '“三公”经费实物量', description: '金额由明细推算，只写数量。' });

const procurement = z
  .strictObject({
    contracts: z
      .strictObject({
        goods: amount
          .prefault(zero)
          .meta({ title: '货物合同金额', description: '全年签订的货物采购合同金额。' }),
        works: amount
          .prefault(zero)
          .meta({ title: '工程合同金额', description: '全年签订的工程采购合同金额。' }),
        services: amount
          .prefault(zero)
          .meta({ title: '服务合同金额', description: '全年签订的服务采购合同金额。' }),
      })
      .prefault({})
      .meta({ title: '政府采购合同', description: '以合同签订为准；总额由程序计算。' }),
    reserved: z
      .strictObject({
        smallMedium: amount.prefault(zero).meta({
          title: '面向中小企业预留',
          description: '全年采购项目中预留给中小企业的金额，不超过合同总额。',
        }),
        micro: amount
          .prefault(zero)
          .meta({ title: '其中：面向小微企业预留', description: '预留给中小企业的金额中给小微企业的部分。' }),
      })
      .prefault({})
      .meta({ title: '预留采购金额', description: '面向中小企业预留的采购金额。' }),
    awarded: z
      .strictObject({
        smallMediumInReserved: amount.prefault(zero).meta({
          title: '预留项目中授予中小企业',
          description: '预留项目中实际由中小企业签订的合同金额，不超过预留金额。',
        }),
        microInReserved: amount
          .prefault(zero)
          .meta({ title: '其中：授予小微企业', description: '上一项中由小微企业签订的合同金额。' }),
        smallMediumElsewhere: amount.prefault(zero).meta({
          title: '其他项目中授予中小企业',
          description: '没有预留的项目中由中小企业签订的合同金额。',
        }),
      })
      .prefault({})
      .meta({ title: '授予中小企业合同金额', description: '实际由中小企业签订的合同金额。' }),
  })
  .prefault({})
  .meta({ title: '政府采购支出', description: '合同、预留和授予中小企业的金额；没有采购的不写。' });

const projectsOf = z.strictObject({
  count: count.meta({ title: '项目个数', description: '有几个项目。' }),
  amount: amount.meta({
    title: '涉及预算金额',
    description: '这些项目的预算金额合计；不必等于项目支出决算数。',
  }),
});

const performance = z
  .strictObject({
    systems: text.optional().meta({ title: '绩效管理制度建设', description: '一段话；没有则不写。' }),
    goals: projectsOf
      .optional()
      .meta({ title: '编报绩效目标', description: '全年编报了绩效目标的项目；写了项目自评的由程序推算。' }),
    tracking: projectsOf
      .optional()
      .meta({ title: '实施绩效跟踪', description: '全年实施了绩效跟踪的项目；写了项目自评的由程序推算。' }),
    evaluation: projectsOf
      .extend({
        average: measure.optional().meta({ title: '平均得分', description: '各项目自评得分的平均数。' }),
        grades: z.record(text, count).default({}).meta({ title: '评价等级', description: '优: 4' }),
        problems: problems
          .prefault({})
          .meta({ title: '发现的问题', description: '自评发现的问题和整改情况。' }),
      })
      .optional()
      .meta({ title: '实施绩效自评', description: '在 projects 下逐个写了得分的，不必再写。' }),
  })
  .prefault({})
  .meta({ title: '预算绩效', description: '绩效目标、绩效跟踪和绩效自评的情况；没有的不写。' });

/** The file of a unit's final account. */
export const finalFileSchema = z
  .strictObject({
    level: unitFields.level,
    document: z.literal('决算').meta({ title: '文种', description: '决算的文件写 决算。' }),
    template: unitFields.template,
    year: year.meta({ title: '决算年度', description: '公开哪一年的决算，四位数字。', example: '2025' }),
    date: unitFields.date,
    cover: unitFields.cover,
    contents: unitFields.contents,
    termsOfForm: unitFields.termsOfForm,
    options: unitFields.options,
    approved: date.optional().meta({
      title: '决算批复日期',
      description: '用于检查是否在批复后 20 日内公开。',
      example: '2026-08-28',
    }),
    amounts: unitFields.amounts,
    unit: unitFields.unit,
    budgetFrom: text
      .optional()
      .meta({ title: '本年预算文件', description: '同一年度的单位预算文件，相对本文件的路径。' }),
    plan: z
      .strictObject({
        budget: priorBudget.optional(),
        stated: z.record(text, amount).optional().meta({
          title: '年初预算数（直接填列）',
          description: '不能由年初预算明细推算的数：样式中数的名称: 金额。',
        }),
      })
      .default({})
      .meta({ title: '年初预算', description: '没有预算文件的，直接填写；与 budgetFrom 二选一。' }),
    adjustments: z
      .record(functionCode, byUse)
      .default({})
      .meta({ title: '年中调整', description: '功能分类科目: {basic: ±金额, project: …}，调减写负数。' }),
    expenditure: expenditure
      .optional()
      .meta({ title: '支出决算明细', description: '7 位功能分类科目编码: {basic: …, project: …}' }),
    ledgerFile: text
      .optional()
      .meta({ title: '支出决算明细表', description: 'CSV 文件，相对本文件的路径；与 expenditure 二选一。' }),
    incomeFollows: z
      .array(fundName)
      .default(['一般公共预算'])
      .meta({ title: '收入随支出确认的资金', description: '这些资金的收入等于当年支出加结转下年。' }),
    forward: z
      .record(functionCode, byUse)
      .default({})
      .meta({ title: '结转下年', description: '收入随支出确认的资金，本年拨入、结转下年使用的金额。' }),
    income: flow
      .default({})
      .meta({ title: '收入', description: '其他资金的收入。功能分类科目: {资金来源: 金额}' }),
    opening: flowByUse.optional().meta({
      title: '年初结转和结余',
      description:
        '首年填写；以后取上年决算的年末数。科目: {资金来源: 金额}，或科目: {project: {项目: 金额}}。',
    }),
    corrections: flowByUse
      .default({})
      .meta({ title: '年初数调整', description: '会计差错更正等，写正负数。' }),
    correctionsReason: text
      .optional()
      .meta({ title: '年初数调整的原因', description: '写了 corrections 的填写；“主要原因：”之后的话。' }),
    surplusUsed: flow.default({}).meta({
      title: '使用非财政拨款结余',
      description: '用以前年度积累的非财政拨款结余弥补当年收支差额。科目: {资金来源: 金额}',
    }),
    distribution: z
      .record(text, signedByFund)
      .default({})
      .meta({ title: '结余分配', description: '提取专用结余、缴纳所得税等: {资金来源: 金额}' }),
    prior: z
      .strictObject({
        from: text.optional().meta({ title: '上年决算文件', description: '相对本文件的路径。' }),
        stated: z.record(text, amount).optional().meta({
          title: '上年决算数（直接填列）',
          description: '没有上年决算文件的，写样式比较的上年数：数的名称: 金额。',
        }),
      })
      .meta({ title: '上年决算', description: '写上年决算文件（from），没有文件的直接填列（stated）。' }),
    counterparts: z
      .partialRecord(z.enum(HANDED_FUNDS), z.union([text, z.array(text).min(1)]))
      .default({})
      .meta({
        title: '往来单位',
        description: '上级补助收入、附属单位上缴收入由谁支付：单位全称；同属一个部门的，部门汇总时相互抵销。',
      }),
    codeNames: unitFields.codeNames,
    reasons: finalReasons,
    purposes: unitFields.purposes,
    threePublic,
    procurement,
    performance,
    projects: z.array(evaluatedProject).default([]).meta({
      title: '项目自评',
      description: '各项目的得分或自评表；个数、金额、平均得分和等级由程序推算。',
    }),
    control: controlTotals,
    assets: unitFields.assets
      .extend({
        asOf: date.optional().meta({ title: '截止日期', description: '默认决算年度 12 月 31 日。' }),
      })
      .prefault({})
      .meta({
        title: '国有资产占有使用情况',
        description: '决算年度 12 月 31 日的车辆、设备等。',
      }),
    otherMatters: unitFields.otherMatters,
    glossary: unitFields.glossary,
    waivers: unitFields.waivers,
    note: optionalText.optional().meta({ title: '备注', description: '不印出。' }),
  })
  .meta({ title: '单位决算公开数据' });

export type FinalFile = z.output<typeof finalFileSchema>;

/** What a final account states beside its ledgers that a budget does not. */
export type FinalFacts = Pick<
  FinalFile,
  'threePublic' | 'procurement' | 'performance' | 'projects' | 'control' | 'correctionsReason'
> & {
  /** The unit of the copies in `control`. */
  readonly controlAmounts: FinalFile['amounts'];
};
