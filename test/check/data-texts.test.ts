import { expect, test } from '@jest/globals';
import { visitTexts } from '../../src/check/data-texts.ts';
import { parseDecimal } from '../../src/model/money.ts';

test('every text and every name of a field is visited where it stands, amounts are none', () => {
  const data = {
    unit: { name: '库尔勒市' },
    projects: [{ amount: parseDecimal('22.974'), 政务大厅维护: ['内容', { 标准: null }] }],
    year: 2025,
  };
  const seen: string[] = [];
  visitTexts(data, (text, path, isKey) => seen.push(`${path().join('/')}${isKey ? '' : `: ${text}`}`));
  expect(seen).toEqual([
    'unit',
    'unit/name',
    'unit/name: 库尔勒市',
    'projects',
    'projects/0/amount',
    'projects/0/政务大厅维护',
    'projects/0/政务大厅维护/0: 内容',
    'projects/0/政务大厅维护/1/标准',
    'year',
  ]);
});
