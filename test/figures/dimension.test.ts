import { expect, test } from '@jest/globals';
import { compareValues, memberFilter, memberOf, nameOf } from '../../src/figures/dimension.ts';
import { meeting } from '../../src/figures/filter.ts';
import { DIMENSIONS, type Dimension } from '../../src/pack/pack.ts';
import { classification2025, lineOf } from '../support/unit-of.ts';

const MEMBER = { name: '某中心', kind: '事业单位' };
const RENT = { ...lineOf('2010399', '30214', '103.98', { project: '办公场所租赁' }), member: MEMBER };
const LUMP = lineOf('2010350', null, '484.614');

test.each<[Dimension, string | null, string | null]>([
  ['functionClass', '201', '201'],
  ['functionSection', '20103', '20103'],
  ['functionItem', '2010399', '2010350'],
  ['economicClass', '302', null],
  ['economicSection', '30214', null],
  ['project', '办公场所租赁', null],
  ['unit', '某中心', null],
])('%s of a line and of a lump sum', (dimension, ofRent, ofLump) => {
  expect([memberOf(RENT, dimension), memberOf(LUMP, dimension)]).toEqual([ofRent, ofLump]);
});

test.each([...DIMENSIONS])('the filter of a member takes the lines of that member: %s', (dimension) => {
  const others = [
    lineOf('2080505', '30108', '8.58'),
    lineOf('2080506', '31002', '1', { project: '另一个项目' }),
  ];
  const member = memberFilter(dimension, memberOf(RENT, dimension)!);
  expect(meeting([member])(RENT)).toBe(true);
  for (const other of others) expect(meeting([member])(other)).toBe(false);
});

test.each<[Dimension, string, string]>([
  ['functionClass', '201', '一般公共服务支出'],
  ['functionItem', '2010350', '事业运行'],
  ['functionSection', '20103', '政府办公厅（室）及相关机构事务'],
  ['functionItem', '9999999', '9999999'],
  ['economicClass', '301', '工资福利支出'],
  ['economicSection', '30217', '公务接待费'],
  ['economicSection', '30177', '30177'],
  ['project', '2010350', '2010350'],
])('name of %s %s', (dimension, value, expected) => {
  expect(nameOf(classification2025, dimension, value)).toBe(expected);
});

test('codes ascend, projects keep the order of the report', () => {
  const codes = ['2080505', '2010399', '20103', '201'];
  expect(codes.toSorted(compareValues('functionItem', new Map()))).toEqual([
    '201',
    '20103',
    '2010399',
    '2080505',
  ]);
  const order = new Map([
    ['乙', 0],
    ['甲', 1],
    ['丙', 2],
  ]);
  expect(['甲', '丙', '乙'].toSorted(compareValues('project', order))).toEqual(['乙', '甲', '丙']);
});
