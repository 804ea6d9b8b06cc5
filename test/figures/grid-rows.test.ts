import { describe, expect, test } from '@jest/globals';
import { meeting } from '../../src/figures/filter.ts';
import { planRows } from '../../src/figures/grid-rows.ts';
import type { Filter } from '../../src/model/filter.ts';
import type { LedgerLine } from '../../src/model/ledger.ts';
import { sumMoney } from '../../src/model/money.ts';
import { tableOf } from '../support/packs.ts';
import { lineOf, unitOf } from '../support/unit-of.ts';

const NAMED: Record<string, Filter> = { basic: { kind: 'basic' }, carryover: { carriedOver: true } };

const SALARY = lineOf('2010350', '30101', '22.974');
const OFFICE = lineOf('2010350', '30201', '7.75');
const PENSION = lineOf('2080505', '30108', '8.58');
const RENT = lineOf('2010399', '30214', '103.98', { project: '办公场所租赁' });
const DESK = lineOf('2010399', '31002', '65.00', { project: '综柜建设' });
const NOTHING = lineOf('2210201', '30113', '0.00');

/** Rows as `depth role code label project sum`, sums in 元. */
function shown(
  rows: Record<string, unknown>,
  ledger: readonly LedgerLine[],
  projects: string[] = [],
): string[] {
  const declared = tableOf({ blocks: [{ rows, columns: [{ label: '名', show: 'name' }] }] }).blocks[0]!.rows;
  return planRows(declared, ledger, unitOf({ ledger, projects }), NAMED).map((plan) => {
    const sum = sumMoney(plan.lines.map((line) => line.amount)).toFixed();
    return [plan.depth, plan.role, plan.code ?? '-', plan.label || '-', plan.project || '-', sum].join(' ');
  });
}

describe('a hierarchy', () => {
  test('the codes of the ledger, outermost first, under their total', () => {
    const rows = { by: ['functionClass', 'functionSection', 'functionItem'], total: '总计' };
    expect(shown(rows, [PENSION, SALARY, RENT, OFFICE])).toEqual([
      '0 total - 总计 - 1432840',
      '0 line 201 一般公共服务支出 - 1347040',
      '1 line 20103 政府办公厅（室）及相关机构事务 - 1347040',
      '2 line 2010350 事业运行 - 307240',
      '2 line 2010399 其他政府办公厅（室）及相关机构事务支出 - 1039800',
      '0 line 208 社会保障和就业支出 - 85800',
      '1 line 20805 行政事业单位养老支出 - 85800',
      '2 line 2080505 机关事业单位基本养老保险缴费支出 - 85800',
    ]);
  });

  test.each<[string, Record<string, unknown>, LedgerLine[], string[]]>([
    [
      'the total may stand last',
      { by: ['economicClass'], total: '合计', totalAt: 'last' },
      [SALARY, OFFICE],
      ['0 line 301 工资福利支出 - 229740', '0 line 302 商品和服务支出 - 77500', '0 total - 合计 - 307240'],
    ],
    [
      'no total where none is asked for',
      { by: ['economicClass'] },
      [SALARY],
      ['0 line 301 工资福利支出 - 229740'],
    ],
    [
      'a code without money has no row',
      { by: ['functionClass'], total: '总计' },
      [SALARY, NOTHING],
      ['0 total - 总计 - 229740', '0 line 201 一般公共服务支出 - 229740'],
    ],
    [
      'nothing but the total without a ledger',
      { by: ['functionClass'], total: '总计' },
      [],
      ['0 total - 总计 - 0'],
    ],
    [
      'unknown codes are their own names',
      { by: ['functionClass', 'functionItem'] },
      [lineOf('9990101', '30101', '1')],
      ['0 line 999 999 - 10000', '1 line 9990101 9990101 - 10000'],
    ],
    [
      'items joined with their projects',
      { by: ['functionClass', ['functionItem', 'project']] },
      [DESK, RENT],
      [
        '0 line 201 一般公共服务支出 - 1689800',
        '1 line 2010399 办公场所租赁 办公场所租赁 1039800',
        '1 line 2010399 综柜建设 综柜建设 650000',
      ],
    ],
    [
      'basic expenditure gets a row of its own in front of the projects',
      { by: ['project'], total: '合计', without: '基本支出' },
      [RENT, SALARY],
      [
        '0 total - 合计 - 1269540',
        '0 line - 基本支出 基本支出 229740',
        '0 line - 办公场所租赁 办公场所租赁 1039800',
      ],
    ],
    [
      'but not where it carries no money',
      { by: ['project'], without: '基本支出' },
      [RENT, NOTHING],
      ['0 line - 办公场所租赁 办公场所租赁 1039800'],
    ],
  ])('%s', (_, rows, ledger, expected) => {
    expect(shown(rows, ledger, ['办公场所租赁', '综柜建设'])).toEqual(expected);
  });

  test('the filters of a row take its lines and no others', () => {
    const rows = tableOf({
      blocks: [
        {
          rows: { by: ['functionClass', ['functionItem', 'project']] },
          columns: [{ label: '名', show: 'name' }],
        },
      ],
    }).blocks[0]!.rows;
    const ledger = [DESK, RENT];
    const plans = planRows(rows, ledger, unitOf({ ledger }), NAMED);
    expect(plans.flatMap((plan) => plan.filters)).toEqual([]);
    for (const { known, lines } of plans) expect(ledger.filter(meeting(known))).toEqual(lines);
    expect(plans.map((plan) => plan.known)).toEqual([
      [{ functions: ['201'] }],
      [{ functions: ['201'] }, { functions: ['2010399'] }, { project: '办公场所租赁' }],
      [{ functions: ['201'] }, { functions: ['2010399'] }, { project: '综柜建设' }],
    ]);
  });
});

describe('a fixed list of codes', () => {
  const rows = { each: 'functionClass', codes: ['201', '202'], label: '{ordinal}.{code} {name}' };

  test('every code has its row, in order, and so has any other code with money', () => {
    expect(shown(rows, [PENSION, SALARY, lineOf('1990101', '30101', '1')])).toEqual([
      '0 line 199 1.199 199 - 10000',
      '0 line 201 2.201 一般公共服务支出 - 229740',
      '0 line 202 3.202 外交支出 - 0',
      '0 line 208 4.208 社会保障和就业支出 - 85800',
    ]);
  });

  test('without money another code has no row', () => {
    expect(shown(rows, [NOTHING])).toHaveLength(2);
  });

  test('projects have no code', () => {
    expect(shown({ each: 'project', label: '{name}' }, [RENT])).toEqual(['0 line - 办公场所租赁 - 1039800']);
  });
});

describe('fixed lines', () => {
  const rows = {
    lines: [
      { label: '基本支出', where: 'basic' },
      { label: '结转', where: 'carryover', show: 'used' },
      { label: '因公出国（境）费', where: { economics: '30212' }, indent: '1' },
    ],
  };

  test('stand as declared, those for use only when used', () => {
    const labels = (ledger: LedgerLine[]) => shown(rows, ledger).map((row) => row.split(' ')[3]);
    expect(labels([])).toEqual(['基本支出', '因公出国（境）费']);
    expect(labels([lineOf('2010350', '30101', '0', { carriedOver: true })])).toEqual([
      '基本支出',
      '因公出国（境）费',
    ]);
    expect(labels([lineOf('2010350', '30101', '1', { carriedOver: true })])).toEqual([
      '基本支出',
      '结转',
      '因公出国（境）费',
    ]);
  });
});
