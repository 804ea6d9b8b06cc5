import { ledgerOf } from '../../books/books.ts';
import {
  derivedScore,
  EXECUTION_POINTS,
  executionOf,
  type ScoredProject,
  scoredProjects,
} from '../../figures/evaluation.ts';
import type { EvaluatedProject } from '../../kinds/evaluation-entry.ts';
import { indicatorPlaces } from '../../kinds/human-texts.ts';
import type { DataPath } from '../../model/locator.ts';
import { type Money, sumMoney, toYuan } from '../../model/money.ts';
import { nearest } from '../../model/nearest.ts';
import { quoting } from '../../model/quoting.ts';
import { total, wan } from '../amounts.ts';
import type { CheckContext, RawFinding } from '../context.ts';
import { checkedRule, type Rule } from '../rule.ts';

const FINAL = { document: '决算' } as const;
const FULL_SCORE = 100;
/** Below this rate of execution a reason is due. */
const DUE_RATE = 90;

/** G23 绩效自评: grades and problems add up, a score is one of a hundred, what is evaluated has money. */
export const evaluationResults: Rule = checkedRule(
  {
    code: 'G23',
    title: '绩效自评结果',
    meaning:
      '各等级个数之和等于自评项目个数，已整改与正在整改之和等于发现问题数，得分不超过 100；自评的项目在明细中有金额；指标分值与执行率的 10 分合计 100 分，得分不超过分值，写明的得分与推算的一致。',
    example: '自评项目 4 个，优 3 个、良 0 个；各指标分值合计 80 分。',
    remedy: '核对 performance.evaluation 和 projects 下的 evaluation。',
    source: 'OBL',
    severity: 'error',
    needs: ['data'],
    judges: FINAL,
  },
  (context) => {
    const { unit, pack } = context;
    const { final } = unit.data;
    if (final === undefined || unit.members.length > 0) return [];
    const scored = scoredProjects(unit, pack.settings.money);
    return [
      ...statedResults(context, scored),
      ...final.projects.flatMap((project, index) => ofProject(context, project, index)),
      ...scored.flatMap((project) => withoutMoney(context, project)),
    ];
  },
);

function statedResults({ unit }: CheckContext, scored: readonly ScoredProject[]): RawFinding[] {
  const evaluation = unit.data.final?.performance.evaluation;
  if (!evaluation) return [];
  const at: DataPath = ['performance', 'evaluation'];
  const findings: RawFinding[] = [];
  if (scored.length > 0) {
    findings.push({
      message: `performance.evaluation 写了自评结果，projects 下又有 ${scored.length} 个项目的得分。`,
      hint: '只留一处；由各项目得分推算的，删去 performance.evaluation。',
      path: at,
    });
  }
  const graded = Object.values(evaluation.grades).reduce((sum, count) => sum + count, 0);
  if (graded > 0 && graded !== evaluation.count) {
    findings.push({
      message: `自评项目 ${evaluation.count} 个，各等级合计 ${graded} 个。`,
      hint: '核对各等级的个数。',
      path: [...at, 'grades'],
    });
  }
  return [
    ...findings,
    ...problemsOf(evaluation.problems, at),
    ...tooHigh(evaluation.average, '平均得分', [...at, 'average']),
  ];
}

function problemsOf(
  {
    found,
    corrected,
    correcting,
  }: { readonly found: number; readonly corrected: number; readonly correcting: number },
  at: DataPath,
): RawFinding[] {
  if (found === corrected + correcting) return [];
  return [
    {
      message: `发现问题 ${found} 个，已整改 ${corrected} 个、正在整改 ${correcting} 个，合计 ${corrected + correcting} 个。`,
      hint: '核对问题的个数。',
      path: [...at, 'problems'],
    },
  ];
}

function tooHigh(score: Money | undefined, name: string, path: DataPath): RawFinding[] {
  if (score === undefined || !score.greaterThan(FULL_SCORE)) return [];
  return [{ message: `${name} ${score.toFixed()} 分，超过 ${FULL_SCORE} 分。`, hint: `核对${name}。`, path }];
}

