import { z } from 'zod';
import { HANDED_FUNDS } from '../model/fund.ts';
import { controlTotals } from './control-totals.ts';
import { evaluatedProject, problems } from './evaluation-entry.ts';
import { amount, count, measure, optionalText, signedAmount, text } from './field.ts';
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
  basic: signedCell.optional().meta({ title: '基本支出' }),
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
      basic: byEconomicCode.optional().meta({ title: '基本支出' }),
      project: z
        .union([cell, z.record(text, z.union([cell, byEconomicCode]))])
        .optional()
        .meta({ title: '项目支出', description: '一个总额；或按项目列出，项目下可再列到经济分类科目。' }),
      operating: z.union([cell, byEconomicCode]).optional().meta({ title: '经营支出' }),
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
  batches: count.prefault(zero).meta({ title: '批次' }),
  persons: count.prefault(zero).meta({ title: '人次' }),
});

const threePublic = z
  .strictObject({
    groups: count.prefault(zero).meta({ title: '因公出国（境）团组数' }),
    travellers: count.prefault(zero).meta({ title: '因公出国（境）人次' }),
    travelPurpose: text.optional().meta({ title: '出国（境）主要用于' }),
    vehiclesBought: count.prefault(zero).meta({ title: '购置公务用车辆数' }),
    vehiclesHeld: count.prefault(zero).meta({ title: '财政拨款开支的公务用车保有量' }),
    vehiclePurpose: text.optional().meta({ title: '公务用车运行维护费主要用于' }),
    receptionPurpose: text.optional().meta({ title: '公务接待费主要用于' }),
    domestic: met
      .extend({
        foreign: met
          .extend({ amount: amount.prefault(zero).meta({ title: '外宾接待费' }) })
          .prefault({})
          .meta({ title: '其中：外宾接待' }),
      })
      .prefault({})
      .meta({ title: '国内公务接待' }),
    abroad: met
      .extend({ amount: amount.prefault(zero).meta({ title: '国（境）外公务接待费' }) })
      .prefault({})
      .meta({ title: '国（境）外公务接待' }),
  })
  .prefault({})
  .meta({ title: '“三公”经费实物量', description: '金额由明细推算，只写数量。' });

const procurement = z
  .strictObject({
    contracts: z
      .strictObject({
        goods: amount.prefault(zero).meta({ title: '货物合同金额' }),
        works: amount.prefault(zero).meta({ title: '工程合同金额' }),
        services: amount.prefault(zero).meta({ title: '服务合同金额' }),
      })
      .prefault({})
      .meta({ title: '政府采购合同', description: '以合同签订为准；总额由程序计算。' }),
    reserved: z
      .strictObject({
        smallMedium: amount.prefault(zero).meta({ title: '面向中小企业预留' }),
        micro: amount.prefault(zero).meta({ title: '其中：面向小微企业预留' }),
      })
      .prefault({})
      .meta({ title: '预留采购金额' }),
    awarded: z
      .strictObject({
        smallMediumInReserved: amount.prefault(zero).meta({ title: '预留项目中授予中小企业' }),
        microInReserved: amount.prefault(zero).meta({ title: '其中：授予小微企业' }),
        smallMediumElsewhere: amount.prefault(zero).meta({ title: '其他项目中授予中小企业' }),
      })
      .prefault({})
      .meta({ title: '授予中小企业合同金额' }),
  })
  .prefault({})
  .meta({ title: '政府采购支出' });

const projectsOf = z.strictObject({
  count: count.meta({ title: '项目个数' }),
  amount: amount.meta({ title: '涉及预算金额' }),
});

const performance = z
  .strictObject({
    systems: text.optional().meta({ title: '绩效管理制度建设', description: '一段话；没有则不写。' }),
    goals: projectsOf.optional().meta({ title: '编报绩效目标' }),
    tracking: projectsOf.optional().meta({ title: '实施绩效跟踪' }),
    evaluation: projectsOf
      .extend({
        average: measure.optional().meta({ title: '平均得分' }),
        grades: z.record(text, count).default({}).meta({ title: '评价等级', description: '优: 4' }),
        problems: problems.prefault({}).meta({ title: '发现的问题' }),
      })
      .optional()
      .meta({ title: '实施绩效自评', description: '在 projects 下逐个写了得分的，不必再写。' }),
  })
  .prefault({})
  .meta({ title: '预算绩效' });

/** The file of a unit's final account. */
export const finalFileSchema = z
  .strictObject({
    level: unitFields.level,
    document: z.literal('决算').meta({ title: '文种', description: '决算的文件写 决算。' }),
    template: unitFields.template,
    year: unitFields.year,
    date: unitFields.date,
    cover: unitFields.cover,
    contents: unitFields.contents,
    termsOfForm: unitFields.termsOfForm,
    options: unitFields.options,
    approved: unitFields.approved,
    amounts: unitFields.amounts,
    unit: unitFields.unit,
    budgetFrom: text
      .optional()
      .meta({ title: '本年预算文件', description: '同一年度的单位预算文件，相对本文件的路径。' }),
    plan: z
      .strictObject({
        budget: priorBudget.optional(),
        stated: z.record(text, amount).optional().meta({ title: '年初预算数（直接填列）' }),
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
    surplusUsed: flow.default({}).meta({ title: '使用非财政拨款结余' }),
    distribution: z
      .record(text, signedByFund)
      .default({})
      .meta({ title: '结余分配', description: '提取专用结余、缴纳所得税等: {资金来源: 金额}' }),
    prior: z
      .strictObject({
        from: text.optional().meta({ title: '上年决算文件', description: '相对本文件的路径。' }),
        stated: z.record(text, amount).optional().meta({ title: '上年决算数（直接填列）' }),
      })
      .meta({ title: '上年决算' }),
    counterparts: z
      .partialRecord(z.enum(HANDED_FUNDS), z.union([text, z.array(text).min(1)]))
      .default({})
      .meta({ title: '往来单位' }),
    codeNames: unitFields.codeNames,
    reasons: z
      .record(text, z.union([text, z.record(text, z.union([text, z.record(text, text)]))]))
      .default({})
      .meta({
        title: '原因',
        description: 'prior: 与上年决算比较的原因；plan: 与预算比较的原因（items 下按科目）。',
      }),
    purposes: unitFields.purposes,
    threePublic,
    procurement,
    performance,
    projects: z.array(evaluatedProject).default([]).meta({
      title: '项目自评',
      description: '各项目的得分或自评表；个数、金额、平均得分和等级由程序推算。',
    }),
    control: controlTotals,
    assets: unitFields.assets.prefault({}).meta({ title: '国有资产占有使用情况' }),
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
