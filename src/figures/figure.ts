import type { Figure } from '../model/figure.ts';
import type { Filter } from '../model/filter.ts';
import type { Position } from '../model/finding.ts';
import type { LedgerLine } from '../model/ledger.ts';
import { type Money, sumMoney, ZERO } from '../model/money.ts';
import { matches } from './filter.ts';

/**
 * Sum of the lines that meet all filters, exact, in 元, with the lines as its origin.
 * `given` are filters that the lines are known to meet; they only belong to the origin.
 */
export function sumFigure(
  lines: Iterable<LedgerLine>,
  filters: readonly Filter[],
  given: readonly Filter[] = [],
): Figure {
  const taken: LedgerLine[] = [];
  let amount = ZERO;
  for (const line of lines) {
    if (!matches(line, filters)) continue;
    taken.push(line);
    amount = amount.plus(line.amount);
  }
  return {
    amount,
    origin: { kind: 'sum', filters: [...given, ...filters], lines: taken },
    isZero: amount.isZero(),
  };
}

/** Sum of other figures, exact. */
export function totalFigure(parts: readonly Figure[]): Figure {
  const amount = sumMoney(parts.map((part) => part.amount));
  return { amount, origin: { kind: 'total', parts }, isZero: amount.isZero() };
}

/** A figure written down in the data file, in 元. */
export function statedFigure(amount: Money, position: Position | null): Figure {
  return { amount, origin: { kind: 'stated', position }, isZero: amount.isZero() };
}

/** Nothing, from no line. */
export const NO_MONEY: Figure = {
  amount: ZERO,
  origin: { kind: 'sum', filters: [], lines: [] },
  isZero: true,
};
