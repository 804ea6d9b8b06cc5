import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { adoptPrior, priorText } from '../../src/audit/adopt-prior.ts';
import { withPrior } from '../../src/audit/adopted-file.ts';
import { readingOf } from '../../src/audit/reading.ts';
import { ledgerOf } from '../../src/books/books.ts';
import { readDocument } from '../../src/document/read-document.ts';
import { readReportText } from '../../src/document/read-text.ts';
import type { Document } from '../../src/document/tree.ts';
import { openForeign } from '../../src/foreign/open-foreign.ts';
import { readPlain } from '../../src/foreign/read-plain.ts';
import { loadCheckWords } from '../../src/lists/read-check-words.ts';
import { sumMoney } from '../../src/model/money.ts';
import { compareReports } from '../../src/review/compare.ts';
import { changesOf, summarize } from '../../src/review/report-diff.ts';
import { adopted, filledIn } from '../support/adopted-report.ts';
import { ROOT_FOLDER } from '../support/folders.ts';
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
    const { production } = await readReport('data/kuerle.yaml');
    const { facts, text: made } = await adopted(readPlain(production.report!.text), 'xinjiang-2025', false);
    expect(facts).toMatchObject({ name: '库尔勒经济技术开发区政务服务中心', year: 2025, establishment: '5' });
    expect([facts.functions.length, facts.offices.length]).toEqual([9, 5]);
    expect(made).toContain('# 上年写的原因如下，供参考');
    const { findings } = await produceText(made);
    // What is left empty is asked for; nothing of what was taken over is wrong.
    expect(findings.filter(({ message }) => /prior|上年/.test(message))).toEqual([]);
  });
});

describe('a file of the report’s own year', () => {
  /** Rows and cells of the tables in which what is made of the adopted file differs from the report. */
  const differing = async (document: Document, text: string, template: string, kind: string) => {
    const file = await adopted(document, template, true);
    const { report } = await produceText(filledIn(file.text, kind), { force: true });
    const { diff } = compareReports(readReportText(text), readReportText(report!.text), 'tables');
    const { cells, rows } = summarize(changesOf(diff));
    return { ...file, cells, rows };
  };

  test('of a unit with one possibility for every amount gives its tables again, but for what rounding hides', async () => {
    const { report } = await produce('data/kuerle.yaml');
    for (const document of [readPlain(report!.text), readDocument(report!.html)]) {
      const { cells, rows, facts, texts, budget } = await differing(
        document,
        report!.text,
        'xinjiang-2025',
        '事业单位',
      );
      expect({ cells, rows, findings: [...texts.findings, ...budget!.findings] }).toEqual({
        cells: 2,
        rows: 0,
        findings: [],
      });
      expect(facts.staff.groups).toContainEqual({ name: '在职', count: 31, change: -1 });
      expect(texts.projects.map(({ goal, order }) => [goal?.project, order])).toEqual([
        ['政务专项工作经费', 3],
        ['政务办公场所租赁', 2],
        ['一门、一网、一线综柜建设', 1],
      ]);
      expect(texts.reasons.get('items.2080505')?.text).toBe('人员减少，基本养老保险缴费支出减少');
      expect(texts.purposes.get('210')?.text).toBe('在编人员基本医疗、大额单位缴费');
    }
  });

  test.each([
    ['data/demo/2025.yaml', 'xinjiang-2025', '参公事业单位', 409],
    ['data/putuo-commerce.yaml', 'shanghai-unit-2025', '行政单位', 143],
  ])('of %s leaves out what could be more than one thing, each told', async (file, template, kind, all) => {
    const { report } = await produce(file);
    const { cells, rows, budget, text } = await differing(
      readPlain(report!.text),
      report!.text,
      template,
      kind,
    );
    expect(
      readReportText(report!.text)
        .sections.flatMap(({ items }) => items)
        .reduce((sum, item) => sum + (item.type === 'table' ? item.rows.length : 0), 0),
    ).toBe(all);
    expect([rows, cells]).toEqual(file.includes('demo') ? [150, 168] : [107, 61]);
    // Nothing is guessed: every line names its table, every function that is not there is told.
    expect(budget!.lines.every(({ comment }) => comment.includes('表”'))).toBe(true);
    const told = budget!.findings.map(({ message }) => message.slice(0, 7));
    const made = budget!.lines.map(({ functionCode }) => functionCode);
    expect(told.filter((code) => made.includes(code))).toEqual([]);
    expect(text).toContain('subordinates:');
  });

  test('of a PDF of another program names pages', async () => {
    const bytes = readFileSync(join(ROOT_FOLDER, 'test/fixtures/foreign/untagged-putuo.pdf'));
    const { value } = await openForeign(bytes, 'a.pdf');
    const { text, budget } = await adopted(value!, 'shanghai-unit-2025', true);
    expect(budget!.lines.map(({ economic, comment }) => `${economic} ${comment}`)).toContainEqual(
      expect.stringMatching(/^30113 住房公积金，第\d+页第\d+行，“/),
    );
    expect(text).toContain('template: shanghai-unit-2025');
  });
});
