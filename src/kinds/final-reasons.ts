import { z } from 'zod';
import { text } from './field.ts';
import { functionCode } from './unit-file.ts';

/*
 * Why the figures of a final account differ: from last year's final, and from this year's budget. The names are those that
 * most forms use; a form may name others.
 */

/** What a form names besides: a text, or a text for each code or name. */
const others = z.union([text, z.record(text, text)]);

const prior = z
  .object({
    total: text.optional().meta({
      title: '收入支出总计',
      description: '与上年决算不同的原因；写“主要原因”之后的话，不写句号。',
      example: '新增场地修缮项目',
    }),
    fiscalTotal: text.optional().meta({
      title: '财政拨款收入支出总计',
      description: '与上年决算不同的原因；写“主要原因”之后的话，不写句号。',
      example: '新增场地修缮项目',
    }),
    general: text.optional().meta({
      title: '一般公共预算财政拨款支出',
      description: '与上年决算不同的原因；写“主要原因”之后的话，不写句号。',
      example: '在职人员增加2人',
    }),
    abroad: text.optional().meta({
      title: '因公出国（境）费',
      description: '与上年决算不同的原因；写“主要原因”之后的话，不写句号。',
      example: '没有安排出国（境）任务',
    }),
    vehiclePurchase: text.optional().meta({
      title: '公务用车购置费',
      description: '与上年决算不同的原因；写“主要原因”之后的话，不写句号。',
      example: '更新公务用车1辆',
    }),
    vehicleRunning: text.optional().meta({
      title: '公务用车运行维护费',
      description: '与上年决算不同的原因；写“主要原因”之后的话，不写句号。',
      example: '车辆老化，维修增加',
    }),
    reception: text.optional().meta({
      title: '公务接待费',
      description: '与上年决算不同的原因；写“主要原因”之后的话，不写句号。',
      example: '接待批次减少',
    }),
    threePublic: text.optional().meta({
      title: '“三公”经费',
      description: '与上年决算不同的原因；写“主要原因”之后的话，不写句号。',
      example: '接待批次减少',
    }),
    operatingCost: text.optional().meta({
      title: '机关运行经费',
      description: '与上年决算不同的原因；写“主要原因”之后的话，不写句号。',
      example: '办公设备更新',
    }),
  })
  .catchall(others)
  .optional()
  .meta({ title: '与上年决算比较', description: '与上年决算不同的数，各写原因；没有变化的不写。' });

const plan = z
  .object({
    general: text.optional().meta({
      title: '一般公共预算财政拨款支出',
      description: '与年初预算不同的原因；写“主要原因”之后的话，不写句号。',
      example: '年中追加课程资源建设经费',
    }),
    governmentFund: text.optional().meta({
      title: '政府性基金预算财政拨款支出',
      description: '与年初预算不同的原因；写“主要原因”之后的话，不写句号。',
      example: '年中追加场地修缮经费',
    }),
    stateCapital: text.optional().meta({
      title: '国有资本经营预算财政拨款支出',
      description: '与年初预算不同的原因；写“主要原因”之后的话，不写句号。',
      example: '年中追加退休人员服务经费',
    }),
    threePublic: text.optional().meta({
      title: '“三公”经费',
      description: '与年初预算不同的原因；写“主要原因”之后的话，不写句号。',
      example: '厉行节约，压减公务接待',
    }),
    items: z
      .record(functionCode, text)
      .optional()
      .meta({
        title: '各项级科目',
        description: '7 位功能分类科目编码: 决算数与年初预算数不同的原因。',
        example: { '2050499': '年中追加项目经费' },
      }),
  })
  .catchall(others)
  .optional()
  .meta({ title: '与年初预算比较', description: '与年初预算不同的数，各写原因；没有差别的不写。' });

/** `reasons` of a final account's file. */
export const finalReasons = z
  .object({ prior, plan })
  .catchall(z.union([text, z.record(text, others)]))
  .default({})
  .meta({ title: '原因', description: '决算数与上年决算、与年初预算不同的原因；公开文本照写。' });
