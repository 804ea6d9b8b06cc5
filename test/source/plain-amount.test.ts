import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseDecimal } from '../../src/model/money.ts';
import { toPlainAmount } from '../../src/source/plain-amount.ts';

test.each([
  ['1,234.50', '1234.50'],
  ['12,345,678', '12345678'],
  ['1，234.50', '1234.50'],
  ['１２.５', '12.5'],
  ['１２．５', '12.5'],
  ['12。5', '12.5'],
  ['121.02万元', '121.02'],
  ['121.02 万元', '121.02'],
  ['1210200元', '1210200'],
  ['¥12.5', '12.5'],
  ['￥1,234', '1234'],
  [' 12.5 ', '12.5'],
  ['1 234.5', '1234.5'],
  ['1_234', '1234'],
  ['+5', '5'],
  ['.5', '0.5'],
  ['5.', '5'],
  ['5', '5'],
])('%j most likely means %s', (source, expected) => {
  expect(toPlainAmount(source)).toBe(expected);
});

test.each([
  '',
  '无',
  '-',
  '1e3',
  '12,34',
  '1,2345',
  '-5',
  '12万',
  '3亿元',
  '12-13',
  '1.2.3',
  'NaN',
  '约12',
  '12%',
  '.',
])('%j could mean anything', (source) => {
  expect(toPlainAmount(source)).toBeNull();
});

test('a remedy is always an amount that the reader accepts', () => {
  const characters = fc.constantFrom(...'0123456789.,，．。-+ 万亿元¥１２eE');
  fc.assert(
    fc.property(fc.string({ unit: characters, maxLength: 12 }), (source) => {
      const remedy = toPlainAmount(source);
      if (remedy !== null) expect(parseDecimal(remedy)?.isNegative()).toBe(false);
    }),
    { numRuns: 1000 },
  );
});
