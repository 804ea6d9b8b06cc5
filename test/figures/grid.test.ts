import { describe, expect, test } from '@jest/globals';
import { makeGrid } from '../../src/figures/grid.ts';
import type { Filter } from '../../src/model/filter.ts';
import type { LedgerLine } from '../../src/model/ledger.ts';
import { gridText } from '../support/grid-text.ts';
import { packOf, tableOf } from '../support/packs.ts';
import { lineOf, unitOf } from '../support/unit-of.ts';

const NAMED: Record<string, Filter> = {
  current: { carriedOver: false },
  basic: { kind: 'basic' },
  project: { kind: 'project' },
  general: { budgets: ['generalPublicBudget'] },
};
const LEDGER: LedgerLine[] = [
  lineOf('2010350', '30101', '470.47'),
  lineOf('2010399', '30214', '207.02', { project: '办公场所租赁' }),
  lineOf('2080505', '30108', '8.58'),
  lineOf('2120801', '31005', '60', { project: '道路建设', fund: '政府性基金预算' }),
];

const grid = (table: Record<string, unknown>, ledger = LEDGER) =>
  makeGrid(tableOf(table), unitOf({ ledger }), NAMED, packOf({}).settings.tableMoney);

const FUNCTIONS = {
  rows: { by: ['functionClass', 'functionSection', 'functionItem'], total: '总计' },
  columns: [
    { label: '类', show: 'class' },
    { label: '款', show: 'section' },
    { label: '项', show: 'item' },
    { label: '名称', show: 'name' },
    { label: '合计', sum: [] },
    { label: '基本支出', sum: 'basic' },
    { label: '项目支出', sum: 'project' },
  ],
};

const SIDES = [
  {
    rows: { lines: [{ label: '本年收入', where: 'current', indent: '1' }] },
    columns: [
      { label: '项目', show: 'label' },
      { label: '预算数', sum: [] },
    ],
    last: { label: '收入总计', where: [] },
  },
  {
    rows: { each: 'functionClass', codes: ['201', '202'], label: '{code} {name}' },
    columns: [
      { label: '功能分类', show: 'label' },
      { label: '预算数', sum: [] },
    ],
    last: { label: '支出总计', where: [] },
  },
];

test('codes are split into columns, amounts summed under each filter', () => {
  expect(gridText(grid({ blocks: [{ ...FUNCTIONS, where: 'general' }] }))).toEqual([
    '|||总计|686.07|479.05|207.02',
    '201|||一般公共服务支出|677.49|470.47|207.02',
    '201|03||政府办公厅（室）及相关机构事务|677.49|470.47|207.02',
    '201|03|50|事业运行|470.47|470.47|',
    '201|03|99|其他政府办公厅（室）及相关机构事务支出|207.02||207.02',
    '208|||社会保障和就业支出|8.58|8.58|',
    '208|05||行政事业单位养老支出|8.58|8.58|',
    '208|05|05|机关事业单位基本养老保险缴费支出|8.58|8.58|',
  ]);
});

test('the origin of a figure has the filters of block, row and column', () => {
  const { rows } = grid({ blocks: [{ ...FUNCTIONS, where: 'general' }] });
  const cell = rows[4]!.cells[6]!;
  expect(cell.kind === 'figure' && cell.figure.origin).toEqual({
    kind: 'sum',
    filters: [
      NAMED.general,
      { functions: ['201'] },
      { functions: ['20103'] },
      { functions: ['2010399'] },
      NAMED.project,
    ],
    lines: [LEDGER[1]],
  });
});

describe('two blocks', () => {
  test('stand side by side, the shorter filled up, the last rows level', () => {
    expect(gridText(grid({ blocks: SIDES }))).toEqual([
      '本年收入|746.07|201 一般公共服务支出|677.49',
      '||202 外交支出|',
      '||208 社会保障和就业支出|8.58',
      '||212 城乡社区支出|60.00',
      '收入总计|746.07|支出总计|746.07',
    ]);
  });

  test('the left one may be the longer', () => {
    const [income, expenditure] = SIDES;
    expect(gridText(grid({ blocks: [expenditure, income] }, []))).toEqual([
      '201 一般公共服务支出||本年收入|',
      '202 外交支出|||',
      '支出总计||收入总计|',
    ]);
  });

  test('only one has a last row', () => {
    const [income, { last: _, ...expenditure }] = SIDES as [(typeof SIDES)[0], (typeof SIDES)[1]];
    expect(gridText(grid({ blocks: [income, expenditure] }, []))).toEqual([
      '本年收入||201 一般公共服务支出|',
      '||202 外交支出|',
      '收入总计|||',
    ]);
  });

  test('every row has a cell for every column, the head covers them all', () => {
    const table = grid({ blocks: SIDES });
    for (const row of table.rows) expect(row.cells).toHaveLength(table.columns.length);
    expect(table.head[0]?.map(({ text }) => text)).toEqual(['项目', '预算数', '功能分类', '预算数']);
  });

  test('labels keep their indent', () => {
    const [row] = grid({ blocks: SIDES }).rows;
    expect(row?.cells.map((cell) => (cell.kind === 'text' ? cell.indent : null))).toEqual([1, null, 0, null]);
  });
});

