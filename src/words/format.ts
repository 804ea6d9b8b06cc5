import type { Figure } from '../model/figure.ts';
import { formatDecimal, type Money, printedValue } from '../model/money.ts';
import type { MoneyFormat } from '../model/money-format.ts';

/** Digits of an amount in 元, as the pack prints them, without the unit. 5081780 元 → `508.18` */
export function formatAmount(yuan: Money, format: MoneyFormat): string {
  return formatPrinted(printedValue(yuan, format.unit, format.decimals), format);
}

/** Digits of a number that is already in the printed unit. */
export function formatPrinted(value: Money, format: MoneyFormat): string {
  if (value.isZero() && format.zero !== null) return format.zero;
  return formatDecimal(value, format.decimals, format.grouping, format.trim);
}

/** The number that stands for a figure in print, in the printed unit. */
export function printed(figure: Figure, format: MoneyFormat): Money {
  return printedValue(figure.amount, format.unit, format.decimals);
}
