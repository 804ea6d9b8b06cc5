import type { Unit } from '../books/unit.ts';
import { budgetedMembers } from '../books/unit.ts';
import { EXECUTION_POINTS, executionOf, projectMoney, scoredProjects } from '../figures/evaluation.ts';
import { totalFigure } from '../figures/figure.ts';
import type { EvaluationEntry } from '../kinds/evaluation-entry.ts';
import type { Filter } from '../model/filter.ts';
import { percentOf, printedValue, sumMoney } from '../model/money.ts';
import type { Pack } from '../pack/pack.ts';
import type { AchievedView, SelfEvaluationView, SelfMoneyView } from './view.ts';

/** The money of a project as the form divides it. */
const FUNDS: Readonly<Record<'total' | 'fiscal' | 'specialAccount' | 'own', Filter>> = {
  total: {},
  fiscal: { budgets: ['generalPublicBudget', 'governmentFundBudget', 'stateCapitalBudget'] },
  specialAccount: { budgets: ['specialAccount'] },
  own: { budgets: ['ownFunds'] },
};

/** 项目支出绩效自评表 of every project whose indicators are stated, those of a department's members in their order. */
export function selfEvaluations(unit: Unit, pack: Pack): SelfEvaluationView[] {
  const units = unit.members.length > 0 ? leaves(unit) : [unit];
  return units
    .flatMap((each) => ownEvaluations(each, unit.data.unit.name, pack))
    .map((view, index) => ({ ...view, id: `self-evaluation-${index + 1}` }));
}

function leaves(unit: Unit): Unit[] {
  const members = budgetedMembers(unit);
  return members.length === 0 ? [unit] : members.flatMap(leaves);
}

function ownEvaluations(unit: Unit, owner: string, pack: Pack): Omit<SelfEvaluationView, 'id'>[] {
  const { money } = pack.settings;
  return scoredProjects(unit, money).flatMap(({ name, entry, score }) => {
    const { indicators } = entry;
    if (indicators === undefined) return [];
    const rows = achievedRows(indicators);
    return [
      {
        name,
        department: entry.department ?? owner,
        implementer: entry.implementer ?? unit.data.unit.name,
        money: {
          total: moneyOf(unit, name, FUNDS.total, pack),
          fiscal: moneyOf(unit, name, FUNDS.fiscal, pack),
          specialAccount: moneyOf(unit, name, FUNDS.specialAccount, pack),
          own: moneyOf(unit, name, FUNDS.own, pack),
        },
        executionWeight: EXECUTION_POINTS,
        executionPoints: { value: executionOf(unit, name, money).points },
        execution: entry.execution ?? '',
        aim: entry.aim ?? '',
        outcome: entry.outcome ?? '',
        indicators: rows,
        weight: { value: sumMoney(rows.map(({ weight }) => weight.value)).plus(EXECUTION_POINTS) },
        score: { value: score },
      },
    ];
  });
}

function moneyOf(
  unit: Unit,
  project: string,
  filter: Filter,
  { settings: { money, percent } }: Pack,
): SelfMoneyView {
  const of = (book: 'plan' | 'wholeYear' | 'current') =>
    totalFigure([projectMoney(unit, project, book, filter)]);
  const [planned, wholeYear, spent] = [of('plan'), of('wholeYear'), of('current')];
  const printed = [spent, wholeYear].map(({ amount }) => printedValue(amount, money.unit, money.decimals));
  const rate = percentOf(printed[0]!, printed[1]!, percent.decimals);
  return { planned, wholeYear, spent, rate: rate === null ? null : { value: rate } };
}

/** The indicators as rows, with the cells of 一级指标 and 二级指标 merged downwards. */
function achievedRows(indicators: NonNullable<EvaluationEntry['indicators']>): AchievedView[] {
  return Object.entries(indicators).flatMap(([level1, groups]) => {
    const rows = Object.values(groups).reduce((sum, group) => sum + group.length, 0);
    return Object.entries(groups).flatMap(([level2, group], place) =>
      group.map((indicator, index) => ({
        level1: place === 0 && index === 0 ? { text: level1, rows } : null,
        level2: index === 0 ? { text: level2, rows: group.length } : null,
        name: indicator.name,
        nature: indicator.nature ?? '',
        value: indicator.value,
        unit: indicator.unit ?? '',
        achieved: indicator.achieved,
        weight: { value: indicator.weight },
        points: { value: indicator.points },
        deviation: indicator.deviation ?? '',
      })),
    );
  });
}
