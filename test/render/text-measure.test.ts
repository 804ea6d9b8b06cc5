import { expect, test } from '@jest/globals';
import { lineCount, measureText } from '../../src/render/text-measure.ts';

test.each<[string, number, number]>([
  ['715.20', 3, 3],
  ['一般公共预算', 6, 1],
  ['（一）', 3, 3],
  ['  总计 ', 2, 1],
  ['', 0, 0],
  ['“甲”：（乙）', 7, 4],
  ['𬭎il 8', 2.64, 1],
])('%j is %d em wide, its widest piece %d', (text, width, widest) => {
  expect(measureText(text)).toMatchObject({ width, widest });
});

test.each<[string, number, number]>([
  ['财政拨款（补助）', 4, 2],
  ['财政拨款（补助）', 8, 1],
  ['1234567.89', 2, 3],
])('%j in %d em stands on %d lines', (text, column, lines) => {
  expect(lineCount(measureText(text), column)).toBe(lines);
});

test('what is kept together is one piece', () => {
  expect(measureText('共677.49万元。', ['677.49万元']).pieces).toEqual([1, 6]);
  expect(measureText('共两次', ['三次']).pieces).toEqual([1, 1, 1]);
});
