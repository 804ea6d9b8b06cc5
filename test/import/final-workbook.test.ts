import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ledgerOf } from '../../src/books/books.ts';
import { loadUnit } from '../../src/books/load-unit.ts';
import { importCommand } from '../../src/cli/import-command.ts';
import { sumFigure } from '../../src/figures/figure.ts';
import type { Filter } from '../../src/model/filter.ts';
import type { PlanCell } from '../../src/ooxml/sheet-plan.ts';
import { writeWorkbook } from '../../src/ooxml/write-workbook.ts';
import { inTemporaryFolder } from '../support/command.ts';
import { recorder } from '../support/recorder.ts';
import { packs } from '../support/repository-packs.ts';
import type { TestCell } from '../support/workbooks.ts';

/* Small workbooks with the sheets of the final accounts' software, its several rows of heads included. */

type Rows = readonly (readonly TestCell[])[];
const n = (value: string): TestCell => ({ n: value });
const _ = null;
const TITLE: Rows = [['编制单位：示例区学习中心', _, _, _, '金额单位：元']];

const Z03: Rows = [
  ['收入决算表'],
  ...TITLE,
  [
    '科目编码',
    '科目名称',
    '本年收入合计',
    '财政拨款收入',
    '上级补助收入',
    '事业收入',
    _,
    '经营收入',
    '附属单位上缴收入',
    '其他收入',
  ],
  [_, _, _, _, _, '小计', '其中：教育收费'],
  ['栏次', _, n('1'), n('2'), n('3'), n('4'), n('5'), n('6'), n('7'), n('8')],
  ['合计', _, n('3092600'), n('2918600'), _, n('110000'), n('20000'), _, _, n('64000')],
  ['205', '教育支出', n('2842600'), n('2668600'), _, n('110000'), n('20000'), _, _, n('64000')],
  ['2050101', '行政运行', n('2223600'), n('2223600')],
  ['2050203', '初中教育', n('20000'), _, _, n('20000'), n('20000')],
  ['2050402', '成人中等教育', n('90000'), _, _, n('90000')],
  ['2050499', '其他成人教育支出', n('509000'), n('445000'), _, _, _, _, _, n('64000')],
  ['2296003', '用于体育事业的彩票公益金支出', n('250000'), n('250000')],
];
const DETAIL_HEAD: Rows = [
  ...TITLE,
  ['科目编码', '科目名称', '合计', '工资福利支出', _, _, '商品和服务支出', _, _, '资本性支出', _],
  [_, _, _, '小计', '基本工资', '津贴补贴', '小计', '办公费', '公务接待费', '小计', '办公设备购置'],
];
const Z05_1: Rows = [
  ['基本支出决算明细表'],
  ...DETAIL_HEAD,
  [
    '合计',
    _,
    n('2223600'),
    n('2068000'),
    n('1205000'),
    n('863000'),
    n('135600'),
    n('129400'),
    n('6200'),
    n('20000'),
    n('20000'),
  ],
  [
    '205',
    '教育支出',
    n('2223600'),
    n('2068000'),
    n('1205000'),
    n('863000'),
    n('135600'),
    n('129400'),
    n('6200'),
    n('20000'),
    n('20000'),
  ],
  [
    '2050101',
    '行政运行',
    n('2223600'),
    n('2068000'),
    n('1205000'),
    n('863000'),
    n('135600'),
    n('129400'),
    n('6200'),
    n('20000'),
    n('20000'),
  ],
];
const Z05_2: Rows = [
  ['项目支出决算明细表'],
  ...TITLE,
  ['科目编码', '科目名称', '项目名称', '合计', '商品和服务支出', _, _, '资本性支出', _],
  [_, _, _, _, '小计', '30226 劳务费', '委托业务费', '小计', '大型修缮'],
  ['合计', _, _, n('812000'), n('562000'), n('72000'), n('490000'), n('250000'), n('250000')],
  ['2050402', '成人中等教育', '教学活动', n('72000'), n('72000'), n('72000')],
  ['2050499', '其他成人教育支出', '课程资源建设', n('490000'), n('490000'), _, n('490000')],
  ['2296003', '用于体育事业的彩票公益金支出', '场地修缮', n('250000'), _, _, _, n('250000'), n('250000')],
];
const BALANCE_HEAD: Rows = [
  ...TITLE,
  ['科目编码', '科目名称', '年初结转和结余', _, '本年收入', '本年支出', _, _, '年末结转和结余'],
  [_, _, '合计', '其中：项目支出结转和结余', _, '合计', '基本支出', '项目支出'],
];
const Z07: Rows = [
  ['一般公共预算财政拨款收入支出决算表'],
  ...BALANCE_HEAD,
  ['合计', _, n('15000'), n('15000'), n('2668600'), n('2663600'), n('2223600'), n('440000'), n('20000')],
  ['2050101', '行政运行', _, _, n('2223600'), n('2223600'), n('2223600')],
  [
    '2050499',
    '其他成人教育支出',
    n('15000'),
    n('15000'),
    n('445000'),
    n('440000'),
    _,
    n('440000'),
    n('20000'),
  ],
];
const Z08_2: Rows = [
  ['一般公共预算财政拨款项目支出决算明细表'],
  ...TITLE,
  ['科目编码', '科目名称', '项目名称', '合计', '商品和服务支出', _],
  [_, _, _, _, '小计', '委托业务费'],
  ['2050499', '其他成人教育支出', '课程资源建设', n('440000'), n('440000'), n('440000')],
];
const Z09: Rows = [
  ['政府性基金预算财政拨款收入支出决算表'],
  ...TITLE,
  ['科目编码', '科目名称', '年初结转和结余', '本年收入', '本年支出', _, _, '年末结转和结余'],
  [_, _, _, _, '小计', '基本支出', '项目支出'],
  ['2296003', '用于体育事业的彩票公益金支出', _, n('250000'), n('250000'), _, n('250000')],
];
const F03: Rows = [
  ['机构运行信息表'],
  ['编制单位：示例区学习中心'],
  ['项目', '行次', '预算数', '统计数', '项目', '行次', '统计数'],
  ['一、“三公”经费支出', n('1'), _, _, '四、国有资产占用情况', n('20'), _],
  ['1．因公出国（境）团组数（个）', n('2'), _, n('0'), '（一）车辆数合计（辆）', n('21'), n('1')],
  ['2．国内公务接待批次（个）', n('3'), _, n('6'), '7．其他用车', n('22'), n('1')],
  [
    '其中：外事接待批次（个）',
    n('4'),
    _,
    n('0'),
    '（二）单价100万元（含）以上设备（台，套）',
    n('23'),
    n('2'),
  ],
  ['3．国内公务接待人次（人）', n('5'), _, n('41')],
  ['4．公务用车保有量（辆）', n('6'), _, n('1')],
];

