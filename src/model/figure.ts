import type { ComparedBook } from './book.ts';
import type { Filter } from './filter.ts';
import type { Position } from './finding.ts';
import type { LedgerLine } from './ledger.ts';
import type { Money } from './money.ts';

/** Where a figure comes from; a reviewer may ask any printed number for it. */
export type Origin =
  /** The exact sum of the ledger lines that meet all filters. */
  | { readonly kind: 'sum'; readonly filters: readonly Filter[]; readonly lines: readonly LedgerLine[] }
  /** The exact sum of other figures, less others. */
  | {
      readonly kind: 'total';
      readonly parts: readonly Figure[];
      /** What is taken from their sum; a balance has some. */
      readonly less?: readonly Figure[];
    }
  /** Written down in the data file. */
  | { readonly kind: 'stated'; readonly position: Position | null };

/** An amount of money with its origin; the amount is exact, in 元. */
export interface Figure {
  readonly amount: Money;
  readonly origin: Origin;
  /** For templates: no money at all. */
  readonly isZero: boolean;
}

/**
 * This year's figure beside last year's, with what a sentence about it needs. Sentences take a comparison
 * as a whole, so that direction, change and rate always come from one pair of figures (docs/design.md §3).
 */
export interface Comparison {
  /** Name under which the pack declares it: `basic`, `items.2010350`. */
  readonly name: string;
  readonly label: string;
  readonly current: Figure;
  /** Null where the pack does not compare this figure with last year. */
  readonly prior: Figure | null;
  /** The whole of which `current` is a share; null where the pack names none. */
  readonly whole: Figure | null;
  /** The same of last year; null where it is not compared. */
  readonly priorWhole: Figure | null;
  readonly reason: string | null;
  /** Paths under `reasons` at which a reason is looked for; empty where the pack demands none. */
  readonly reasonPaths: readonly (readonly string[])[];
  /** The same figure beside other bases of this year, by the name of the book; each with its own reason. */
  readonly against: Readonly<Partial<Record<ComparedBook, Comparison>>>;
  /** This year is zero. */
  readonly isZero: boolean;
  /** This year and last year are zero. */
  readonly unused: boolean;
}
