import { type Money, sumMoney, toYuan, ZERO } from '../model/money.ts';
import type { BlockRow, PrintedAmount, TableView } from './table-view.ts';

/** Half of the last printed place, in the unit of the amount. 2 decimals → 0.005 */
export function halfPlace(amount: Money, decimals: number): Money {
  return amount.minus(amount).plus(1).div(sumPowers(amount, decimals)).div(2);
}

function sumPowers(amount: Money, decimals: number): Money {
  return amount.minus(amount).plus(10).pow(decimals);
}

/** How a printed whole stands to the sum of its printed parts. */
export interface SumCheck {
  readonly kind: 'equal' | 'residue' | 'wrong';
  readonly whole: Money;
  readonly sum: Money;
  /** The greatest difference that rounding can make: (n + 1) × half a place. */
  readonly bound: Money;
}

/**
 * Holds a printed whole against its printed parts. 389.85 against eight parts of 389.84 → residue, bound 0.045; against
 * 388.84 → wrong
 */
export function checkSum(whole: Money, parts: readonly Money[], decimals: number): SumCheck {
  const sum = sumMoney(parts);
  const difference = whole.minus(sum).abs();
  const bound = halfPlace(whole, decimals).times(parts.length + 1);
  const kind = difference.isZero() ? 'equal' : difference.lessThanOrEqualTo(bound) ? 'residue' : 'wrong';
  return { kind, whole, sum, bound };
}

/** An amount of a table with what is needed to hold it against one of another table. */
export interface Placed {
  readonly view: TableView;
  readonly row: BlockRow;
  readonly amount: PrintedAmount | null;
}

/** The value as printed; an empty cell is zero. */
export function printedAmount({ amount }: Pick<Placed, 'amount'>): Money {
  return amount?.value ?? ZERO;
}

/**
 * Whether two printed amounts can be one: equal to the digit in tables of one unit, else as near as the coarser one was
 * rounded. Null where a unit is not known.
 */
export function canBeOne(a: Placed, b: Placed): boolean | null {
  const [one, other] = [printedAmount(a), printedAmount(b)];
  if (a.view.unit === b.view.unit) return one.equals(other);
  if (a.view.unit === null || b.view.unit === null) return null;
  const room = toYuan(halfPlace(one, a.view.decimals), a.view.unit).plus(
    toYuan(halfPlace(other, b.view.decimals), b.view.unit),
  );
  return toYuan(one, a.view.unit).minus(toYuan(other, b.view.unit)).abs().lessThanOrEqualTo(room);
}

/** An amount as messages show it: 715.20万元 */
export function shown(place: Pick<Placed, 'amount' | 'view'>): string {
  return `${place.amount?.text.replace(/\s/g, '') ?? '空'}${place.amount === null ? '' : (place.view.unit ?? '')}`;
}
