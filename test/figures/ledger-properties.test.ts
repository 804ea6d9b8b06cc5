import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ledgerOf } from '../../src/books/books.ts';
import { loadUnit } from '../../src/books/load-unit.ts';
import type { Unit } from '../../src/books/unit.ts';
import { analyse } from '../../src/figures/analysis.ts';
import { makeGrids } from '../../src/figures/grid.ts';
import type { Figure } from '../../src/model/figure.ts';
import type { LedgerLine } from '../../src/model/ledger.ts';
import { type Money, sumMoney } from '../../src/model/money.ts';
import { formatAmount } from '../../src/words/format.ts';
import { DATA_FOLDER } from '../support/folders.ts';
import { realPack } from '../support/packs.ts';
import { PROJECTS, randomLedger } from '../support/random-ledger.ts';
import { IDENTITIES, type Identity, Tables } from '../support/table-identities.ts';
import { figuresOf, TableReader } from '../support/table-reader.ts';
import { classification2025, lineOf, unitOf } from '../support/unit-of.ts';

/** Every property draws new ledgers; a run of the file sees some eight hundred. */
const RUNS = { numRuns: 50 };

const pack = await realPack('xinjiang-2025');

const unitFrom = (ledger: readonly LedgerLine[], prior: readonly LedgerLine[] = []): Unit =>
  unitOf({ ledger, prior, projects: PROJECTS.slice(0, 2) });

const tablesOf = (unit: Unit): Tables => new Tables(makeGrids(unit, pack), ledgerOf(unit));

/** Amounts of the claims that do not hold. */
function broken(identity: Identity, tables: Tables): string[] {
  return identity.claims(tables).flatMap(({ what, left, right, atMost }) => {
    const holds = atMost ? left.lessThanOrEqualTo(right) : left.equals(right);
    return holds ? [] : [`${what}: ${left.toFixed()} ${atMost ? '≤' : '='} ${right.toFixed()}`];
  });
}

const identity = (id: string): Identity => IDENTITIES.find((each) => each.id === id)!;

/** All identities are held against the same ledgers, whose tables are made once. */
const drawn = fc.sample(randomLedger, 300).map((ledger) => ({ ledger, tables: tablesOf(unitFrom(ledger)) }));

