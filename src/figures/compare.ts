import type { Comparison, Figure } from '../model/figure.ts';
import { type Money, percentOf, printedValue, ZERO } from '../model/money.ts';
import type { MoneyFormat } from '../model/money-format.ts';
import type { PackSettings } from '../pack/pack.ts';

export type Direction = 'increase' | 'decrease' | 'equal' | 'created' | 'ended' | 'zero';

/** What a change sentence says, all from one pair of printed figures. */
export interface Change {
  readonly direction: Direction;
  /** |this year − last year|, in the printed unit. */
  readonly difference: Money;
  /** difference ÷ last year × 100, half up; zero where both years are zero, null where only last year is. */
  readonly rate: Money | null;
}

/**
 * The change from last year to this year as a reader with a calculator would find it: both figures are
 * rounded as printed first (docs/design.md §3).
 *
 * Example: 508.18 against 530.16 → decrease, 21.98, 4.15 %
 */
export function changeOf(current: Figure, prior: Figure, money: MoneyFormat, rateDecimals: number): Change {
  const now = printedValue(current.amount, money.unit, money.decimals);
  const before = printedValue(prior.amount, money.unit, money.decimals);
  const difference = now.minus(before);
  const direction = directionOfPrinted(now, before);
  const rate = direction === 'zero' ? ZERO : percentOf(difference, before, rateDecimals);
  return { direction, difference: difference.abs(), rate };
}

/** The direction from last year to this year, by the printed figures. 508.18 against 530.16 → decrease */
export function directionOf(current: Figure, prior: Figure, money: MoneyFormat): Direction {
  return directionOfPrinted(
    printedValue(current.amount, money.unit, money.decimals),
    printedValue(prior.amount, money.unit, money.decimals),
  );
}

function directionOfPrinted(now: Money, before: Money): Direction {
  if (now.equals(before)) return now.isZero() ? 'zero' : 'equal';
  if (before.isZero()) return 'created';
  if (now.isZero()) return 'ended';
  return now.greaterThan(before) ? 'increase' : 'decrease';
}

/** Whether this year is printed differently from last year, so that a reason must be given. */
export function hasChanged(comparison: Comparison, money: MoneyFormat): boolean {
  if (comparison.prior === null) return false;
  const direction = directionOf(comparison.current, comparison.prior, money);
  return direction !== 'equal' && direction !== 'zero';
}

/**
 * Share of a figure in its whole, from the printed figures, half up; zero of a whole of zero.
 * 508.18 of 715.20 → 71.05
 */
export function shareOf(part: Figure, whole: Figure, money: MoneyFormat, decimals: number): Money {
  const base = printedValue(whole.amount, money.unit, money.decimals);
  const value = printedValue(part.amount, money.unit, money.decimals);
  return percentOf(value, base, decimals) ?? ZERO;
}

/**
 * How much of what was planned is done, from the printed figures, half up; the pack's words where there is no rate:
 * nothing planned, nothing spent. 2940.05 of 2993.92 → 98.20
 */
export function completionOf(
  done: Figure,
  planned: Figure,
  { money, completion }: Pick<PackSettings, 'money' | 'completion'>,
): Money | string {
  const base = printedValue(planned.amount, money.unit, money.decimals);
  const value = printedValue(done.amount, money.unit, money.decimals);
  if (base.isZero()) return value.isZero() ? completion.none : completion.unplanned;
  if (value.isZero()) return completion.unspent;
  return percentOf(value, base, completion.decimals)!;
}
