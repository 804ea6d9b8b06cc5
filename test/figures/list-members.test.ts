import { describe, expect, test } from '@jest/globals';
import { listMembers } from '../../src/figures/list-members.ts';
import type { Filter } from '../../src/model/filter.ts';
import { packOf } from '../support/packs.ts';
import { lineOf, type UnitOptions, unitOf } from '../support/unit-of.ts';

const NAMED: Record<string, Filter> = {
  general: { budgets: ['generalPublicBudget'] },
  basic: { kind: 'basic' },
};
const GENERAL = [NAMED.general!];

const UNIT: UnitOptions = {
  ledger: [
    lineOf('2210201', '30113', '25.23'),
    lineOf('2010350', '30101', '22.974'),
    lineOf('2010350', '30102', '33.78'),
    lineOf('2010399', '30214', '103.98', { project: '办公场所租赁' }),
    lineOf('2010399', '30213', '15', { project: '综柜建设' }),
    lineOf('2120801', '31005', '60', { project: '道路建设', fund: '政府性基金预算' }),
    lineOf('2101102', '30110', '0'),
  ],
  prior: [lineOf('2080506', null, '4.95'), lineOf('2010350', null, '484.614')],
  projects: ['综柜建设', '办公场所租赁', '道路建设'],
};

const members = (list: Record<string, unknown>, base: readonly Filter[] = []) =>
  listMembers(packOf({ lists: { any: list } }).settings.lists.any!, base, unitOf(UNIT), NAMED);

describe('members by a dimension', () => {
  test.each<[Record<string, unknown>, readonly Filter[], string[]]>([
    [{ by: 'functionClass' }, [], ['201 一般公共服务支出', '212 城乡社区支出', '221 住房保障支出']],
    [{ by: 'functionClass' }, GENERAL, ['201 一般公共服务支出', '221 住房保障支出']],
    [
      { by: 'functionItem', include: 'either' },
      GENERAL,
      [
        '2010350 事业运行',
        '2010399 其他政府办公厅（室）及相关机构事务支出',
        '2080506 机关事业单位职业年金缴费支出',
        '2210201 住房公积金',
      ],
    ],
    [
      { by: 'economicSection' },
      [{ kind: 'basic' }],
      ['30101 基本工资', '30102 津贴补贴', '30113 住房公积金'],
    ],
    [{ by: 'project' }, GENERAL, ['综柜建设 综柜建设', '办公场所租赁 办公场所租赁']],
  ])('%j', (list, base, expected) => {
    expect(members(list, base).map(({ key, label }) => `${key} ${label}`)).toEqual(expected);
  });

  test('a functional code names its levels as far as it reaches', () => {
    const names = (list: Record<string, unknown>) => members(list, GENERAL)[0]?.names;
    expect(names({ by: 'functionItem' })).toEqual({
      className: '一般公共服务支出',
      sectionName: '政府办公厅（室）及相关机构事务',
      itemName: '事业运行',
    });
    expect(names({ by: 'functionSection' })).toMatchObject({
      sectionName: '政府办公厅（室）及相关机构事务',
      itemName: null,
    });
    expect(names({ by: 'functionClass' })).toMatchObject({
      className: '一般公共服务支出',
      sectionName: null,
    });
    expect(names({ by: 'economicSection' })).toEqual({ className: null, sectionName: null, itemName: null });
  });

  test('the filters of a member add to those of the list', () => {
    expect(members({ by: 'functionClass' }, GENERAL)[1]?.filters).toEqual([
      NAMED.general,
      { functions: ['221'] },
    ]);
  });
});

test('fixed entries stand as declared', () => {
  const entries = [
    { key: 'basic', label: '基本支出', where: 'basic', show: 'used' },
    { key: 'none', label: '出国', where: { economics: '30212' } },
  ];
  expect(members({ entries }, GENERAL)).toEqual([
    {
      key: 'basic',
      label: '基本支出',
      filters: [NAMED.general, NAMED.basic],
      names: { className: null, sectionName: null, itemName: null },
      onlyWhenUsed: true,
    },
    expect.objectContaining({ key: 'none', onlyWhenUsed: false }),
  ]);
});
