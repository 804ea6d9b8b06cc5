import type { Position } from '../model/finding.ts';
import type { Ledger } from '../model/ledger.ts';

/** The book of one budget unit inside a department, with what it says of others. */
export interface MemberBook {
  readonly name: string;
  /** 行政单位, 参公事业单位, 事业单位. */
  readonly kind: string;
  /** Other names that mean it: that of the department whose own office it is. */
  readonly aliases: readonly string[];
  /** Its file, as findings show it. */
  readonly file: string;
  /** Who pays what is handed to it, by name of the fund. */
  readonly payers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Where it says so. */
  readonly payersAt: Position | null;
  readonly ledger: Ledger;
}
