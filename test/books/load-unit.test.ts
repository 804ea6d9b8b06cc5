import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { bookOf, ledgerOf } from '../../src/books/books.ts';
import { loadUnit, type UnitContext, type UnitOutcome } from '../../src/books/load-unit.ts';
import { sumMoney } from '../../src/model/money.ts';
import { loadPack } from '../../src/pack/load-pack.ts';
import { placeOf } from '../support/finding-text.ts';
import { DATA_FOLDER, TEMPLATES_FOLDER } from '../support/folders.ts';
import { realPack } from '../support/packs.ts';
import { folderWith } from '../support/temp-folder.ts';
import { classification2025 } from '../support/unit-of.ts';
import { edited, UNIT_YAML } from '../support/unit-yaml.ts';

const pack = await realPack('xinjiang-2025');
const CONTEXT: UnitContext = {
  pack: async (name) =>
    name === pack.name ? { value: pack, findings: [] } : loadPack(TEMPLATES_FOLDER, name, 'templates'),
  classification: async () => classification2025,
};

const BUDGET = UNIT_YAML.slice(UNIT_YAML.indexOf('budget:'), UNIT_YAML.indexOf('prior:'));
const PRIOR = UNIT_YAML.slice(UNIT_YAML.indexOf('prior:'), UNIT_YAML.indexOf('purposes:'));
const LEDGER = '功能科目编码,经济科目编码,支出类型,项目名称,金额\n2010350,30101,基本支出,,22.974\n';
const LUMPS = '功能科目编码,支出类型,金额\n2010350,基本支出,484.614\n';

const withBudget = (budget: string): string => edited(UNIT_YAML, [BUDGET, budget]);
const withPrior = (prior: string): string => edited(UNIT_YAML, [PRIOR, prior]);

/** Loads `unit.yaml` of a folder with these files, as `data/unit.yaml`. */
async function load(unit: string, others: Record<string, string | Uint8Array> = {}): Promise<UnitOutcome> {
  const folder = await folderWith({ 'data/unit.yaml': unit, ...others });
  return loadUnit(join(folder, 'data/unit.yaml'), 'data/unit.yaml', CONTEXT);
}

const places = ({ findings }: UnitOutcome): string[] => findings.map((finding) => placeOf(finding, true));
const sources = (outcome: UnitOutcome): string[] => outcome.sources.map(({ file }) => file);

/** Sum of this year's and last year's ledger in 元. */
function sums({ value }: UnitOutcome): (string | undefined)[] {
  const ledgers = (['current', 'prior'] as const).map((name) => value?.unit && ledgerOf(value.unit, name));
  return ledgers.map((ledger) => ledger && sumMoney(ledger.map((line) => line.amount)).toFixed());
}

describe('a unit', () => {
  test('with everything inline', async () => {
    const outcome = await load(UNIT_YAML);
    expect(outcome.findings).toEqual([]);
    expect(sums(outcome)).toEqual(['1269540', '6106340']);
    expect(sources(outcome)).toEqual(['data/unit.yaml']);
    expect(outcome.value?.pack).toBe(pack);
    const { unit } = outcome.value!;
    expect(unit.file).toBe('data/unit.yaml');
    expect(ledgerOf(unit)[0]?.position).toEqual({ file: 'data/unit.yaml', line: 15, column: 14, length: 6 });
    expect(bookOf(unit, 'prior').stated.get('reception')?.amount.toFixed()).toBe('28900');
    expect(bookOf(unit, 'prior').from).toBeNull();
  });

  test('the sample of the repository', async () => {
    const outcome = await loadUnit(join(DATA_FOLDER, 'kuerle.yaml'), 'data/kuerle.yaml', CONTEXT);
    expect(outcome.findings).toEqual([]);
    expect(sums(outcome)).toEqual(['7151980', '6561780']);
  });

  test('names of codes that the lists do not have', async () => {
    const { value } = await load(
      edited(UNIT_YAML, ['purposes:', 'codeNames: {2010350: 新名称, 30199: 甲}\npurposes:']),
    );
    const { functions, economics } = value!.unit.classification;
    expect([functions.get('2010350'), economics.get('30199'), functions.get('201')]).toEqual([
      '新名称',
      '甲',
      '一般公共服务支出',
    ]);
    expect(classification2025.functions.get('2010350')).toBe('事业运行');
  });
});

