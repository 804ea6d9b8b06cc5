import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { produceMutated } from '../support/check-cases.ts';
import { ROOT } from '../support/sample.ts';

/*
 * Mutations of the clean demo final: each operator makes one kind of defect at every place of the file where it can be
 * made, and every one must be found.
 */
const UNIT = 'demo-final-2025';
const TEXT = readFileSync(join(ROOT, 'data', 'finals', `${UNIT}.yaml`), 'utf8');
const CURRENT = TEXT.slice(TEXT.indexOf('\nexpenditure:'), TEXT.indexOf('\nincomeFollows:'));

interface Operator {
  readonly name: string;
  /** One of these is found. */
  readonly codes: readonly string[];
  readonly where: string;
  readonly pattern: RegExp;
  readonly put: (match: RegExpMatchArray) => string;
}

const section = (from: string, to: string): string => TEXT.slice(TEXT.indexOf(from), TEXT.indexOf(to));
const OPERATORS: readonly Operator[] = [
  {
    name: '非财政拨款支出多写一位',
    codes: ['G09'],
    where: CURRENT,
    pattern: /(事业收入|其他收入|上级补助收入|附属单位上缴收入|财政专户|事业单位经营收入): (\d+\.\d\d)/g,
    put: ([, fund, amount]) => `${fund}: 9${amount}`,
  },
  {
    name: '上年结转支出多写一位',
    codes: ['G10'],
    where: CURRENT,
    pattern: /carryover: \{ (\S+): (\d+\.\d\d)/g,
    put: ([, fund, amount]) => `carryover: { ${fund}: 9${amount}`,
  },
  {
    name: '删去与上年比较的原因',
    codes: ['E05'],
    where: section('  prior:\n    total', '  plan:\n'),
    pattern: /^ {4}\w+: .+\n/gm,
    put: () => '',
  },
  {
    name: '删去与预算比较的原因',
    codes: ['G15'],
    where: section('  plan:\n', 'purposes:'),
    pattern: /^ {4}\w+: \S.*\n|^ {6}\d{7}: .+\n/gm,
    put: () => '',
  },
  {
    name: '实物量写成零',
    codes: ['G19'],
    where: section('threePublic:', 'procurement:'),
    pattern: /(vehiclesHeld|batches|persons): \d+/g,
    put: ([, name]) => `${name}: 0`,
  },
  {
    name: '授予合同多写一位',
    codes: ['G22'],
    where: section('  awarded:', 'performance:'),
    pattern: /(\w+): (\d+\.\d\d)/g,
    put: ([, name, amount]) => `${name}: 9${amount}`,
  },
  {
    name: '自评得分多写一位',
    codes: ['G23'],
    where: section('projects:\n', 'control:'),
    pattern: /(score|points): (\d+)/g,
    put: ([, name, points]) => `${name}: 9${points}`,
  },
  {
    name: '整改个数不符',
    codes: ['G23'],
    where: section('projects:\n', 'control:'),
    pattern: /found: (\d)/g,
    put: () => 'found: 7',
  },
  {
    name: '原因写成预算用语',
    codes: ['G28'],
    where: section('reasons:', 'purposes:'),
    pattern: /: 年中追加(\S+)\n/g,
    put: ([, what]) => `: 预算安排${what}\n`,
  },
];

test('the clean demo final has no finding', async () => {
  expect((await produceMutated({ unit: UNIT, edits: [] })).findings).toEqual([]);
});

test.each(OPERATORS.map((operator) => [operator.name, operator] as const))(
  'found wherever it is made: %s',
  async (_, { where, pattern, put, codes }) => {
    const start = TEXT.indexOf(where);
    const missed: string[] = [];
    const places = [...where.matchAll(pattern)];
    expect(places.length).toBeGreaterThan(0);
    for (const match of places) {
      const at = start + match.index;
      // The text before it makes the place the only one.
      const edit = { find: TEXT.slice(0, at) + match[0], put: TEXT.slice(0, at) + put(match) };
      const { findings } = await produceMutated({ unit: UNIT, edits: [edit] });
      if (!findings.some(({ code }) => codes.includes(code))) missed.push(match[0]);
    }
    expect(missed).toEqual([]);
  },
);
