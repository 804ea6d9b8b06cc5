import { dirname, posix, relative, resolve } from 'node:path';
import { bookOf } from '../books/books.ts';
import type { Unit } from '../books/unit.ts';
import type { ChangedBudget } from '../check/context.ts';
import { amountsIn } from '../document/numbers-in-text.ts';

/** Where the texts that were approved are kept: `root` is the folder below which unit files name them. */
export interface ApprovedPlace {
  readonly folder: string;
  readonly root: string;
  /** The folder as people see it. */
  readonly label: string;
}

/** What is needed to see whether a budget still reads as it was approved. */
export interface BudgetReader {
  /** The text that was approved for a unit file; null where there is none. */
  readonly approvedText: (path: string) => Promise<{ readonly label: string; readonly text: string } | null>;
  /** The text of its report as it is now; null where it cannot be made. */
  readonly textOf: (path: string, label: string) => Promise<string | null>;
}

/**
 * How the budget that a final names reads otherwise than it was approved; null where nothing was approved, and where it
 * reads the same. `path` and `label` are those of the final.
 */
export async function changedBudget(
  unit: Unit,
  path: string,
  label: string,
  { approvedText, textOf }: BudgetReader,
): Promise<ChangedBudget | null> {
  // A budget has no plan.
  const from = unit.books.plan === undefined ? null : bookOf(unit, 'plan').from;
  if (from === null) return null;
  const budget = resolve(dirname(path), posix.relative(posix.dirname(label), from.file));
  const approved = await approvedText(budget);
  if (approved === null) return null;
  const now = await textOf(budget, from.file);
  if (now === null) return { ...NOTHING, approved: approved.label, hasReport: false };
  const [was, is] = [linesOf(approved.text), linesOf(now)];
  const [gone, added] = [without(was, is), without(is, was)];
  if (gone.length + added.length === 0) return null;
  const amounts = (lines: readonly string[]): string => lines.map(numbersOf).join(' ').trim();
  return {
    approved: approved.label,
    hasReport: true,
    lines: Math.max(gone.length, added.length),
    hasOtherNumbers: amounts(gone) !== amounts(added),
    was: gone[0] ?? null,
    is: added[0] ?? null,
  };
}

const NOTHING = { lines: 0, hasOtherNumbers: false, was: null, is: null } as const;

function linesOf(text: string): string[] {
  return text.split('\n').flatMap((line) => {
    const said = line.trim();
    return said === '' ? [] : [said];
  });
}

/** Lines that the others do not have, each as often as it stands there more often. */
function without(lines: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const count = left.get(line) ?? 0;
    if (count > 0) left.set(line, count - 1);
    return count === 0;
  });
}

/** The amounts and the cells with decimals of a line, in order. */
function numbersOf(line: string): string {
  const amounts = amountsIn(line).map(({ written }) => written);
  const cells = line.split('\t').filter((cell) => /^-?[\d,]+\.\d+$/.test(cell.trim()));
  return [...amounts, ...cells].join(' ');
}

/** What the approved text of a unit file is called below the folder of approved texts; null outside of its root. */
export function approvedName(path: string, root: string): string | null {
  const name = relative(root, path).replaceAll('\\', '/');
  return name.startsWith('../') || name === '' ? null : name.replace(/\.[^./]+$/, '.txt');
}
