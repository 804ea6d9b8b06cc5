import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { readExistingUnit } from '../../src/import/existing-unit.ts';
import type { PlanWorkbook } from '../../src/ooxml/sheet-plan.ts';
import { writeWorkbook } from '../../src/ooxml/write-workbook.ts';
import { produceReport } from '../../src/report/produce-report.ts';
import { DATA_FOLDER } from '../support/folders.ts';
import { packs } from '../support/repository-packs.ts';
import { folderWith } from '../support/temp-folder.ts';
import { finalPlanOf, planOf, readBack, withCell } from '../support/unit-workbook.ts';

/*
 * Whoever fills in the workbook of a final account is told everything in the words of its sheets: nobody there has seen a
 * path of the file.
 */

const FINALS = join(DATA_FOLDER, 'finals');
async function bookOf(file: string): Promise<PlanWorkbook> {
  const path = join(FINALS, file);
  const { value } = await readExistingUnit(path, path);
  return finalPlanOf(value!.tree);
}

type Change = readonly [sheet: string, begins: string, column: number, value: string];

/** The cell in a column of the line that begins with a text. */
function edited(
  book: PlanWorkbook,
  name: string,
  begins: string,
  column: number,
  value: string,
): PlanWorkbook {
  const { rows } = book.sheets.find((sheet) => sheet.name === name)!;
  const row = rows.findIndex((cells) =>
    cells
      .map((cell) => cell?.value ?? '')
      .join('|')
      .startsWith(begins),
  );
  if (row < 0) throw new Error(`no line ${begins} on ${name}`);
  return withCell(book, name, row + 1, column, value);
}

/** A folder with the files of `data/` that the workbook names, and the workbook among them. */
async function told(book: PlanWorkbook, at: string, beside: readonly string[]): Promise<string[]> {
  const folder = await folderWith({
    [`${at}/决算.xlsx`]: writeWorkbook(book),
    ...Object.fromEntries(beside.map((name) => [name, readFileSync(join(DATA_FOLDER, name), 'utf8')])),
  });
  const { findings } = await produceReport(join(folder, at, '决算.xlsx'), '决算.xlsx', packs);
  return findings.map(({ code, position, message, hint }) => {
    return `${code} ${position?.place ?? ''} ${message}${hint}`;
  });
}

const UNIT = ['finals/demo-budget-2025.yaml', 'finals/demo-final-2024.yaml'];
const DEPARTMENT = [
  ...['department', 'learning-centre', 'seniors-school'].map((name) => `demo/education/${name}.yaml`),
  ...['learning-centre', 'seniors-school'].map((name) => `finals/education/${name}.yaml`),
];

test('a final account of a unit is told in the words of its sheets, and of nothing that only follows', async () => {
  const clean = await bookOf('demo-final-2025.yaml');
  expect(await told(clean, 'finals', UNIT)).toEqual([]);
  const spoiled: readonly Change[] = [
    ['增减原因', '与年初预算比较·政府性基金预算', 5, ''],
    ['增减原因', '与年初预算比较·各项级科目|2050499', 5, ''],
    ['采购与资产', '国（境）外公务接待·批次', 3, '0'],
    ['自评指标', '课程资源建设|产出指标|数量指标', 1, '没有的项目'],
  ];
  const book = spoiled.reduce((before, change) => edited(before, ...change), clean);
  expect(await told(book, 'finals', UNIT)).toEqual([
    'G15 增减原因!E13 “政府性基金预算财政拨款支出”的决算数与预算数不同，没有写原因：年初预算数 0.00 → 决算数 25.00，增加25.00万元。' +
      '在“增减原因”表填写“与年初预算比较·政府性基金预算财政拨款支出”一行：原因（“主要原因是”之后的话，不写句号）。',
    'G15 增减原因!E17 “其他成人教育支出”的决算数与预算数不同，没有写原因：年初预算数 31.50 → 决算数 44.00，增加12.50万元。' +
      '在“增减原因”表填写“与年初预算比较·各项级科目”一行，名称写“2050499”：原因（“主要原因是”之后的话，不写句号）。',
    'R08 自评指标!A2 没有名为“没有的项目”的项目。写“项目”表中的项目名称。',
    'G19 采购与资产!C16 国（境）外公务接待费支出0.12万元，批次是 0。在“采购与资产”表填写“国（境）外公务接待·批次”一行。',
  ]);
  expect(await told(edited(book, '决算明细', '支出|决算|2050101', 9, '12,34'), 'finals', UNIT)).toEqual([
    'R06 决算明细!I2 “12,34”不是金额。千分位逗号的位置不对，请核对后只写数字。',
    'R08 自评指标!A2 没有名为“没有的项目”的项目。写“项目”表中的项目名称。',
    'R14  工作簿没有全部读出，与金额有关的检查没有做。改正列出的错误后再查一次。',
  ]);
});