const SHEETS: Readonly<Record<string, Rows>> = {
  'Z03 收入决算表(财决03表)': Z03,
  'Z05_1 基本支出决算明细表(财决05-1表)': Z05_1,
  'Z05_2 项目支出决算明细表(财决05-2表)': Z05_2,
  'Z07 一般公共预算财政拨款收入支出决算表(财决07表)': Z07,
  'Z08_2 一般公共预算财政拨款项目支出决算明细表(财决08-2表)': Z08_2,
  'Z09 政府性基金预算财政拨款收入支出决算表(财决09表)': Z09,
  'F03 机构运行信息表(附03表)': F03,
};

function workbook(sheets: Readonly<Record<string, Rows>>): Buffer {
  const plan = (cell: TestCell): PlanCell | null =>
    cell === null
      ? null
      : typeof cell === 'string'
        ? { value: cell, style: {} }
        : { value: cell.n, isNumber: true, style: {} };
  const plans = Object.entries(sheets).map(([name, rows]) => ({
    name: name.slice(0, 31),
    columns: [],
    merges: [],
    rows: rows.map((row) => row.map(plan)),
  }));
  return Buffer.from(writeWorkbook({ title: '', author: '', sheets: plans }));
}

/** Imports the workbook and gives the file and its ledger. */
async function run(sheets: Readonly<Record<string, Rows>>, existing?: string) {
  let text = '';
  let files: {
    findings: { code: string; severity: string; message: string; place?: string }[];
  }[] = [];
  let code = 0;
  let sums: (...filters: Filter[]) => string = () => '';
  await inTemporaryFolder(async (folder) => {
    const out = join(folder, 'out');
    await mkdir(out);
    await writeFile(join(folder, '决算.xlsx'), workbook(sheets));
    const path = join(out, existing === undefined ? '示例区学习中心-决算.yaml' : 'centre.yaml');
    if (existing !== undefined) await writeFile(path, existing);
    const terminal = recorder();
    const options = {
      out,
      template: 'xinjiang-2025',
      finalTemplate: 'national-final-2025',
      year: '2025',
      unit: null,
      json: true,
    };
    code = await importCommand([join(folder, '决算.xlsx')], options, terminal);
    files = JSON.parse(terminal.stdout()).files;
    text = await readFile(path, 'utf8').catch(() => '');
    if (code !== 0) return;
    const rest = 'date: 2026-09-10\nplan: { budget: {} }\nprior: { stated: { total: 0 } }\n';
    const whole =
      existing === undefined
        ? `${text.replace('unit:\n', 'unit:\n  kind: 事业单位\n  functions: [开展社区教育。]\n')}${rest}`
        : text;
    await writeFile(path, whole);
    const { value, findings } = await loadUnit(path, 'final.yaml', packs);
    if (!value) throw new Error(findings.map(({ message }) => message).join('\n'));
    const ledger = ledgerOf(value.unit);
    sums = (...filters) => sumFigure(ledger, filters).amount.div(10_000).toFixed(2);
  });
  const findings = (files[0]?.findings ?? []).map(
    ({ code: each, severity, message, place }) => `${each} ${severity} ${place ?? ''} ${message}`,
  );
  return { code, text, findings, sums };
}

