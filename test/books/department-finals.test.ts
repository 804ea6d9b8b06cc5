import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ledgerOf } from '../../src/books/books.ts';
import { loadUnit } from '../../src/books/load-unit.ts';
import { evaluationOf } from '../../src/figures/evaluation.ts';
import { sumFigure } from '../../src/figures/figure.ts';
import type { Filter } from '../../src/model/filter.ts';
import { inTemporaryFolder } from '../support/command.ts';
import { packs } from '../support/repository-packs.ts';
import { ROOT } from '../support/sample.ts';

/* The worked example of a department's final account, to the cent; its files stand in data/finals/education. */

/** The demo department loaded from a copy of its files with some of them changed. */
function load(changes: Readonly<Record<string, (text: string) => string>> = {}, file = 'department.yaml') {
  return inTemporaryFolder(async (folder) => {
    for (const [from, to] of [
      ['data/finals/education', 'data/finals/education'],
      ['data/demo/education', 'data/demo/education'],
    ] as const)
      await cp(join(ROOT, from), join(folder, to), { recursive: true });
    for (const [name, change] of Object.entries(changes)) {
      const path = join(folder, 'data', name);
      const text = await readFile(path, 'utf8');
      const changed = change(text);
      if (changed === text) throw new Error(`nothing changed in ${name}`);
      await writeFile(path, changed);
    }
    return loadUnit(join(folder, 'data/finals/education', file), file, packs);
  });
}

async function departmentOf(changes?: Parameters<typeof load>[0]) {
  const { value, findings } = await load(changes);
  if (!value) throw new Error(findings.map(({ message }) => message).join('\n'));
  return value;
}

const wan = (lines: Parameters<typeof sumFigure>[0], ...filters: Filter[]): string =>
  sumFigure(lines, filters).amount.div(10_000).toFixed(2);

describe('the final of a department', () => {
  test('adds every side of its units and offsets what one hands to the other', async () => {
    const ledger = ledgerOf((await departmentOf()).unit);
    expect(wan(ledger, { side: ['income'] })).toBe('355.26');
    expect(wan(ledger)).toBe('350.76');
    expect(wan(ledger, { side: ['opening'] })).toBe('2.30');
    expect(wan(ledger, { side: ['distribution'] })).toBe('0.40');
    expect(wan(ledger, { side: ['closing'] })).toBe('6.40');
    // 0.80 not spent of what was handed on lies in the fund of the payer, beside its own 1.40.
    expect(wan(ledger, { side: ['closing'] }, { funds: ['otherIncome'] })).toBe('2.20');
    expect(wan(ledger, { side: ['income', 'closing'] }, { funds: ['superiorSubsidy'] })).toBe('0.00');
    expect(wan(ledger, { kind: 'subsidyDown' })).toBe('0.00');
  });

  test('has the members’ own figures beside it', async () => {
    const { unit } = await departmentOf();
    const of = (name: string, ...filters: Filter[]) =>
      wan(unit.books.current!.byMember!, { units: [name] }, ...filters);
    expect(of('示例市虚构区学习中心', { side: ['income'] })).toBe('307.26');
    expect(of('示例市虚构区老年学堂', { side: ['income'] })).toBe('53.00');
    expect(of('示例市虚构区学习中心', { side: ['closing'] })).toBe('5.60');
  });

  test('adds the counts, contracts and assets of its units, in 元', async () => {
    const { final, assets } = (await departmentOf()).unit.data;
    expect(final!.threePublic).toMatchObject({ vehiclesHeld: 1, domestic: { batches: 6, persons: 41 } });
    expect(final!.procurement.contracts.goods.toFixed()).toBe('30000');
    expect(assets.vehicles).toMatchObject({ 其他用车: { count: 1 } });
  });

  test('takes the average of all its projects, not of its units', async () => {
    const { unit, pack } = await departmentOf();
    const evaluation = evaluationOf(unit, pack.settings)!;
    expect(evaluation.self.count).toBe(3);
    // (96.40 + 88.00 + 91.50) ÷ 3
    expect(evaluation.average!.toFixed(2)).toBe('91.97');
    expect(evaluation.grades.map(({ count }) => count)).toEqual([2, 1, 0, 0]);
  });
});

describe('its budget', () => {
  test('X11 is what the department published, whatever its units budgeted', async () => {
    const { unit } = await departmentOf({
      'finals/education/seniors-school.yaml': (text) =>
        text.replace(
          'budgetFrom: ../../demo/education/seniors-school.yaml',
          'plan: { budget: { 2050404: { basic: 60.00 } } }',
        ),
    });
    expect(wan(ledgerOf(unit, 'plan'))).toBe('357.56');
  });

  test('is that of its units where the department names none', async () => {
    const { unit } = await departmentOf({
      'finals/education/department.yaml': (text) => text.replace(/budgetFrom: .*\n/, ''),
    });
    expect(wan(ledgerOf(unit, 'plan'))).toBe('357.56');
  });

  test('has the adjustments of all its units for the whole year', async () => {
    expect(wan(ledgerOf((await departmentOf()).unit, 'wholeYear'))).toBe('360.76');
  });

  test.each([
    ['that of a unit', '../../demo/education/learning-centre.yaml', '是单位的文件'],
    ['a final', 'learning-centre.yaml', '是决算的文件'],
  ])('is not %s', async (_, from, words) => {
    const { value, findings } = await load({
      'finals/education/department.yaml': (text) => text.replace(/budgetFrom: .*/, `budgetFrom: ${from}`),
    });
    expect(value).toBeNull();
    expect(findings.map(({ message }) => message).join('\n')).toContain(words);
  });
});

test('last year’s final is that of its units where the department has none, and it says so', async () => {
  const { value, findings } = await load({
    'finals/education/department.yaml': (text) => text.replace(/prior:\n.*\n/, ''),
  });
  expect(value).not.toBeNull();
  expect(findings.map(({ code }) => code)).toContain('H16');
});

test('a budget is no member of a final', async () => {
  const { value, findings } = await load({
    'finals/education/department.yaml': (text) =>
      text.replace('from: seniors-school.yaml', 'from: ../../demo/education/seniors-school.yaml'),
  });
  expect(value).toBeNull();
  expect(findings.map(({ code }) => code)).toContain('H05');
});
