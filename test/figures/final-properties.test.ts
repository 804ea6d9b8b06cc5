import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ledgerOf } from '../../src/books/books.ts';
import { loadUnit } from '../../src/books/load-unit.ts';
import { openingOf } from '../../src/books/read-flows.ts';
import type { Unit } from '../../src/books/unit.ts';
import { sumFigure } from '../../src/figures/figure.ts';
import { makeGrids } from '../../src/figures/grid.ts';
import type { Filter } from '../../src/model/filter.ts';
import type { Grid, GridRow } from '../../src/model/grid.ts';
import { KINDS, type Kind, type LedgerLine, SIDES, type Side } from '../../src/model/ledger.ts';
import { type Money, sumMoney, ZERO } from '../../src/model/money.ts';
import { sampleDepartmentFinals } from '../../src/samples/sample-department-final.ts';
import { parseVocabulary } from '../../src/samples/vocabulary.ts';
import { DATA_FOLDER } from '../support/folders.ts';
import { realPack } from '../support/packs.ts';
import { randomLedger } from '../support/random-ledger.ts';
import { packs } from '../support/repository-packs.ts';
import { unitOf } from '../support/unit-of.ts';

/*
 * Whatever the books of a final account, its tables balance in exact arithmetic. The tables are those of the national
 * form; their subtotals are asked exactly.
 */
const RUNS = { numRuns: 40 };

const pack = await realPack('national-final-2025');
const exact = { ...pack, tables: pack.tables.map((table) => ({ ...table, subtotals: 'exact' as const })) };

const FISCAL = ['generalPublicBudget', 'governmentFundBudget', 'stateCapitalBudget'];

/** A line of a budget turned into one of a side; what only own money may be stays own money. */
function asSide(line: LedgerLine, side: Side, kind: Kind): LedgerLine {
  const isOwnOnly = side === 'surplusUsed' || side === 'distribution';
  if (isOwnOnly && FISCAL.includes(line.fund.budget)) return { ...line, phase: 'final', kind: line.kind };
  if (side !== 'expenditure')
    return { ...line, side, phase: 'final', kind: null, economicCode: null, project: null };
  const isHandedOn = kind !== 'basic' && kind !== 'project';
  if (isHandedOn && !FISCAL.includes(line.fund.budget))
    return { ...line, phase: 'final', kind, economicCode: null, project: null };
  return { ...line, phase: 'final' };
}

const sides = fc.constantFrom(...(Object.keys(SIDES) as Side[]));
const kinds = fc.constantFrom(...(Object.keys(KINDS) as Kind[]));
const book: fc.Arbitrary<LedgerLine[]> = randomLedger.chain((ledger) =>
  fc
    .array(fc.tuple(sides, kinds), { minLength: ledger.length, maxLength: ledger.length })
    .map((ways) => ledger.map((line, index) => asSide(line, ...ways[index]!))),
);

/** The finals of two years of invented departments and of their units. */
const invented = await Promise.all(
  [5, 7].flatMap((seed) => {
    const words = readFileSync(join(DATA_FOLDER, 'generator', 'vocabulary.json'), 'utf8');
    const files = sampleDepartmentFinals(seed, 1, [1, 2, 3], parseVocabulary(words));
    const read = async (path: string, label: string) => {
      const { text } = files.find((each) => basename(each.path) === basename(path))!;
      return { value: { file: label, text }, findings: [] };
    };
    return files
      .filter(({ path }) => /^(?:department-)?final-/.test(path))
      .map(async ({ path }) => {
        const { value } = await loadUnit(join('/invented', path), path, packs, read);
        return ledgerOf(value!.unit);
      });
  }),
);

const finalOf = (ledger: readonly LedgerLine[]): Unit => ({ ...unitOf({ ledger }), kind: 'unit-final' });

class FinalTables {
  private readonly grids: readonly Grid[];

  constructor(ledger: readonly LedgerLine[]) {
    this.grids = makeGrids(finalOf(ledger), exact);
  }

  rows(id: string): readonly GridRow[] {
    return this.grids.find((grid) => grid.id === id)!.rows;
  }

  /** The amounts of a row of a block that begins with that label. */
  amounts(id: string, label: string, side: 'left' | 'right' = 'left'): Money[] {
    for (const { cells } of this.rows(id)) {
      const places = cells.flatMap((cell, index) =>
        cell.kind === 'text' && cell.text === label ? [index] : [],
      );
      const start = side === 'left' ? places[0] : places.at(-1);
      if (start === undefined || (side === 'right' && start === 0)) continue;
      return amountsAfter(cells.slice(start + 1));
    }
    throw new Error(`no row ${label} in ${id}`);
  }

  total(id: string): Money[] {
    return this.amounts(id, '合计');
  }
}

/** The amounts up to the next block. */
function amountsAfter(cells: GridRow['cells']): Money[] {
  const amounts: Money[] = [];
  for (const cell of cells) {
    if (cell.kind === 'figure') amounts.push(cell.figure.amount);
    else if (amounts.length > 0) break;
  }
  return amounts;
}

const text = (values: readonly Money[]): string[] => values.map((value) => value.toFixed());
const first = (values: readonly Money[]): string => values[0]!.toFixed();

function always(name: string, claim: (tables: FinalTables, ledger: readonly LedgerLine[]) => void): void {
  test(name, () => {
    fc.assert(
      fc.property(book, (ledger) => claim(new FinalTables(ledger), ledger)),
      RUNS,
    );
    for (const ledger of invented) claim(new FinalTables(ledger), ledger);
  });
}

test('the invented books have what a year begins with, and what it leaves', () => {
  expect(invented).toHaveLength(16);
  for (const side of ['income', 'expenditure', 'opening'] as const)
    expect(invented.filter((ledger) => ledger.some((line) => line.side === side)).length).toBeGreaterThan(2);
});

