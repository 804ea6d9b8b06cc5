import type { Unit } from '../books/unit.ts';
import type { ParsedHtml } from '../document/parsed-html.ts';
import type { Analysis } from '../figures/analysis.ts';
import type { HumanText } from '../kinds/human-texts.ts';
import type { CheckWords } from '../lists/check-words.ts';
import type { Figure } from '../model/figure.ts';
import type { Finding, Position, Severity } from '../model/finding.ts';
import type { Grid } from '../model/grid.ts';
import type { DataPath } from '../model/locator.ts';
import type { Pack } from '../pack/pack.ts';

/** All that a check may look at. */
export interface CheckContext {
  readonly unit: Unit;
  readonly pack: Pack;
  readonly analysis: Analysis;
  readonly grids: readonly Grid[];
  /** Running text of the report without its tables, one block to a line; null when it could not be made. */
  readonly prose: string | null;
  /** The HTML that the templates made; null where they were not run. */
  readonly body: ParsedHtml | null;
  readonly words: CheckWords;
  /** The fields of the view that the pack never prints: `assets.vehicles[].value`. Nobody is asked for them. */
  readonly unread: readonly string[];
  /** Everything that people wrote, with its place in the unit file. */
  readonly humanTexts: readonly HumanText[];
  /** Of a final: how the budget that it names reads otherwise than it was approved. */
  readonly changedBudget?: ChangedBudget | null;
  /** All money of each described project. */
  readonly projectTotals: ReadonlyMap<string, Figure>;
}

/** A budget whose text is no longer the one that was approved and published. */
export interface ChangedBudget {
  /** The file of the approved text. */
  readonly approved: string;
  /** Whether it can be made at all as it is now. */
  readonly hasReport: boolean;
  /** How many lines differ, and whether amounts do. */
  readonly lines: number;
  readonly hasOtherNumbers: boolean;
  /** The first line that differs, then and now; null where there is none. */
  readonly was: string | null;
  readonly is: string | null;
}

/**
 * A finding before it gets the code of its rule; without a severity it takes that of the rule. What stands in the unit
 * file is named by its path, and by the words of that text that are meant: the place follows from them.
 */
export type RawFinding = Omit<Finding, 'code' | 'severity' | 'waived' | 'position'> & {
  readonly severity?: Severity;
  readonly path?: DataPath;
  readonly snippet?: string | undefined;
  /** Where there is no path, or the path stands elsewhere (the key, not the value). */
  readonly position?: Position | null | undefined;
};

/** One check: all it finds in one unit, in the order of the file. */
export type Check = (context: CheckContext) => RawFinding[];

/** Whether a field of the view, or the part it belongs to, is printed by no template. `isUnread('assets.other', ['assets'])` → true */
export function isUnread(field: string, unread: readonly string[]): boolean {
  return unread.some((each) => {
    if (!field.startsWith(each)) return false;
    const next = field[each.length];
    return next === undefined || next === '.' || field.startsWith('[]', each.length);
  });
}
