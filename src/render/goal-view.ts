import { ledgerOf } from '../books/books.ts';
import { budgetedMembers, type Unit } from '../books/unit.ts';
import { statedFigure, sumFigure, totalFigure } from '../figures/figure.ts';
import { projectOrder } from '../figures/project-order.ts';
import type { Indicators, UnitFile } from '../kinds/unit-file.ts';
import type { BudgetId } from '../model/fund.ts';
import { toYuan } from '../model/money.ts';
import { type FigureMarks, NO_MARKS } from '../model/provenance.ts';
import type { Pack } from '../pack/pack.ts';
import { projectFigure, withAmount } from './project-view.ts';
import type { GoalTotalsView, IndicatorView, ProjectGoalView, UnitGoalView } from './view.ts';

const FISCAL: BudgetId[] = ['generalPublicBudget', 'governmentFundBudget', 'stateCapitalBudget'];
const NON_FISCAL: BudgetId[] = ['specialAccount', 'ownFunds'];

type Defaults = NonNullable<NonNullable<UnitFile['performance']['unit']>['defaults']>;

/** 单位整体绩效目标表, or null when the unit states none. */
export function unitGoal(unit: Unit): UnitGoalView | null {
  const goal = unit.data.performance.unit;
  if (!goal) return null;
  return {
    contact: goal.contact,
    phone: goal.phone,
    aim: goal.aim,
    indicators: indicatorRows(goal.indicators, goal.defaults ?? {}),
  };
}

/** 项目支出绩效目标表 of every project that has money and a goal, in their own order where one is given. */
export function projectGoals(unit: Unit, pack: Pack, marks: FigureMarks = NO_MARKS): ProjectGoalView[] {
  const places = projectOrder(unit);
  return unit.data.projects
    .flatMap((project) => {
      const total = projectFigure(unit, project.name, project.of?.unit);
      if (!project.goal || total.isZero) return [];
      const own = {
        kind: 'project' as const,
        project: project.name,
        ...(project.of && { units: [project.of.unit] }),
      };
      const view = {
        unitName: project.of?.unit ?? unit.data.unit.name,
        name: project.goal.name ?? project.name,
        leader: project.goal.leader,
        aim: withAmount(project.goal.aim, total, project.name, pack, marks),
        total,
        fiscal: sumFigure(ledgerOf(unit), [{ ...own, budgets: FISCAL }]),
        other: sumFigure(ledgerOf(unit), [{ ...own, budgets: NON_FISCAL }]),
        indicators: indicatorRows(project.goal.indicators, project.goal.defaults ?? {}),
      };
      const place = places.get(project.name) ?? 0;
      return [{ view, order: project.goal.order ?? place + 1, place }];
    })
    .sort((a, b) => a.order - b.order || a.place - b.place)
    .map(({ view }, index) => ({ ...view, id: `goal-project-${index + 1}` }));
}

/**
 * 编报绩效目标的项目: as the file states them, else those that have a goal; of a department the sum over its members,
 * a project of two members counted with each.
 */
export function goalTotals(
  unit: Unit,
  pack: Pack,
  goals: readonly ProjectGoalView[] = projectGoals(unit, pack),
): GoalTotalsView {
  const members = budgetedMembers(unit);
  if (members.length > 0) {
    const totals = members.map((member) => goalTotals(member, pack));
    const count = totals.reduce((sum, each) => sum + each.count, 0);
    return { count, amount: totalFigure(totals.map(({ amount }) => amount)) };
  }
  const given = unit.data.performance.goals;
  if (given === undefined) {
    return { count: goals.length, amount: totalFigure(goals.map((goal) => goal.total)) };
  }
  const position = unit.locator.positionOf(['performance', 'goals', 'amount']);
  const amount = statedFigure(toYuan(given.amount, unit.data.amounts), position);
  return { count: given.count, amount };
}

/** The indicators as rows, with the cells of 一级指标 and 二级指标 merged downwards. */
function indicatorRows(indicators: Indicators, defaults: Defaults): IndicatorView[] {
  const rows: IndicatorView[] = [];
  for (const [level1Name, groups] of Object.entries(indicators)) {
    const level1Rows = Object.values(groups).reduce((sum, group) => sum + group.length, 0);
    let level1: IndicatorView['level1'] = { text: level1Name, rows: level1Rows };
    for (const [level2Name, group] of Object.entries(groups)) {
      let level2: IndicatorView['level2'] = { text: level2Name, rows: group.length };
      for (const indicator of group) {
        rows.push({
          level1,
          level2,
          level1Name,
          level2Name,
          name: indicator.name,
          value: indicator.value,
          weight: indicator.weight,
          basis: indicator.basis ?? defaults.basis ?? '',
          lastYear: indicator.lastYear ?? defaults.lastYear ?? '',
          scoring: indicator.scoring ?? defaults.scoring ?? '',
          evidence: indicator.evidence ?? defaults.evidence ?? '',
        });
        level1 = null;
        level2 = null;
      }
    }
  }
  return rows;
}
