import { describe, expect, test } from '@jest/globals';
import { ledgerFromBudget, ledgerFromPriorBudget } from '../../src/books/ledger-from-budget.ts';
import { unitFileSchema } from '../../src/kinds/unit-file.ts';
import type { UnplacedLine } from '../../src/model/ledger.ts';
import { LEAST_FILE, pathLocator } from '../support/unit-of.ts';

/** Lines as `function economic kind project fund carried yuan @place`; `-` for what is not there. */
const shown = (lines: readonly UnplacedLine[]): string[] =>
  lines.map((line) =>
    [
      line.functionCode,
      line.economicCode ?? '-',
      line.kind,
      line.project ?? '-',
      line.fund.name,
      line.carriedOver ? 'carried' : 'current',
      line.amount.toFixed(),
      `@${line.position.file}`,
    ].join(' '),
  );

function fromBudget(budget: unknown, unit: '元' | '万元' = '万元'): string[] {
  const data = unitFileSchema.parse({ ...LEAST_FILE, budget });
  return shown(ledgerFromBudget(data.budget!, unit, pathLocator, ['budget']));
}

function fromPrior(budget: unknown): string[] {
  const data = unitFileSchema.parse({ ...LEAST_FILE, prior: { budget } });
  return shown(ledgerFromPriorBudget(data.prior.budget!, '万元', pathLocator, ['prior', 'budget']));
}

describe('this year', () => {
  test.each<[string, unknown, string[]]>([
    [
      'basic expenditure by economic code',
      { 2010350: { basic: { 30101: '22.974', 30201: '7.75' } } },
      [
        '2010350 30101 basic - 一般公共预算 current 229740 @budget/2010350/basic/30101',
        '2010350 30201 basic - 一般公共预算 current 77500 @budget/2010350/basic/30201',
      ],
    ],
    [
      'projects',
      { 2010399: { project: { 办公场所租赁: { 30209: '17.04' }, 综柜建设: { 31002: '65.00' } } } },
      [
        '2010399 30209 project 办公场所租赁 一般公共预算 current 170400 @budget/2010399/project/办公场所租赁/30209',
        '2010399 31002 project 综柜建设 一般公共预算 current 650000 @budget/2010399/project/综柜建设/31002',
      ],
    ],
    [
      'the fund of a function',
      { 2120801: { fund: '政府性基金预算', project: { 道路: { 31005: '60' } } } },
      ['2120801 31005 project 道路 政府性基金预算 current 600000 @budget/2120801/project/道路/31005'],
    ],
    [
      'an amount split by fund, money carried over apart',
      {
        2050299: {
          fund: '财政专户',
          basic: {
            30201: {
              一般公共预算: '10.00',
              事业收入: '2.50',
              carryover: { 一般公共预算: '1.00', 其他收入: '0.5' },
            },
          },
        },
      },
      [
        '2050299 30201 basic - 一般公共预算 current 100000 @budget/2050299/basic/30201/一般公共预算',
        '2050299 30201 basic - 事业收入 current 25000 @budget/2050299/basic/30201/事业收入',
        '2050299 30201 basic - 一般公共预算 carried 10000 @budget/2050299/basic/30201/carryover/一般公共预算',
        '2050299 30201 basic - 其他收入 carried 5000 @budget/2050299/basic/30201/carryover/其他收入',
      ],
    ],
    ['nothing', {}, []],
    ['a function without money', { 2010350: {} }, []],
  ])('%s', (_, budget, expected) => {
    expect(fromBudget(budget)).toEqual(expected);
  });

  test('amounts in 元 stay, with every decimal', () => {
    expect(fromBudget({ 2010350: { basic: { 30101: '229740.005' } } }, '元')).toEqual([
      '2010350 30101 basic - 一般公共预算 current 229740.005 @budget/2010350/basic/30101',
    ]);
    expect(fromBudget({ 2010350: { basic: { 30101: '12345678901234567890.123456' } } })).toEqual([
      '2010350 30101 basic - 一般公共预算 current 123456789012345678901234.56 @budget/2010350/basic/30101',
    ]);
  });
});

describe('last year', () => {
  test.each<[string, unknown, string[]]>([
    [
      'one sum for each kind',
      { 2010350: { basic: '484.614' }, 2010399: { project: '126.02' } },
      [
        '2010350 - basic - 一般公共预算 current 4846140 @prior/budget/2010350/basic',
        '2010399 - project - 一般公共预算 current 1260200 @prior/budget/2010399/project',
      ],
    ],
    [
      'the fund of a function',
      { 2120801: { fund: '政府性基金预算', project: '60' } },
      ['2120801 - project - 政府性基金预算 current 600000 @prior/budget/2120801/project'],
    ],
    [
      'a sum split by fund',
      { 2050299: { basic: { 事业收入: '2.5', carryover: { 财政专户: '1' } } } },
      [
        '2050299 - basic - 事业收入 current 25000 @prior/budget/2050299/basic/事业收入',
        '2050299 - basic - 财政专户 carried 10000 @prior/budget/2050299/basic/carryover/财政专户',
      ],
    ],
    [
      'economic codes, as this year',
      { 2010350: { basic: { 30101: '22', 30217: { 事业收入: '2.89' } } } },
      [
        '2010350 30101 basic - 一般公共预算 current 220000 @prior/budget/2010350/basic/30101',
        '2010350 30217 basic - 事业收入 current 28900 @prior/budget/2010350/basic/30217/事业收入',
      ],
    ],
    [
      'projects by sum, by fund and by economic code',
      { 2010399: { project: { 甲: '1', 乙: { 其他收入: '2' }, 丙: { 30214: '3' } } } },
      [
        '2010399 - project 甲 一般公共预算 current 10000 @prior/budget/2010399/project/甲',
        '2010399 - project 乙 其他收入 current 20000 @prior/budget/2010399/project/乙/其他收入',
        '2010399 30214 project 丙 一般公共预算 current 30000 @prior/budget/2010399/project/丙/30214',
      ],
    ],
    [
      'projects together, split by fund',
      { 2010399: { project: { 一般公共预算: '1', 其他收入: '2' } } },
      [
        '2010399 - project - 一般公共预算 current 10000 @prior/budget/2010399/project/一般公共预算',
        '2010399 - project - 其他收入 current 20000 @prior/budget/2010399/project/其他收入',
      ],
    ],
    ['a new unit', {}, []],
  ])('%s', (_, budget, expected) => {
    expect(fromPrior(budget)).toEqual(expected);
  });
});
