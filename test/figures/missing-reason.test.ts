import { expect, test } from '@jest/globals';
import { missingReasonFinding } from '../../src/figures/missing-reason.ts';
import type { DataPath, Locator } from '../../src/model/locator.ts';

const CHANGE = { change: '上年 26.21 → 本年 25.23，减少0.98万元', others: [], isIncrease: false, base: null };
const at = (path: DataPath) => ({
  file: '填报.xlsx',
  line: path.length + 1,
  column: 4,
  place: `增减原因!D${path.length + 1}`,
});
const workbook: Locator = { positionOf: at, keyPositionOf: at };

test.each([
  [['basic'], '栏目选“基本支出增减原因”，内容'],
  [['items', '2210201'], '栏目选“各项级科目增减原因”，名称写“2210201”，内容'],
  [['income', '一般公共预算'], '栏目选“各项收入增减原因”，名称写“一般公共预算”，内容'],
])('in a workbook the remedy names sheet and line: %j', (path, words) => {
  const { hint } = missingReasonFinding('住房公积金', { ...CHANGE, path }, { locator: workbook });
  expect(hint).toContain('工作表“增减原因”');
  expect(hint).toContain(words);
  expect(hint).not.toContain('reasons');
});
