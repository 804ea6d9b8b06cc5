import { z } from 'zod';
import { BUDGETS, type BudgetId, FUNDS } from './fund.ts';
import { CLOSING, KINDS, type Kind, PHASES, type Phase, SIDES, type Side } from './ledger.ts';

/*
 * A filter says which ledger lines a figure is the sum of. Packs write filters as data;
 * all conditions of a filter must hold, a list inside a condition means "one of".
 */

const oneOrMany = <T extends z.ZodType>(item: T) =>
  z
    .union([item, z.array(item)])
    .transform((value) => (Array.isArray(value) ? value : [value]) as z.output<T>[]);

const budgetId = z.enum(Object.keys(BUDGETS) as [BudgetId, ...BudgetId[]]);
const fundId = z.enum(FUNDS.map((fund) => fund.id) as [string, ...string[]]);
const side = z.enum([CLOSING, ...(Object.keys(SIDES) as Side[])]);
const phase = z.enum(Object.keys(PHASES) as [Phase, ...Phase[]]);
const codePrefix = z.string().regex(/^\d{3,7}$/);

export const filterSchema = z
  .strictObject({
    functions: oneOrMany(codePrefix).optional().meta({ description: '功能分类编码，类、款或项' }),
    economics: oneOrMany(codePrefix).optional().meta({ description: '部门经济分类编码，类或款' }),
    exceptEconomics: oneOrMany(codePrefix).optional().meta({ description: '不含这些经济分类编码' }),
    kind: z.enum(Object.keys(KINDS) as [Kind, ...Kind[]]).optional(),
    budgets: oneOrMany(budgetId).optional(),
    levels: oneOrMany(z.enum(['local', 'transfer', 'own'])).optional(),
    funds: oneOrMany(fundId).optional(),
    carriedOver: z.boolean().optional().meta({ description: 'true 只取上年结转结余，false 只取当年资金' }),
    project: z.string().optional(),
    side: oneOrMany(side)
      .optional()
      .meta({ description: '收入、支出、年初等；closing 是推算的年末数；不写则只取支出' }),
    phase: oneOrMany(phase).optional().meta({ description: '年初预算、预算调整或决算' }),
    units: oneOrMany(z.string()).optional().meta({ description: '部门的这些成员单位，按名称' }),
    unitKinds: oneOrMany(z.string())
      .optional()
      .meta({ description: '部门中这些性质的成员单位；单位自己的预算不受此限' }),
  })
  .meta({ id: 'filter', title: '筛选条件' });

export type Filter = Readonly<z.output<typeof filterSchema>>;

/** A filter as packs write it: conditions, the name of one of the pack's `filters`, or several to be met together. */
export const whereSchema = oneOrMany(z.union([z.string(), filterSchema]));
export type Where = readonly (string | Filter)[];
