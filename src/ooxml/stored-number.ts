import { Decimal as DecimalBase } from 'decimal.js';

// Its own clone: 800 digits hold any double exactly, and the texts must not turn into exponents.
const Decimal = DecimalBase.clone({ precision: 800, toExpNeg: -400, toExpPos: 400 });

/** Significant digits that spreadsheet programs show and let people type. */
const SHOWN_DIGITS = 15;
/** Significant digits that tell any two binary numbers apart. */
const DOUBLE_DIGITS = 17;
/** Longer than any number a spreadsheet program writes. */
const MAX_LENGTH = 400;

export interface StoredNumber {
  /** A plain decimal number. */
  readonly text: string;
  /** Digits were dropped that only a calculation in binary numbers can have left. */
  readonly isRounded: boolean;
}

/**
 * The decimal number that a cell's stored text stands for, or null when it is none.
 *
 * Spreadsheet programs keep binary numbers and write some of them with 17 digits: 22.974 becomes
 * `22.974000000000001`. A text that is such a rendering of a binary number is read as the shortest decimal that is
 * the same binary number, which is what was typed. If even that has more than 15 digits, no one typed it: it is
 * the rest of a calculation (0.1 + 0.2) and is read with the 15 digits that the program shows; `isRounded` says so.
 * Any other text, such as 20 digits written by another program, stays as it stands.
 *
 * Example: `715.2` → 715.2; `22.974000000000001` → 22.974; `1.5E-3` → 0.0015; `0.30000000000000004` → 0.3, rounded
 */
export function readStoredNumber(stored: string): StoredNumber | null {
  if (stored.length > MAX_LENGTH || !/^[+-]?(\d+\.?\d*|\.\d+)(E[+-]?\d{1,3})?$/i.test(stored)) return null;
  const exact = new Decimal(stored);
  const digits = exact.precision();
  if (digits <= SHOWN_DIGITS) return { text: exact.toFixed(), isRounded: false };
  const shortest = new Decimal(String(Number(stored)));
  if (digits <= DOUBLE_DIGITS && shortest.precision() <= SHOWN_DIGITS) {
    return { text: shortest.toFixed(), isRounded: false };
  }
  if (!isBinaryRendering(exact, stored)) return { text: exact.toFixed(), isRounded: false };
  return { text: shortest.toSignificantDigits(SHOWN_DIGITS).toFixed(), isRounded: true };
}

/** The text is a double written with 16 or 17 digits, not a decimal that happens to be long. */
function isBinaryRendering(exact: DecimalBase, stored: string): boolean {
  const double = Number(stored);
  if (!Number.isFinite(double)) return false;
  return [16, 17].some((digits) => exact.equals(double.toPrecision(digits)));
}