describe('the workbook of the final accounts’ software', () => {
  test('is the ledger of a final: income, expenditure by money, opening, closing', async () => {
    const { code, findings, sums, text } = await run(SHEETS);
    expect([code, findings]).toEqual([0, []]);
    expect(sums({ side: ['income'] })).toBe('309.26');
    expect(sums({ side: ['income'] }, { funds: ['specialAccount'] })).toBe('2.00');
    expect(sums({ side: ['income'] }, { funds: ['undertakingIncome'] })).toBe('9.00');
    expect(sums()).toBe('303.56');
    expect(sums({ budgets: ['generalPublicBudget'] })).toBe('266.36');
    expect(sums({ budgets: ['governmentFundBudget'] })).toBe('25.00');
    // 课程资源建设 is paid by general money and, for the rest, by the one own fund of that function.
    expect(sums({ funds: ['otherIncome'] })).toBe('5.00');
    expect(sums({ economics: ['30217'] })).toBe('0.62');
    expect(sums({ side: ['opening'] })).toBe('1.50');
    expect(sums({ side: ['closing'] }, { budgets: ['generalPublicBudget'] })).toBe('2.00');
    expect(text).toContain('document: 决算');
    expect(text).toMatch(/schema=.*final\.schema\.json/);
  });

  test('has the counts of 机构运行信息表', async () => {
    const { text } = await run(SHEETS);
    for (const line of ['batches: 6', 'persons: 41', 'vehiclesHeld: 1', 'equipmentOver1m: 2', '其他用车:'])
      expect(text).toContain(line);
  });

  test('replaces the figures of a file that is there, in its own unit of amounts, and nothing else', async () => {
    const existing = `document: 决算
template: national-final-2025 # 样式
year: 2025
date: 2026-09-10
amounts: 万元
unit: { name: 示例区学习中心, kind: 事业单位, functions: [开展社区教育。] }
plan: { budget: {} }
expenditure: { 2050101: { basic: { 30101: 1.00 } } }
prior: { stated: { total: 0 } }
assets: { vehicles: { 其他用车: { count: 3, value: 12.00 } } }
purposes: { 205: 社区教育 }
`;
    const { code, text, sums } = await run(SHEETS, existing);
    expect(code).toBe(0);
    expect(text).toContain('template: national-final-2025 # 样式');
    expect(text).toContain('purposes: { 205: 社区教育 }');
    expect(text).toContain('{ count: 1, value: 12.00 }');
    expect(sums({ side: ['income'] })).toBe('309.26');
  });

  const replaced = (name: string, rows: Rows | null) =>
    Object.fromEntries(
      Object.entries(SHEETS).flatMap(([each, old]) =>
        each.startsWith(`${name} `) ? (rows === null ? [] : [[each, rows] as const]) : [[each, old] as const],
      ),
    );
  const changed = (rows: Rows, find: string, at: number, put: TestCell): Rows =>
    rows.map((row) => (row[0] === find ? row.map((cell, index) => (index === at ? put : cell)) : row));

  test.each([
    [
      'a cell that is no amount',
      replaced('Z05_1', changed(Z05_1, '2050101', 4, '一百二十万')),
      /^R06 error .*E7 “一百二十万”不是金额。/,
    ],
    [
      'a code of six digits',
      replaced('Z05_2', changed(Z05_2, '2050499', 0, '205049')),
      /^R07 error .*功能分类科目编码“205049”不对/,
    ],
    [
      'a row without a code',
      replaced('Z07', changed(Z07, '2050499', 0, '')),
      /^R07 error .*这一行有金额，没有科目编码/,
    ],
    [
      'a column that nobody knows',
      replaced(
        'Z05_1',
        Z05_1.map((row) => row.map((cell) => (cell === '津贴补贴' ? '津补贴' : cell))),
      ),
      /^R03 error .*不认识的列“工资福利支出／津补贴”/,
    ],
    [
      'a closing balance that does not follow',
      replaced('Z07', changed(Z07, '2050499', 8, n('30000'))),
      /^R10 error .*2050499 年末应为 20000.*表中是 30000/,
    ],
    [
      'no details of what general money paid',
      replaced('Z08_2', null),
      /^R07 error .*2050499 的支出 490000 中一般公共预算是 440000/,
    ],
    ['a sheet that is missing', replaced('Z07', null), /^R02 error {2}工作簿中没有“Z07/],
    [
      'two units of amounts',
      replaced(
        'Z07',
        Z07.map((row) => row.map((cell) => (cell === '金额单位：元' ? '金额单位：万元' : cell))),
      ),
      /^R11 error .*金额单位不同/,
    ],
    [
      'a count with a fraction',
      replaced('F03', changed(F03, '3．国内公务接待人次（人）', 3, n('41.5'))),
      /^R07 error .*是 41.5，应是不小于 0 的整数/,
    ],
  ])('names %s', async (_name, sheets, expected) => {
    const { code, findings, text } = await run(sheets);
    expect(findings.join('\n')).toMatch(new RegExp(expected.source, 'm'));
    expect([code, text]).toEqual([1, '']);
  });
});
