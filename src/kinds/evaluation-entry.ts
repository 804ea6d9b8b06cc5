import { z } from 'zod';
import { count, measure, text } from './field.ts';

/*
 * 项目支出绩效自评: what of it is stated. Money, its execution, the points for that and the total are derived.
 */

const zero = '0';

/** Problems that an evaluation found. */
export const problems = z.strictObject({
  found: count.prefault(zero).meta({ title: '发现问题' }),
  corrected: count.prefault(zero).meta({ title: '已整改' }),
  correcting: count.prefault(zero).meta({ title: '正在整改' }),
});

const achieved = z
  .strictObject({
    name: text.meta({ title: '三级指标' }),
    nature: text.optional().meta({ title: '指标性质', description: '例如 ≥、定性。' }),
    value: text.meta({ title: '年度指标值' }),
    unit: text.optional().meta({ title: '度量单位' }),
    achieved: text.meta({ title: '实际完成值' }),
    weight: measure.meta({ title: '分值' }),
    points: measure.meta({ title: '得分' }),
    deviation: text.optional().meta({ title: '偏差原因分析及改进措施' }),
  })
  .meta({ id: 'achieved', title: '指标完成情况' });

const evaluation = z
  .strictObject({
    score: measure
      .optional()
      .meta({ title: '自评得分', description: '写了 indicators 的不必写，由执行率和各指标得分推算。' }),
    problems: problems.optional().meta({ title: '发现的问题' }),
    department: text.optional().meta({ title: '主管部门' }),
    implementer: text.optional().meta({ title: '实施单位', description: '默认本单位。' }),
    aim: text.optional().meta({ title: '预期目标' }),
    outcome: text.optional().meta({ title: '实际完成情况' }),
    execution: text.optional().meta({ title: '预算执行偏差的原因', description: '执行率低于 90% 的填写。' }),
    indicators: z
      .record(text, z.record(text, z.array(achieved).min(1)))
      .optional()
      .meta({
        title: '自评指标',
        description: '一级指标: {二级指标: [三级指标…]}；写了就印项目支出绩效自评表。',
      }),
  })
  .meta({ title: '绩效自评' });

/** A project of a final account; its money stands in the ledgers. */
export const evaluatedProject = z
  .strictObject({
    name: text.meta({ title: '项目名称', description: '须与支出决算明细中的写法一致。' }),
    evaluation: evaluation.optional(),
  })
  .meta({ id: 'evaluatedProject', title: '项目' });
export type EvaluatedProject = z.output<typeof evaluatedProject>;
export type EvaluationEntry = z.output<typeof evaluation>;
