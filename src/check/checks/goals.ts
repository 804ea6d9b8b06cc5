import { indicatorPlaces } from '../../kinds/human-texts.ts';
import type { Indicators } from '../../kinds/unit-file.ts';
import type { DataPath } from '../../model/locator.ts';
import { type Money, parseDecimal, sumMoney } from '../../model/money.ts';
import { quoting } from '../../model/quoting.ts';
import type { Check, CheckContext, RawFinding } from '../context.ts';
import { amountsIn } from '../numbers-in-text.ts';
import { wan } from './economics.ts';

/** A cost may be stated rounded; half a unit of the last printed digit for each part. */
const TOLERANCE_YUAN = 50;

interface GoalTable {
  readonly name: string;
  readonly project: string | null;
  readonly indicators: Indicators;
  readonly path: DataPath;
  readonly texts: readonly string[];
}

function goalTables({ unit }: CheckContext): GoalTable[] {
  const whole = unit.data.performance.unit;
  const projects = unit.data.projects.flatMap((project, index): GoalTable[] => {
    const { goal } = project;
    if (!goal) return [];
    const texts = [goal.aim, ...Object.values(goal.defaults ?? {})].filter((text) => text !== undefined);
    return [
      {
        name: `项目“${project.name}”的目标表`,
        project: project.name,
        indicators: goal.indicators,
        path: ['projects', index, 'goal', 'indicators'],
        texts,
      },
    ];
  });
  if (!whole) return projects;
  const texts = [whole.aim, ...Object.values(whole.defaults ?? {})].filter((text) => text !== undefined);
  const path: DataPath = ['performance', 'unit', 'indicators'];
  return [
    ...projects,
    { name: '单位整体绩效目标表', project: null, indicators: whole.indicators, path, texts },
  ];
}

/** A17 绩效目标随预算公开: every project with money has its goal table. */
export const goalForEachProject: Check = ({ unit, projectTotals }) =>
  unit.data.projects.flatMap((project, index) => {
    if (project.goal || (projectTotals.get(project.name)?.isZero ?? true)) return [];
    return [
      {
        ...quoting`项目“${project.name}”有预算${wan(projectTotals.get(project.name)!.amount)}，没有绩效目标表。`,
        hint: '在这个项目下补写 goal（总体目标和指标）。',
        position: unit.locator.positionOf(['projects', index, 'name']),
      },
    ];
  });

/** D20 分值权重: 100, or 90 where the 10 points of budget execution are stated. */
export const weights: Check = (context) =>
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
        position: context.unit.locator.keyPositionOf(table.path),
      },
    ];
  });

/** The number of a weight, `5`, `5分` or `5%`; null for anything else. */
function weightOf(weight: string): Money | null {
  return parseDecimal(weight.replace(/\s*[分%％]$/, ''));
}

/** D19 成本指标: the costs of a goal table add up to no more than the project has. */
export const costTargets: Check = (context) =>
  goalTables(context).flatMap((table): RawFinding[] => {
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
        position: context.unit.locator.positionOf([...table.path, ...largest.place.path, 'value']),
      },
    ];
  });