test('a final account of a department is told in the words of its sheets', async () => {
  const clean = await bookOf('education/department.yaml');
  const [open, ...others] = await told(clean, 'finals/education', DEPARTMENT);
  expect(others).toEqual([]);
  expect(open).toBe(
    'X10 单位信息!C18 没有写“单位信息”表的“上年决算文件”，上年数没有与上年公开的部门决算核对。' +
      '有上年部门文件的，“单位信息”表的“上年决算文件”写“文件名”。',
  );
  const book = edited(clean, '增减原因', '与年初预算比较·一般', 5, '');
  const [reason] = (await told(book, 'finals/education', DEPARTMENT)).filter((said) =>
    said.startsWith('G15'),
  );
  expect(reason).toContain('在“增减原因”表填写“与年初预算比较·一般公共预算财政拨款支出”一行');
});

test('a budget in a workbook beside a final is told in the words of the budget', async () => {
  const { value } = await readExistingUnit(join(FINALS, 'demo-budget-2025.yaml'), 'demo-budget-2025.yaml');
  const budget = planOf(value!.tree);
  const folder = await folderWith({
    '预算.xlsx': writeWorkbook(edited(budget, '采购与资产', '政府采购货物预算', 3, '')),
    '决算.yaml': readFileSync(join(FINALS, 'demo-final-2025.yaml'), 'utf8').replaceAll(
      'demo-budget-2025.yaml',
      '预算.xlsx',
    ),
    'demo-final-2024.yaml': readFileSync(join(FINALS, 'demo-final-2024.yaml'), 'utf8').replace(
      'demo-budget-2025.yaml',
      '预算.xlsx',
    ),
  });
  const { findings } = await produceReport(join(folder, '决算.yaml'), '决算.yaml', packs);
  expect(findings.map(({ position, hint }) => `${position?.file} ${position?.place} ${hint}`)).toContain(
    '预算.xlsx 采购与资产!C11 补上“采购与资产”表的“政府采购货物预算”。',
  );
});

test('reasons by the names that workbooks had before they had lines of their own are still read', async () => {
  const plan = await bookOf('demo-final-2025.yaml');
  const { rows } = plan.sheets.find(({ name }) => name === '增减原因')!;
  const old: readonly (readonly string[])[] = [
    ['原因', 'prior', 'total', '', '新增场地修缮项目'],
    ['原因', 'plan', 'items', '2050499', '年中追加项目经费'],
  ];
  const few = plan.sheets.map((sheet) =>
    sheet.name === '增减原因' ? { ...sheet, rows: rows.slice(0, old.length + 1) } : sheet,
  );
  const book = old.reduce<PlanWorkbook>(
    (before, line, at) =>
      line.reduce((changed, text, column) => withCell(changed, '增减原因', at + 2, column + 1, text), before),
    { ...plan, sheets: few },
  );
  const { value, findings } = await readBack(edited(book, '单位信息', '决算年度', 1, '预算年度'));
  expect(findings).toEqual([]);
  expect(value!.value.year).toBe('2025');
  expect(value!.value.reasons).toEqual({
    prior: { total: '新增场地修缮项目' },
    plan: { items: { '2050499': '年中追加项目经费' } },
  });
});
