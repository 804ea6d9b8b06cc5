import { ledgerOf } from '../books/books.ts';
import { budgetedMembers, type Unit } from '../books/unit.ts';
import type { EvaluatedProject, EvaluationEntry } from '../kinds/evaluation-entry.ts';
import type { FinalFacts } from '../kinds/final-file.ts';
import { indicatorPlaces } from '../kinds/human-texts.ts';
import type { BookName } from '../model/book.ts';
import type { Figure } from '../model/figure.ts';
import type { Filter } from '../model/filter.ts';
import { type Money, percentOf, printedValue, sumMoney, toYuan, ZERO } from '../model/money.ts';
import type { MoneyFormat } from '../model/money-format.ts';
import type { PackSettings } from '../pack/pack.ts';
import { statedFigure, sumFigure, totalFigure } from './figure.ts';

/** Decimals of a score and of a rate of execution. */
const DECIMALS = 2;
/** A rate of execution counts up to this, for so many points. */
const FULL = 100;
export const EXECUTION_POINTS = 10;

/** So many projects with so much money. */
export interface ProjectsOf {
  readonly count: number;
  readonly amount: Figure;
}

/** 绩效自评 of an entity: stated outright, or made from the scores of its projects. */
export interface Evaluation {
  readonly goals: ProjectsOf;
  readonly tracking: ProjectsOf;
  readonly self: ProjectsOf;
  readonly average: Money | null;
  readonly grades: readonly { readonly name: string; readonly count: number }[];
  readonly problems: { readonly found: number; readonly corrected: number; readonly correcting: number };
}

type Settings = Pick<PackSettings, 'grades' | 'money'>;

/**
 * What a final account says of its evaluation: number, budget money, average, grades and problems from the projects that
 * have a score; where none has, as the file states them. A department adds its members up; its average is that of all
 * projects. Null where nothing is evaluated.
 *
 * Example: 96.40 and 88.00 → 2 projects, 92.20 on average, one 优, one 良
 */
export function evaluationOf(unit: Unit, settings: Settings): Evaluation | null {
  const members = budgetedMembers(unit);
  if (members.length > 0) {
    const each = members.flatMap((member) => evaluationOf(member, settings) ?? []);
    return each.length === 0 ? null : together(each);
  }
  const { final } = unit.data;
  if (final === undefined) return null;
  const scored = scoredProjects(unit, settings.money);
  const { evaluation } = final.performance;
  if (evaluation !== undefined) {
    const { average = null, problems } = evaluation;
    const grades = Object.entries(evaluation.grades).map(([name, count]) => ({ name, count }));
    return withStages(
      unit,
      final,
      { ...projectsOf(unit, 'evaluation', evaluation) },
      { average, grades, problems },
    );
  }
  const { goals, tracking, systems } = final.performance;
  const isSaid = goals !== undefined || tracking !== undefined || systems !== undefined;
  if (scored.length === 0 && !isSaid) return null;
  const self = { count: scored.length, amount: totalFigure(scored.map(({ budget }) => budget)) };
  const average = scored.length === 0 ? null : roundedMean(scored.map(({ score }) => score));
  const found = scored.map(({ entry }) => entry.problems ?? NO_PROBLEMS);
  const problems = found.reduce(addProblems, NO_PROBLEMS);
  return withStages(unit, final, self, { average, grades: gradesOf(scored, settings.grades), problems });
}

/** A project with its score. */
export interface ScoredProject {
  readonly name: string;
  /** Its place in `projects`. */
  readonly index: number;
  readonly entry: EvaluationEntry;
  readonly score: Money;
  /** 全年预算数. */
  readonly budget: Figure;
}

/** The projects that have a score, stated or from their indicators. */
export function scoredProjects(unit: Unit, money: MoneyFormat): ScoredProject[] {
  return (unit.data.final?.projects ?? []).flatMap((project, index) => {
    const { name, evaluation: entry } = project;
    if (entry === undefined) return [];
    const score = derivedScore(unit, project, money) ?? entry.score;
    return score === undefined
      ? []
      : [{ name, index, entry, score, budget: projectMoney(unit, name, 'wholeYear') }];
  });
}

/** The score that execution and indicators give; null without indicators. 10 + 86.40 → 96.40 */
export function derivedScore(
  unit: Unit,
  { name, evaluation }: EvaluatedProject,
  money: MoneyFormat,
): Money | null {
  if (evaluation?.indicators === undefined) return null;
  const points = indicatorPlaces(evaluation.indicators).map(({ indicator }) => indicator.points);
  return sumMoney([executionOf(unit, name, money).points, ...points]);
}

