import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ledgerFromBudget, ledgerFromPriorBudget } from '../../src/books/ledger-from-budget.ts';
import { readExistingUnit } from '../../src/import/existing-unit.ts';
import { budgetLinesOf } from '../../src/import/ledger-budget.ts';
import { sameLines } from '../../src/import/reconcile.ts';
import { unitFileText } from '../../src/import/unit-file-text.ts';
import { linesOfBudget } from '../../src/kinds/budget-lines.ts';
import { mapAt, type RawMap } from '../../src/kinds/raw-tree.ts';
import { unitFileSchema } from '../../src/kinds/unit-file.ts';
import { FUND_NAMES } from '../../src/model/fund.ts';
import { sampleUnit } from '../../src/samples/sample-unit.ts';
import { parseVocabulary } from '../../src/samples/vocabulary.ts';
import { DATA_FOLDER } from '../support/folders.ts';
import { folderWith } from '../support/temp-folder.ts';
import { LEAST_FILE, pathLocator } from '../support/unit-of.ts';
import { planOf, planOfFile, readBack } from '../support/unit-workbook.ts';

/** The unit file that results from handing out a filled workbook and reading it back unchanged. */
async function returned(path: string): Promise<string> {
  const { value, findings } = await readBack(await planOfFile(path));
  expect(findings).toEqual([]);
  expect(unitFileSchema.safeParse(value!.value).success).toBe(true);
  const existing = await readExistingUnit(path, path);
  const lines = {
    current: linesOfBudget(value!.value.budget),
    prior: linesOfBudget(mapAt(value!.value, 'prior').budget),
  };
  const { text, findings: notes } = unitFileText(value!.value, lines, existing.value, '');
  expect(notes).toEqual([]);
  return text;
}

describe('unit file → workbook → unit file', () => {
  test.each(['kuerle.yaml', 'demo/2024.yaml', 'demo/2025.yaml'])(
    '%s comes back letter by letter',
    async (file) => {
      const path = join(DATA_FOLDER, file);
      expect(await returned(path)).toBe(readFileSync(path, 'utf8'));
    },
  );

  test('so do invented units of every kind', async () => {
    const words = parseVocabulary(readFileSync(join(DATA_FOLDER, 'generator', 'vocabulary.json'), 'utf8'));
    for (let number = 1; number <= 12; number += 1) {
      const files = sampleUnit(11, number, words);
      const folder = await folderWith(Object.fromEntries(files.map(({ path, text }) => [path, text])));
      const unit = files.find(({ path }) => /^unit-\d+\.yaml$/.test(path))!;
      expect(await returned(join(folder, unit.path))).toBe(unit.text);
    }
  });

  const amount = fc
    .tuple(fc.nat(99_999_999), fc.integer({ min: 0, max: 4 }), fc.nat(9999))
    .map(([whole, decimals, part]) =>
      decimals === 0 ? `${whole}` : `${whole}.${String(part).padStart(4, '0').slice(0, decimals)}`,
    );
  // More digits than a spreadsheet keeps must survive too.
  const anyAmount = fc.oneof(
    { weight: 9, arbitrary: amount },
    { weight: 1, arbitrary: fc.constantFrom('1234567890123456.78', '0.123456789012345678') },
  );
  const byFund = fc.dictionary(fc.constantFrom(...FUND_NAMES), anyAmount, {
    minKeys: 1,
    maxKeys: 3,
    noNullPrototype: true,
  });
  const cell = fc.oneof(
    anyAmount,
    byFund,
    fc.tuple(byFund, byFund).map(([current, carryover]) => ({ ...current, carryover })),
  );
  const text = fc.oneof(
    fc.constantFrom(
      '=1+1',
      '+甲',
      '-乙',
      '@丙',
      "'引",
      '"双"',
      '_x000D_',
      'a\nb',
      '<b>&amp;</b>',
      '😀',
      '0399',
      '1,234.50',
      '95%',
      '2025-02-21',
      'TRUE',
      '#REF!',
    ),
    fc
      .string({ minLength: 1, maxLength: 12, unit: 'grapheme' })
      .filter(
        (value) => value.trim() === value && value !== '""' && !/[\p{Cc}\p{Cs}\ufffe\uffff]/u.test(value),
      ),
  );
  const economics = fc.dictionary(
    fc.constantFrom('30101', '30102', '30201', '30217', '31002', '39999'),
    cell,
    { maxKeys: 3, noNullPrototype: true },
  );
  const projectName = fc.constantFrom('项目甲', '项目乙', '2024 年续建', '项目（丙）');
  const fund = fc.option(fc.constantFrom(...FUND_NAMES), { nil: undefined });
  const entry = fc.record({
    fund,
    basic: economics,
    project: fc.dictionary(projectName, economics, { maxKeys: 2, noNullPrototype: true }),
  });
  const code = fc.constantFrom('2010350', '2010399', '2080505', '2210201', '2999999');
  const budget = fc.dictionary(code, entry, { maxKeys: 4, noNullPrototype: true });
  const lump = fc.oneof(cell, economics);
  const prior = fc.dictionary(
    code,
    fc.record({
      fund,
      basic: lump,
      project: fc.oneof(cell, fc.dictionary(projectName, lump, { maxKeys: 2, noNullPrototype: true })),
    }),
    { maxKeys: 3, noNullPrototype: true },
  );
  const unit = fc.record({
    budget,
    prior,
    functions: fc.array(text, { minLength: 1, maxLength: 4 }),
    offices: fc.array(text, { maxLength: 3 }),
    reasons: fc.record({
      basic: text,
      other: text,
      items: fc.dictionary(code, text, { minKeys: 1, maxKeys: 2, noNullPrototype: true }),
    }),
    glossary: fc.array(fc.record({ term: text, text }), { maxLength: 3 }),
    otherMatters: fc.array(text, { maxLength: 3 }),
    purposes: fc.record({ 201: text, 208: fc.record({ 一般公共预算: text, 单位资金: text }) }),
  });

  test('whatever a unit file says, its ledger and its texts come back', async () => {
    await fc.assert(
      fc.asyncProperty(unit, async (parts) => {
        const tree = treeOf(parts);
        const expected = unitFileSchema.parse(tree);
        const { value, findings } = await readBack(planOf(tree));
        expect(findings).toEqual([]);
        const actual = unitFileSchema.parse(value!.value);
        const { budget: expectedBudget, prior: expectedPrior, ...expectedRest } = expected;
        const { budget: actualBudget, prior: actualPrior, ...actualRest } = actual;
        expect(JSON.parse(JSON.stringify(actualRest))).toEqual(JSON.parse(JSON.stringify(expectedRest)));
        const lines = (data: typeof expectedBudget) =>
          budgetLinesOf(ledgerFromBudget(data!, '元', pathLocator, []), '元');
        const priorLines = (data: typeof expectedPrior) =>
          budgetLinesOf(ledgerFromPriorBudget(data.budget!, '元', pathLocator, []), '元');
        expect(sameLines(lines(actualBudget), lines(expectedBudget))).toBe(true);
        expect(sameLines(priorLines(actualPrior), priorLines(expectedPrior))).toBe(true);
      }),
      { numRuns: 30 },
    );
  });
});

function treeOf(parts: Record<string, unknown>): RawMap {
  const { budget, prior, functions, offices, ...rest } = parts;
  const unit = { ...LEAST_FILE.unit, functions, offices };
  return JSON.parse(
    JSON.stringify({ ...LEAST_FILE, ...rest, unit, amounts: '元', budget, prior: { budget: prior } }),
  ) as RawMap;
}
