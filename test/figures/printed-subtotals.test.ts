import { expect, test } from '@jest/globals';
import { makeGrid } from '../../src/figures/grid.ts';
import { gridText } from '../support/grid-text.ts';
import { packOf, tableOf } from '../support/packs.ts';
import { lineOf, unitOf } from '../support/unit-of.ts';

/** Four items of a published final account: 326.71 together, 326.72 as printed. */
const LEDGER = [
  lineOf('2080501', '30302', '84.6475'),
  lineOf('2080505', '30108', '160.7475'),
  lineOf('2080506', '30109', '80.3775'),
  lineOf('2080599', '30201', '0.9375'),
  lineOf('2210201', '30113', '187.19'),
];

const textOf = (subtotals: string) =>
  gridText(
    makeGrid(
      tableOf({
        subtotals,
        blocks: [
          {
            rows: { by: ['functionClass', 'functionSection', 'functionItem'], total: '合计' },
            columns: [
              { label: '名称', show: 'name' },
              { label: '合计', sum: [] },
            ],
          },
        ],
      }),
      unitOf({ ledger: LEDGER }),
      {},
      packOf({}).settings.tableMoney,
    ),
  ).map((row) => row.split('|').at(-1));

test('subtotals are exact, or the sums of what is printed below them; the total is exact', () => {
  expect(textOf('exact').slice(0, 3)).toEqual(['513.90', '326.71', '326.71']);
  expect(textOf('printed').slice(0, 3)).toEqual(['513.90', '326.72', '326.72']);
  expect(textOf('printed').slice(3, 7)).toEqual(['84.65', '160.75', '80.38', '0.94']);
});
