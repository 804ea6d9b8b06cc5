import { expect, test } from '@jest/globals';
import { statedFigure, sumFigure, totalFigure } from '../../src/figures/figure.ts';
import type { Filter } from '../../src/model/filter.ts';
import type { LedgerLine } from '../../src/model/ledger.ts';
import { parseDecimal, ZERO } from '../../src/model/money.ts';
import { lineOf } from '../support/unit-of.ts';

const LINES = [
  lineOf('2010350', '30101', '22.974'),
  lineOf('2010350', '30199', '293.094'),
  lineOf('2010350', '30201', '7.75'),
];
const PERSONNEL: Filter = { economics: ['301'] };

test('a sum keeps the lines it was made of, and the filters', () => {
  const figure = sumFigure(LINES, [PERSONNEL], [{ kind: 'basic' }]);
  expect(figure.amount.toFixed()).toBe('3160680');
  expect(figure.isZero).toBe(false);
  expect(figure.origin).toEqual({
    kind: 'sum',
    filters: [{ kind: 'basic' }, PERSONNEL],
    lines: LINES.slice(0, 2),
  });
});

test('a sum of no line is zero, one of zeros too', () => {
  expect(sumFigure(LINES, [{ economics: ['303'] }])).toMatchObject({ isZero: true, origin: { lines: [] } });
  expect(sumFigure([lineOf('2010350', '30101', '0.00')], []).isZero).toBe(true);
});

test('an amount too small to be printed is not zero', () => {
  expect(sumFigure([lineOf('2010350', '30101', '0.001')], []).isZero).toBe(false);
});

test('a total keeps its parts', () => {
  const parts = [sumFigure(LINES, [PERSONNEL]), sumFigure(LINES, [{ economics: ['302'] }])];
  const total = totalFigure(parts);
  expect(total.amount.toFixed()).toBe('3238180');
  expect(total.origin).toEqual({ kind: 'total', parts });
  expect(totalFigure([]).amount.equals(ZERO)).toBe(true);
});

test('a stated figure keeps its place', () => {
  const position = { file: 'a.yaml', line: 7, column: 12 };
  const figure = statedFigure(parseDecimal('28900')!, position);
  expect(figure).toMatchObject({ isZero: false, origin: { kind: 'stated', position } });
});

test('what is left at the end is a balance with its signed parts', () => {
  const of = (side: LedgerLine['side'], wan: string): LedgerLine => ({
    ...lineOf('2050101', null, wan),
    side,
  });
  const lines = [
    of('opening', '2.30'),
    of('income', '307.26'),
    of('expenditure', '303.56'),
    of('distribution', '0.40'),
  ];
  const closing = sumFigure(lines, [{ side: ['closing'] }]);
  expect(closing.amount.toFixed()).toBe('56000');
  const { origin } = closing;
  if (origin.kind !== 'total') throw new Error('no total');
  expect(origin.parts.map(({ amount }) => amount.toFixed())).toEqual(['23000', '3072600']);
  expect(origin.less?.map(({ amount }) => amount.toFixed())).toEqual(['3035600', '4000']);
  const total = sumFigure(lines, [{ side: ['expenditure', 'distribution', 'closing'] }]);
  expect(total.amount.toFixed()).toBe('3095600');
});

test('where no filter names a side, expenditure is meant', () => {
  const income: LedgerLine = { ...lineOf('2050101', null, '307.26'), side: 'income' };
  expect(sumFigure([income], []).isZero).toBe(true);
  expect(sumFigure([income], [], [{ side: ['income'] }]).isZero).toBe(false);
});
