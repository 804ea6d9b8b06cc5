import { expect, test } from '@jest/globals';
import { NO_KEY_NAMES } from '../../src/form/key-names.ts';
import { speakOfSheets } from '../../src/form/speak-of-sheets.ts';
import type { FormOf } from '../../src/kinds/form-of.ts';
import type { DataPath } from '../../src/model/locator.ts';

function said(hint: string, path?: DataPath, of: FormOf = 'unit'): string {
  const finding = { code: 'L10', severity: 'error', message: hint, hint, position: null } as const;
  return speakOfSheets(path === undefined ? finding : { ...finding, subject: { path } }, {
    of,
    names: NO_KEY_NAMES,
  }).hint;
}

test.each([
  [
    '在 reasons 下补写 basic: 原因（“主要原因是”之后的话，不写句号）。',
    '在“增减原因”表填写“基本支出增减原因”一行：原因（“主要原因是”之后的话，不写句号）。',
  ],
  [
    '在 reasons 的 items 下补写 2210201: 原因。',
    '在“增减原因”表填写“各项级科目增减原因”一行，名称写“2210201”：原因。',
  ],
  ['在 purposes 下补写 206: 用途。', '在“说明”表填写“各类支出主要用于”一行，名称写“206”：用途。'],
  [
    '在 purposes.206 下补写 一般公共预算: 用途。',
    '在“说明”表填写“各类支出主要用于”一行，名称写“206”“一般公共预算”：用途。',
  ],
  [
    '在 prior.stated 下填写 reception: 上年数；上年没有则填 0。',
    '在“采购与资产”表填写“上年数（直接填列）·上年公务接待费”一行：上年数；上年没有则填 0。',
  ],
  [
    '也可在 glossary 中补写 term: 单位资金 和解释。',
    '也可在“说明”表填写“名词解释补充”一行，名称写“单位资金”和解释。',
  ],
  ['在 performance 下补写 unit: {aim: …, indicators: …}。', '在“单位信息”表填写“单位整体绩效目标表”各行。'],
  ['补上 procurement.goods。', '补上“采购与资产”表的“政府采购货物预算”。'],
  ['缺少“单位名称（unit.name）”。', '缺少“单位名称”。'],
  [
    '核对文件顶部的 amounts 和人数；确实如此的，在 waivers 中写明。',
    '核对“单位信息”表的“金额单位”和人数；确实如此的，在“说明”表的“豁免”中写明。',
  ],
  ['prior.from 指向 2024 年的单位文件。', '“单位信息”表的“上年文件”指向 2024 年的单位文件。'],
  ['应填写true 或 false。', '应填写“是”或“否”。'],
])('%s', (yaml, workbook) => {
  expect(said(yaml)).toBe(workbook);
});

test('what is named without its whole path is looked for where the finding stands', () => {
  expect(said('删去 goal.name 即与项目名称一致。', ['projects', 4, 'goal', 'name'])).toBe(
    '删去“项目”表的“项目支出绩效目标表·目标表中的项目名称”即与项目名称一致。',
  );
  expect(said('例如 defaults: { evidence: … }。', ['projects', 3, 'goal', 'indicators'])).toBe(
    '例如“项目”表的“项目支出绩效目标表·各指标的默认值·佐证资料”。',
  );
});

test('a department has sheets of its own', () => {
  expect(said('from 改为它 2025 年的文件。', undefined, 'department')).toBe(
    '“单位构成”表的“成员文件”改为它 2025 年的文件。',
  );
  expect(
    said('写 prior: { from: 上年的部门文件 }；新设的写 prior: { budget: {} }。', undefined, 'department'),
  ).toBe('“单位信息”表的“上年文件”写“上年的部门文件”；新设的“单位信息”表的“新设部门”写“是”。');
});

test.each([
  '改正 pack.yaml 的 change。',
  '暂时不能改数据的，用 --redact 遮盖后输出。',
  '是同一个字：“⻋”（U+2ECB）。',
  '先运行 npm run pack new xinjiang-2026 -- --from xinjiang-2025。',
])('what is no field stays: %s', (text) => {
  expect(said(text, ['reasons', 'vehicleRunning'])).toBe(text);
});
