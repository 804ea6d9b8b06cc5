import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { ledgerOf } from '../../src/books/books.ts';
import { sumFigure } from '../../src/figures/figure.ts';
import type { Filter } from '../../src/model/filter.ts';
import { FUNDS } from '../../src/model/fund.ts';
import { produceReport } from '../../src/report/produce-report.ts';
import { sampleDepartmentFinals } from '../../src/samples/sample-department-final.ts';
import { sampleFinals } from '../../src/samples/sample-final.ts';
import { type SampleFile, sampleUnit } from '../../src/samples/sample-unit.ts';
import { parseVocabulary } from '../../src/samples/vocabulary.ts';
import { DATA_FOLDER } from '../support/folders.ts';
import { packs } from '../support/repository-packs.ts';

const words = parseVocabulary(readFileSync(join(DATA_FOLDER, 'generator', 'vocabulary.json'), 'utf8'));
const NUMBERS = [1, 2, 3, 4, 5, 6, 7, 8];

/** The two finals of an invented unit, or of a department, produced in memory. */
async function yearsOf(files: readonly SampleFile[], kind: 'final-' | 'department-final-') {
  const read = async (path: string, label: string) => {
    const file = files.find((each) => basename(each.path) === basename(path))!;
    return { value: { file: label, text: file.text }, findings: [] };
  };
  const finals = files.filter(({ path }) => path.startsWith(kind));
  return Promise.all(finals.map(({ path }) => produceReport(join('/invented', path), path, packs, read)));
}

test('finals are the same for the same seed, beside the budget that is made alone', () => {
  expect(sampleFinals(7, 3, words)).toEqual(sampleFinals(7, 3, words));
  expect(sampleFinals(7, 3, words).slice(0, -2)).toEqual(sampleUnit(7, 3, words));
});

// In the one of seed 5 a unit gets from another what its budget calls carried over.
const DEPARTMENTS = [
  [7, 1, [1, 2, 3]],
  [7, 2, [4, 5]],
  [7, 3, [6, 7, 8, 9]],
  [5, 1, [1, 2, 3]],
] as const;

test.each([
  ...NUMBERS.map((number) => [`unit ${number}`, sampleFinals(7, number, words), 'final-'] as const),
  ...DEPARTMENTS.map(
    ([seed, number, units]) =>
      [
        `department ${number} of seed ${seed}`,
        sampleDepartmentFinals(seed, number, units, words),
        'department-final-',
      ] as const,
  ),
])(
  'the two years of %s have no error, and the second begins with what the first left',
  async (_, files, kind) => {
    const [last, now] = await yearsOf(files, kind);
    const errors = [last!, now!].flatMap(({ findings }) =>
      findings.filter(({ severity }) => severity === 'error'),
    );
    expect(errors.map(({ code, message }) => `${code} ${message}`)).toEqual([]);
    const [before, after] = [last!, now!].map(({ loaded }) => ledgerOf(loaded!.unit));
    const of = (lines: typeof before, ...filters: Filter[]) => sumFigure(lines!, filters).amount.toFixed();
    const codes = new Set([...before!, ...after!].map(({ functionCode }) => functionCode));
    const parts: Filter[] = [{}, ...[...codes].map((code) => ({ functions: [code] }))];
    const funds: Filter[] = [{}, ...FUNDS.map(({ id }) => ({ funds: [id] }))];
    for (const filter of funds.flatMap((fund) => parts.map((part) => ({ ...fund, ...part }))))
      expect(of(after, filter, { side: ['opening'] })).toBe(of(before, filter, { side: ['closing'] }));
    expect(now!.findings.map(({ code }) => code)).not.toContain('X02');
  },
);

test('units of a department hand money to each other in its finals, which the department does not count twice', async () => {
  const all = DEPARTMENTS.flatMap(([seed, number, units]) =>
    sampleDepartmentFinals(seed, number, units, words),
  );
  const handing = all.filter(
    ({ path, text }) => /^final-.*2025/.test(path) && /subsidyDown|remittedUp/.test(text),
  );
  expect(handing.length).toBeGreaterThan(0);
  for (const [seed, number, units] of DEPARTMENTS) {
    const [, now] = await yearsOf(sampleDepartmentFinals(seed, number, units, words), 'department-final-');
    const funds = ledgerOf(now!.loaded!.unit).map(({ fund }) => fund.name);
    expect(funds).not.toContain('附属单位上缴收入');
  }
});
