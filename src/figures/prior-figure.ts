import type { Unit } from '../books/unit.ts';
import type { Figure } from '../model/figure.ts';
import type { Filter } from '../model/filter.ts';
import type { Finding } from '../model/finding.ts';
import type { ComparisonBase } from '../pack/pack.ts';
import { statedFigure, sumFigure } from './figure.ts';
import { matches, needsEconomics, withoutEconomics } from './filter.ts';

/** What of last year is asked for. */
export interface PriorQuestion {
  /** Name under which the unit file may state it. */
  readonly name: string;
  readonly label: string;
  readonly filters: readonly Filter[];
  readonly base: ComparisonBase;
}

export interface PriorAnswer {
  /** Null where it is not known; nothing is compared then. */
  readonly figure: Figure | null;
  readonly finding: Finding | null;
  readonly isStated: boolean;
}

const BASE_WORDS = { execution: '上年执行数', settlement: '上年决算数' } as const;

/**
 * Last year's figure. Of the budget: stated outright, else the sum of the same filter over last year's ledger
 * (`L41` where that ledger cannot tell). Of the execution or the final account: as stated (`L51`, a warning,
 * where it is not).
 *
 * Example: 2080505 of the published report, budget → 98900 元
 */
export function priorFigure({ name, label, filters, base }: PriorQuestion, unit: Unit): PriorAnswer {
  const { ledger, stated } = unit.prior;
  const given = base === 'budget' ? stated.get(name) : unit.prior[base]?.get(name);
  if (given) {
    return {
      figure: statedFigure(given.amount, given.position),
      finding: null,
      isStated: base === 'budget',
    };
  }
  if (base !== 'budget') {
    const finding: Finding = {
      code: 'L51',
      severity: 'warning',
      message: `没有填“${label}”的${BASE_WORDS[base]}，报告中不写与它的比较。`,
      hint: `在 prior.${base} 下填写 ${name}: ${BASE_WORDS[base]}。`,
      position: unit.locator.positionOf(['prior', base]),
    };
    return { figure: null, finding, isStated: false };
  }
  const finding = underivable(unit, name, label, filters);
  return { figure: finding ? null : sumFigure(ledger, filters), finding, isStated: false };
}

function underivable(unit: Unit, name: string, label: string, filters: readonly Filter[]): Finding | null {
  const { ledger, statedOnly } = unit.prior;
  const lumps = needsEconomics(filters) ? withoutEconomics(filters) : null;
  const isHidden = lumps && ledger.some((line) => line.economicCode === null && matches(line, lumps));
  if (!statedOnly && !isHidden) return null;
  const why = statedOnly ? '没有上年明细' : '上年明细没有列到经济分类科目';
  return {
    code: 'L41',
    severity: 'error',
    message: `上年的“${label}”无法推算：${why}。`,
    hint: `在 prior.stated 下填写 ${name}: 上年数；上年没有则填 0。`,
    position: unit.locator.positionOf(['prior', 'stated']),
  };
}
