import { describe, expect, test } from '@jest/globals';
import { chineseNumber } from '../../src/model/chinese-number.ts';

describe('chineseNumber', () => {
  test.each([
    [1, '一'],
    [2, '二'],
    [9, '九'],
    [10, '十'],
    [11, '十一'],
    [12, '十二'],
    [19, '十九'],
    [20, '二十'],
    [21, '二十一'],
    [90, '九十'],
    [99, '九十九'],
  ])('%i → %s', (value, expected) => {
    expect(chineseNumber(value)).toBe(expected);
  });

  test('all are different', () => {
    const all = Array.from({ length: 99 }, (_, index) => chineseNumber(index + 1));
    expect(new Set(all).size).toBe(99);
  });

  test.each([0, 100, -1, 1.5, Number.NaN])('%d numbers no heading', (value) => {
    expect(() => chineseNumber(value)).toThrow(RangeError);
  });
});
