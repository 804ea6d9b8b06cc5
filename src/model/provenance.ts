import type { Figure } from './figure.ts';
import type { Position } from './finding.ts';
import type { PrintUnit } from './money.ts';

/** How an exact amount became digits: the unit it was converted to and the decimals kept, half up. */
export interface Rounding {
  readonly unit: PrintUnit;
  readonly decimals: number;
}

/** A count or measure that a formula names, with the place where it is written down. */
export interface StatedNumber {
  readonly label: string;
  readonly value: string;
  readonly position: Position | null;
}

/** The cell of a public table in which a figure stands: `table-6`, 301 工资福利支出, 人员经费. */
export interface CellPlace {
  readonly table: string;
  /** What the row calls itself: code, name, project, label. */
  readonly row: readonly string[];
  /** Labels of the column from the outermost head cell to the leaf. */
  readonly column: readonly string[];
}

/**
 * Where a printed number comes from: the operation with its operands, each of which leads to ledger lines or to
 * places in data files. Recomputing the operation gives the printed digits.
 *
 * Example: `59.02` is the `difference` of 7151980 元 and 6561780 元, rounded to 万元 with two decimals first.
 */
export type Provenance =
  /** One amount, rounded. */
  | {
      readonly kind: 'amount';
      readonly label: string | null;
      readonly figure: Figure;
      readonly rounding: Rounding;
      readonly cell: CellPlace | null;
    }
  /** |printed this year − printed last year|. */
  | {
      readonly kind: 'difference';
      readonly label: string;
      readonly current: Figure;
      readonly prior: Figure;
      readonly rounding: Rounding;
    }
  /** |printed this year − printed last year| ÷ printed last year × 100. */
  | {
      readonly kind: 'rate';
      readonly label: string;
      readonly current: Figure;
      readonly prior: Figure;
      readonly rounding: Rounding;
      readonly decimals: number;
    }
  /** printed part ÷ printed whole × 100. */
  | {
      readonly kind: 'share';
      readonly label: string;
      readonly part: Figure;
      readonly whole: Figure;
      readonly rounding: Rounding;
      readonly decimals: number;
    }
  /** A count or a measure: one number written down, printed without its sign, or a sum of several. */
  | { readonly kind: 'number'; readonly label: string; readonly parts: readonly StatedNumber[] }
  /** How many entries a list has. */
  | {
      readonly kind: 'entries';
      readonly label: string;
      readonly entries: readonly string[];
      readonly position: Position | null;
    };

/**
 * Told of every number that is printed. The published report ignores it ({@link NO_MARKS}); the review copy
 * remembers where each number comes from.
 */
export interface FigureMarks {
  /** The text to print for a number, with whatever marks it. */
  mark(text: string, provenance: Provenance): string;
  /** Says where plain numbers of a view object come from, by field (`length` for a list). */
  describe(holder: object, numbers: Readonly<Record<string, Provenance>>): void;
  /** The text to print for a plain number of a view object; the number alone where nothing was said of it. */
  number(text: string, holder: unknown, field: string): string;
}

/** Nothing is marked: what the published report is made with. */
export const NO_MARKS: FigureMarks = {
  mark: (text) => text,
  describe: () => {},
  number: (text) => text,
};
