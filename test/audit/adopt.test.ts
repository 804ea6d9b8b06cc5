import { describe, expect, test } from '@jest/globals';
import { adoptFacts } from '../../src/audit/adopt-facts.ts';
import { adoptPrior, priorText } from '../../src/audit/adopt-prior.ts';
import { firstUnitText, withPrior } from '../../src/audit/adopted-file.ts';
import { readingOf } from '../../src/audit/reading.ts';
import { ledgerOf } from '../../src/books/books.ts';
import { readPlain } from '../../src/foreign/read-plain.ts';
import { loadCheckWords } from '../../src/lists/read-check-words.ts';
import { sumMoney } from '../../src/model/money.ts';
import { produceText } from '../support/produce-text.ts';
import { produce } from '../support/sample.ts';

const readReport = async (file: string) => {
  const words = await loadCheckWords();
  const production = await produce(file);
  const reading = readingOf(readPlain(production.report!.text), 'a.txt', words.published);
  return { words, reading, production, prior: adoptPrior(reading, words) };
};

describe('last year’s report', () => {
  test.each(['data/demo/2024.yaml', 'data/demo/2025.yaml', 'data/putuo-commerce.yaml'])(
    '%s: every function, kind and fund that its tables tell',
    async (file) => {
      const { prior, production } = await readReport(file);
      const lines = ledgerOf(production.loaded!.unit).filter(({ fund }) =>
        /一般公共|政府性基金|国有资本/.test(fund.name),
      );
      const expected = new Map<string, string>();
      for (const code of new Set(lines.map((line) => line.functionCode))) {
        for (const kind of ['basic', 'project'] as const) {
          const sum = sumMoney(
            lines
              .filter((line) => line.functionCode === code && line.kind === kind)
              .map(({ amount }) => amount),
          );
          if (!sum.isZero()) expected.set(`${code} ${kind}`, sum.div(10_000).toFixed(2));
        }
      }
      const found = new Map<string, string>();
      for (const kind of ['basic', 'project'] as const) {
        for (const code of new Set(prior.functions.map((each) => each.code))) {
          const sum = sumMoney(
            prior.functions.flatMap((each) => (each.code === code && each[kind] ? [each[kind].yuan] : [])),
          );
          if (!sum.isZero()) found.set(`${code} ${kind}`, sum.div(10_000).toFixed(2));
        }
      }
      expect(Object.fromEntries([...found].sort())).toEqual(Object.fromEntries([...expected].sort()));
    },
  );

  test('what no table tells the fund of is left out and told', async () => {
    const { prior } = await readReport('data/demo/2024.yaml');
    expect(prior.findings.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'J02 2050499 其他成人教育支出上年共100.10万元，其中68.5万元看不出资金来源，没有带入。',
      'J02 2070109 群众文化上年共41.00万元，其中5万元看不出资金来源，没有带入。',
    ]);
  });

  test('“三公” and the operating cost are stated, each with its place', async () => {
    const { prior } = await readReport('data/kuerle.yaml');
    const shown = Object.fromEntries(
      [...prior.stated].map(([field, { yuan }]) => [field, yuan.div(10_000).toFixed(2)]),
    );
    expect(shown).toEqual({
      abroad: '0.00',
      vehiclePurchase: '0.00',
      vehicleRunning: '0.00',
      reception: '3.00',
      operatingCost: '118.33',
    });
    expect(priorText(prior, '万元')).toContain('    2010350: # 事业运行\n      basic: 470.47 # 第');
    expect(priorText(prior, '元')).toContain('      basic: 4704700 # ');
  });
});

describe('a unit file', () => {
  const text = 'amounts: 万元\nprior:\n  # 上年\n\nreasons: {}\n';

  test('gets the figures where it has none, and keeps what it has', async () => {
    const { prior } = await readReport('data/kuerle.yaml');
    const filled = withPrior(text, prior, false)!;
    expect(filled).toMatch(
      /^amounts: 万元\nprior:\n {2}budget:\n[\s\S]*operatingCost: 118.33[^\n]*\n\nreasons: \{\}\n$/,
    );
    expect(withPrior(filled, prior, false)).toBeNull();
    expect(withPrior(filled, prior, true)).toBe(filled);
  });

  test('a new one reads as a file of the next year', async () => {
    const { prior, reading, words } = await readReport('data/kuerle.yaml');
    const facts = adoptFacts(reading, words);
    expect(facts).toMatchObject({ name: '库尔勒经济技术开发区政务服务中心', year: 2025, establishment: '5' });
    expect([facts.functions.length, facts.offices.length]).toEqual([9, 5]);
    const { findings } = await produceText(firstUnitText(facts, prior, 'xinjiang-2025'));
    // What is left empty is asked for; nothing of what was taken over is wrong.
    expect(findings.filter(({ message }) => /prior|上年/.test(message))).toEqual([]);
  });
});
