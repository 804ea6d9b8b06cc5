import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readUnitWorkbook } from '../../src/form/unit-reader.ts';
import { readWorkbook } from '../../src/ooxml/read-workbook.ts';
import { writeWorkbook } from '../../src/ooxml/write-workbook.ts';
import { DATA_FOLDER } from '../support/folders.ts';
import { planOfFile, readBack, withCell } from '../support/unit-workbook.ts';
import { partOf, withParts } from '../support/workbooks.ts';

const plan = await planOfFile(join(DATA_FOLDER, 'kuerle.yaml'));

/** What is found after one cell of the filled workbook was changed. */
async function found(sheet: string, row: number, column: number, value: string): Promise<string[]> {
  const { value: unit, findings } = await readBack(withCell(plan, sheet, row, column, value));
  expect(unit).toBeNull();
  return findings.map(
    ({ code, position, message }) => `${code} ${position?.file} ${position?.place} ${message}`,
  );
}

describe('a cell that cannot be taken is named', () => {
  test.each([
    ['预算明细', 2, 1, '201035', 'R07 填报.xlsx 预算明细!A2 功能科目编码“201035”不对。'],
    ['预算明细', 2, 2, '', 'R07 填报.xlsx 预算明细!B2 经济科目编码“”不对。'],
    ['预算明细', 2, 3, '基本', 'R07 填报.xlsx 预算明细!C2 支出类型“基本”不对。'],
    ['预算明细', 2, 4, '某项目', 'R07 填报.xlsx 预算明细!D2 基本支出不应有项目名称“某项目”。'],
    ['预算明细', 13, 4, '', 'R07 填报.xlsx 预算明细!D13 项目支出没有写项目名称。'],
    ['预算明细', 2, 5, '财政资金', 'R07 填报.xlsx 预算明细!E2 资金来源“财政资金”不对。'],
    ['预算明细', 2, 6, '也许', 'R07 填报.xlsx 预算明细!F2 是否结转“也许”不对。'],
    ['预算明细', 2, 7, '12,34', 'R06 填报.xlsx 预算明细!G2 “12,34”不是金额。'],
    ['预算明细', 2, 7, '', 'R07 填报.xlsx 预算明细!G2 这一行没有金额。'],
    ['预算明细', 1, 7, '金 颌', 'R03 填报.xlsx 预算明细!G1 不认识的列“金颌”。'],
    ['单位信息', 7, 1, '单位名', 'R08 填报.xlsx 单位信息!A7 不认识的栏目“单位名”。'],
    ['单位信息', 12, 1, '单位名称', 'R08 填报.xlsx 单位信息!A12 “单位名称”写了两次。'],
    ['项目', 3, 1, '政务专项业务工作经费', 'R08 填报.xlsx 项目!A3 项目“政务专项业务工作经费”写了两次。'],
    ['绩效目标', 2, 1, '没有的项目', 'R08 填报.xlsx 绩效目标!A2 没有名为“没有的项目”的项目。'],
    ['绩效目标', 2, 3, '', 'R08 填报.xlsx 绩效目标!C2 没有写“二级指标”。'],
    ['采购与资产', 11, 3, '约90', 'R06 填报.xlsx 采购与资产!C11 “约90”不是金额。'],
  ])('%s row %i column %i: %j', async (sheet, row, column, value, finding) => {
    expect(await found(sheet, row, column, value)).toContain(finding);
  });

  test('a missing sheet', async () => {
    const { findings } = await readBack({
      ...plan,
      sheets: plan.sheets.filter(({ name }) => name !== '增减原因'),
    });
    expect(findings).toEqual([expect.objectContaining({ code: 'R02', message: '缺少工作表“增减原因”。' })]);
  });

  test('both last year’s file and last year’s amounts', async () => {
    const at = plan.sheets[1]!.rows.findIndex((row) => row[0]?.value === '上年文件');
    expect(await found('单位信息', at + 1, 3, '2024.yaml')).toEqual([
      'R08 填报.xlsx 预算明细!H23 写了上年文件，“预算明细”中又填了上年金额。',
    ]);
  });
});

describe('what may be written in more than one way', () => {
  test.each([
    ['预算明细', 2, 1, '2010350', ['budget', '2010350', 'basic', '30101'], '22.974'],
    ['预算明细', 2, 7, '1,234.50', ['budget', '2010350', 'basic', '30101'], '1234.50'],
    ['单位信息', 4, 3, '2025年2月21日', ['date'], '2025-02-21'],
    ['单位信息', 4, 3, '2025/2/21', ['date'], '2025-02-21'],
  ])('%s row %i column %i: %s', async (sheet, row, column, value, path, expected) => {
    const { value: unit, findings } = await readBack(withCell(plan, sheet, row, column, value));
    expect(findings).toEqual([]);
    const at = path.reduce<unknown>((here, key) => (here as Record<string, unknown>)[key], unit!.value);
    expect(at).toBe(expected);
  });
});

test('lines that a filter hides are read all the same, and told with their sum', async () => {
  const file = Buffer.from(writeWorkbook(plan));
  const part = 'xl/worksheets/sheet3.xml';
  const hidden = partOf(file, part).replace(/<row r="([23])"/g, '<row r="$1" hidden="1"');
  const { value: workbook } = await readWorkbook(withParts(file, { [part]: hidden }), '填报.xlsx');
  const { value, findings } = readUnitWorkbook(workbook!, '填报.xlsx');
  expect(value).not.toBeNull();
  expect(findings).toMatchObject([
    {
      code: 'R13',
      severity: 'warning',
      message: '“预算明细”的第 2、3 行（共 2 行）看不见（隐藏或筛选），已照样读入，金额合计 56.754。',
    },
  ]);
});

test('a hidden sheet of the form is told', async () => {
  const { value: workbook } = await readWorkbook(Buffer.from(writeWorkbook(plan)), '填报.xlsx');
  const sheets = workbook!.sheets.map((sheet) =>
    sheet.name === '增减原因' ? { ...sheet, isHidden: true } : sheet,
  );
  const { findings } = readUnitWorkbook({ ...workbook!, sheets }, '填报.xlsx');
  expect(findings.map(({ code, message }) => `${code} ${message}`)).toEqual([
    'R13 工作表“增减原因”是隐藏的，已照样读入。',
  ]);
});

test('a project typed with other brackets, blanks or invisible characters is the same on every sheet', async () => {
  const name = '政务专项业务工作经费';
  const { rows } = plan.sheets.find((sheet) => sheet.name === '预算明细')!;
  const row = rows.findIndex((cells) => cells[3]?.value === name);
  const same = withCell(plan, '预算明细', row + 1, 4, '政务专项 业务工作\u200b经费');
  const [before, after] = await Promise.all([readBack(plan), readBack(same)]);
  expect(after.findings).toEqual([]);
  expect(after.value!.value).toEqual(before.value!.value);
  expect(await found('项目', 3, 1, '政务专项业务工作经费\u200b')).toContainEqual(
    expect.stringContaining('写了两次'),
  );
});