describe('any ledger', () => {
  test.each(IDENTITIES.map(({ id, rule }) => [id, rule]))('%s %s', (id) => {
    const breaking = drawn.find(({ tables }) => broken(identity(id), tables).length > 0);
    // Drawn again it is told with the ledger that breaks it.
    fc.assert(
      fc.property(randomLedger, (ledger) => {
        expect(broken(identity(id), tablesOf(unitFrom(ledger)))).toEqual([]);
      }),
      breaking === undefined ? { numRuns: 2 } : { ...RUNS, examples: [[breaking.ledger]] },
    );
  });

  test('C06 只有一般公共预算时表3 = 表5 逐行', () => {
    const general = randomLedger.map((ledger) =>
      ledger.filter((line) => line.fund.budget === 'generalPublicBudget'),
    );
    fc.assert(
      fc.property(general, (ledger) => {
        const tables = tablesOf(unitFrom(ledger));
        const rows = tables.table('5').rows;
        expect(rows).toEqual(rows.length === 0 ? [] : tables.table('3').rows);
        expect(tables.table('5').total().equals(tables.table('3').total())).toBe(true);
      }),
      RUNS,
    );
  });

  test('C13 无结转时第3+4栏 = 表5，5+6栏 = 表8，7+8栏 = 表9', () => {
    const current = randomLedger.map((ledger) => ledger.filter((line) => !line.carriedOver));
    fc.assert(
      fc.property(current, (ledger) => {
        const tables = tablesOf(unitFrom(ledger));
        const pair = (first: number): Money =>
          sumMoney([tables.table('2').total(first), tables.table('2').total(first + 1)]);
        expect([pair(3), pair(5), pair(7)]).toEqual(
          ['5', '8', '9'].map((number) => tables.table(number).total()),
        );
      }),
      RUNS,
    );
  });

  test('nothing is lost: tables 1, 2 and 3 and the sum of the ledger', () => {
    fc.assert(
      fc.property(randomLedger, (ledger) => {
        const sum = sumMoney(ledger.map((line) => line.amount)).toFixed();
        const tables = tablesOf(unitFrom(ledger));
        expect(tables.table('2').total().toFixed()).toBe(sum);
        expect(tables.table('3').total().toFixed()).toBe(sum);
        expect(tables.income.labelled('收入总计').toFixed()).toBe(sum);
      }),
      RUNS,
    );
  });

  test('the order of the lines does not matter', () => {
    fc.assert(
      fc.property(randomLedger, (ledger) => {
        const shown = (lines: readonly LedgerLine[]) =>
          makeGrids(unitFrom(lines), pack).map((grid) => new TableReader(grid).rows);
        expect(shown(ledger.toReversed())).toEqual(shown(ledger));
      }),
      RUNS,
    );
  });

  test('cells of amount columns are figures, all rows are as wide as the head', () => {
    fc.assert(
      fc.property(randomLedger, (ledger) => {
        for (const grid of makeGrids(unitFrom(ledger), pack)) {
          const width = grid.head[0]!.reduce((sum, cell) => sum + cell.colSpan, 0);
          expect(grid.columns).toHaveLength(width);
          for (const row of grid.rows) expect(row.cells).toHaveLength(width);
        }
      }),
      RUNS,
    );
  });

  test('a row without any money stands only where the form demands it', () => {
    fc.assert(
      fc.property(randomLedger, (ledger) => {
        const tables = tablesOf(unitFrom(ledger));
        for (const number of ['2', '3', '5', '6', '7', '8', '9', '11']) {
          for (const row of tables.table(number).hierarchy) {
            expect(row.amounts.some((amount) => !amount.isZero())).toBe(true);
          }
        }
      }),
      RUNS,
    );
  });

  test('printed amounts have two decimals, no sign and no exponent', () => {
    const { money, tableMoney } = pack.settings;
    const isWrong = ({ amount }: Figure): boolean => {
      const [inText, inTable] = [formatAmount(amount, money), formatAmount(amount, tableMoney)];
      return !/^(0|[1-9]\d*)\.\d\d$/.test(inText) || inTable !== (inText === '0.00' ? '' : inText);
    };
    fc.assert(
      fc.property(randomLedger, (ledger) => {
        const figures = makeGrids(unitFrom(ledger), pack).flatMap(figuresOf);
        expect(figures.filter(isWrong)).toEqual([]);
      }),
      RUNS,
    );
  });

  test('every figure is the sum of its origin', () => {
    const isWrong = (figure: Figure): boolean =>
      !originSum(figure).equals(figure.amount) || figure.isZero !== figure.amount.isZero();
    fc.assert(
      fc.property(randomLedger, randomLedger, (ledger, prior) => {
        const unit = unitFrom(ledger, prior);
        const { figures, lists } = analyse(unit, pack);
        const comparisons = [
          ...Object.values(figures),
          ...Object.values(lists).flatMap((list) => list.map((entry) => entry.figure)),
        ];
        const named = comparisons.flatMap(({ current, prior: before }) =>
          before ? [current, before] : [current],
        );
        expect([...makeGrids(unit, pack).flatMap(figuresOf), ...named].filter(isWrong)).toEqual([]);
      }),
      RUNS,
    );
  });

  test('the figures and lists that prose is made of add up', () => {
    fc.assert(
      fc.property(randomLedger, randomLedger, (ledger, prior) => {
        const { figures, lists } = analyse(unitFrom(ledger, prior), pack);
        const now = (name: string) => figures[name]!.current.amount;
        const total = (list: string) => sumMoney(lists[list]!.map((entry) => entry.figure.current.amount));
        const before = (list: string) => sumMoney(lists[list]!.map((entry) => entry.figure.prior!.amount));
        const claims: [string, Money, Money][] = [
          ['基本 + 项目', sumMoney([now('basic'), now('project')]), now('total')],
          ['人员 + 公用', sumMoney([now('personnel'), now('operating')]), now('generalBasic')],
          ['各项收入', total('income'), now('total')],
          ['上年各项收入', before('income'), sumMoney(prior.map((line) => line.amount))],
          ['列举的收入来源', total('incomeNames'), now('total')],
          ['各类支出', total('classes'), now('total')],
          ['财政拨款收入', total('fiscalIncome'), now('fiscal')],
          ['一般公共预算各类', total('generalClasses'), now('general')],
          ['一般公共预算各项', total('generalItems'), now('general')],
          ['政府性基金各项', total('governmentFundItems'), now('governmentFund')],
          ['国有资本经营各项', total('stateCapitalItems'), now('stateCapital')],
          ['人员经费各款', total('personnelItems'), now('personnel')],
          ['公用经费各款', total('operatingItems'), now('operating')],
          [
            '上级 + 本级 + 其他',
            sumMoney([now('goalTransfer'), now('goalLocal'), now('goalOther')]),
            now('total'),
          ],
        ];
        expect(claims.filter(([, left, right]) => !left.equals(right)).map(([name]) => name)).toEqual([]);
      }),
      RUNS,
    );
  });
});

function originSum({ amount, origin }: Figure): Money {
  switch (origin.kind) {
    case 'sum':
      return sumMoney(origin.lines.map((line) => line.amount));
    case 'total':
      return sumMoney(origin.parts.map(originSum));
    case 'stated':
      return amount;
  }
}

test.each(['307', '309', '310', '311', '312', '313', '399'])(
  'class %s in basic expenditure counts as 公用经费',
  (code) => {
    const ledger = [
      lineOf('2010350', '30101', '22.974'),
      lineOf('2010350', `${code}01`, '3.5'),
      lineOf('2010350', '30301', '1'),
    ];
    const unit = unitFrom(ledger);
    const { figures } = analyse(unit, pack);
    const [total, personnel, operating] = ['generalBasic', 'personnel', 'operating'].map((name) =>
      figures[name]!.current.amount.toFixed(),
    );
    expect([total, personnel, operating]).toEqual(['274740', '239740', '35000']);
    expect(
      tablesOf(unit)
        .table('6')
        .rows[0]!.amounts.map((amount) => amount.toFixed()),
    ).toEqual([total, personnel, operating]);
  },
);

describe('the sample unit', () => {
  const context = {
    pack: async () => ({ value: pack, findings: [] }),
    classification: async () => classification2025,
  };
  const sample = loadUnit(`${DATA_FOLDER}kuerle.yaml`, 'data/kuerle.yaml', context);

  test.each(IDENTITIES.map(({ id, rule }) => [id, rule]))('%s %s', async (id) => {
    const { unit } = (await sample).value!;
    expect(broken(identity(id), tablesOf(unit))).toEqual([]);
  });

  test.each([
    ['30108', '2080505', '8.58'],
    ['30110', '21011', '3.90'],
    ['30113', '2210201', '25.23'],
  ])('C10 %s is %s seen from the other classification', async (economicCode, functionCode, wan) => {
    const { unit } = (await sample).value!;
    const tables = tablesOf(unit);
    const shown = [tables.table('6').coded(economicCode), tables.table('5').coded(functionCode)];
    expect(shown.map((amount) => formatAmount(amount, pack.settings.money))).toEqual([wan, wan]);
  });
});