describe('an empty table', () => {
  const blocks = [{ ...FUNCTIONS, where: { budgets: 'stateCapitalBudget' } }];

  test('keeps its head and has no rows', () => {
    expect(grid({ blocks, empty: 'partials/empty' })).toMatchObject({
      isEmpty: true,
      rows: [],
      emptyTemplate: 'partials/empty',
    });
    expect(grid({ blocks, empty: 'partials/empty' }).head[0]).toHaveLength(7);
  });

  test('lines of zero do not fill it', () => {
    const zero = lineOf('2230101', '31201', '0', { fund: '国有资本经营预算' });
    expect(grid({ blocks, empty: 'partials/empty' }, [...LEDGER, zero]).isEmpty).toBe(true);
  });

  test('an amount too small to be printed does', () => {
    const tiny = lineOf('2230101', '31201', '0.001', { fund: '国有资本经营预算' });
    expect(grid({ blocks, empty: 'partials/empty' }, [...LEDGER, tiny]).isEmpty).toBe(false);
  });

  test('is printed with its total where no sentence is declared', () => {
    const table = grid({ blocks });
    expect(table.isEmpty).toBe(false);
    expect(gridText(table)).toEqual(['|||总计|||']);
  });
});

test('title, width and marks come from the declaration', () => {
  const table = grid({
    number: '3',
    title: '单位支出总体情况表',
    page: 'wide',
    mark: '※',
    blocks: [FUNCTIONS],
  });
  expect(table).toMatchObject({
    id: 'table',
    number: '3',
    title: '单位支出总体情况表',
    isWide: true,
    markRow: ['※', '※', '※', '※', '1', '2', '3'],
    emptyTemplate: null,
  });
  expect(grid({ blocks: [FUNCTIONS] })).toMatchObject({ isWide: false, markRow: null });
});

test('a column may take its amounts from another book', () => {
  const table = {
    blocks: [
      {
        where: 'general',
        rows: { by: ['functionItem'], total: '总计' },
        columns: [
          { label: '名称', show: 'name' },
          { label: '本年', sum: 'basic' },
          { label: '上年', sum: 'basic', book: 'prior' },
        ],
      },
    ],
  };
  const prior = [
    lineOf('2010350', '30101', '400.01'),
    lineOf('2010350', '30101', '0.99', { fund: '事业收入' }),
    lineOf('2010399', '30214', '3', { project: '办公场所租赁' }),
  ];
  const made = makeGrid(
    tableOf(table),
    unitOf({ ledger: LEDGER, prior }),
    NAMED,
    packOf({}).settings.tableMoney,
  );
  expect(gridText(made).slice(0, 3)).toEqual([
    '总计|479.05|400.01',
    '事业运行|470.47|400.01',
    '其他政府办公厅（室）及相关机构事务支出||',
  ]);
});

test('several rows at the bottom stand level; one that names a side asks all lines of that side', () => {
  const income: LedgerLine = { ...lineOf('2010350', null, '700'), side: 'income' };
  const left = {
    rows: { lines: [{ label: '收入', where: { side: 'income' } }] },
    columns: [
      { label: '项目', show: 'label' },
      { label: '决算数', sum: [] },
    ],
    last: [
      { label: '本年收入合计', where: { side: 'income' } },
      { label: '', where: { side: 'opening' } },
    ],
  };
  const right = {
    ...SIDES[1],
    where: { side: 'expenditure' },
    rows: { each: 'functionClass', codes: ['201', '202'], label: '{name}' },
    last: [{ label: '' }, { label: '年末结转和结余', where: { side: 'closing' } }],
  };
  const rows = gridText(grid({ blocks: [left, right] }, [income, lineOf('2010350', '30101', '470.47')]));
  expect(rows[0]).toMatch(/^收入\|700\.00\|一般公共服务支出\|470\.47$/);
  expect(rows.slice(-2)).toEqual(['本年收入合计|700.00||', '||年末结转和结余|229.53']);
});

test('rows of 类 and 款 of the economic classification, a fixed list', () => {
  const table = {
    rows: { each: 'economic', codes: ['301', '30101', '30102'], label: '{name}' },
    columns: [
      { label: '类', show: 'class' },
      { label: '款', show: 'section' },
      { label: '名称', show: 'name' },
      { label: '决算数', sum: [] },
    ],
  };
  expect(gridText(grid({ blocks: [table] }, [lineOf('2010350', '30101', '470.47')]))).toEqual([
    '301||工资福利支出|470.47',
    '301|01|基本工资|470.47',
    '301|02|津贴补贴|',
  ]);
});
