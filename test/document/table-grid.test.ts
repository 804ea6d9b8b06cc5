import { describe, expect, test } from '@jest/globals';
import { findElement, parseHtml } from '../../src/document/html-tree.ts';
import { tableOf } from '../../src/document/read-document.ts';
import { headerPaths, placesOf, rowTexts } from '../../src/document/table-grid.ts';

function read(html: string) {
  return tableOf(findElement(parseHtml(`<table>${html}</table>`).children, 'table')!);
}

const texts = (html: string): string[][] => {
  const table = read(html);
  return table.rows.map((row) => rowTexts(table, row));
};

describe('a table of the tree', () => {
  test.each<[string, string, string[][]]>([
    ['plain', '<tr><td>1</td><td>2</td></tr>', [['1', '2']]],
    ['column spans', '<tr><td colspan="2">1</td><td>2</td></tr>', [['1', '', '2']]],
    [
      'row spans',
      '<tr><td rowspan="2">1</td><td>2</td></tr><tr><td>3</td></tr>',
      [
        ['1', '2'],
        ['', '3'],
      ],
    ],
    [
      'both at once',
      '<tr><td rowspan="2" colspan="2">1</td><td>2</td></tr><tr><td>3</td></tr>',
      [
        ['1', '', '2'],
        ['', '', '3'],
      ],
    ],
    [
      'rowspan 0 to the end',
      '<tr><td rowspan="0">1</td><td>2</td></tr><tr><td>3</td></tr><tr><td>4</td></tr>',
      [
        ['1', '2'],
        ['', '3'],
        ['', '4'],
      ],
    ],
    [
      'spans that end with their section',
      '<thead><tr><th rowspan="9">1</th><th>2</th></tr></thead><tbody><tr><td>3</td><td>4</td></tr></tbody>',
      [
        ['1', '2'],
        ['3', '4'],
      ],
    ],
    [
      'ragged rows',
      '<tr><td>1</td></tr><tr><td>2</td><td>3</td></tr>',
      [
        ['1', ''],
        ['2', '3'],
      ],
    ],
    [
      'senseless spans',
      '<tr><td colspan="-1">1</td><td colspan="x">2</td><td rowspan="99999999">3</td></tr>',
      [['1', '2', '3']],
    ],
    ['nested tables', '<tr><td>1<table><tr><td>2</td></tr></table></td><td>3</td></tr>', [['1 2', '3']]],
  ])('%s', (_name, html, expected) => {
    expect(texts(html)).toEqual(expected);
  });

  test('keeps the cell behind every place', () => {
    const table = read('<tr><th rowspan="2">1</th><td>2</td></tr><tr><td>3</td></tr>');
    const [first, second] = placesOf(table);
    expect(second?.[0]?.cell).toBe(first?.[0]?.cell);
    expect([first?.[0]?.isFirst, second?.[0]?.isFirst, first?.[0]?.cell.kind]).toEqual([true, false, 'head']);
  });

  test('an enormous colspan costs no more than the limit of the standard', () => {
    expect(read('<tr><td colspan="999999999">1</td></tr>').columnCount).toBe(1000);
  });

  test('tells sections and the mark row', () => {
    const { rows, caption } = read(
      '<caption>表</caption><thead><tr><th>1</th></tr><tr data-row="mark"><th>※</th></tr></thead><tr><td>2</td></tr><tfoot><tr><td>3</td></tr></tfoot>',
    );
    expect(rows.map((row) => [row.section, row.isMark])).toEqual([
      ['head', false],
      ['head', true],
      ['body', false],
      ['foot', false],
    ]);
    expect(caption).toBe('表');
  });
});

test('headerPaths names every column from the top', () => {
  const html =
    '<thead><tr><th rowspan="3">甲</th><th colspan="3">乙</th></tr><tr><th colspan="2">丙</th><th rowspan="2">丁</th></tr><tr><th>戊</th><th></th></tr></thead>';
  expect(headerPaths(read(html))).toEqual(['甲', '乙/丙/戊', '乙/丙', '乙/丁']);
  expect(headerPaths(read('<tr><td>1</td></tr>'))).toEqual([]);
});
