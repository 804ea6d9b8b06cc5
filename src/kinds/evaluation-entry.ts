import { z } from 'zod';
import { count, measure, text } from './field.ts';

/*
 * 项目支出绩效自评: what of it is stated. Money, its execution, the points for that and the total are derived.
 */

const zero = '0';

/** Problems that an evaluation found. */
export const problems = z.strictObject({
  found: count.prefault(zero).meta({ title: '发现问题', description: '自评发现的问题个数。' }),
  corrected: count.prefault(zero).meta({ title: '已整改', description: '其中已经整改的个数。' }),
  correcting: count
    .prefault(zero)
    .meta({ title: '正在整改', description: '其中正在整改的个数；与已整改的合计等于发现的。' }),
});

const achieved = z
  .strictObject({
    name: text.meta({ title: '三级指标', description: '指标名称，例如 开发课程。' }),
    nature: text.optional().meta({ title: '指标性质', description: '例如 ≥、定性。' }),
    value: text.meta({ title: '年度指标值', description: '年初设定的值，例如 20、2025年12月底前。' }),
    unit: text.optional().meta({ title: '度量单位', description: '例如 门、人次；没有的不写。' }),
    achieved: text.meta({ title: '实际完成值', description: '年末实际完成的值，写法与年度指标值对应。' }),
    weight: measure.meta({
      title: '分值',
      description: '这一指标的满分；各指标分值与执行率的 10 分合计 100。',
    }),
    points: measure.meta({ title: '得分', description: '这一指标的自评得分，不超过分值。' }),
    deviation: text
      .optional()
      .meta({ title: '偏差原因分析及改进措施', description: '没有完成或明显超出指标值的填写。' }),
  })
  .meta({ id: 'achieved', title: '指标完成情况' });

const evaluation = z
  .strictObject({
    score: measure
      .optional()
      .meta({ title: '自评得分', description: '写了 indicators 的不必写，由执行率和各指标得分推算。' }),
    problems: problems
      .optional()
      .meta({ title: '发现的问题', description: '这一项目自评发现的问题和整改情况；没有的不写。' }),
    department: text.optional().meta({
      title: '主管部门',
      description: '项目的主管部门全称；不写的，单位决算印本单位，部门决算印部门。',
    }),
    implementer: text.optional().meta({ title: '实施单位', description: '默认本单位。' }),
    aim: text.optional().meta({ title: '预期目标', description: '年初设定的总体目标。' }),
    outcome: text.optional().meta({ title: '实际完成情况', description: '总体目标实际完成的情况。' }),
    execution: text.optional().meta({ title: '预算执行偏差的原因', description: '执行率低于 90% 的填写。' }),
    indicators: z
      .record(text, z.record(text, z.array(achieved).min(1)))
      .optional()
      .meta({
        title: '自评指标',
        description: '一级指标: {二级指标: [三级指标…]}；写了就印项目支出绩效自评表。',
      }),
  })
  .meta({ title: '绩效自评', description: '得分，或按指标自评；写了指标的另印自评表。' });

/** A project of a final account; its money stands in the ledgers. */
export const evaluatedProject = z
  .strictObject({
    name: text.meta({ title: '项目名称', description: '须与支出决算明细中的写法一致。' }),
    evaluation: evaluation.optional(),
  })
  .meta({ id: 'evaluatedProject', title: '项目' });
export type EvaluatedProject = z.output<typeof evaluatedProject>;
export type EvaluationEntry = z.output<typeof evaluation>;
