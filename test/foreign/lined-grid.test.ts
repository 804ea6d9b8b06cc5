import { describe, expect, test } from '@jest/globals';
import type { PlacedText } from '../../src/foreign/page-content.ts';
import { ruledGrids } from '../../src/foreign/ruled-grid.ts';
import { fillGrid } from '../../src/foreign/ruled-table.ts';

/* A table with lines between its rows alone, 400 pt wide: columns of 100 pt, letters of 10 pt. */

const line = (at: number, from = 0, to = 400) => ({ at, from, to });
const widthOf = (words: string): number =>
  [...words].reduce((sum, each) => sum + (/\p{ASCII}/u.test(each) ? 5 : 10), 0);
const at = (words: string, left: number, base: number): PlacedText => ({
  text: words,
  left,
  right: left + widthOf(words),
  base,
  size: 10,
});
/** A head stands in the middle of its columns, an amount ends at the right of its column. */
const head = (words: string, from: number, to: number, base: number) =>
  at(words, (from + to - widthOf(words)) / 2, base);
const amount = (words: string, to: number, base: number) => at(words, to - widthOf(words) - 2, base);

const read = (across: readonly ReturnType<typeof line>[], texts: readonly PlacedText[]) => {
  const [grid] = ruledGrids({ across, down: [] });
  return grid === undefined
    ? []
    : fillGrid(grid, texts, (base) => ({ line: base })).rows.map((row) =>
        row.map(({ text, column, colSpan, rowSpan }) => `${column}+${colSpan}v${rowSpan} ${text}`.trim()),
      );
};

const body = [
  at('基本支出', 2, 55),
  amount('1234.50', 200, 55),
  at('工资', 202, 55),
  amount('1234.50', 400, 55),
  at('项目支出', 2, 75),
  amount('20.00', 200, 75),
  at('采购', 202, 75),
  amount('20.00', 400, 75),
];

describe('lines between rows alone', () => {
  test('columns are what stands below one another, a head in the middle of two reaches over both', () => {
    const texts = [
      head('收', 90, 100, 15),
      head('入', 110, 120, 15),
      head('支　出', 200, 400, 15),
      ...['项目', '金额', '项目', '金额'].map((each, column) =>
        head(each, column * 100, column * 100 + 100, 35),
      ),
      ...body,
    ];
    expect(
      read(
        [0, 20, 40, 60, 80].map((each) => line(each)),
        texts,
      ),
    ).toEqual([
      ['0+2v1 收入', '2+2v1 支　出'],
      ['0+1v1 项目', '1+1v1 金额', '2+1v1 项目', '3+1v1 金额'],
      ['0+1v1 基本支出', '1+1v1 1234.50', '2+1v1 工资', '3+1v1 1234.50'],
      ['0+1v1 项目支出', '1+1v1 20.00', '2+1v1 采购', '3+1v1 20.00'],
    ]);
  });

  test('a head goes down as far as no line crosses it, a column may hold nothing', () => {
    const texts = [
      head('科目', 0, 100, 25),
      head('本年支出', 100, 300, 15),
      head('上缴支出', 300, 400, 25),
      head('小计', 100, 200, 35),
      head('项目', 200, 300, 35),
      at('培训', 2, 55),
      amount('5.00', 200, 55),
      amount('5.00', 300, 55),
      at('合计', 2, 75),
      amount('5.00', 200, 75),
      amount('5.00', 300, 75),
    ];
    expect(read([line(0), line(20, 100, 300), line(40), line(60), line(80)], texts)).toEqual([
      ['0+1v2 科目', '1+2v1 本年支出', '3+1v2 上缴支出'],
      ['1+1v1 小计', '2+1v1 项目'],
      ['0+1v1 培训', '1+1v1 5.00', '2+1v1 5.00', '3+1v1'],
      ['0+1v1 合计', '1+1v1 5.00', '2+1v1 5.00', '3+1v1'],
    ]);
  });

  test('an amount and the name behind it in one text of the file are two cells', () => {
    const joint = [
      ...['项目', '金额', '项目', '金额'].map((each, column) =>
        head(each, column * 100, column * 100 + 100, 15),
      ),
      at('基本支出', 2, 35),
      at('1234.50 工资福利', 163, 35),
      amount('1234.50', 400, 35),
      at('项目支出', 2, 55),
      amount('20.00', 200, 55),
      at('采购', 205, 55),
      amount('20.00', 400, 55),
    ];
    expect(
      read(
        [0, 20, 40, 60].map((each) => line(each)),
        joint,
      )[1],
    ).toEqual(['0+1v1 基本支出', '1+1v1 1234.50', '2+1v1 工资福利', '3+1v1 1234.50']);
  });

  test('rows that no line parts are left to the reader of tables without lines', () => {
    expect(read([line(0), line(20), line(40), line(100)], body)).toEqual([]);
  });

  test('lines of other widths are ornaments', () => {
    expect(read([line(0), line(20, 0, 300), line(40, 50, 400), line(60, 0, 200)], body)).toEqual([]);
  });
});
