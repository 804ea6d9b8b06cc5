import type { Expenditure } from '../kinds/final-file.ts';
import { type Cell, ECONOMIC_CODE, type Lump, type UnitFile } from '../kinds/unit-file.ts';
import { DEFAULT_FUND, type Fund, fundByName } from '../model/fund.ts';
import { type Kind, TRANSFER_KINDS, type UnplacedLine } from '../model/ledger.ts';
import type { DataPath, Locator } from '../model/locator.ts';
import { type AmountUnit, type Money, toYuan } from '../model/money.ts';

type Budget = NonNullable<UnitFile['budget']>;
type PriorBudget = NonNullable<UnitFile['prior']['budget']>;

const HANDED_ON = Object.keys(TRANSFER_KINDS) as (keyof typeof TRANSFER_KINDS)[];

interface Place {
  readonly functionCode: string;
  readonly kind: Kind;
  readonly project: string | null;
  readonly fund: Fund;
  readonly counterpart?: string;
}

/**
 * Ledger lines of a budget written inline (grouped by function, economic codes inside).
 * Amounts are converted from the file's unit to 元, exactly.
 *
 * Example: `2010350: {basic: {30101: 22.974}}` in 万元 → one line of 229740 元
 */
export function ledgerFromBudget(
  budget: Budget | Expenditure,
  unit: AmountUnit,
  locator: Locator,
  root: DataPath,
): UnplacedLine[] {
  const collect = new Collector(unit, locator);
  for (const [functionCode, entry] of Object.entries(budget)) {
    const fund = fundByName(entry.fund ?? '') ?? DEFAULT_FUND;
    const path = [...root, functionCode];
    collect.economics({ functionCode, kind: 'basic', project: null, fund }, entry.basic ?? {}, [
      ...path,
      'basic',
    ]);
    for (const kind of HANDED_ON) {
      for (const [counterpart, cell] of Object.entries<Cell>(entry[kind] ?? {})) {
        const place = { functionCode, kind, project: null, fund, counterpart };
        collect.cell(place, null, cell, [...path, kind, counterpart]);
      }
    }
    if ('operating' in entry && entry.operating !== undefined) {
      collect.lump({ functionCode, kind: 'operating', project: null, fund }, entry.operating, [
        ...path,
        'operating',
      ]);
    }
    const spent = entry.project ?? {};
    if (isCell(spent)) {
      const place = { functionCode, kind: 'project', project: null, fund } as const;
      collect.cell(place, null, spent, [...path, 'project']);
      continue;
    }
    for (const [project, cells] of Object.entries<Lump>(spent)) {
      collect.lump({ functionCode, kind: 'project', project, fund }, cells, [...path, 'project', project]);
    }
  }
  return collect.lines;
}

/**
 * Ledger lines of last year's budget written inline, where lump sums per function and kind are enough
 * (such lines have no economic code).
 */
export function ledgerFromPriorBudget(
  budget: PriorBudget,
  unit: AmountUnit,
  locator: Locator,
  root: DataPath,
): UnplacedLine[] {
  const collect = new Collector(unit, locator);
  for (const [functionCode, entry] of Object.entries(budget)) {
    const fund = fundByName(entry.fund ?? '') ?? DEFAULT_FUND;
    const path = [...root, functionCode];
    if (entry.basic !== undefined) {
      collect.lump({ functionCode, kind: 'basic', project: null, fund }, entry.basic, [...path, 'basic']);
    }
    const project = entry.project;
    if (project === undefined) continue;
    if (isCell(project)) {
      collect.cell({ functionCode, kind: 'project', project: null, fund }, null, project, [
        ...path,
        'project',
      ]);
      continue;
    }
    for (const [name, value] of Object.entries(project)) {
      collect.lump({ functionCode, kind: 'project', project: name, fund }, value, [...path, 'project', name]);
    }
  }
  return collect.lines;
}

/** A single amount or amounts by fund, as against a mapping by economic code or project. */
function isCell(value: Lump | Record<string, unknown>): value is Cell {
  if (isMoney(value)) return true;
  return (
    Object.keys(value).length > 0 &&
    Object.keys(value).every((key) => key === 'carryover' || fundByName(key) !== null)
  );
}

function isMoney(value: unknown): value is Money {
  return typeof value === 'object' && value !== null && 'toDecimalPlaces' in value;
}

class Collector {
  readonly lines: UnplacedLine[] = [];
  private readonly unit: AmountUnit;
  private readonly locator: Locator;

  constructor(unit: AmountUnit, locator: Locator) {
    this.unit = unit;
    this.locator = locator;
  }

  lump(place: Place, value: Lump, path: DataPath): void {
    if (isMoney(value) || !Object.keys(value).some((key) => ECONOMIC_CODE.test(key))) {
      this.cell(place, null, value as Cell, path);
    } else {
      this.economics(place, value as Record<string, Cell>, path);
    }
  }

  economics(place: Place, cells: Readonly<Record<string, Cell>>, path: DataPath): void {
    for (const [code, cell] of Object.entries(cells)) this.cell(place, code, cell, [...path, code]);
  }

  cell(place: Place, economicCode: string | null, cell: Cell, path: DataPath): void {
    if (isMoney(cell)) {
      this.add(place, economicCode, cell, false, path);
      return;
    }
    const { carryover, ...current } = cell as Record<string, Money> & { carryover?: Record<string, Money> };
    for (const [name, value] of Object.entries(current)) {
      this.add({ ...place, fund: fundByName(name) ?? place.fund }, economicCode, value, false, [
        ...path,
        name,
      ]);
    }
    for (const [name, value] of Object.entries(carryover ?? {})) {
      const fund = fundByName(name) ?? place.fund;
      this.add({ ...place, fund }, economicCode, value, true, [...path, 'carryover', name]);
    }
  }

  private add(
    place: Place,
    economicCode: string | null,
    value: Money,
    carriedOver: boolean,
    path: DataPath,
  ): void {
    this.lines.push({
      counterpart: null,
      ...place,
      economicCode,
      carriedOver,
      amount: toYuan(value, this.unit),
      position: this.locator.positionOf(path),
    });
  }
}