function ofProject(context: CheckContext, project: EvaluatedProject, index: number): RawFinding[] {
  const { evaluation } = project;
  if (evaluation === undefined) return [];
  const at: DataPath = ['projects', index, 'evaluation'];
  const { problems, score } = evaluation;
  const derived = derivedScore(context.unit, project, context.pack.settings.money);
  const findings = [
    ...(problems === undefined ? [] : problemsOf(problems, at)),
    ...tooHigh(score, '得分', [...at, 'score']),
  ];
  if (derived === null) return findings;
  const places = indicatorPlaces(evaluation.indicators ?? {});
  const weights = sumMoney(places.map(({ indicator }) => indicator.weight)).plus(EXECUTION_POINTS);
  if (!weights.equals(FULL_SCORE)) {
    findings.push({
      ...quoting`项目“${project.name}”的指标分值与执行率的 ${String(EXECUTION_POINTS)} 分合计 ${weights.toFixed()} 分，不是 ${String(FULL_SCORE)} 分。`,
      hint: `各指标的分值合计应为 ${FULL_SCORE - EXECUTION_POINTS} 分。`,
      path: [...at, 'indicators'],
    });
  }
  for (const { indicator, path } of places) {
    const { name, points, weight } = indicator;
    if (!points.greaterThan(weight)) continue;
    findings.push({
      ...quoting`指标“${name}”得 ${points.toFixed()} 分，分值只有 ${weight.toFixed()} 分。`,
      hint: '核对得分和分值。',
      path: [...at, 'indicators', ...path, 'points'],
    });
  }
  if (score !== undefined && !score.equals(derived)) {
    findings.push({
      ...quoting`项目“${project.name}”写明得 ${score.toFixed()} 分，由执行率和各指标得分推算是 ${derived.toFixed()} 分。`,
      hint: '核对各指标的得分；或删去 score，由程序推算。',
      path: [...at, 'score'],
    });
  }
  return findings;
}

function withoutMoney({ unit }: CheckContext, { name, index, budget }: ScoredProject): RawFinding[] {
  const known = [...new Set(ledgerOf(unit).flatMap(({ project }) => project ?? []))];
  const path: DataPath = ['projects', index, 'name'];
  if (!known.includes(name)) {
    const close = nearest(name, known);
    return [
      {
        ...quoting`自评的项目“${name}”在支出决算明细中没有金额。`,
        hint: close === null ? '核对项目名称。' : `是不是“${close}”？两处的项目名称必须一致。`,
        path,
      },
    ];
  }
  if (!budget.isZero) return [];
  return [
    {
      ...quoting`自评的项目“${name}”没有全年预算数，自评涉及的预算金额推算为 0。`,
      hint: '预算或 adjustments 中按同样的项目名称列出；不能列出的，改在 performance.evaluation 下填写个数、金额和得分。',
      path,
    },
  ];
}

/** G24 自评金额: no more than the budget of the projects; where little of a budget was spent, why. */
export const evaluatedMoney: Rule = checkedRule(
  {
    code: 'G24',
    title: '绩效自评涉及金额与执行率',
    meaning:
      '自评涉及的预算金额不超过项目支出的全年预算数（与项目支出决算数不同不是错误）；印自评表的项目执行率低于 90% 的，写明原因。',
    example: '项目全年预算 70.00 万元，自评涉及 700.00 万元。',
    remedy: '核对 performance.evaluation.amount；在 evaluation.execution 下写原因。',
    source: 'OBL',
    severity: 'note',
    needs: ['data'],
    judges: FINAL,
  },
  ({ unit, pack }) => {
    const { final } = unit.data;
    if (final === undefined || unit.members.length > 0) return [];
    const { evaluation } = final.performance;
    const planned = ledgerOf(unit, 'wholeYear').filter(({ kind }) => kind === 'project');
    const budget = total(planned);
    const findings: RawFinding[] = [];
    const amount = evaluation && toYuan(evaluation.amount, unit.data.amounts);
    if (amount?.greaterThan(budget) && planned.length > 0) {
      findings.push({
        message: `自评涉及预算金额${wan(amount)}，超过项目支出全年预算数${wan(budget)}。`,
        hint: '核对金额和它的单位（元、万元）。',
        path: ['performance', 'evaluation', 'amount'],
      });
    }
    const slow = scoredProjects(unit, pack.settings.money).filter(({ name, entry }) => {
      const { rate } = executionOf(unit, name, pack.settings.money);
      return entry.indicators !== undefined && entry.execution === undefined && rate?.lessThan(DUE_RATE);
    });
    return [
      ...findings,
      ...slow.map(({ name, index }) => ({
        ...quoting`项目“${name}”的预算执行率低于 ${String(DUE_RATE)}%，没有写原因。`,
        hint: '在 evaluation 下补写 execution。',
        path: ['projects', index, 'evaluation'],
      })),
    ];
  },
);
