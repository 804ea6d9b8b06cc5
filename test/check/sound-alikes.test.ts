import { expect, test } from '@jest/globals';
import { isInLists, SoundAlikes } from '../../src/check/sound-alikes.ts';
import type { Classification } from '../../src/lists/classification.ts';
import { loadCheckWords } from '../../src/lists/read-check-words.ts';

const { spelling } = await loadCheckWords();
const alikes = new SoundAlikes(spelling.syllables, spelling.words);

test.each([
  ['计划采购2台高效节能空调社备，确保机房环境', '社备', '设备'],
  ['彩购教学耗材1批', '彩购', '采购'],
  ['开展专项布署', '布署', '部署'],
  ['整体绩校目标', '绩校', '绩效'],
  ['系统运行维户', '维户', '维护'],
])('%s', (text, written, meant) => {
  expect(alikes.in(text)).toContainEqual({ written, meant });
});

test.each([
  '疫情防控形势趋于缓和',
  '与同级部门会商，和各街道签订合同',
  '权力清单和权利义务',
  '在职人员减少1人，按规定编制预算',
  '实施方案已报区政府同意',
])('right as it stands: %s', (text) => {
  expect(alikes.in(text)).toEqual([]);
});

test('a known name is no slip', () => {
  const isName = (written: string) => '住房公积金'.includes(written);
  expect(alikes.in('单位缴存人数减少，故住房公积金减少', isName)).toEqual([]);
});

test('the names of codes are names, whoever adds to them', () => {
  const lists = {
    functions: new Map([['2210201', '住房公积金']]),
    economics: new Map([['30101', '基本工资']]),
  } as unknown as Classification;
  expect(['公积', '工资', '本工'].every((pair) => isInLists(pair, lists))).toBe(true);
  expect(['金基', '社备'].some((pair) => isInLists(pair, lists))).toBe(false);
});
