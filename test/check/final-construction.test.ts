import { describe, expect, test } from '@jest/globals';
import { ledgerOf } from '../../src/books/books.ts';
import { analyse } from '../../src/figures/analysis.ts';
import { functionName } from '../../src/lists/classification.ts';
import { type Money, parseDecimal, percentOf, sumMoney, ZERO } from '../../src/model/money.ts';
import { produceMutated } from '../support/check-cases.ts';
import { produce } from '../support/sample.ts';

/*
 * What a final account cannot get wrong, whatever the data: shown on the texts of the samples in each of the packs and of
 * changed ones, read back as a reader would. The rules name these tests as their proof.
 */

interface Read {
  readonly name: string;
  readonly prose: string;
  readonly production: Awaited<ReturnType<typeof produce>>;
}

const PACKS = ['national-final-2025', 'shanghai-final-2024', 'xinjiang-final-2025'];
const CHANGES: readonly (readonly [string, readonly { readonly find: string; readonly put: string }[]])[] = [
  ['as it is', []],
  [
    'nothing of the state capital budget',
    [
      {
        find: '  2230105: { project: { 退休人员服务: { 国有资本经营预算: 2.60, 上级国有资本经营转移支付: 0.40 } } }\n',
        put: '',
      },
      { find: '  2230105: { project: { 退休人员服务: { 国有资本经营预算: 0.35 } } }\n', put: '' },
      {
        find: '  2230105: { fund: 国有资本经营预算, project: { 退休人员服务: { 30299: { 国有资本经营预算: 2.00, 上级国有资本经营转移支付: 0.40 }, 30201: { carryover: { 国有资本经营预算: 0.60 } } } } }\n',
        put: '',
      },
      {
        find: 'prior: { from: demo-final-2024.yaml }',
        put: 'prior: { stated: { total: 1, fiscalTotal: 1, general: 1, abroad: 0, vehiclePurchase: 0, vehicleRunning: 3.1, reception: 0.8 } }',
      },
      {
        find: 'corrections: {',
        put: 'opening: { 2050499: { 一般公共预算: 1.70, 其他收入: 1.20 }, 2050402: { 事业收入: 0.80 } }\ncorrections: {',
      },
    ],
  ],
  [
    'guests from abroad',
    [
      {
        find: 'foreign: { batches: 1, persons: 3, amount: 0.08 }',
        put: 'foreign: { batches: 2, persons: 9, amount: 0.20 }',
      },
    ],
  ],
  [
    'an organ',
    [
      {
        find: 'unit: { from: demo-budget-2025.yaml }',
        put: 'unit: { from: demo-budget-2025.yaml, kind: 行政单位 }',
      },
      {
        find: '    reception: 接待批次减少\n',
        put: '    reception: 接待批次减少\n    operatingCost: 办公设备更新\n',
      },
    ],
  ],
];

const reports: Read[] = [];
for (const pack of PACKS) {
  for (const [what, edits] of CHANGES) {
    const template = { find: 'template: national-final-2025', put: `template: ${pack}` };
    const production = await produceMutated({ unit: 'demo-final-2025', edits: [template, ...edits] });
    reports.push({ name: `${pack}, ${what}`, production, prose: proseOf(textOf(production)) });
  }
}
for (const file of ['data/finals/demo-final-2024.yaml', 'data/finals/putuo-finance-2024.yaml']) {
  const production = await produce(file);
  reports.push({ name: file, production, prose: proseOf(textOf(production)) });
}

/** The text of a report; it must have one. */
function textOf({ report, findings }: Read['production']): string {
  if (!report) throw new Error(findings.map(({ message }) => message).join('\n'));
  return report.text;
}

/** Tables with their captions, a row as its cells. */
function tablesOf(text: string): { readonly caption: string; readonly rows: readonly string[][] }[] {
  return [...text.matchAll(/^〔(.*)〕\n([\s\S]*?)\n\n/gm)].map(([, caption, rows]) => ({
    caption: caption!,
    rows: rows!.split('\n').map((row) => row.split('\t')),
  }));
}

/** Everything but the tables, one sentence behind the other. */
function proseOf(text: string): string {
  return text.replaceAll(/^〔[\s\S]*?\n\n/gm, '').replaceAll(/\s/g, '');
}

function inEvery(name: string, check: (report: Read) => void): void {
  describe.each(reports)('$name', (report) => {
    test(name, () => check(report));
  });
}

const AMOUNT = String.raw`(-?[\d,]+\.\d\d)万元`;
const amount = (text: string | undefined): Money => parseDecimal((text ?? '').replaceAll(',', '')) ?? ZERO;
const cellsOf = ({ production }: Read, title: string): readonly string[][] => {
  const table = tablesOf(textOf(production)).find(({ caption }) => caption.includes(title));
  if (!table) throw new Error(`no table ${title}`);
  return table.rows;
};

inEvery('G14 a completion rate is of the budget that is named, and there is none of nothing', ({ prose }) => {
  const claims = [
    ...prose.matchAll(
      new RegExp(`年初预算为${AMOUNT}，支出决算为${AMOUNT}(?:，完成(?:年初)?预算的([\\d.]+)%)?`, 'g'),
    ),
  ];
  expect(claims.length).toBeGreaterThan(1);
  for (const [, budget, final, rate] of claims) {
    const expected = percentOf(amount(final), amount(budget), 2);
    if (expected === null) expect([final, rate ?? '']).toEqual([final, amount(final).isZero() ? '0' : '']);
    // Some forms tell no rate of items.
    else if (rate !== undefined) expect(rate).toBe(amount(final).isZero() ? '0' : expected.toFixed(2));
  }
  expect(claims.some(([, , , rate]) => rate !== undefined)).toBe(true);
});

