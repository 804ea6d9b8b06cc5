import { describe, expect, test } from '@jest/globals';
import { changeOf, type Direction, hasChanged, shareOf } from '../../src/figures/compare.ts';
import { statedFigure } from '../../src/figures/figure.ts';
import type { Comparison, Figure } from '../../src/model/figure.ts';
import { parseDecimal, toYuan } from '../../src/model/money.ts';
import type { MoneyFormat } from '../../src/model/money-format.ts';

const MONEY: MoneyFormat = {
  unit: '万元',
  decimals: 2,
  grouping: false,
  trim: false,
  zero: null,
  suffix: '万元',
};

const figure = (wan: string): Figure => statedFigure(toYuan(parseDecimal(wan)!, '万元'), null);

describe('changeOf', () => {
  test.each<[string, string, string, Direction, string, string | null]>([
    ['greater', '715.20', '656.18', 'increase', '59.02', '8.99'],
    ['less', '508.18', '530.164', 'decrease', '21.98', '4.15'],
    ['both zero', '0', '0.00', 'zero', '0.00', '0.00'],
    ['equal', '3.00', '3', 'equal', '0.00', '0.00'],
    ['last year zero', '6.00', '0', 'created', '6.00', null],
    ['this year zero', '0', '4.95', 'ended', '4.95', '100.00'],
    ['printed alike', '3.004', '2.996', 'equal', '0.00', '0.00'],
    ['a half apart in print only', '2.995', '2.994', 'increase', '0.01', '0.33'],
    ['both printed as zero', '0.001', '0.004', 'zero', '0.00', '0.00'],
    ['last year printed as zero', '6.00', '0.0049', 'created', '6.00', null],
    ['this year printed as zero', '0.0049', '4.95', 'ended', '4.95', '100.00'],
    ['last year just printed', '6.00', '0.005', 'increase', '5.99', '59900.00'],
    ['from printed figures, not exact ones', '470.47', '484.614', 'decrease', '14.14', '2.92'],
    ['larger than any float', '90071992547409930.01', '90071992547409930.00', 'increase', '0.01', '0.00'],
  ])('%s', (_, now, before, direction, difference, rate) => {
    const change = changeOf(figure(now), figure(before), MONEY, 2);
    expect(change.direction).toBe(direction);
    expect(change.difference.toFixed(2)).toBe(difference);
    expect(change.rate?.toFixed(2) ?? null).toBe(rate);
  });

  test('in 元 what 万元 hides counts', () => {
    const money: MoneyFormat = { ...MONEY, unit: '元', decimals: 2 };
    const change = changeOf(figure('3.004'), figure('2.996'), money, 1);
    expect([change.direction, change.difference.toFixed(2), change.rate?.toFixed(1)]).toEqual([
      'increase',
      '80.00',
      '0.3',
    ]);
  });
});

test.each<[string, string | null, boolean]>([
  ['3.00', '2.89', true],
  ['3.00', '0', true],
  ['0', '4.95', true],
  ['3.00', '3.00', false],
  ['3.004', '2.996', false],
  ['0', '0', false],
  ['0.001', '0', false],
  ['3.00', null, false],
])('%s against %s must be explained: %s', (now, before, expected) => {
  const comparison: Comparison = {
    name: 'reception',
    label: '公务接待费',
    current: figure(now),
    prior: before === null ? null : figure(before),
    whole: null,
    priorWhole: null,
    reason: null,
    reasonPaths: [],
    against: {},
    isZero: false,
    unused: false,
  };
  expect(hasChanged(comparison, MONEY)).toBe(expected);
});

test.each([
  ['508.18', '715.20', '71.05'],
  ['207.02', '715.20', '28.95'],
  ['0', '715.20', '0.00'],
  ['715.20', '715.20', '100.00'],
  ['0', '0', '0.00'],
  ['0.004', '0.004', '0.00'],
  ['1.004', '2.006', '49.75'],
])('share of %s in %s', (part, whole, expected) => {
  expect(shareOf(figure(part), figure(whole), MONEY, 2).toFixed(2)).toBe(expected);
});
