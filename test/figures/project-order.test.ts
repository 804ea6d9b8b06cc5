import { expect, test } from '@jest/globals';
import { projectOrder } from '../../src/figures/project-order.ts';
import { lineOf, unitOf } from '../support/unit-of.ts';

const project = (code: string, name: string) => lineOf(code, '30201', '1', { project: name });

/** The projects of a unit as the report orders them. */
function ordered(projects: readonly string[], ledger: readonly ReturnType<typeof lineOf>[]): string[] {
  return [...projectOrder(unitOf({ projects, ledger }))]
    .sort(([, first], [, second]) => first - second)
    .map(([name]) => name);
}

test.each<[string, string[], [string, string][], string[]]>([
  [
    'of one item: as the data file lists them, not as the ledger does',
    ['政务专项业务工作经费', '办公场所租赁', '综柜建设'],
    [
      ['2010399', '综柜建设'],
      ['2010399', '办公场所租赁'],
      ['2010399', '政务专项业务工作经费'],
    ],
    ['政务专项业务工作经费', '办公场所租赁', '综柜建设'],
  ],
  [
    'by their code before the order of the data file',
    ['甲', '乙'],
    [
      ['2080505', '甲'],
      ['2010399', '乙'],
    ],
    ['乙', '甲'],
  ],
  [
    'by the first of several codes',
    ['甲', '乙'],
    [
      ['2210201', '甲'],
      ['2080505', '乙'],
      ['2010399', '甲'],
    ],
    ['甲', '乙'],
  ],
  [
    'those the data file does not list come after the listed ones of their code, by name',
    ['丙'],
    [
      ['2010399', 'b'],
      ['2010399', 'a'],
      ['2010399', '丙'],
    ],
    ['丙', 'a', 'b'],
  ],
  ['those without money come last', ['甲', '乙'], [['2080505', '乙']], ['乙', '甲']],
  ['names of object prototypes', ['constructor'], [['2010399', '__proto__']], ['__proto__', 'constructor']],
])('%s', (_, listed, lines, expected) => {
  expect(
    ordered(
      listed,
      lines.map(([code, name]) => project(code, name)),
    ),
  ).toEqual(expected);
});

test('basic expenditure has no place in it', () => {
  expect(ordered([], [lineOf('2010350', '30101', '1')])).toEqual([]);
});