/**
 * How much of a project's whole-year budget is spent, from the printed amounts: the rate in per cent (null of a budget of
 * zero) and its points of ten. 44.00 of 42.00 → 104.76 %, 10 points; 21.00 of 42.00 → 50.00 %, 5 points
 */
export function executionOf(
  unit: Unit,
  project: string,
  { unit: amounts, decimals }: MoneyFormat,
): { readonly rate: Money | null; readonly points: Money } {
  const [planned, spent] = (['wholeYear', 'current'] as const).map((book) =>
    printedValue(projectMoney(unit, project, book).amount, amounts, decimals),
  );
  const rate = planned!.isZero() ? null : percentOf(spent!, planned!, DECIMALS);
  if (rate === null) return { rate, points: ZERO };
  const points = rate.div(FULL / EXECUTION_POINTS).toDecimalPlaces(DECIMALS);
  return { rate, points: rate.greaterThan(FULL) ? ZERO.plus(EXECUTION_POINTS) : points };
}

/** The money of a project in a book. */
export function projectMoney(unit: Unit, project: string, book: BookName, filter: Filter = {}): Figure {
  return sumFigure(ledgerOf(unit, book), [{ kind: 'project', project }, filter]);
}

const NO_PROBLEMS = { found: 0, corrected: 0, correcting: 0 };

function addProblems(a: Evaluation['problems'], b: Evaluation['problems']): Evaluation['problems'] {
  return {
    found: a.found + b.found,
    corrected: a.corrected + b.corrected,
    correcting: a.correcting + b.correcting,
  };
}

function projectsOf(
  unit: Unit,
  stage: 'goals' | 'tracking' | 'evaluation',
  { count, amount }: { readonly count: number; readonly amount: Money },
): ProjectsOf {
  const position = unit.locator.positionOf(['performance', stage, 'amount']);
  return { count, amount: statedFigure(toYuan(amount, unit.data.amounts), position) };
}

/** Goals and tracking are those of the evaluated projects where the file says nothing else. */
function withStages(
  unit: Unit,
  { performance: { goals, tracking } }: FinalFacts,
  self: ProjectsOf,
  results: Pick<Evaluation, 'average' | 'grades' | 'problems'>,
): Evaluation {
  return {
    goals: goals === undefined ? self : projectsOf(unit, 'goals', goals),
    tracking: tracking === undefined ? self : projectsOf(unit, 'tracking', tracking),
    self,
    ...results,
  };
}

function gradesOf(scored: readonly ScoredProject[], grades: Settings['grades']): Evaluation['grades'] {
  const of = (score: Money) => grades.findIndex(({ from }) => score.greaterThanOrEqualTo(from));
  return grades.map(({ name }, index) => ({
    name,
    count: scored.filter(({ score }) => of(score) === index).length,
  }));
}

function roundedMean(scores: readonly Money[]): Money {
  return sumMoney(scores).div(scores.length).toDecimalPlaces(DECIMALS);
}

function together(each: readonly Evaluation[]): Evaluation {
  const add = (of: (evaluation: Evaluation) => ProjectsOf): ProjectsOf => ({
    count: each.reduce((sum, evaluation) => sum + of(evaluation).count, 0),
    amount: totalFigure(each.map((evaluation) => of(evaluation).amount)),
  });
  const self = add((evaluation) => evaluation.self);
  const names = [...new Set(each.flatMap(({ grades }) => grades.map(({ name }) => name)))];
  // Of all projects: a member counts by how many it has.
  const known =
    each.every(({ average, self: { count } }) => average !== null || count === 0) && self.count > 0;
  const points = each.map(({ average, self: { count } }) => (average ?? ZERO).times(count));
  return {
    goals: add(({ goals }) => goals),
    tracking: add(({ tracking }) => tracking),
    self,
    average: known ? sumMoney(points).div(self.count).toDecimalPlaces(DECIMALS) : null,
    grades: names.map((name) => ({
      name,
      count: each
        .flatMap(({ grades }) => grades)
        .reduce((sum, grade) => sum + (grade.name === name ? grade.count : 0), 0),
    })),
    problems: each.map(({ problems }) => problems).reduce(addProblems, NO_PROBLEMS),
  };
}