/** The items told of general money, each with its budget and its final. */
function itemsOf({ prose: text }: Read) {
  const from = text.indexOf('一般公共预算财政拨款支出决算具体情况');
  const part = text.slice(from, text.indexOf('基本支出决算情况说明', from));
  const item = new RegExp(
    `([^。；：]+?)（类）([^。]+?)（款）([^。]+?)（项）。(?:主要用于：[^。]*。)?年初预算为${AMOUNT}，支出决算为${AMOUNT}`,
    'g',
  );
  return [...part.matchAll(item)].map(([, className, section, name, budget, final]) => ({
    names: [className!.replace(/^\d+\./, ''), section, name],
    budget: amount(budget),
    final: amount(final),
  }));
}

inEvery('G16 the items told are those of the table and of the budget', (report) => {
  const { unit } = report.production.loaded!;
  const isGeneral = ({ fund, side }: ReturnType<typeof ledgerOf>[number]) =>
    fund.budget === 'generalPublicBudget' && side === 'expenditure';
  const lines = [...ledgerOf(unit), ...ledgerOf(unit, 'plan')].filter(isGeneral);
  const codes = [...new Set(lines.map(({ functionCode }) => functionCode))].sort();
  const items = itemsOf(report);
  expect(items.map(({ names }) => names[2])).toEqual(
    codes.map((code) => functionName(unit.classification, code)),
  );
  const [, budget, final] =
    new RegExp(`一般公共预算财政拨款支出年初预算为${AMOUNT}，支出决算为${AMOUNT}`).exec(report.prose) ?? [];
  // Each is rounded by itself.
  const residue = (items.length + 1) * 0.005;
  for (const [told, parts] of [
    [amount(budget), items.map((item) => item.budget)],
    [amount(final), items.map((item) => item.final)],
  ] as const)
    expect(sumMoney(parts).minus(told).abs().toNumber()).toBeLessThanOrEqual(residue);
});

inEvery('G17 names of codes in the text are those of the tables', (report) => {
  const known = new Set(tablesOf(textOf(report.production)).flatMap(({ rows }) => rows.flat()));
  const { classification } = report.production.loaded!.unit;
  const listed = new Set(classification.functions.values());
  for (const { names } of itemsOf(report)) {
    for (const name of names) expect(known.has(name!) || listed.has(name!)).toBe(true);
  }
});

inEvery('G18 what is told of basic expenditure is that of table 06', (report) => {
  const rows = cellsOf(report, '基本支出决算');
  const text = report.prose;
  for (const [told, total] of [
    ['人员经费', '人员经费合计'],
    ['公用经费', '公用经费合计'],
  ] as const) {
    const row = rows.find((cells) => cells.includes(total))!;
    const printed = row[row.indexOf(total) + 1] || '0.00';
    const [, value, names = ''] = new RegExp(`${told}${AMOUNT}(?:，主要包括：([^。]+))?。`).exec(text) ?? [];
    expect(amount(value).toFixed(2)).toBe(amount(printed).toFixed(2));
    for (const name of names.split('、').filter((each) => each !== '')) {
      const of = rows.find((cells) => cells.includes(name))!;
      expect(of[of.indexOf(name) + 1]).not.toBe('');
    }
  }
});

inEvery('G20 domestic guests are told, foreign ones among them', ({ prose, production }) => {
  const { domestic, abroad } = production.loaded!.unit.data.final!.threePublic;
  const reception = analyse(production.loaded!.unit, production.loaded!.pack).figures.threePublic!;
  if (reception.isZero) return;
  expect(prose).toContain(
    `国内公务接待${domestic.batches}批次、${domestic.persons}人次，其中：外宾接待${domestic.foreign.batches}批次、${domestic.foreign.persons}人次；国（境）外公务接待${abroad.batches}批次、${abroad.persons}人次`,
  );
});

inEvery('G25 an institution has no operating cost of organs', ({ prose, production }) => {
  const { data } = production.loaded!.unit;
  const cost = analyse(production.loaded!.unit, production.loaded!.pack).figures.operatingCost!;
  const isInstitution = data.unit.kind === '事业单位';
  expect(cost.isZero).toBe(isInstitution);
  expect(prose.includes('为事业单位，没有机关运行经费支出')).toBe(isInstitution);
});

inEvery('G27 an empty table, its sentence and the text go together', (report) => {
  const { unit } = report.production.loaded!;
  const text = report.prose;
  for (const [budget, name] of [
    ['governmentFundBudget', '政府性基金预算财政拨款'],
    ['stateCapitalBudget', '国有资本经营预算财政拨款'],
  ] as const) {
    const isUsed = ledgerOf(unit).some(
      ({ fund, amount: money }) => fund.budget === budget && !money.isZero(),
    );
    const told = [`没有${name}收入和支出，故本表无数据。`, `没有${name}收入和支出。`];
    expect(told.map((words) => text.includes(words))).toEqual([!isUsed, !isUsed]);
    expect(cellsOf(report, name).length).toBeGreaterThan(0);
    expect(text).not.toContain('仍保留该表格式');
  }
});
