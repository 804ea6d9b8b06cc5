import { Decimal as DecimalBase } from 'decimal.js';

// 60 significant digits: sums of any real budget stay exact; half up is the rounding of the field (四舍五入).
const Decimal = DecimalBase.clone({
  precision: 60,
  rounding: DecimalBase.ROUND_HALF_UP,
  toExpNeg: -60,
  toExpPos: 60,
});

/** An exact amount of money in 元 (or, in this module, any exact number). Never a JavaScript float. */
export type Money = DecimalBase;

/** The units in which a data file may state amounts. */
export const AMOUNT_UNITS = ['元', '万元'] as const;
export type AmountUnit = (typeof AMOUNT_UNITS)[number];

/** The units in which a report may print amounts; nobody states one in 亿元. */
export const PRINT_UNITS = [...AMOUNT_UNITS, '亿元'] as const;
export type PrintUnit = (typeof PRINT_UNITS)[number];

/** The unit of that name; the one offices mostly use where there is none yet. `amountUnitOf('元')` → 元 */
export function amountUnitOf(name: string | null | undefined): AmountUnit {
  return AMOUNT_UNITS.find((unit) => unit === name) ?? AMOUNT_UNITS[1];
}

export const ZERO: Money = new Decimal(0);
const YUAN_PER: Record<PrintUnit, Money> = {
  元: new Decimal(1),
  万元: new Decimal(10_000),
  亿元: new Decimal(100_000_000),
};

// As exact as a division by the above, and much cheaper: every figure of a report passes here several times.
const UNITS_PER_YUAN: Record<PrintUnit, Money> = {
  元: new Decimal(1),
  万元: new Decimal('0.0001'),
  亿元: new Decimal('0.00000001'),
};

/** The form of an amount in data files: digits with an optional fraction, ASCII only. */
export const AMOUNT_PATTERN = /^-?\d+(\.\d+)?$/;

/** Exact number from its source text, or null when the text is not a plain decimal number. `'22.974'` → 22.974 */
export function parseDecimal(text: string): Money | null {
  return AMOUNT_PATTERN.test(text) ? new Decimal(text) : null;
}

/** Amount in 元 of a number stated in `unit`. `toYuan(22.974, '万元')` → 229740 */
export function toYuan(value: Money, unit: PrintUnit): Money {
  return value.times(YUAN_PER[unit]);
}

/** Exact sum; zero for nothing. */
export function sumMoney(values: Iterable<Money>): Money {
  let total = ZERO;
  for (const value of values) total = total.plus(value);
  return total;
}

/**
 * The number that is printed for an amount: converted from 元 to `unit`, rounded half up to `decimals`.
 * This is the only place where an amount loses digits (docs/design.md §3: rounded per figure, at the last moment).
 * `printedValue(5081780 元, '万元', 2)` → 508.18
 */
export function printedValue(yuan: Money, unit: PrintUnit, decimals: number): Money {
  // Half the cells of a table hold nothing.
  if (yuan.isZero()) return ZERO;
  return positiveZero(yuan.times(UNITS_PER_YUAN[unit]).toDecimalPlaces(decimals));
}

/**
 * Whether an amount, rounded as a text writes it, is the amount that the text says, both in 元.
 * `isWrittenAs(38983 元, 39000 元, '万元', 1)` → true
 */
export function isWrittenAs(amount: Money, written: Money, unit: PrintUnit, decimals: number): boolean {
  return writtenAs(written, unit, decimals)(amount);
}

/** The same for many amounts: tells of each whether it is what the text says. `writtenAs(39000 元, '万元', 1)(38983 元)` → true */
export function writtenAs(written: Money, unit: PrintUnit, decimals: number): (amount: Money) => boolean {
  const said = printedValue(written, unit, decimals);
  return (amount) => printedValue(amount, unit, decimals).equals(said);
}

/** Amount in 元 of a printed number; inverse of {@link printedValue} up to rounding. */
export function fromPrinted(value: Money, unit: PrintUnit): Money {
  return value.times(YUAN_PER[unit]);
}

/** Digits of a number with a fixed count of decimals and, on request, thousands separators. `1234.5` → `1,234.50`; with `trim` at most so many decimals: `1,234.5` */
export function formatDecimal(value: Money, decimals: number, grouping = false, trim = false): string {
  const rounded = positiveZero(value.toDecimalPlaces(decimals));
  const text = trim ? rounded.toFixed() : rounded.toFixed(decimals);
  if (!grouping) return text;
  const [whole = '', fraction] = text.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/**
 * Percentage |part| ÷ base × 100, half up to `decimals`; null when the base is zero.
 * Rates and shares are made from printed figures (docs/design.md §3). `percentOf(-21.98, 530.16, 2)` → 4.15
 */
export function percentOf(part: Money, base: Money, decimals: number): Money | null {
  if (base.isZero()) return null;
  return part.abs().times(100).div(base).toDecimalPlaces(decimals);
}

// `new Decimal('-0.004').toFixed(2)` would print -0.00.
function positiveZero(value: Money): Money {
  return value.isZero() ? ZERO : value;
}
