import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ledgerOf } from '../../src/books/books.ts';
import { loadUnit, type UnitOutcome } from '../../src/books/load-unit.ts';
import { evaluationOf } from '../../src/figures/evaluation.ts';
import { sumFigure } from '../../src/figures/figure.ts';
import type { Filter } from '../../src/model/filter.ts';
import { explain } from '../../src/review/explanation.ts';
import { inTemporaryFolder } from '../support/command.ts';
import { packs } from '../support/repository-packs.ts';
import { produceVariant } from '../support/variant.ts';

const HEAD = `
document: 决算
template: national-final-2025
amounts: 万元
unit: { name: 示例区学习中心, kind: 事业单位, functions: [开展社区教育。] }
`;
const LAST = `${HEAD}
year: 2024
date: 2025-09-10
plan: { budget: {} }
expenditure: { 2050499: { project: { 课程: { 30227: 10.00 } } } }
forward: { 2050499: { project: { 课程: 1.50 } } }
income: { 2050402: { 事业收入: 0.80 } }
opening: {}
prior: { stated: { total: 0 } }
`;
const THIS = `${HEAD}
year: 2025
date: 2026-09-10
budgetFrom: budget.yaml
adjustments: { 2050499: { project: { 课程: 12.00 } } }
expenditure:
  2050499: { project: { 课程: { 30227: { 一般公共预算: 38.00, carryover: { 一般公共预算: 1.50 } } } } }
  2050402: { project: { 活动: { 30226: { 事业收入: 7.20 } } }, operating: { 事业单位经营收入: 1.10 } }
income: { 2050402: { 事业收入: 9.00, 事业单位经营收入: 1.40 } }
distribution: { 提取专用结余: { 事业收入: 0.40 } }
prior: { from: last.yaml }
`;
const BUDGET = `
template: shanghai-unit-2025
year: 2025
date: 2025-03-01
amounts: 万元
unit: { name: 示例区学习中心, kind: 事业单位, functions: [开展社区教育。] }
budget: { 2050499: { project: { 课程: { 30227: 30.00 } } } }
prior: { budget: {} }
projects: [{ name: 课程, basis: 依据, allocation: 分配 }]
procurement: { goods: 0, works: 0, services: 0 }
assets: {}
`;

/** The final of 2025 loaded from files beside each other. */
function load(files: Readonly<Record<string, string>>): Promise<UnitOutcome> {
  let outcome: UnitOutcome;
  return inTemporaryFolder(async (folder) => {
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    outcome = await loadUnit(join(folder, 'this.yaml'), 'this.yaml', packs);
  }).then(() => outcome);
}
const GOOD = { 'this.yaml': THIS, 'last.yaml': LAST, 'budget.yaml': BUDGET };

async function unitOf(files: Readonly<Record<string, string>> = GOOD) {
  const { value, findings } = await load(files);
  if (!value) throw new Error(findings.map(({ message }) => message).join('\n'));
  return value.unit;
}

const wan = (lines: Parameters<typeof sumFigure>[0], ...filters: Filter[]): string =>
  sumFigure(lines, filters).amount.div(10_000).toFixed(2);

/** `2050499 project 课程 1.50` of every opening line. */
const openings = (lines: Parameters<typeof sumFigure>[0]): string[] =>
  [...lines]
    .filter(({ side }) => side === 'opening')
    .map(
      ({ functionCode, kind, project, fund, amount }) =>
        `${functionCode} ${fund.name} ${kind ?? '-'} ${project ?? '-'} ${amount.div(10_000).toFixed(2)}`,
    );