describe('a ledger in a file of its own', () => {
  test('beside the unit file or elsewhere', async () => {
    const beside = await load(withBudget('ledgerFile: ledger.csv\n'), { 'data/ledger.csv': LEDGER });
    expect(beside.findings).toEqual([]);
    expect(sums(beside)[0]).toBe('229740');
    expect(sources(beside)).toEqual(['data/unit.yaml', 'data/ledger.csv']);
    const above = await load(withBudget('ledgerFile: ../in/明细.CSV\n'), { 'in/明细.CSV': LEDGER });
    expect(above.findings).toEqual([]);
    expect(sources(above)).toEqual(['data/unit.yaml', 'in/明细.CSV']);
    expect(ledgerOf(above.value!.unit)[0]?.position.file).toBe('in/明细.CSV');
  });

  test('amounts in the unit that the unit file states', async () => {
    const text = edited(withBudget('ledgerFile: ledger.csv\n'), ['amounts: 万元', 'amounts: 元']);
    expect(sums(await load(text, { 'data/ledger.csv': LEDGER }))[0]).toBe('22.974');
  });

  test('its mistakes stand in it', async () => {
    const csv = LEDGER.replace('22.974', '12万元');
    const outcome = await load(withBudget('ledgerFile: ledger.csv\n'), { 'data/ledger.csv': csv });
    expect(outcome.value).toBeNull();
    expect(places(outcome)).toEqual(['L21 data/ledger.csv:2:21+4']);
    expect(sources(outcome)).toContain('data/ledger.csv');
  });

  test.each([
    ['both it and a budget', `${BUDGET}ledgerFile: ledger.csv\n`, 'L43 data/unit.yaml:20:13+10'],
    ['neither', '', 'L43 data/unit.yaml:1:1+1'],
    ['a file that is not there', 'ledgerFile: none.csv\n', 'L01 data/unit.yaml:12:13+8'],
    ['a folder', 'ledgerFile: folder.csv\n', 'L01 data/unit.yaml:12:13+10'],
    ['a workbook by name', 'ledgerFile: ledger.xlsx\n', 'L45 data/unit.yaml:12:13+11'],
    ['a file that holds no ledger', 'ledgerFile: ../../etc/passwd\n', 'L45 data/unit.yaml:12:13+16'],
    ['the unit file itself', 'ledgerFile: unit.yaml\n', 'L45 data/unit.yaml:12:13+9'],
    ['a workbook in disguise', 'ledgerFile: zip.csv\n', 'L02 data/zip.csv:1:1+1'],
  ])('%s', async (_, budget, place) => {
    const outcome = await load(withBudget(budget), {
      'data/ledger.csv': LEDGER,
      'data/folder.csv/a.txt': '',
      'data/zip.csv': Uint8Array.from([0x50, 0x4b, 0x03, 0x04]),
    });
    expect(outcome.value).toBeNull();
    expect(places(outcome)).toEqual([place]);
    expect(outcome.findings[0]?.hint).not.toBe('');
  });
});

