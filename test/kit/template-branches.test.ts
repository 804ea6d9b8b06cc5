import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { allLines } from '../../src/books/books.ts';
import { FUND_NAMES } from '../../src/model/fund.ts';
import { KINDS, type LedgerLine, PHASES, SIDES } from '../../src/model/ledger.ts';
import { SHANGHAI_BUDGETS, XINJIANG_BUDGETS } from '../support/budget-branches.ts';
import { ROOT_FOLDER } from '../support/folders.ts';
import { produce } from '../support/sample.ts';
import {
  type BranchReport,
  type BranchSample,
  branchText,
  unreachedBranches,
} from '../support/template-branches.ts';

/*
 * No branch of a pack that nobody has ever seen: the samples together go through every branch of every template, every
 * phrase of the settings and every choice of the options.
 */

const at = (file: string, ...edits: NonNullable<BranchSample['edits']>): BranchSample => ({
  file: join(ROOT_FOLDER, file),
  edits,
});

const FINALS = ['national-final-2025', 'shanghai-final-2024', 'xinjiang-final-2025'];
const DEMO = 'data/finals/demo-final-2025.yaml';
const ALL_SIDES = 'templates/national-final-2025/test/all-sides.yaml';
const OTHER_MONEY = 'templates/national-final-2025/test/other-money.yaml';
const NOTHING_LEFT = 'templates/national-final-2025/test/nothing-left.yaml';
const BASIC = '{ 30101: 120.50, 30102: 86.30, 30201: 9.84, 30217: 0.62, 30231: 3.10, 31002: 2.00 }';

const SAMPLES: readonly BranchSample[] = [
  at(DEMO),
  at('data/finals/demo-final-2024.yaml'),
  at('data/finals/putuo-finance-2024.yaml'),
  at('data/finals/education/department.yaml'),
  at(ALL_SIDES),
  at(OTHER_MONEY),
  at(NOTHING_LEFT),
  // What drafts print, because a rule forbids to publish it.
  at(
    OTHER_MONEY,
    ['correctionsReason: 收回以前年度多拨的资金\n', ''],
    [', 企业委托培训: { 其他收入: 2.00 }', ''],
    ['  subordinates: [示例区培训站东分站]\n', ''],
  ),
  at(DEMO, ['amounts: 万元', 'amounts: 万元\ncover: true'], ['  205: 社区教育\n', '']),
  at(ALL_SIDES, [BASIC, '{ 30101: 222.36 }'], ['    grades: { 优: 1 }\n', '']),
  at(
    ALL_SIDES,
    [BASIC, '{ 30217: 0.62, 30231: 3.10 }'],
    ['    average: 96.40\n    grades: { 优: 1 }\n', ''],
    ['  vehiclePurpose: 教学用车\n  receptionPurpose: 兄弟单位交流\n', ''],
  ),
  at(NOTHING_LEFT, ['operatingCost: 4.00', 'operatingCost: 0']),
];

describe('final accounts', () => {
  let report: BranchReport;
  beforeAll(async () => {
    report = await unreachedBranches(FINALS, SAMPLES);
  });

  test('every branch of the packs is rendered', () => {
    expect(report.unreached).toEqual([]);
  });

  test('every choice of their options is made', () => {
    expect(report.unchosen).toEqual([]);
  });
});

/** What a pack must say and no report can reach. */
const NEVER: Readonly<Record<string, readonly string[]>> = {
  'xinjiang-2025': [
    // Of a total that changed, and of one that did not: the style is chosen by that.
    ...['equal', 'zero'].map((direction) => `change.total.${direction}`),
    ...['increase', 'decrease', 'created', 'ended'].map((direction) => `change.evenTotal.${direction}`),
    // Only asked whether there is any; their names stand in another list.
    ...['governmentFund', 'stateCapital', 'carryover'].map((entry) => `lists.fiscalOther.${entry}`),
  ],
  'shanghai-unit-2025': [],
};

describe.each([
  ['xinjiang-2025', XINJIANG_BUDGETS],
  ['shanghai-unit-2025', SHANGHAI_BUDGETS],
] as const)('budgets: %s', (pack, samples) => {
  let report: BranchReport;
  beforeAll(async () => {
    report = await unreachedBranches([pack], samples);
  });

  test('every branch of the pack is rendered, but what none can reach', () => {
    expect(report.unreached).toEqual(NEVER[pack]!.map((place) => `${pack} ${place}`));
  });

  test('every choice of its options is made', () => {
    expect(report.unchosen).toEqual([]);
  });

  test('no text has marks side by side, a mark that nothing stands before, or a gap', async () => {
    for (const sample of samples) {
      for (const line of (await branchText(pack, sample)).split('\n')) {
        if (line.includes('\t')) continue;
        expect(line).not.toMatch(/[，；、：。][，；、。]|（）|“”|undefined|NaN|\{\{|^　　[，；、。]/);
        expect(line).not.toMatch(/主要用于[。；]|主要原因是[。；]|[为共即][，。；]$/);
      }
    }
  });
});

test.each([
  ['xinjiang-2025', XINJIANG_BUDGETS, /^　　一般公共预算支出包括：一般公共服务支出12\.35万元。$/m],
  ['shanghai-unit-2025', SHANGHAI_BUDGETS, /其他成人教育支出（项）87\.20万元。$/m],
  ['shanghai-unit-2025', SHANGHAI_BUDGETS, /^　　示例区社区学校设1个内设机构，即：$/m],
] as const)(
  '%s: a draft without a purpose says no half of one; one office is that one',
  async (pack, samples, words) => {
    const texts = await Promise.all(
      samples.filter(({ edits }) => edits?.length).map((sample) => branchText(pack, sample)),
    );
    expect(texts.filter((text) => words.test(text))).toHaveLength(1);
  },
);

test('the demo final has every side, phase, kind, fund and count', async () => {
  const { loaded } = await produce(DEMO);
  const { unit } = loaded!;
  const lines = allLines(unit);
  const used = <T>(of: (line: LedgerLine) => T): T[] => [...new Set(lines.map(of))].sort();
  expect(used(({ side }) => side)).toEqual(Object.keys(SIDES).sort());
  expect(used(({ phase }) => phase)).toEqual(Object.keys(PHASES).sort());
  expect(used(({ kind }) => kind)).toEqual(expect.arrayContaining(Object.keys(KINDS)));
  expect(used(({ fund }) => fund.name)).toEqual([...FUND_NAMES].sort());
  const zeros = (value: object, at: string): string[] =>
    Object.entries(value).flatMap(([key, each]) => {
      if (typeof each === 'object' && !('isZero' in each)) return zeros(each, `${at}${key}.`);
      return each === 0 || (typeof each === 'object' && each.isZero()) ? [at + key] : [];
    });
  const { threePublic, procurement } = unit.data.final!;
  expect(zeros({ threePublic, procurement }, '')).toEqual([]);
});

test('a branch that no sample reaches is told with its place', async () => {
  const planted = (file: string, text: string): string =>
    file.endsWith('national-final-2025/sections/fiscal.hbs')
      ? `${text}{{#if figures.fiscalTotal.isZero}}\n<p>没有财政拨款。</p>\n{{/if}}\n`
      : text;
  const { unreached } = await unreachedBranches(['national-final-2025'], [at(DEMO)], planted);
  const place = 'templates/national-final-2025/sections/fiscal.hbs:3';
  expect(unreached).toContain(`${place} {{#if figures.fiscalTotal.isZero}}`);
  expect(unreached).not.toContain('templates/national-final-2025/sections/fiscal.hbs');
});
