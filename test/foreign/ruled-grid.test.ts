import { describe, expect, test } from '@jest/globals';
import { ruledGrids } from '../../src/foreign/ruled-grid.ts';
import { fillGrid } from '../../src/foreign/ruled-table.ts';

const line = (at: number, from: number, to: number) => ({ at, from, to });
const text = (words: string, left: number, base: number, width = words.length * 10) => ({
  text: words,
  left,
  right: left + width,
  base,
  size: 10,
});
const origin = (base: number) => ({ line: base });

describe('lines of a page', () => {
  // 项目 over two rows, 收入 over two columns.
  const across = [line(0, 0, 300), line(20, 100, 300), line(40, 0, 300), line(60, 0, 300)];
  const down = [line(0, 0, 60), line(100, 0, 60), line(200, 20, 60), line(300, 0, 60)];

  test('make cells that reach to the next line', () => {
    const [grid] = ruledGrids({ across, down });
    expect(grid!.cells.map(({ row, column, rowSpan, colSpan }) => [row, column, rowSpan, colSpan])).toEqual([
      [0, 0, 2, 1],
      [0, 1, 1, 2],
      [1, 1, 1, 1],
      [1, 2, 1, 1],
      [2, 0, 1, 1],
      [2, 1, 1, 1],
      [2, 2, 1, 1],
    ]);
  });

  test('two grids that do not touch are two tables', () => {
    const below = {
      across: across.map((each) => ({ ...each, at: each.at + 100 })),
      down: down.map((each) => ({ ...each, from: each.from + 100, to: each.to + 100 })),
    };
    expect(ruledGrids({ across: [...across, ...below.across], down: [...down, ...below.down] })).toHaveLength(
      2,
    );
  });

  test('a side without a line ends where the others do', () => {
    const [grid] = ruledGrids({ across, down: down.slice(1, -1) });
    expect(grid!.columns).toEqual([0, 100, 200, 300]);
  });

  test('one text over several cells is parted by the lines', () => {
    const [grid] = ruledGrids({ across, down });
    const filled = fillGrid(grid!, [text('合计      482.72    715.20', 10, 55, 285)], origin);
    expect(filled.rows.at(-1)!.map((cell) => cell.text)).toEqual(['合计', '482.72', '715.20']);
  });

  test('rows that no line parts are told by their amounts', () => {
    const [grid] = ruledGrids({ across, down: down.map((each) => ({ ...each, to: 100 })) });
    const texts = [
      text('甲', 10, 70),
      text('1.00', 110, 70),
      text('乙', 10, 85),
      text('2.00', 210, 85),
      text('3.00', 110, 85),
    ];
    const filled = fillGrid(
      {
        ...grid!,
        rows: [0, 20, 40, 100],
        cells: grid!.cells.map((cell) => (cell.row === 2 ? { ...cell, bottom: 100 } : cell)),
      },
      texts,
      origin,
    );
    expect(filled.rows.slice(-2).map((row) => row.map((cell) => cell.text))).toEqual([
      ['甲', '1.00', ''],
      ['乙', '3.00', '2.00'],
    ]);
  });
});
