import { z } from 'zod';
import { AMOUNT_UNITS } from '../model/money.ts';
import { text } from './field.ts';
import { unitFileSchema } from './unit-file.ts';

/*
 * The file of a department: it names its members and holds only what is the department's own. Every amount stands in
 * the file of a member, once.
 */

const unitFields = unitFileSchema.shape;
const unitItself = unitFields.unit.shape;

const member = z
  .strictObject({
    from: text.optional().meta({
      title: '成员文件',
      description:
        '单位（或三级部门）的文件，相对本文件的路径；可用 * 指一批文件，例如 ../units/edu-*.yaml。',
    }),
    role: z.literal('本级').optional().meta({ title: '角色', description: '部门本身的那个单位写 本级。' }),
    title: text
      .optional()
      .meta({ title: '列示名称', description: '机构设置中的写法，例如 商务委本部；默认单位名称。' }),
    remark: text.optional().meta({ title: '备注', description: '列示名称之后的话，例如 不单列预算。' }),
    name: text.optional().meta({ title: '单位名称', description: '没有单独预算、因而没有文件的单位。' }),
    kind: unitItself.kind.optional(),
    mergedInto: text
      .optional()
      .meta({ title: '并入', description: '预算并入哪个单位：本级，或另一个成员的名称。' }),
  })
  .meta({ title: '成员单位', description: '写 from；没有单独预算的写 name、kind、mergedInto。' });
export type MemberEntry = z.output<typeof member>;

const projectNote = z
  .strictObject({
    project: text.meta({
      title: '项目名称',
      description: '与成员单位预算明细中的写法一致；金额由程序汇总。',
    }),
    title: text.optional().meta({ title: '印出的项目名称', description: '默认同项目名称。' }),
    overview: text.meta({ title: '项目概述', description: '项目做什么。' }),
    basis: text.meta({ title: '立项依据', description: '依据的文件或规定。' }),
    implementer: text.meta({ title: '实施主体', description: '由谁实施。' }),
    plan: text.meta({ title: '实施方案', description: '怎样实施。' }),
    period: text.meta({ title: '实施周期', description: '从何时到何时。' }),
    allocation: text.optional().meta({
      title: '年度预算安排',
      description: '写在金额之后的话；{金额} 换成该项目的预算金额。',
    }),
    goal: text
      .default('详见项目绩效目标表。')
      .meta({ title: '绩效目标', description: '不写的印“详见项目绩效目标表。”' }),
  })
  .meta({ title: '项目经费情况说明', description: '选几个项目说明；金额由成员单位的预算汇总。' });
export type ProjectNoteEntry = z.output<typeof projectNote>;

/** The file of a department: its members, and what is the department's own. */
export const departmentFileSchema = z
  .strictObject({
    level: z.literal('部门').meta({ title: '层级', description: '部门的文件写 部门。' }),
    document: unitFields.document,
    template: unitFields.template,
    year: unitFields.year,
    date: unitFields.date,
    cover: unitFields.cover,
    contents: unitFields.contents,
    termsOfForm: unitFields.termsOfForm,
    approved: unitFields.approved,
    options: unitFields.options,
    amounts: z
      .enum(AMOUNT_UNITS)
      .default('元')
      .meta({ title: '金额单位', description: 'prior 中直接填写的上年数的单位；成员单位各用自己的。' }),
    department: z
      .strictObject({
        name: unitItself.name,
        region: unitItself.region,
        introduction: unitItself.introduction,
        functions: unitItself.functions,
      })
      .meta({ title: '部门概况', description: '名称和职能；写在另一个文件里的，用 from 指明。' }),
    members: z
      .array(member)
      .min(1)
      .meta({ title: '部门预算单位构成', description: '按列示的次序；列至基层预算单位。' }),
    unitTables: z
      .boolean()
      .default(false)
      .meta({ title: '分单位表', description: '写 true 则加印样式备有的分单位收支表；默认不印。' }),
    codeNames: unitFields.codeNames,
    prior: unitFields.prior.optional(),
    reasons: unitFields.reasons,
    purposes: unitFields.purposes,
    performance: z
      .strictObject({
        department: unitFields.performance
          .unwrap()
          .shape.unit.meta({ title: '部门整体绩效目标表', description: '写了就印部门整体支出绩效目标表。' }),
      })
      .default({})
      .meta({ title: '预算绩效', description: '部门整体支出的绩效目标。' }),
    projectNotes: z
      .array(projectNote)
      .default([])
      .meta({ title: '项目经费情况说明', description: '选几个项目说明；金额由成员单位的预算汇总。' }),
    otherMatters: unitFields.otherMatters,
    glossary: unitFields.glossary,
    waivers: unitFields.waivers,
  })
  .meta({ title: '部门预算公开数据' });

export type DepartmentFile = z.output<typeof departmentFileSchema>;
