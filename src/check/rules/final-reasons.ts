import { checkedEarlier, type Rule } from '../rule.ts';

/** G15 与预算比较: where the final is not what was budgeted, a reason says why. */
export const reasonAgainstPlan: Rule = {
  code: 'G15',
  title: '决算数与预算数不同有原因',
  meaning: '模板要求与预算比较的数，印出的决算数与预算数不同的，要在 reasons.plan 下写原因；持平的不必写。',
  example: '年初预算 135.90，决算 135.25，没有写原因。',
  remedy: '在 reasons.plan 下补写。',
  source: 'PT26',
  severity: 'error',
  judges: { document: '决算' },
  verdict: checkedEarlier('src/figures/missing-reason.ts'),
};
