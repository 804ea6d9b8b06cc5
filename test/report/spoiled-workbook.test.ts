import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { RawMap } from '../../src/kinds/raw-tree.ts';
import { hasErrors } from '../../src/model/finding.ts';
import type { PlanWorkbook } from '../../src/ooxml/sheet-plan.ts';
import { writeWorkbook } from '../../src/ooxml/write-workbook.ts';
import { produceReport } from '../../src/report/produce-report.ts';
import { parseYaml } from '../../src/source/yaml.ts';
import { DATA_FOLDER } from '../support/folders.ts';
import { packs } from '../support/repository-packs.ts';
import { folderWith } from '../support/temp-folder.ts';
import { finalPlanOf, planOf, planOfFile, withCell } from '../support/unit-workbook.ts';

const DEMO = join(DATA_FOLDER, 'demo');
const plan = await planOfFile(join(DEMO, '2025.yaml'));
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

/** What is said of a workbook of some data: code, cell, message and remedy. */
async function saidOf(book: PlanWorkbook, beside: readonly string[] = []) {
  const others = beside.map((name) => [name, readFileSync(join(DATA_FOLDER, 'finals', name), 'utf8')]);
  const folder = await folderWith({ '单位.xlsx': writeWorkbook(book), ...Object.fromEntries(others) });
  const { findings } = await produceReport(join(folder, '单位.xlsx'), '单位.xlsx', packs);
  return findings.map(({ code, position, message, hint }) => `${code} ${position?.place} ${message}${hint}`);
}

test('the workbook of a final is spoken of by its own sheets, cells and lines', async () => {
  const file = join(DATA_FOLDER, 'finals', 'demo-final-2025.yaml');
  const tree = parseYaml({ file, text: readFileSync(file, 'utf8') }).value!.value as RawMap;
  const reasons = tree.reasons as RawMap;
  const { governmentFund: _, ...plan } = reasons.plan as RawMap;
  const control = { ...(tree.control as RawMap), closing: '5.60' };
  const book = finalPlanOf({ ...tree, reasons: { ...reasons, plan }, control });
  const found = await saidOf(book, ['demo-budget-2025.yaml', 'demo-final-2024.yaml']);
  // In which line it stands depends on what else the sheet holds.
  const said = found.map((line) => line.replace(/(![A-Z]+)\d+/, '$1'));
  expect(said).toEqual([
    'G15 增减原因!E “政府性基金预算财政拨款支出”的决算数与预算数不同，没有写原因：年初预算数 0.00 → 决算数 25.00，增加25.00万元。在“增减原因”表填写“与年初预算比较·政府性基金预算财政拨款支出”一行：原因（“主要原因是”之后的话，不写句号）。',
    'G29 采购与资产!C 年末结转和结余：决算软件5.60万元，由明细推算3.55万元，相差2.05万元。核对明细是否漏列或重列；抄录有误的改正“采购与资产”表。',
  ]);
});

test('what leads nowhere is told at its cell: a file, a reason, a template of another document', async () => {
  const tree = parseYaml({ file: 'a', text: readFileSync(join(DATA_FOLDER, 'kuerle.yaml'), 'utf8') }).value!
    .value as RawMap;
  const reasons = { ...(tree.reasons as RawMap), 凭空: '没有的数' };
  expect((await saidOf(planOf({ ...tree, prior: { from: '2024.yaml' } })))[0]).toBe(
    'L01 单位信息!C40 找不到文件：2024.yaml核对路径和文件名。',
  );
  const said = await saidOf(planOf({ ...tree, reasons }));
  expect(said.find((line) => line.startsWith('L49'))).toMatch(
    /^L49 增减原因!D\d+ “增减原因”表的“增减原因（其他）”中的“凭空”没有被用到。本模板用到的有：“增减原因”表的“基本支出增减原因”、“项目支出增减原因”、/,
  );
  const [first] = await saidOf(planOf({ ...tree, template: 'national-final-2025' }));
  expect(first).toBe(
    'L65 单位信息!C2 模板 national-final-2025 印的是决算，这个文件是预算。“单位信息”表的“模板”换成预算的模板。',
  );
});
