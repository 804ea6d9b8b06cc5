import { amountsIn } from '../../document/numbers-in-text.ts';
import { indicatorPlaces } from '../../kinds/human-texts.ts';
import type { ProjectEntry } from '../../kinds/unit-file.ts';
import type { DataPath } from '../../model/locator.ts';
import { sumMoney } from '../../model/money.ts';
import { quoting } from '../../model/quoting.ts';
import { wan } from '../amounts.ts';
import type { CheckContext, RawFinding } from '../context.ts';
import { type Counted, contradictionInWords, contradictionsIn, countedIn } from '../counted-things.ts';
import { goalTables } from '../goal-tables.ts';
import { checkedRule, type Rule } from '../rule.ts';

/** D19 数量一致: the same quantity in the allocation, the aim and the indicators of a project; and the costs. */
export const goalAgreement: Rule = checkedRule(
  {
    code: 'D19',
    title: '绩效目标与项目一致',
    meaning:
      '成本指标之和不超过项目预算（单位文件中按填报的指标算，是错误；别人的报告中从表里的字读出来，是警告）；同一数量、面积在资金分配、总体目标、数量指标中相同（警告，因为是从文字判断的）。',
    example: '资金分配写 47348 平方米，总体目标和指标写 4734.8 平方米。',
    remedy: '核对哪一处正确，改成一致。',
    source: 'OWN SEED',
    severity: 'error',
    needs: ['data', 'texts'],
  },
  (context) => [
    ...costTargets(context),
    ...context.unit.data.projects.flatMap((project, index) => contradictions(project, index)),
  ],
);

function contradictions(project: ProjectEntry, index: number): RawFinding[] {
  return contradictionsIn(quantitySources(project, index)).map((contradiction) => ({
    severity: 'warning',
    ...quoting`项目“${project.name}”的同一数量不一致：${contradictionInWords(contradiction)}。`,
    hint: '核对哪一处正确，改成一致。',
    path: contradiction.stated.place,
    snippet: contradiction.stated.written,
  }));
}

function quantitySources({ allocation, goal }: ProjectEntry, index: number): Counted<DataPath>[][] {
  const sources = [countedIn<DataPath>(allocation, '资金分配情况', ['projects', index, 'allocation'])];
  if (!goal) return sources;
  sources.push(countedIn<DataPath>(goal.aim, '总体目标', ['projects', index, 'goal', 'aim']));
  sources.push(
    indicatorPlaces(goal.indicators)
      .filter(({ level2 }) => level2.includes('数量'))
      .flatMap(({ indicator: { name, value }, path }) =>
        countedIn<DataPath>(
          value,
          `指标“${name}”`,
          ['projects', index, 'goal', 'indicators', ...path, 'value'],
          name,
        ),
      ),
  );
  return sources;
}

/** A cost may be stated rounded; half a unit of the last printed digit for each part. */
const TOLERANCE_YUAN = 50;

/** D19 成本指标: the costs of a goal table add up to no more than the project has. */
function costTargets(context: CheckContext): RawFinding[] {
  return goalTables(context).flatMap((table): RawFinding[] => {
    const total = table.project === null ? undefined : context.projectTotals.get(table.project);
    if (!total) return [];
    const costs = indicatorPlaces(table.indicators)
      .filter(({ level1, level2 }) => level1.includes('成本') || level2.includes('成本'))
      .flatMap((place) => amountsIn(place.indicator.value).map((amount) => ({ place, amount })));
    const sum = sumMoney(costs.map(({ amount }) => amount.value));
    if (sum.minus(total.amount).lessThanOrEqualTo(TOLERANCE_YUAN * costs.length)) return [];
    const largest = costs.reduce((a, b) => (b.amount.value.greaterThan(a.amount.value) ? b : a));
    return [
      {
        message: `${table.name}的成本指标合计${wan(sum)}，超过项目预算${wan(total.amount)}。`,
        hint: '核对各成本指标与预算明细。',
        path: [...table.path, ...largest.place.path, 'value'],
      },
    ];
  });
}
