import { describe, expect, test } from '@jest/globals';
import { meeting, needsEconomics, resolveWhere, withoutEconomics } from '../../src/figures/filter.ts';
import { type Filter, filterSchema } from '../../src/model/filter.ts';
import type { LedgerLine } from '../../src/model/ledger.ts';
import { lineOf } from '../support/unit-of.ts';

const filter = (conditions: Record<string, unknown>): Filter => filterSchema.parse(conditions);

const SALARY = lineOf('2010350', '30101', '22.974');
const RENT = lineOf('2010399', '30214', '103.98', { project: '办公场所租赁' });
const FUND = lineOf('2120801', '31005', '60', {
  project: '道路建设',
  fund: '上级政府性基金转移支付',
  carriedOver: true,
});
const OWN = lineOf('2050299', '30201', '12.5', { fund: '事业收入' });
const LUMP = lineOf('2010350', null, '484.614');
const LINES = { SALARY, RENT, FUND, OWN, LUMP };
const FINAL: LedgerLine = { ...RENT, phase: 'final', member: { name: '某中心', kind: '事业单位' } };
const INCOME: LedgerLine = { ...SALARY, side: 'income', phase: 'final' };

/** Names of the lines that meet a filter. */
const taken = (conditions: Record<string, unknown>): string[] =>
  Object.entries(LINES).flatMap(([name, line]) => (meeting([filter(conditions)])(line) ? [name] : []));

describe('a condition', () => {
  test.each<[Record<string, unknown>, string[]]>([
    [{}, ['SALARY', 'RENT', 'FUND', 'OWN', 'LUMP']],
    [{ functions: '201' }, ['SALARY', 'RENT', 'LUMP']],
    [{ functions: '20103' }, ['SALARY', 'RENT', 'LUMP']],
    [{ functions: '2010350' }, ['SALARY', 'LUMP']],
    [{ functions: ['2010350', '205'] }, ['SALARY', 'OWN', 'LUMP']],
    [{ economics: '302' }, ['RENT', 'OWN']],
    [{ economics: ['301', '30214'] }, ['SALARY', 'RENT']],
    [{ exceptEconomics: ['301', '303'] }, ['RENT', 'FUND', 'OWN']],
    [{ economics: '302', exceptEconomics: '30214' }, ['OWN']],
    [{ kind: 'basic' }, ['SALARY', 'OWN', 'LUMP']],
    [{ kind: 'project' }, ['RENT', 'FUND']],
    [{ budgets: 'generalPublicBudget' }, ['SALARY', 'RENT', 'LUMP']],
    [{ budgets: ['governmentFundBudget', 'ownFunds'] }, ['FUND', 'OWN']],
    [{ levels: 'local' }, ['SALARY', 'RENT', 'LUMP']],
    [{ levels: ['transfer', 'own'] }, ['FUND', 'OWN']],
    [{ funds: 'undertakingIncome' }, ['OWN']],
    [{ carriedOver: true }, ['FUND']],
    [{ carriedOver: false }, ['SALARY', 'RENT', 'OWN', 'LUMP']],
    [{ project: '办公场所租赁' }, ['RENT']],
    [{ project: '办公场所' }, []],
    [{ kind: 'basic', economics: ['301', '303'] }, ['SALARY']],
  ])('%j takes %j', (conditions, expected) => {
    expect(taken(conditions)).toEqual(expected);
  });
});

describe('sides, phases and members', () => {
  const taken = (conditions: Record<string, unknown>): string[] =>
    Object.entries({ SALARY, FINAL, INCOME }).flatMap(([name, line]) =>
      meeting([filter(conditions), filter({ carriedOver: false })])(line) ? [name] : [],
    );

  test.each<[Record<string, unknown>, string[]]>([
    [{}, ['SALARY', 'FINAL']],
    [{ side: 'expenditure' }, ['SALARY', 'FINAL']],
    [{ side: 'income' }, ['INCOME']],
    [{ side: ['income', 'expenditure'] }, ['SALARY', 'FINAL', 'INCOME']],
    [{ phase: 'final' }, ['FINAL']],
    [{ phase: ['budget', 'final'] }, ['SALARY', 'FINAL']],
    [{ side: 'income', phase: 'final' }, ['INCOME']],
    [{ units: '某中心' }, ['FINAL']],
    [{ units: ['某中心', '某站'] }, ['FINAL']],
    [{ units: '某站' }, []],
    // Own lines are not asked for the kind of a member.
    [{ unitKinds: '行政单位' }, ['SALARY']],
    [{ unitKinds: ['行政单位', '事业单位'] }, ['SALARY', 'FINAL']],
  ])('%j takes %j', (conditions, expected) => {
    expect(taken(conditions)).toEqual(expected);
  });
});

test('all filters must be met, none takes everything', () => {
  const both = [filter({ kind: 'project' }), filter({ carriedOver: true })];
  expect(meeting(both)(FUND)).toBe(true);
  expect(meeting(both)(RENT)).toBe(false);
  expect(meeting([])(RENT)).toBe(true);
});

test('names stand for filters of the pack', () => {
  const basic = filter({ kind: 'basic' });
  const inline = filter({ economics: '301' });
  expect(resolveWhere(['basic', inline], { basic })).toEqual([basic, inline]);
  expect(() => resolveWhere(['basik'], { basic })).toThrow('basik');
});

test('what a lump sum would have to be split by', () => {
  const filters = [filter({ kind: 'basic', exceptEconomics: '301' }), filter({ budgets: 'ownFunds' })];
  expect(needsEconomics(filters)).toBe(true);
  expect(needsEconomics([filter({ economics: '301' })])).toBe(true);
  expect(withoutEconomics(filters)).toEqual([filter({ kind: 'basic' }), filter({ budgets: 'ownFunds' })]);
  expect(needsEconomics(withoutEconomics(filters))).toBe(false);
});
