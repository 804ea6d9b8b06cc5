import { describe, expect, test } from '@jest/globals';
import { allLines } from '../../src/books/books.ts';
import type { CheckContext } from '../../src/check/context.ts';
import { redactUnit } from '../../src/check/redact.ts';
import { personalData } from '../../src/check/rules/personal-data.ts';
import { runChecks } from '../../src/check/run-checks.ts';
import { packOf } from '../support/packs.ts';
import { lineOf, unitOf } from '../support/unit-of.ts';

const line = (project: string) => lineOf('2010399', '30227', '1', { project });
const unit = unitOf({
  ledger: [line('慰问13900000001'), line('培训')],
  prior: [line('慰问13900000001'), line('联系13900000002'), line('培训')],
  projects: ['慰问13900000001'],
});
const projectsOf = (of: typeof unit) => allLines(of).map(({ project }) => project);

describe('personal data in the names of projects', () => {
  test('is masked in every book, and the name of a project is the same in all of them', () => {
    const masked = redactUnit(unit);
    const expected = ['慰问139****0001', '培训', '慰问139****0001', '联系139****0002', '培训'];
    expect(projectsOf(masked)).toEqual(expected);
    expect(masked.data.projects[0]?.name).toBe('慰问139****0001');
    expect(allLines(masked).map(({ amount }) => amount)).toEqual(allLines(unit).map(({ amount }) => amount));
    expect(masked.books.prior?.stated).toBe(unit.books.prior?.stated);
  });

  test('is found in every book, once for each name', () => {
    const words = { names: { surnames: '', roleWords: [] } };
    const context = {
      unit,
      body: null,
      humanTexts: [],
      unread: [],
      words,
      prose: '',
      pack: packOf({}),
    } as unknown as CheckContext;
    const found = runChecks(context, [personalData]);
    const messages = found.map(({ message }) => message);
    // In projects, in this year's book and in last year's.
    expect(messages.filter((message) => message.includes('139****0001'))).toHaveLength(2);
    expect(messages.filter((message) => message.includes('139****0002'))).toHaveLength(1);
  });
});
