import { expect, test } from '@jest/globals';
import { changedInBetween } from '../../src/batch/same-state.ts';

const JOB = { path: '/data/departments/d.yaml', label: 'departments/d.yaml' };
const MEMBER = {
  label: 'units/a.yaml',
  inputs: [
    { path: '/data/units/a.yaml', sha256: 'aa' },
    { path: '/data/units/ledgers/a.csv', sha256: 'cc' },
  ],
};
const read = (sheet: string, ledger: string) => ({
  inputs: [
    { file: 'd.yaml', sha256: 'dd' },
    { file: '../units/a.yaml', sha256: sheet },
    { file: '../units/ledgers/a.csv', sha256: ledger },
  ],
});

test('H19 a member that was changed between its own report and the department’s is told', () => {
  expect(changedInBetween(JOB, read('aa', 'cc'), [MEMBER])).toEqual([]);
  for (const [sheet, ledger] of [
    ['a2', 'cc'],
    ['aa', 'c2'],
  ] as const) {
    const [told, ...more] = changedInBetween(JOB, read(sheet, ledger), [MEMBER]);
    expect(more).toEqual([]);
    expect(told).toMatchObject({ code: 'H19', severity: 'error', position: { file: 'departments/d.yaml' } });
    expect(told!.message).toContain('units/a.yaml');
  }
});
