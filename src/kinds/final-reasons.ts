import { z } from 'zod';
import { text } from './field.ts';
import { functionCode } from './unit-file.ts';

/*
 * Why the figures of a final account differ: from last year's final, and from this year's budget. The names are those that
 * most forms use; a form may name others.
 */

const reasonOf = (title: string, description: string, example: string) =>
  text.optional().meta({ title, description, example });

const sinceLastYear = (figure: string, example: string) =>
  reasonOf(figure, `${figure}比上年决算增加或减少的原因；写“主要原因”之后的话，不写句号。`, example);

const againstBudget = (figure: string, example: string) =>
  reasonOf(figure, `${figure}大于或小于年初预算的原因；写“主要原因”之后的话，不写句号。`, example);

/** What a form names besides: a text, or a text for each code or name. */
const others = z.union([text, z.record(text, text)]);

const prior = z
  .object({
    total: sinceLastYear('收入支出总计', '新增场地修缮项目'),
    fiscalTotal: sinceLastYear('财政拨款收入支出总计', '新增场地修缮项目'),
    general: sinceLastYear('一般公共预算财政拨款支出', '在职人员增加2人'),
    abroad: sinceLastYear('因公出国（境）费', '没有安排出国（境）任务'),
    vehiclePurchase: sinceLastYear('公务用车购置费', '更新公务用车1辆'),
    vehicleRunning: sinceLastYear('公务用车运行维护费', '车辆老化，维修增加'),
    reception: sinceLastYear('公务接待费', '接待批次减少'),
    threePublic: sinceLastYear('“三公”经费', '接待批次减少'),
    operatingCost: sinceLastYear('机关运行经费', '办公设备更新'),
  })
  .catchall(others)
  .optional()
  .meta({ title: '与上年决算比较', description: '与上年决算不同的数，各写原因；没有变化的不写。' });

const plan = z
  .object({
    general: againstBudget('一般公共预算财政拨款支出', '年中追加课程资源建设经费'),
    governmentFund: againstBudget('政府性基金预算财政拨款支出', '年中追加场地修缮经费'),
    stateCapital: againstBudget('国有资本经营预算财政拨款支出', '年中追加退休人员服务经费'),
    threePublic: againstBudget('“三公”经费', '厉行节约，压减公务接待'),
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
