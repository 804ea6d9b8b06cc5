import { indicatorPlaces } from '../../kinds/human-texts.ts';
import { type Money, parseDecimal, sumMoney } from '../../model/money.ts';
import { quoting } from '../../model/quoting.ts';
import { wan } from '../amounts.ts';
import type { RawFinding } from '../context.ts';
import { goalTables } from '../goal-tables.ts';
import { checkedRule, type Rule } from '../rule.ts';

/** A17 绩效目标随预算公开: every project with money has its goal table. */
export const goalForEachProject: Rule = checkedRule(
  {
    code: 'A17',
    title: '每个项目一张绩效目标表',
    meaning: '绩效目标随预算公开，有预算的项目都要有目标表。',
    example: '项目“社区科普教育活动”有 6.00 万元，没有目标表。',
    remedy: '在项目下补写 goal。',
    source: '143 GBC SEED',
    severity: 'error',
    needs: ['data'],
  },
  ({ unit, projectTotals }) =>
    unit.data.projects.flatMap((project, index) => {
      if (project.goal || (projectTotals.get(project.name)?.isZero ?? true)) return [];
      return [
        {
          ...quoting`项目“${project.name}”有预算${wan(projectTotals.get(project.name)!.amount)}，没有绩效目标表。`,
          hint: '在这个项目下补写 goal（总体目标和指标）。',
          path: ['projects', index, 'name'],
        },
      ];
    }),
);

/** D20 分值权重: 100, or 90 where the 10 points of budget execution are stated. */
export const weights: Rule = checkedRule(
  {
    code: 'D20',
    title: '分值权重合计',
    meaning: '每张目标表的分值权重合计 100；注明预算执行率 10 分的，可以是 90。',
    example: '四张目标表的权重合计都是 90，没有注明另外 10 分。',
    remedy: '补足到 100，或注明“预算执行率10分”。',
    source: 'OWN SEED',
    severity: 'warning',
    needs: ['data'],
  },
  (context) =>
    goalTables(context).flatMap((table): RawFinding[] => {
      const values = indicatorPlaces(table.indicators).map(({ indicator }) => weightOf(indicator.weight));
      if (values.some((value) => value === null)) return [];
      const sum = sumMoney(values as Money[]);
      if (sum.equals(100)) return [];
      const stated = [...table.texts, ...context.unit.data.otherMatters].some((text) =>
        context.words.wording.executionPoints.test(text),
      );
      if (sum.equals(90) && stated) return [];
      const hint = sum.equals(90)
        ? '另有10分为预算执行率的，在总体目标或其他说明中注明“预算执行率10分”；否则补足到100。'
        : '核对各指标的分值权重，合计应为100。';
      return [
        {
          message: `${table.name}的分值权重合计为${sum.toFixed()}，应为100。`,
          hint,
          path: table.path,
          position: context.unit.locator.keyPositionOf(table.path),
        },
      ];
    }),
);

/** The number of a weight, `5`, `5分` or `5%`; null for anything else. */
function weightOf(weight: string): Money | null {
  return parseDecimal(weight.replace(/\s*[分%％]$/, ''));
}
