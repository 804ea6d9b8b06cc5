import { type Money, percentOf, ZERO } from '../model/money.ts';
import { halfPlace } from './printed.ts';

/** An amount as printed: its value and half of its last place, both in 元. */
export interface RoundedAmount {
  readonly value: Money;
  readonly half: Money;
}

/** What printed amounts leave a printed rate. */
export type RateVerdict =
  /** It follows from the printed amounts. */
  | 'right'
  /** Only from amounts before they were rounded. */
  | 'residue'
  /** Cut off behind the last place instead of rounded. */
  | 'truncated'
  /** No amounts that print so give it. */
  | 'impossible';

/**
 * Judges a printed rate by the interval that the rounding of change and base leaves. 0.11 of 2.89 printed 3.81 → right;
 * 3.80 → truncated; 38.1 → impossible. Null on a base of nothing, which has no rate.
 */
export function rateVerdict(
  rate: Money,
  decimals: number,
  change: RoundedAmount,
  base: RoundedAmount,
): RateVerdict | null {
  if (!base.value.greaterThan(0)) return null;
  if (percentOf(change.value, base.value, decimals)?.equals(rate)) return 'right';
  const half = halfPlace(rate, decimals);
  const least = positive(change.value.minus(change.half)).times(100).div(base.value.plus(base.half));
  const lowBase = base.value.minus(base.half);
  const most = lowBase.greaterThan(0) ? change.value.plus(change.half).times(100).div(lowBase) : null;
  if (
    rate.plus(half).greaterThanOrEqualTo(least) &&
    (most === null || rate.minus(half).lessThanOrEqualTo(most))
  )
    return 'residue';
  const exact = change.value.times(100).div(base.value);
  const cut = exact.toDecimalPlaces(decimals, 1);
  return cut.equals(rate) ? 'truncated' : 'impossible';
}

function positive(value: Money): Money {
  return value.isNegative() ? ZERO : value;
}