describe('what last year left', () => {
  test('is known by kind and project where every line says so', async () => {
    expect(openings(ledgerOf(await unitOf()))).toEqual([
      '2050499 一般公共预算 project 课程 1.50',
      '2050402 事业收入 - - 0.80',
    ]);
  });

  test('is known by kind alone where a project is not named', async () => {
    const last = LAST.replace(
      'forward: { 2050499: { project: { 课程: 1.50 } } }',
      'forward: { 2050499: { project: 1.50 } }',
    );
    expect(openings(ledgerOf(await unitOf({ ...GOOD, 'last.yaml': last })))[0]).toBe(
      '2050499 一般公共预算 project - 1.50',
    );
  });

  test('is known in all alone where it was not said what the year began with', async () => {
    const last = LAST.replace('opening: {}', 'opening: { 2050499: { 一般公共预算: 0.20 } }');
    expect(openings(ledgerOf(await unitOf({ ...GOOD, 'last.yaml': last })))[0]).toBe(
      '2050499 一般公共预算 - - 1.70',
    );
  });

  test('may be stated by kind and project', async () => {
    const stated = `${THIS}opening: { 2050499: { basic: 0.30, project: { 课程: 1.20 } }, 2050402: { 事业收入: 0.80 } }\n`;
    expect(openings(ledgerOf(await unitOf({ ...GOOD, 'this.yaml': stated })))).toEqual([
      '2050402 事业收入 - - 0.80',
      '2050499 一般公共预算 basic - 0.30',
      '2050499 一般公共预算 project 课程 1.20',
    ]);
  });
});

describe('a final account with the files of its year', () => {
  test('begins with what last year’s left, by function and fund', async () => {
    const ledger = ledgerOf(await unitOf());
    expect(wan(ledger, { side: ['opening'] })).toBe('2.30');
    expect(wan(ledger, { side: ['opening'], functions: ['2050499'] })).toBe('1.50');
    expect(wan(ledger, { side: ['opening'], funds: ['undertakingIncome'] })).toBe('0.80');
  });

  test('has as income of funds that follow their payments what was spent of this year’s money', async () => {
    const ledger = ledgerOf(await unitOf());
    expect(wan(ledger, { side: ['income'], budgets: ['generalPublicBudget'] })).toBe('38.00');
    expect(wan(ledger, { side: ['income'] })).toBe('48.40');
    expect(wan(ledger, { side: ['closing'] })).toBe('2.50');
  });

  test('is compared with the budget of its file, and that with its adjustments', async () => {
    const unit = await unitOf();
    expect(wan(ledgerOf(unit, 'plan'))).toBe('30.00');
    expect(wan(ledgerOf(unit, 'wholeYear'))).toBe('42.00');
    expect(wan(ledgerOf(unit, 'prior'))).toBe('10.00');
  });

  test('explains what it leaves by signed parts', async () => {
    const unit = await unitOf();
    const figure = sumFigure(ledgerOf(unit), [{ side: ['closing'] }]);
    const rounding = { unit: '万元', decimals: 2 } as const;
    const provenance = { kind: 'amount', label: '年末结转和结余', figure, rounding, cell: null } as const;
    expect(explain('2.50', provenance, unit).formula).toBe('2.50 = 2.30 + 48.40 − 47.80 − 0.40');
  });
});

test.each([
  ['a budget as last year’s final', { 'last.yaml': BUDGET }, 'L66', 'last.yaml 是预算的文件'],
  ['a final as this year’s budget', { 'budget.yaml': LAST }, 'L66', 'budget.yaml 是决算的文件'],
  [
    'a file that is its own last year',
    { 'this.yaml': THIS.replace('last.yaml', 'this.yaml') },
    'L62',
    '又回到了自己',
  ],
  [
    'the budget of another year',
    { 'budget.yaml': BUDGET.replace('year: 2025', 'year: 2024') },
    'L67',
    '2024 年的',
  ],
  [
    'the budget of another unit',
    { 'budget.yaml': BUDGET.replace('学习中心', '图书馆') },
    'L67',
    '示例区图书馆',
  ],
  [
    'a pack of budgets',
    { 'this.yaml': THIS.replace('national-final-2025', 'shanghai-unit-2025') },
    'L65',
    '印的是预算',
  ],
  ['a budget in two ways', { 'this.yaml': `${THIS}\nplan: { budget: {} }\n` }, 'L44', '只能写一个'],
])('%s is refused', async (_, files, code, words) => {
  const { value, findings } = await load({ ...GOOD, ...files });
  expect(value).toBeNull();
  expect(findings.map((finding) => finding.code)).toContain(code);
  expect(findings.find((finding) => finding.code === code)!.message).toContain(words);
});

