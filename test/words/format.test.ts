import { describe, expect, test } from '@jest/globals';
import { statedFigure } from '../../src/figures/figure.ts';
import { parseDecimal } from '../../src/model/money.ts';
import type { MoneyFormat } from '../../src/model/money-format.ts';
import { formatAmount, formatPrinted, printed } from '../../src/words/format.ts';

const TEXT: MoneyFormat = {
  unit: '万元',
  decimals: 2,
  grouping: false,
  trim: false,
  zero: null,
  suffix: '万元',
};

const format = (yuan: string, changes: Partial<MoneyFormat> = {}): string =>
  formatAmount(parseDecimal(yuan)!, { ...TEXT, ...changes });

describe('formatAmount', () => {
  test.each<[string, Partial<MoneyFormat>, string]>([
    ['5081780', {}, '508.18'],
    ['0', {}, '0.00'],
    ['49', {}, '0.00'],
    ['-49', {}, '0.00'],
    ['0', { zero: '' }, ''],
    ['49', { zero: '' }, ''],
    ['-49', { zero: '—' }, '—'],
    ['50', { zero: '' }, '0.01'],
    ['79189387.34', { unit: '元', grouping: true }, '79,189,387.34'],
    ['79189387.34', { grouping: true }, '7,918.94'],
    ['79189387.34', { decimals: 0 }, '7919'],
    ['79189387.34', { decimals: 4 }, '7918.9387'],
    ['1000000000000000000000000', {}, '100000000000000000000.00'],
  ])('%s 元 with %j → %s', (yuan, changes, expected) => {
    expect(format(yuan, changes)).toBe(expected);
  });
});

test('a number already in the printed unit is not converted again', () => {
  expect(formatPrinted(parseDecimal('508.18')!, TEXT)).toBe('508.18');
  expect(formatPrinted(parseDecimal('1234567.5')!, { ...TEXT, grouping: true })).toBe('1,234,567.50');
  expect(formatPrinted(parseDecimal('0')!, { ...TEXT, zero: '—' })).toBe('—');
});

test('the number that stands for a figure in print', () => {
  expect(printed(statedFigure(parseDecimal('5301640')!, null), TEXT).toFixed()).toBe('530.16');
});
