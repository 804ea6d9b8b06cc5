import { expect, test } from '@jest/globals';
import { remembering } from '../../src/model/remembering.ts';

test('what was asked for is made once, null too, until more texts come than are kept', () => {
  const made: string[] = [];
  const lengthOf = remembering(2, (text) => {
    made.push(text);
    return text === '' ? null : text.length;
  });
  expect(['甲', '', '甲', ''].map(lengthOf)).toEqual([1, null, 1, null]);
  expect(made).toEqual(['甲', '']);
  expect(['乙丙', '乙丙', '甲'].map(lengthOf)).toEqual([2, 2, 1]);
  expect(made).toEqual(['甲', '', '乙丙', '甲']);
});