describe('a CSV file with 方向 and 阶段', () => {
  const HEADS = '方向,阶段,功能科目编码,经济科目编码,支出类型,项目名称,资金来源,是否结转,金额,往来单位';
  const ROWS = [
    '支出,预算调整,2050499,,项目支出,课程,,,12.00,',
    '支出,,2050499,30227,项目支出,课程,一般公共预算,,38.00,',
    '支出,决算,2050499,30227,项目支出,课程,一般公共预算,是,1.50,',
    '支出,,2050402,30226,项目支出,活动,事业收入,,7.20,',
    '支出,,2050402,,经营支出,,事业单位经营收入,,1.10,',
    '收入,,2050402,,,,事业收入,,9.00,',
    '收入,,2050402,,,,事业单位经营收入,,1.40,',
    '结余分配,,,,,,事业收入,,0.40,提取专用结余',
  ];
  const ALONE = THIS.replace(/^adjustments:[\s\S]*?(?=^prior:)/m, 'ledgerFile: 明细.csv\n');
  const withRows = (rows: readonly string[]) => ({
    ...GOOD,
    'this.yaml': ALONE,
    '明细.csv': [HEADS, ...rows, ''].join('\n'),
  });
  const amounts = (ledger: ReturnType<typeof ledgerOf>) =>
    ledger.map(({ position: _, amount, ...line }) => `${JSON.stringify(line)} ${amount.toFixed()}`).sort();

  test('says what the file would say, each amount with its line', async () => {
    const [own, read] = [await unitOf(), await unitOf(withRows(ROWS))];
    for (const book of ['current', 'plan', 'wholeYear'] as const)
      expect(amounts(ledgerOf(read, book))).toEqual(amounts(ledgerOf(own, book)));
    const [given] = ledgerOf(read).filter(({ side }) => side === 'distribution');
    expect(given!.position).toMatchObject({ file: '明细.csv', line: 9 });
  });

  test.each([
    ['收入,,2050402,30226,,,事业收入,,9.00,', 'R07 2 经济科目编码“30226”不对。'],
    ['进账,,2050402,,,,事业收入,,9.00,', 'R07 2 方向“进账”不对。'],
    ['支出,年初预算,2050499,,项目支出,课程,,,30.00,', null],
  ])('%s', async (row, expected) => {
    const { value, findings } = await load(withRows([row, ...ROWS]));
    const errors = findings.filter(({ severity }) => severity === 'error');
    if (expected !== null)
      expect(errors.map(({ code, position, message }) => `${code} ${position?.line} ${message}`)).toEqual([
        expected,
      ]);
    // The budget of the year stands in a file of its own: not both.
    else expect(errors.map(({ code }) => code)).toEqual(['L44']);
    expect(value).toBeNull();
  });
});

test('what is said of goals is told where no project has a score; nothing said is nothing', async () => {
  const { value } = await load(GOOD);
  expect(evaluationOf(value!.unit, value!.pack.settings)).toBeNull();
  const goals = `${THIS}performance: { goals: { count: 2, amount: 10.00 } }\n`;
  const said = await load({ ...GOOD, 'this.yaml': goals });
  const evaluation = evaluationOf(said.value!.unit, said.value!.pack.settings)!;
  expect(evaluation).toMatchObject({ goals: { count: 2 }, self: { count: 0 }, average: null });
});

test.each([
  [
    'a final without a part that its form prints',
    'assets: { vehicles: { 其他用车: { count: 2, value: 26.60 } }, equipmentOver1m: 1 }\n',
  ],
  ['a final that leaves a field of it out', ', equipmentOver1m: 1'],
])('%s is told, and no zero is printed for it', async (_, left) => {
  const { report, findings } = await produceVariant('data/finals/demo-final-2025.yaml', [left, '']);
  expect(report).toBeNull();
  expect(findings.filter(({ severity }) => severity === 'error')).toMatchObject([
    { code: 'L10', message: '缺少“单位价值100万元以上大型设备台数（assets.equipmentOver1m）”。' },
  ]);
});
