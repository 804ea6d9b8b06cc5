import { describe, expect, test } from '@jest/globals';
import { inColumnsBefore } from '../../src/foreign/columns-before.ts';
import type { RuledTable } from '../../src/foreign/ruled-table.ts';

/** A table with texts at these centres, in columns with these edges. */
const table = (
  columns: readonly number[],
  centres: readonly number[],
  row: readonly string[],
): RuledTable => ({
  grid: {
    left: columns[0]!,
    right: columns.at(-1)!,
    top: 0,
    bottom: 20,
    columns,
    rows: [0, 20],
    cells: [],
    centres,
  },
  columnCount: columns.length - 1,
  rows: [row.map((text, column) => ({ text, column, colSpan: 1, rowSpan: 1, indent: 0 }))],
});
const before = table([0, 100, 200, 300, 400], [50, 150, 250, 350], ['201', '5.00', '', '5.00']);
const said = (of: { readonly rows: RuledTable['rows'] }) =>
  of.rows.map((row) => row.map(({ text, column }) => `${column} ${text}`.trim()));

describe('a table that goes on without its head', () => {
  test('has the columns of the page before, those with nothing as well', () => {
    const next = table([0, 100, 270, 400], [50, 180, 390], ['202', '7.00', '7.00']);
    const whole = inColumnsBefore(next, before);
    expect(said(whole)).toEqual([['0 202', '1 7.00', '2', '3 7.00']]);
    expect(whole.columnCount).toBe(4);
  });

  test('stays as it is where it is wider, has as many columns, or two of its columns would be one', () => {
    for (const other of [
      table([0, 100, 450], [50, 280], ['202', '7.00']),
      table([0, 100, 200, 300, 400], [50, 150, 250, 350], ['202', '', '', '']),
      table([0, 50, 400], [20, 80], ['202', '7.00']),
    ])
      expect(inColumnsBefore(other, before)).toBe(other);
    expect(inColumnsBefore(before, null)).toBe(before);
  });
});
