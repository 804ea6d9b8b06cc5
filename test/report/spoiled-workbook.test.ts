import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { hasErrors } from '../../src/model/finding.ts';
import type { PlanWorkbook } from '../../src/ooxml/sheet-plan.ts';
import { writeWorkbook } from '../../src/ooxml/write-workbook.ts';
import { PackStore } from '../../src/report/packs.ts';
import { produceReport } from '../../src/report/produce-report.ts';
import { CLASSIFICATION_FOLDER, DATA_FOLDER, TEMPLATES_FOLDER } from '../support/folders.ts';
import { folderWith } from '../support/temp-folder.ts';
import { planOfFile, withCell } from '../support/unit-workbook.ts';

const DEMO = join(DATA_FOLDER, 'demo');
const plan = await planOfFile(join(DEMO, '2025.yaml'));
const packs = new PackStore({
  templates: TEMPLATES_FOLDER,
  templatesLabel: 'templates',
  classification: CLASSIFICATION_FOLDER,
});

type Change = readonly [sheet: string, label: string, column: number, value: string];

/** The filled workbook with other texts in lines that are found by a text in them. */
function spoiled(changes: readonly Change[]): PlanWorkbook {
  return changes.reduce((book, [name, label, column, value]) => {
    const { rows } = book.sheets.find((sheet) => sheet.name === name)!;
    const row = rows.findIndex((cells) =>
      cells
        .map((cell) => cell?.value)
        .join('|')
        .startsWith(label),
    );
    return withCell(book, name, row + 1, column, value);
  }, plan);
}

async function findingsOf(book: PlanWorkbook) {
  const folder = await folderWith({
    '单位.xlsx': writeWorkbook(book),
    '2024.yaml': readFileSync(join(DEMO, '2024.yaml'), 'utf8'),
  });
  const { report, findings } = await produceReport(join(folder, '单位.xlsx'), '单位.xlsx', packs);
  expect(report).toBeNull();
  expect(hasErrors(findings)).toBe(true);
  return findings.map(({ code, position, message }) => `${code} ${position?.place ?? ''} ${message}`);
}

const TEXTS: readonly Change[] = [
  ['单位信息', '单位名称', 3, ''],
  ['单位信息', '实有人数·人数|在职', 3, '四十一'],
  ['单位信息', '单位性质', 3, '企业'],
  ['绩效目标', '（单位整体）|履职效能|数量指标|服务', 1, '没有的项目'],
  ['项目', '社会力量办学费用补贴', 3, '补贴机构4家，共{金额}，联系电话13912345678。'],
];

test('a workbook spoiled in six ways is told of all of them in one run, and of nothing that only follows', async () => {
  const found = await findingsOf(spoiled([...TEXTS, ['增减原因', '基本支出增减原因', 4, '']]));
  expect(found).toEqual([
    'L10 单位信息!C9 缺少“单位名称”。',
    'L14 单位信息!C12 “单位性质”不能是“企业”。',
    'L23 单位信息!C28 “人数”应是整数，现为“四十一”。',
    'E05 增减原因!D12 “基本支出”比上年有增减，没有写原因：上年 600.12 → 本年 610.68，增加10.56万元。',
    'R08 绩效目标!A3 没有名为“没有的项目”的项目。',
    'F01 项目!C4 公开文件中有手机号码“139****5678”。',
  ]);
});

test('where a line of the ledger cannot be read, the cells and the texts are still told, and figures are not judged', async () => {
  const found = await findingsOf(
    spoiled([
      ...TEXTS,
      ['增减原因', '基本支出增减原因', 4, ''],
      ['预算明细', '2050101 行政运行|30101', 7, '12,34'],
    ]),
  );
  expect(found).toEqual([
    'L10 单位信息!C9 缺少“单位名称”。',
    'L14 单位信息!C12 “单位性质”不能是“企业”。',
    'L23 单位信息!C28 “人数”应是整数，现为“四十一”。',
    'R08 绩效目标!A3 没有名为“没有的项目”的项目。',
    'F01 项目!C4 公开文件中有手机号码“139****5678”。',
    'R06 预算明细!G2 “12,34”不是金额。',
    'R14  工作簿没有全部读出，与金额有关的检查没有做。',
  ]);
});

test('without a sheet nothing is asked for that stands on it', async () => {
  const sheets = plan.sheets.filter(({ name }) => name !== '采购与资产' && name !== '项目');
  expect(await findingsOf({ ...plan, sheets })).toEqual([
    'R02 采购与资产!A1 缺少工作表“采购与资产”。',
    'R02 项目!A1 缺少工作表“项目”。',
    'R14  工作簿没有全部读出，与金额有关的检查没有做。',
  ]);
});
