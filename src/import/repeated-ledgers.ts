import { type BudgetLine, keyOf } from '../kinds/budget-lines.ts';
import { parseDecimal, toYuan } from '../model/money.ts';
import { unitKey } from '../model/unit-name.ts';
import type { ExportedLedger } from './export-sheet.ts';

/** The ledger of one unit as one sheet gives it. */
export interface SheetLedger {
  readonly sheet: string;
  readonly ledger: ExportedLedger;
}

/**
 * - `same`: every line of the smaller stands in the other with its amount
 * - `near`: more than half of them do: a copy that was worked on
 * - `draft`: the same things are paid in both, with other amounts: perhaps two drafts of one budget
 */
export type Likeness = 'same' | 'near' | 'draft';

/** Pairs of sheets that seem to give one ledger of a unit twice, so that adding them would double it. */
export function repeatedLedgers(
  ledgers: readonly SheetLedger[],
): { readonly first: SheetLedger; readonly second: SheetLedger; readonly likeness: Likeness }[] {
  const byUnit = new Map<string, SheetLedger[]>();
  for (const entry of ledgers) {
    const key = unitKey(entry.ledger.unitName);
    const own = byUnit.get(key);
    if (own) own.push(entry);
    else byUnit.set(key, [entry]);
  }
  return [...byUnit.values()].flatMap((own) => {
    const known = own.map((entry) => ({ entry, lines: linesOf(entry.ledger) }));
    return known.flatMap(({ entry: second, lines }, index) => {
      for (const { entry: first, lines: earlier } of known.slice(0, index)) {
        const likeness = likenessOf(earlier, lines);
        if (likeness) return [{ first, second, likeness }];
      }
      return [];
    });
  });
}

/** What each thing is paid in 元, this year and last: a real column such as 资金来源 makes it another thing. */
function linesOf({ unit, current, prior }: ExportedLedger): ReadonlyMap<string, ReadonlySet<string>> {
  const amounts = new Map<string, Set<string>>();
  const put = (year: string, line: BudgetLine): void => {
    const value = parseDecimal(line.amount);
    const key = `${year} ${keyOf(line)}`;
    const own = amounts.get(key) ?? new Set<string>();
    amounts.set(key, own.add(value === null ? line.amount : toYuan(value, unit).toFixed()));
  };
  for (const line of current) put('current', line);
  for (const line of prior ?? []) put('prior', line);
  return amounts;
}

function likenessOf(
  one: ReadonlyMap<string, ReadonlySet<string>>,
  other: ReadonlyMap<string, ReadonlySet<string>>,
): Likeness | null {
  const [small, large] = one.size <= other.size ? [one, other] : [other, one];
  let keys = 0;
  let equal = 0;
  for (const [key, amounts] of small) {
    const there = large.get(key);
    if (!there) continue;
    keys += 1;
    if ([...amounts].every((amount) => there.has(amount))) equal += 1;
  }
  if (small.size === 0) return null;
  if (equal === small.size) return 'same';
  if (equal * 2 > small.size) return 'near';
  return keys * 2 > small.size ? 'draft' : null;
}
