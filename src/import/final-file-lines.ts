import type { BudgetLine } from '../kinds/budget-lines.ts';
import {
  FINAL_PLACES,
  type FinalLine,
  type FinalPlace,
  finalKeyOf,
  linesAtPlace,
  linesOfFinal,
} from '../kinds/final-lines.ts';
import { isRawMap, type RawMap, type RawValue, valueAt } from '../kinds/raw-tree.ts';
import { parseDecimal, sumMoney } from '../model/money.ts';

const [SPENT] = FINAL_PLACES;

/** The amounts of a final's file as lines, with those it keeps in a CSV file. */
export function linesOfFinalFile(tree: RawMap, csv: readonly BudgetLine[] | null): FinalLine[] {
  const own = linesOfFinal(tree);
  return csv === null ? own : [...csv.map((line) => ({ ...line, place: SPENT! })), ...own];
}

/**
 * The amounts of a final read from a workbook in the form they have in its file, place by place where the lines of the
 * place are the same; spending that the file keeps in a CSV file stays there as long as it is the same.
 */
export function likeFinal(
  before: RawMap,
  after: RawMap,
  csv: readonly BudgetLine[] | null,
): { readonly tree: RawMap; readonly isCsvKept: boolean } {
  let tree = after;
  const isCsvKept =
    csv !== null &&
    isSame(
      csv.map((line) => ({ ...line, place: SPENT! })),
      linesAtPlace(SPENT!, valueAt(after, SPENT!.path)),
    );
  if (isCsvKept) {
    const { expenditure: _, ...rest } = tree;
    tree = { ...rest, ledgerFile: before.ledgerFile! };
  }
  for (const place of FINAL_PLACES) {
    const old = valueAt(before, place.path);
    if (old === undefined || (isCsvKept && place === SPENT)) continue;
    tree = withValue(tree, place, likeEntries(place, old, valueAt(tree, place.path)));
  }
  return { tree, isCsvKept };
}

/** Entry by entry (function, fund or name) what was written, where it says the same. */
function likeEntries(place: FinalPlace, old: RawValue, now: RawValue | undefined): RawValue | undefined {
  const lines = (value: RawValue | undefined) => linesAtPlace(place, value);
  if (isSame(lines(old), lines(now))) return old;
  if (!isRawMap(old) || !isRawMap(now)) return now;
  const same = (key: string): boolean =>
    Object.hasOwn(old, key) && isSame(lines({ [key]: old[key]! }), lines({ [key]: now[key]! }));
  return Object.fromEntries(Object.entries(now).map(([key, value]) => [key, same(key) ? old[key]! : value]));
}

function withValue(tree: RawMap, { path }: FinalPlace, value: RawValue | undefined): RawMap {
  if (value === undefined) return tree;
  const [first, second] = path as [string, string | undefined];
  if (second === undefined) return { ...tree, [first]: value };
  const group = isRawMap(tree[first]) ? tree[first] : {};
  return { ...tree, [first]: { ...group, [second]: value } };
}

function isSame(a: readonly FinalLine[], b: readonly FinalLine[]): boolean {
  const [left, right] = [totals(a), totals(b)];
  return left.size === right.size && [...left].every(([key, total]) => right.get(key) === total);
}

function totals(lines: readonly FinalLine[]): Map<string, string> {
  const amounts = new Map<string, string[]>();
  for (const line of lines) {
    const key = finalKeyOf(line);
    amounts.set(key, [...(amounts.get(key) ?? []), line.amount]);
  }
  return new Map(
    [...amounts].map(([key, texts]) => {
      const numbers = texts.map(parseDecimal).filter((value) => value !== null);
      return [key, numbers.length === texts.length ? sumMoney(numbers).toFixed() : texts.join('+')];
    }),
  );
}
