import { expect, test } from '@jest/globals';
import { raiseColumns } from '../../src/render/raise-columns.ts';
import { measureText } from '../../src/render/text-measure.ts';

const rows = (...texts: readonly string[][]) =>
  texts.map((row) =>
    row.map((text, column) => ({ column, columnSpan: 1, text: measureText(text), indent: 0 })),
  );

test.each<[string, number[], string[][], number, number[]]>([
  // Two texts in one line each for 2 em are more than one for 4.
  [
    'to the texts that lose the most lines',
    [2, 4],
    [
      ['计划标准', '空白证书采购数量'],
      ['预算标准', '场地租赁费'],
    ],
    3,
    [4.05, 4],
  ],
  ['nothing to what stands on one line, nor to nothing', [4.1, 3], [['计划标准', '']], 5, [4.1, 3]],
  ['nothing where it changes no line', [3], [['空白证书采购数量']], 0.5, [3]],
])('room goes %s', (_, widths, texts, room, expected) => {
  const given = [...widths];
  const left = raiseColumns(given, rows(...texts), room);
  expect(given).toEqual(expected);
  expect(left).toBeCloseTo(room - (given.reduce((a, b) => a + b) - widths.reduce((a, b) => a + b)), 10);
});
