import type { UnitFile } from '../kinds/unit-file.ts';
import type { Classification } from '../lists/classification.ts';
import type { Position, SourceText } from '../model/finding.ts';
import type { Ledger } from '../model/ledger.ts';
import type { Locator } from '../model/locator.ts';
import type { Money } from '../model/money.ts';

/** What last year's own file says of itself. */
export interface PriorFile {
  readonly file: string;
  readonly unitName: string;
  readonly year: number;
  readonly codeNames: Readonly<Record<string, string>>;
  /** Heads by kind of staff. */
  readonly staff: Readonly<Record<string, number>>;
}

/** Figures written down in the unit file, in 元, by name. */
export type StatedFigures = ReadonlyMap<string, { readonly amount: Money; readonly position: Position }>;

/** Last year, as far as it is known. */
export interface PriorYear {
  readonly ledger: Ledger;
  /** Figures stated outright, in 元, by name of the figure (`operatingCost`). */
  readonly stated: StatedFigures;
  /** There is no ledger of last year: only what is stated is known. Absent otherwise. */
  readonly statedOnly?: true;
  /** 上年执行数 and 上年决算数 as stated, in 元, by name of the figure. */
  readonly execution?: StatedFigures;
  readonly settlement?: StatedFigures;
  /** Last year's own file; null for inline figures. */
  readonly from: PriorFile | null;
}

/** One budget unit for one year, as loaded: typed data, both ledgers, and where everything is written. */
export interface Unit {
  /** Path of the unit file as the user gave it. */
  readonly file: string;
  readonly data: UnitFile;
  readonly ledger: Ledger;
  readonly prior: PriorYear;
  readonly classification: Classification;
  readonly locator: Locator;
  /** All files read, so that findings can show the line they speak of. */
  readonly sources: readonly SourceText[];
}
