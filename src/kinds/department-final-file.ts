import { z } from 'zod';
import { AMOUNT_UNITS } from '../model/money.ts';
import { departmentFileSchema } from './department-file.ts';
import { text } from './field.ts';
import { finalFileSchema } from './final-file.ts';

/*
 * The file of a department's final account: its members, and what is the department's own. Every amount stands in the
 * final of a member, once; only the budget and last year's final are the department's own published ones.
 */

const departmentFields = departmentFileSchema.shape;
const finalFields = finalFileSchema.shape;
const threePublic = finalFields.threePublic.unwrap().shape;

export const departmentFinalFileSchema = z
  .strictObject({
    level: departmentFields.level,
    document: finalFields.document,
    template: departmentFields.template,
    year: finalFields.year,
    date: departmentFields.date,
    cover: departmentFields.cover,
    contents: departmentFields.contents,
    termsOfForm: departmentFields.termsOfForm,
    approved: finalFields.approved,
    options: departmentFields.options,
    amounts: z.enum(AMOUNT_UNITS).default('元').meta({
      title: '金额单位',
      description: '直接填写的上年数、预算数、核对数的单位；成员单位各用自己的。',
    }),
    department: departmentFields.department,
    members: departmentFields.members,
    unitTables: departmentFields.unitTables,
    codeNames: departmentFields.codeNames,
    budgetFrom: text.optional().meta({
      title: '本年预算文件',
      description: '部门自己公开的本年部门预算文件；没有的，取各成员年初预算的合计。',
    }),
    plan: finalFields.plan,
    prior: finalFields.prior.optional().meta({
      title: '上年决算',
      description: '部门自己公开的上年部门决算；没有的，取各成员上年决算的合计。',
    }),
    correctionsReason: finalFields.correctionsReason,
    reasons: finalFields.reasons,
    purposes: departmentFields.purposes,
    threePublic: z
      .strictObject({
        travelPurpose: threePublic.travelPurpose,
        vehiclePurpose: threePublic.vehiclePurpose,
        receptionPurpose: threePublic.receptionPurpose,
      })
      .default({})
      .meta({ title: '“三公”经费主要用途', description: '数量由成员单位的决算相加。' }),
    performance: z
      .strictObject({ systems: finalFields.performance.unwrap().shape.systems })
      .default({})
      .meta({ title: '预算绩效', description: '个数、金额、得分由成员单位的决算汇总。' }),
    control: finalFields.control,
    otherMatters: departmentFields.otherMatters,
    glossary: departmentFields.glossary,
    waivers: departmentFields.waivers,
  })
  .meta({ title: '部门决算公开数据' });

export type DepartmentFinalFile = z.output<typeof departmentFinalFileSchema>;