describe('last year', () => {
  const LAST = edited(UNIT_YAML, ['year: 2025', 'year: 2024'], ['库尔勒某中心', '库尔勒某旧中心']);

  test('from its own unit file', async () => {
    const outcome = await load(
      withPrior('prior:\n  from: 2024/unit.yaml\n  stated: {operatingCost: 120.46}\n'),
      {
        'data/2024/unit.yaml': LAST,
      },
    );
    expect(outcome.findings).toEqual([]);
    expect(sums(outcome)).toEqual(['1269540', '1269540']);
    const prior = bookOf(outcome.value!.unit, 'prior');
    expect(prior.from).toMatchObject({ unitName: '库尔勒某旧中心', year: 2024, file: 'data/2024/unit.yaml' });
    expect(prior.ledger[0]?.position.file).toBe('data/2024/unit.yaml');
    expect([...prior.stated.keys()]).toEqual(['operatingCost']);
    expect(sources(outcome)).toEqual(['data/unit.yaml', 'data/2024/unit.yaml']);
  });

  test('from a unit file in 元 with a ledger file of its own', async () => {
    const last = edited(LAST, [BUDGET, 'ledgerFile: ledger.csv\n'], ['amounts: 万元', 'amounts: 元']);
    const outcome = await load(withPrior('prior: {from: 2024/unit.yaml}\n'), {
      'data/2024/unit.yaml': last,
      'data/2024/ledger.csv': LEDGER,
    });
    expect(outcome.findings).toEqual([]);
    expect(sums(outcome)[1]).toBe('22.974');
    expect(sources(outcome)).toContain('data/2024/ledger.csv');
  });

  test('what the file of last year says of the year before does not matter', async () => {
    const last = edited(
      LAST,
      [PRIOR, 'prior: {from: lost.yaml}\n'],
      ['template: xinjiang-2025', 'template: old'],
    );
    const outcome = await load(withPrior('prior: {from: 2024.yaml}\n'), { 'data/2024.yaml': last });
    expect(outcome.findings).toEqual([]);
  });

  test('in a CSV file without economic codes', async () => {
    const outcome = await load(withPrior('prior: {ledgerFile: 2024.csv}\n'), { 'data/2024.csv': LUMPS });
    expect(outcome.findings).toEqual([]);
    expect(sums(outcome)[1]).toBe('4846140');
    expect(ledgerOf(outcome.value!.unit, 'prior')[0]?.economicCode).toBeNull();
  });

  test('of a new unit', async () => {
    const outcome = await load(withPrior('prior: {budget: {}}\n'));
    expect(outcome.findings).toEqual([]);
    expect(sums(outcome)[1]).toBe('0');
  });

  test.each([
    ['no form', 'prior: {}\n', 'L44 data/unit.yaml:20:8+1', '没有写上年预算'],
    [
      'two forms',
      'prior: {from: a.yaml, budget: {}}\n',
      'L44 data/unit.yaml:20:8+1',
      'prior.from、prior.budget',
    ],
    [
      'all forms',
      'prior: {from: a.yaml, budget: {}, ledgerFile: a.csv}\n',
      'L44 data/unit.yaml:20:8+1',
      'prior.from、prior.budget、prior.ledgerFile',
    ],
    ['a misspelt form', 'prior: {form: a.yaml}\n', 'L12 data/unit.yaml:20:9+4', 'form'],
    ['a file that is not there', 'prior: {from: 2024.yaml}\n', 'L01 data/unit.yaml:20:15+9', '2024.yaml'],
    ['a file of another type', 'prior: {from: 2024.pdf}\n', 'L45 data/unit.yaml:20:15+8', '2024.pdf'],
    ['a CSV file as a unit file', 'prior: {from: ledger.csv}\n', 'L45 data/unit.yaml:20:15+10', 'ledger.csv'],
    ['a file with mistakes', 'prior: {from: bad.yaml}\n', 'L25 data/bad.yaml:2:7+2', '24'],
  ])('%s', async (_, prior, place, message) => {
    const outcome = await load(withPrior(prior), {
      'data/bad.yaml': edited(UNIT_YAML, ['year: 2025', 'year: 24']),
    });
    expect(outcome.value).toBeNull();
    expect(places(outcome)).toEqual([place]);
    expect(outcome.findings[0]?.message).toContain(message);
  });
});

describe('the template', () => {
  test.each([
    ['../xinjiang-2025', ''],
    ['../../etc', ''],
    ['/etc', ''],
    ['.', ''],
    ['xinjiang-2025/', 'xinjiang-2025'],
    ['xinjiang-2024', 'xinjiang-2025'],
    ['constructor', 'xinjiang-2025'],
  ])('%s is none', async (name, close) => {
    const outcome = await load(edited(UNIT_YAML, ['template: xinjiang-2025', `template: ${name}`]));
    expect(outcome.value).toBeNull();
    expect(places(outcome)).toEqual([`L46 data/unit.yaml:1:11+${name.length}`]);
    expect(outcome.findings[0]?.message).toContain(name);
    expect(outcome.findings[0]?.hint).toContain(close);
  });
});

test('mistakes of all files are told in one run', async () => {
  const text = edited(
    UNIT_YAML,
    ['template: xinjiang-2025', 'template: xinjang-2025'],
    [BUDGET, 'ledgerFile: ledger.csv\n'],
    [PRIOR, 'prior: {ledgerFile: 2024.csv}\n'],
  );
  const outcome = await load(text, {
    'data/ledger.csv': LEDGER.replace('30101', '301'),
    'data/2024.csv': LUMPS.replace('484.614', '-1'),
  });
  expect(places(outcome)).toEqual([
    'L36 data/ledger.csv:2:9+3',
    'L22 data/2024.csv:2:14+2',
    'L46 data/unit.yaml:1:11+12',
  ]);
});

test('after a name written twice the unit can still be checked, but the error stands', async () => {
  const outcome = await load(edited(UNIT_YAML, ['30101: 22.974', '30101: 22.974\n      30101: 23']));
  expect(places(outcome)).toEqual(['L05 data/unit.yaml:16:7+5']);
  expect(outcome.findings[0]?.severity).toBe('error');
  expect(sums(outcome)[0]).toBe('1269800');
});

test.each([
  ['a unit file that is not there', 'data/none.yaml', 'L01 data/none.yaml:1:1+1'],
  ['a folder', 'data', 'L01 data:1:1+1'],
])('%s', async (_, path, place) => {
  const folder = await folderWith({ 'data/unit.yaml': UNIT_YAML });
  const outcome = await loadUnit(join(folder, path), path, CONTEXT);
  expect(outcome.value).toBeNull();
  expect(places(outcome)).toEqual([place]);
});
