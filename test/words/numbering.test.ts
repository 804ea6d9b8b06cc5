import { describe, expect, test } from '@jest/globals';
import { HeadingNumbers } from '../../src/words/numbering.ts';

describe('headings', () => {
  const numbersOf = (levels: readonly number[]): string[] => {
    const numbers = new HeadingNumbers(['第{}部分', '{}、', '（{}）']);
    return levels.map((level) => numbers.next(level));
  };

  test.each<[string, number[], string[]]>([
    ['count up', [1, 1, 1], ['第一部分', '第二部分', '第三部分']],
    [
      'start anew below the next one above',
      [1, 2, 2, 1, 2],
      ['第一部分', '一、', '二、', '第二部分', '一、'],
    ],
    ['go on after deeper ones', [2, 3, 3, 2, 3, 2], ['一、', '（一）', '（二）', '二、', '（一）', '三、']],
    ['may begin below the outermost level', [3, 3], ['（一）', '（二）']],
    ['start anew after a level was skipped', [1, 3, 1, 3], ['第一部分', '（一）', '第二部分', '（一）']],
  ])('%s', (_, levels, expected) => {
    expect(numbersOf(levels)).toEqual(expected);
  });

  test('a level without a pattern', () => {
    expect(() => numbersOf([4])).toThrow(RangeError);
    expect(() => numbersOf([0])).toThrow(RangeError);
  });
});
