import { addAll } from '../model/add-all.ts';
import { DEFAULT_FUND, fundByName } from '../model/fund.ts';
import { type Kind, TRANSFER_KINDS } from '../model/ledger.ts';
import { parseDecimal, sumMoney } from '../model/money.ts';
import { isRawMap, mapAt, type RawMap, RawTreeBuilder, type RawValue, rawText } from './raw-tree.ts';

/** What a ledger line pays for; amounts with the same key are one amount. */
export interface LineKey {
  readonly functionCode: string;
  readonly kind: Kind;
  readonly project: string | null;
  readonly economicCode: string | null;
  /** Name of the 资金来源. */
  readonly fund: string;
  readonly carriedOver: boolean;
  /** To whom money is handed on; null for what is spent. */
  readonly counterpart: string | null;
}

/** One line with its amount as decimal text, in the unit of the file. */
export interface BudgetLine extends LineKey {
  readonly amount: string;
}

export function keyOf(line: LineKey): string {
  const { functionCode, kind, project, economicCode, fund, carriedOver, counterpart } = line;
  return JSON.stringify([functionCode, kind, project, economicCode, fund, carriedOver, counterpart]);
}

/** Name of the fund that stands for a function's amounts when they name none. */
export function defaultFundOf(entry: RawValue | undefined): string {
  return fundByName(isRawMap(entry) ? rawText(entry.fund) : '')?.name ?? DEFAULT_FUND.name;
}

/** What is said of none of an entry's lines before its parts are looked at. */
const WITHOUT_USE = { project: null, economicCode: null, carriedOver: false, counterpart: null } as const;
const HANDED_ON = Object.keys(TRANSFER_KINDS) as (keyof typeof TRANSFER_KINDS)[];

/** The lines of a `budget` or `prior.budget` as it stands in a unit file; what cannot be one is passed over. */
export function linesOfBudget(budget: RawValue | undefined): BudgetLine[] {
  const lines: BudgetLine[] = [];
  for (const [functionCode, entry] of Object.entries(isRawMap(budget) ? budget : {})) {
    const fund = defaultFundOf(entry);
    const place: Omit<LineKey, 'kind'> = { ...WITHOUT_USE, functionCode, fund };
    if (!isRawMap(entry)) continue;
    addAll(lines, linesOfLump({ ...place, kind: 'basic' }, entry.basic));
    if (isCell(entry.project)) lines.push(...linesOfCell({ ...place, kind: 'project' }, entry.project));
    else {
      for (const [project, value] of Object.entries(mapAt(entry, 'project'))) {
        addAll(lines, linesOfLump({ ...place, kind: 'project', project }, value));
      }
    }
    addAll(lines, linesOfLump({ ...place, kind: 'operating' }, entry.operating));
    for (const kind of HANDED_ON) {
      for (const [counterpart, value] of Object.entries(mapAt(entry, kind))) {
        addAll(lines, linesOfCell({ ...place, kind, counterpart }, value));
      }
    }
  }
  return lines;
}

/** Amounts by economic code, or one for all. */
function linesOfLump(place: LineKey, value: RawValue | undefined): BudgetLine[] {
  if (isCell(value)) return linesOfCell(place, value);
  return Object.entries(isRawMap(value) ? value : {}).flatMap(([economicCode, cell]) =>
    linesOfCell({ ...place, economicCode }, cell),
  );
}

/** One amount, or amounts by fund with those carried over apart. */
export function linesOfCell(place: LineKey, cell: RawValue | undefined): BudgetLine[] {
  if (!isRawMap(cell)) {
    const amount = rawText(cell).trim();
    return amount === '' ? [] : [{ ...place, amount }];
  }
  const { carryover, ...current } = cell;
  const byFund = (amounts: RawValue | undefined, carriedOver: boolean): BudgetLine[] =>
    Object.entries(isRawMap(amounts) ? amounts : {}).map(([fund, amount]) => ({
      ...place,
      fund,
      carriedOver,
      amount: rawText(amount).trim(),
    }));
  return [...byFund(current, false), ...byFund(carryover, true)];
}

function isCell(value: RawValue | undefined): boolean {
  if (!isRawMap(value)) return rawText(value) !== '';
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key) => key === 'carryover' || fundByName(key) !== null);
}

export interface BudgetTree {
  readonly tree: RawMap;
  /** Way to the amount of each line, in the order of the lines. */
  readonly paths: readonly (readonly string[])[];
}

/**
 * A `budget` of lines: grouped by function, kind, project and economic code; an amount of the function's own fund
 * stands bare, others by fund. Lines with the same key are added up, exactly. `funds` names the own fund of
 * functions that have another than 一般公共预算.
 */
export function budgetOfLines(
  lines: readonly BudgetLine[],
  funds: ReadonlyMap<string, string> = new Map(),
): BudgetTree {
  const totals = new Map<string, BudgetLine>();
  for (const line of lines) {
    const key = keyOf(line);
    const earlier = totals.get(key);
    totals.set(key, earlier ? { ...line, amount: addTexts(earlier.amount, line.amount) } : line);
  }
  const cells = new Map<string, BudgetLine[]>();
  for (const line of totals.values()) {
    const cell = JSON.stringify(cellPath(line));
    cells.set(cell, [...(cells.get(cell) ?? []), line]);
  }
  const builder = new RawTreeBuilder();
  const paths = new Map<string, readonly string[]>();
  for (const group of cells.values()) {
    const path = cellPath(group[0]!);
    const own = funds.get(group[0]!.functionCode);
    if (own !== undefined && !builder.has([path[0]!])) builder.put([path[0]!, 'fund'], own);
    const [only] = group;
    const isBare = group.length === 1 && !only!.carriedOver && only!.fund === (own ?? DEFAULT_FUND.name);
    for (const line of group) {
      const below = isBare ? [] : line.carriedOver ? ['carryover', line.fund] : [line.fund];
      builder.put([...path, ...below], line.amount);
      paths.set(keyOf(line), [...path, ...below]);
    }
  }
  return { tree: builder.root, paths: lines.map((line) => paths.get(keyOf(line))!) };
}

function cellPath({ functionCode, kind, project, counterpart, economicCode }: LineKey): string[] {
  return [functionCode, kind, project, counterpart, economicCode].filter((step) => step !== null);
}

/** Exact sum of two decimal texts; a text that is no number stays, so that the check of the file names it. */
function addTexts(a: string, b: string): string {
  const values = [a, b].map(parseDecimal);
  const numbers = values.filter((value) => value !== null);
  return numbers.length === 2 ? sumMoney(numbers).toFixed() : a;
}

/** The lines that cannot stand together: a lump sum beside its own parts. Gives the lump sums. */
export function clashingLumps(lines: readonly BudgetLine[]): BudgetLine[] {
  const owned = new Set<string>();
  const groupOf = (line: LineKey, depth: number): string =>
    JSON.stringify([line.functionCode, line.kind, line.project, line.economicCode].slice(0, depth));
  for (const line of lines) {
    if (line.economicCode !== null) owned.add(groupOf(line, 3));
    if (line.project !== null) owned.add(groupOf({ ...line, project: null }, 3));
  }
  return lines.filter((line) => line.economicCode === null && owned.has(groupOf(line, 3)));
}
