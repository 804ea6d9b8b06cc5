import { describe, expect, test } from '@jest/globals';
import type { Sheet } from '../../src/ooxml/cell.ts';
import { HEAD, n, readExportFile, readExportOf, workbookOf } from '../support/exports.ts';
import { partOf, type TestCell, tableFile, withParts } from '../support/workbooks.ts';

const line = (economic: string, amount: string): TestCell[] => [
  '甲',
  '2010350',
  economic,
  '基本支出',
  null,
  null,
  n(amount),
];
const FILE = tableFile([HEAD, line('30101', '100'), line('30102', '20.5'), line('30103', '3')]);
const SHEET = 'xl/worksheets/sheet1.xml';

function changed(from: string | RegExp, to: string): Buffer {
  const before = partOf(FILE, SHEET);
  const after = before.replace(from, to);
  expect(after).not.toBe(before);
  return withParts(FILE, { [SHEET]: after });
}

describe('rows that a reader does not see are refused with their sum', () => {
  test.each([
    ['hidden or filtered', '<row r="3" hidden="1"'],
    ['hidden, in the other spelling', '<row r="3" hidden="true"'],
    ['folded away', '<row r="3" outlineLevel="1" hidden="1"'],
    ['of no height', '<row r="3" ht="0" customHeight="1"'],
  ])('%s', async (_, row) => {
    expect(await readExportFile(changed('<row r="3"', row))).toEqual({
      units: null,
      findings: [
        'R13 error Sheet1!G3 “Sheet1”的第 3 行（共 1 行）看不见（隐藏、筛选或折叠），金额合计 20.50 元。',
      ],
    });
  });

  test('a hidden row without money is nobody’s concern', async () => {
    const file = tableFile([HEAD, line('30101', '100'), ['备注：略']]);
    const hidden = partOf(file, SHEET).replace('<row r="3"', '<row r="3" hidden="1"');
    expect((await readExportFile(withParts(file, { [SHEET]: hidden }))).findings).toEqual([]);
  });

  test('an amount column that is hidden', async () => {
    const columns = '<cols><col min="7" max="8" width="9" hidden="1"/></cols><sheetData>';
    const file = changed(/(<cols>.*<\/cols>)?<sheetData>/, columns);
    expect((await readExportFile(file)).findings).toEqual([
      'R13 error Sheet1!G1 “Sheet1”的金额列 G 是隐藏的。',
    ]);
  });
});

test('a hidden sheet is left out and told with its sum', async () => {
  const workbook = await workbookOf(FILE);
  const old: Sheet = { ...(await workbookOf(tableFile([HEAD, line('30101', '90')]))).sheets[0]!, name: '旧' };
  const { units, findings } = readExportOf({
    ...workbook,
    sheets: [...workbook.sheets, { ...old, isHidden: true }],
  });
  expect(units).toEqual([expect.arrayContaining(['本年 2010350 30101 basic - 一般公共预算 100'])]);
  expect(findings).toEqual([
    'R13 warning 旧!A1 工作表“旧”是隐藏的，其中 1 行明细（金额合计 90.00 元）没有读入。',
  ]);
});
