import { describe, expect, test } from '@jest/globals';
import { loadUnit } from '../../src/books/load-unit.ts';
import { analyse } from '../../src/figures/analysis.ts';
import { formatDecimal, printedValue } from '../../src/model/money.ts';
import { packOf } from '../support/packs.ts';
import { classification2025 } from '../support/unit-of.ts';
import { edited, UNIT_YAML } from '../support/unit-yaml.ts';

/** One figure, another value in each book that may be asked for it. */
const STATED = `  stated:
    spending: 11.00
  execution:
    spending: 22.00
  settlement:
    spending: 33.00
`;

async function priorOf(base: string | undefined, stated: string): Promise<[string | null, string[]]> {
  const pack = packOf({
    figures: { spending: { label: '支出', where: {}, compare: true, ...(base && { base }) } },
  });
  const text = edited(UNIT_YAML, ['  stated:\n    reception: 2.89\n', stated]);
  const { value, findings } = await loadUnit(
    'unit.yaml',
    'unit.yaml',
    { pack: async () => ({ value: pack, findings: [] }), classification: async () => classification2025 },
    async (_, file) => ({ value: { file, text }, findings: [] }),
  );
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  const { figures, findings: found } = analyse(value!.unit, pack);
  const prior = figures.spending!.prior;
  return [
    prior && formatDecimal(printedValue(prior.amount, '万元', 2), 2),
    // What is stated of a book that nothing asks is a finding of its own.
    found.filter(({ code }) => code !== 'L42').map(({ code, message }) => `${code} ${message}`),
  ];
}

describe('a figure is compared with the book that the form names', () => {
  test.each([
    [undefined, '11.00'],
    ['budget', '11.00'],
    ['prior', '11.00'],
    ['execution', '22.00'],
    ['settlement', '33.00'],
  ])('%s: %s', async (base, amount) => {
    expect(await priorOf(base, STATED)).toEqual([amount, []]);
  });

  test.each([
    ['budget', '', ['610.63', []]],
    [
      'execution',
      '  settlement: {spending: 33.00}\n',
      [null, ['L51 没有填“支出”的上年执行数，报告中不写与它的比较。']],
    ],
    [
      'settlement',
      '  execution: {spending: 22.00}\n',
      [null, ['L51 没有填“支出”的上年决算数，报告中不写与它的比较。']],
    ],
  ] as const)('%s takes nothing from another book', async (base, stated, expected) => {
    expect(await priorOf(base, stated)).toEqual(expected);
  });
});
