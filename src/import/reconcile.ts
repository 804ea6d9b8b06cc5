import { type BudgetLine, budgetOfLines, keyOf, linesOfBudget } from '../kinds/budget-lines.ts';
import { isRawMap, mapAt, type RawMap, type RawValue, rawText } from '../kinds/raw-tree.ts';
import { parseDecimal, sumMoney } from '../model/money.ts';

/**
 * New data written the way the old data is, wherever the two say the same: 3.00 stays 3.00 where a spreadsheet
 * gives 3, an empty list stays an empty list, amounts by fund stay in the form they have.
 */
export function reconcile(before: RawMap, after: RawMap): RawMap {
  const merged = like(before, after) as RawMap;
  const budget = likeBudget(before.budget, after.budget);
  const priorBudget = likeBudget(mapAt(before, 'prior').budget, mapAt(after, 'prior').budget);
  const result: Record<string, RawValue> = { ...merged };
  if (budget !== undefined) result.budget = budget;
  if (priorBudget !== undefined) result.prior = { ...mapAt(merged, 'prior'), budget: priorBudget };
  return result;
}

function like(before: RawValue | undefined, after: RawValue | undefined): RawValue | undefined {
  if (after === undefined) return isEmpty(before) ? before : undefined;
  if (before === undefined) return after;
  if (typeof before === 'string' && typeof after === 'string')
    return sameText(before, after) ? before : after;
  if (Array.isArray(before) && Array.isArray(after)) {
    return after.map((item: RawValue, index) => like(counterpart(before, item, index), item)!);
  }
  if (isRawMap(before) && isRawMap(after)) {
    const keys = [...Object.keys(after), ...Object.keys(before).filter((key) => !Object.hasOwn(after, key))];
    const entries = keys.map((key) => [key, like(before[key], after[key])] as const);
    return Object.fromEntries(entries.filter((entry) => entry[1] !== undefined)) as RawMap;
  }
  return after;
}

/** The item of the old list that carries the same name, else the one at the same place. */
function counterpart(before: readonly RawValue[], item: RawValue, index: number): RawValue | undefined {
  if (!isRawMap(item)) return before[index];
  const name = Object.values(item)[0];
  return before.find((other) => isRawMap(other) && Object.values(other)[0] === name) ?? before[index];
}

function sameText(before: string, after: string): boolean {
  if (before.trim() === after) return true;
  const [a, b] = [parseDecimal(before.trim()), parseDecimal(after)];
  return a !== null && b !== null && a.equals(b);
}

function isEmpty(value: RawValue | undefined): boolean {
  if (value === undefined) return false;
  return typeof value === 'object'
    ? value !== null && Object.keys(value).length === 0
    : rawText(value) === '';
}

/** A budget in the form of the old one, part by part where the lines of the part are the same. */
function likeBudget(before: RawValue | undefined, after: RawValue | undefined): RawValue | undefined {
  if (after === undefined || !isRawMap(before)) return after;
  const walk = (
    path: readonly string[],
    old: RawValue | undefined,
    now: RawValue | undefined,
  ): RawValue | undefined => {
    if (old !== undefined && sameLines(linesAt(path, old, before), linesAt(path, now, before))) return old;
    if (!isRawMap(old) || !isRawMap(now)) return now;
    const keys = [...Object.keys(now), ...Object.keys(old).filter((key) => !Object.hasOwn(now, key))];
    const entries = keys.map((key) => [key, walk([...path, key], old[key], now[key])] as const);
    return Object.fromEntries(entries.filter((entry) => entry[1] !== undefined)) as RawMap;
  };
  // Bare amounts mean the function's own fund, so the new budget is first written for the same own funds.
  const funds = Object.entries(before).flatMap(([code, entry]) => {
    const fund = rawText(mapAt({ entry }, 'entry').fund);
    return fund === '' ? [] : [[code, fund] as const];
  });
  return walk([], before, budgetOfLines(linesOfBudget(after), new Map(funds)).tree);
}

/** The ledger lines of a part of a budget, read as if it stood alone. */
function linesAt(path: readonly string[], value: RawValue | undefined, budget: RawMap): BudgetLine[] {
  if (value === undefined) return [];
  const [functionCode] = path;
  const fund = functionCode === undefined ? '' : rawText(mapAt(budget, functionCode).fund);
  const wrapped = path.reduceRight<RawValue>((inner, key, depth) => {
    const own = depth === 1 && fund !== '' && key !== 'fund' ? { fund } : {};
    return { ...own, [key]: inner };
  }, value);
  return linesOfBudget(wrapped);
}

/** Whether two ledgers say the same: each thing is paid the same sum. */
export function sameLines(a: readonly BudgetLine[], b: readonly BudgetLine[]): boolean {
  const [left, right] = [totals(a), totals(b)];
  return left.size === right.size && [...left].every(([key, total]) => right.get(key) === total);
}

function totals(lines: readonly BudgetLine[]): Map<string, string> {
  const amounts = new Map<string, string[]>();
  for (const line of lines) amounts.set(keyOf(line), [...(amounts.get(keyOf(line)) ?? []), line.amount]);
  return new Map(
    [...amounts].map(([key, texts]) => {
      const numbers = texts.map(parseDecimal).filter((value) => value !== null);
      return [key, numbers.length === texts.length ? sumMoney(numbers).toFixed() : texts.join('+')];
    }),
  );
}