describe('whatever the books', () => {
  always('G01 both sides of the balance are the same', (tables) => {
    const labels = ['本年收入合计', '使用非财政拨款结余（含专用结余）', '年初结转和结余'];
    const parts = labels.map((label) => tables.amounts('balance', label)[0]!);
    expect(sumMoney(parts).toFixed()).toBe(first(tables.amounts('balance', '总计')));
    const spent = ['本年支出合计', '结余分配', '年末结转和结余'].map(
      (label) => tables.amounts('balance', label, 'right')[0]!,
    );
    expect(sumMoney(spent).toFixed()).toBe(first(tables.amounts('balance', '总计', 'right')));
    expect(first(tables.amounts('balance', '总计'))).toBe(first(tables.amounts('balance', '总计', 'right')));
  });

  always('G02 the totals of the balance are those of tables 02 and 03', (tables) => {
    expect(first(tables.amounts('balance', '本年收入合计'))).toBe(first(tables.total('income')));
    expect(first(tables.amounts('balance', '本年支出合计', 'right'))).toBe(
      first(tables.total('expenditure')),
    );
  });

  always('G03 every row is the sum of its columns, every 类 that of its 款 and 项', (tables) => {
    for (const id of ['income', 'expenditure']) {
      for (const { cells } of tables.rows(id)) {
        const [all, ...parts] = amountsAfter(cells);
        expect(sumMoney(parts).toFixed()).toBe(all!.toFixed());
      }
      const atDepth = (depth: number) =>
        tables.rows(id).filter((row) => row.role === 'line' && row.depth === depth);
      const [total] = tables.total(id);
      for (const depth of [0, 1, 2]) {
        const sum = sumMoney(atDepth(depth).map(({ cells }) => amountsAfter(cells)[0]!));
        expect(sum.toFixed()).toBe(total!.toFixed());
      }
    }
  });

  always('G04 fiscal money balances in all and for each of its budgets', (tables) => {
    const right = tables.amounts('fiscal', '总计', 'right');
    expect(first(tables.amounts('fiscal', '总计'))).toBe(right[0]!.toFixed());
    const names = ['一、一般公共预算财政拨款', '二、政府性基金预算财政拨款', '三、国有资本经营预算财政拨款'];
    const rows = tables.rows('fiscal');
    for (const [index, name] of names.entries()) {
      const amounts = rows
        .filter(({ cells }) => cells.some((cell) => cell.kind === 'text' && cell.text === name))
        .map(({ cells }) => amountsAfter(cells)[0] ?? ZERO);
      expect(sumMoney(amounts).toFixed()).toBe(right[index + 1]!.toFixed());
    }
  });

  always('G05 the columns of table 04 are the totals of tables 02, 05, 07 and 08', (tables) => {
    const spent = tables.amounts('fiscal', '本年支出合计', 'right');
    expect(first(tables.amounts('fiscal', '本年收入合计'))).toBe(tables.total('income')[1]!.toFixed());
    expect(spent[1]!.toFixed()).toBe(first(tables.total('general')));
    expect(spent[2]!.toFixed()).toBe(tables.total('government-fund')[2]!.toFixed());
    expect(spent[3]!.toFixed()).toBe(first(tables.total('state-capital')));
  });

  always('G06 basic expenditure is 人员经费 and 公用经费', (tables) => {
    const personnel = tables.amounts('basic', '人员经费合计')[0]!;
    const publicCost = tables.amounts('basic', '公用经费合计', 'right')[0]!;
    expect(personnel.plus(publicCost).toFixed()).toBe(tables.total('general')[1]!.toFixed());
  });

  always('G07 opening and income less expenditure are the closing balance, row by row', (tables) => {
    for (const { cells } of tables.rows('government-fund')) {
      const amounts = amountsAfter(cells);
      if (amounts.length === 0) continue;
      const [opening, income, spent, , , closing] = amounts;
      expect(opening!.plus(income!).minus(spent!).toFixed()).toBe(closing!.toFixed());
    }
  });

  always('G08 三公经费 is the sum of its parts, and no less than its basic part', (tables) => {
    const row = tables.rows('three-public')[0]!;
    const [all, abroad, vehicles, bought, running, reception] = amountsAfter(row.cells).slice(6);
    expect(sumMoney([abroad!, vehicles!, reception!]).toFixed()).toBe(all!.toFixed());
    expect(bought!.plus(running!).toFixed()).toBe(vehicles!.toFixed());
    // Of each part, table 06 has what is basic and paid by one of the budgets.
    const basic: readonly [string, Money][] = [
      ['因公出国（境）费用', abroad!],
      ['公务用车购置', bought!],
      ['公务用车运行维护费', running!],
      ['公务接待费', reception!],
    ];
    for (const [label, whole] of basic) {
      const part = tables.amounts('basic', label, 'right')[0] ?? ZERO;
      expect(part.lessThanOrEqualTo(whole)).toBe(true);
    }
  });

  test('what a year leaves is what the next begins with, by fund and in all', () => {
    fc.assert(
      fc.property(book, book, (ledger, next) => {
        const begun = openingOf(ledger);
        const of = (lines: readonly LedgerLine[], filters: Filter[]) => sumFigure(lines, filters).amount;
        const later = [...next.filter(({ side }) => side !== 'opening'), ...begun];
        for (const filter of [
          {},
          { budgets: ['generalPublicBudget' as const] },
          { budgets: ['ownFunds' as const] },
        ]) {
          const left = of(ledger, [filter, { side: ['closing'] }]);
          expect(text([of(later, [filter, { side: ['opening'] }])])).toEqual(text([left]));
        }
      }),
      RUNS,
    );
  });
});
