import { describe, expect, test } from '@jest/globals';
import { type Analysis, analyse } from '../../src/figures/analysis.ts';
import type { Figure } from '../../src/model/figure.ts';
import { printedValue } from '../../src/model/money.ts';
import type { Pack } from '../../src/pack/pack.ts';
import { packOf } from '../support/packs.ts';
import { lineOf, type Reasons, type UnitOptions, unitOf } from '../support/unit-of.ts';

const PACK: Pack = packOf({
  filters: {
    basic: { kind: 'basic' },
    project: { kind: 'project' },
    reception: { economics: '30217' },
    vehicleRunning: { economics: '30231' },
    operating: { kind: 'basic', exceptEconomics: ['301', '303'] },
  },
  figures: {
    // Declared before the figures it is made of.
    threePublic: { label: '“三公”经费', sum: ['reception', 'vehicleRunning'] },
    basic: { label: '基本支出', where: 'basic', share: 'total', compare: true, reason: 'basic' },
    generalBasic: {
      label: '一般公共预算基本支出',
      where: 'basic',
      compare: true,
      reason: ['generalBasic', 'basic'],
    },
    total: { label: '总预算', where: [] },
    reception: { label: '公务接待费', where: 'reception', compare: true, reason: 'reception' },
    vehicleRunning: {
      label: '公务用车运行费',
      where: 'vehicleRunning',
      compare: true,
      reason: 'vehicleRunning',
    },
  },
  lists: {
    items: { by: 'functionItem', include: 'either', compare: true, reason: 'items', share: 'total' },
    classes: { by: 'functionClass', purpose: '一般公共预算' },
    income: {
      compare: true,
      reason: 'income',
      entries: [
        { key: '一般公共预算', label: '一般公共预算', where: { budgets: 'generalPublicBudget' } },
        { key: '财政专户', label: '财政专户', where: { budgets: 'specialAccount' }, show: 'used' },
      ],
    },
  },
});

const REASONS: Reasons = {
  basic: '人员减少',
  reception: '业务量增加',
  items: { 2010350: '在职人员减少', 2010399: '新增项目', 2080506: '统一编制预算' },
  income: { 一般公共预算: '人员减少' },
};

/** The reasons but one. */
function without(key: string): Reasons {
  return Object.fromEntries(Object.entries(REASONS).filter(([name]) => name !== key));
}

const YEAR: UnitOptions = {
  ledger: [lineOf('2010350', '30101', '508.18'), lineOf('2010399', '30217', '3.00', { project: '接待' })],
  prior: [lineOf('2010350', null, '530.164'), lineOf('2080506', null, '4.95')],
  stated: { reception: '2.89', vehicleRunning: '0' },
  reasons: REASONS,
  purposes: { 201: '工资' },
};

const analysed = (changes: UnitOptions = {}): Analysis => analyse(unitOf({ ...YEAR, ...changes }), PACK);

/** Findings as `code place`. */
const found = (changes: UnitOptions): string[] =>
  analysed(changes).findings.map(({ code, position }) => `${code} ${position?.file}`);

const wan = (figure: Figure | null | undefined): string | null =>
  figure ? printedValue(figure.amount, '万元', 3).toFixed() : null;

describe('figures', () => {
  test('a unit with every reason and purpose gives no finding', () => {
    expect(analysed().findings).toEqual([]);
  });

  test('this year, last year and the whole', () => {
    const { basic, total, reception } = analysed().figures;
    expect([wan(basic?.current), wan(basic?.prior), wan(basic?.whole)]).toEqual([
      '508.18',
      '535.114',
      '511.18',
    ]);
    expect([wan(total?.current), total?.prior, total?.whole]).toEqual(['511.18', null, null]);
    expect([wan(reception?.current), wan(reception?.prior)]).toEqual(['3', '2.89']);
  });

  test('a stated figure wins over last year’s ledger', () => {
    const prior = [...YEAR.prior!, lineOf('2010350', '30217', '2.00')];
    expect(wan(analysed({ prior }).figures.reception?.prior)).toBe('2.89');
    expect(analysed({ prior }).figures.reception?.prior?.origin).toMatchObject({ kind: 'stated' });
  });

  test('a sum of figures is one of last year too', () => {
    const { threePublic, reception, vehicleRunning } = analysed().figures;
    expect([wan(threePublic?.current), wan(threePublic?.prior)]).toEqual(['3', '2.89']);
    expect(threePublic?.current.origin).toEqual({
      kind: 'total',
      parts: [reception?.current, vehicleRunning?.current],
    });
  });

  test('zero this year, and in both', () => {
    const { reception, vehicleRunning } = analysed({ ledger: [] }).figures;
    expect([reception?.isZero, reception?.unused]).toEqual([true, false]);
    expect([vehicleRunning?.isZero, vehicleRunning?.unused]).toEqual([true, true]);
  });
});

describe('lists', () => {
  test('items of either year, with their reasons and the whole', () => {
    const items = analysed().lists.items?.map(({ key, figure }) => [
      key,
      wan(figure.current),
      wan(figure.prior),
      wan(figure.whole),
      figure.reason,
    ]);
    expect(items).toEqual([
      ['2010350', '508.18', '530.164', '511.18', '在职人员减少'],
      ['2010399', '3', '0', '511.18', '新增项目'],
      ['2080506', '0', '4.95', '511.18', '统一编制预算'],
    ]);
  });

  test('an entry for use only is left out when neither year uses it', () => {
    const keys = (changes: UnitOptions) => analysed(changes).lists.income?.map(({ key }) => key);
    expect(keys({})).toEqual(['一般公共预算']);
    expect(keys({ ledger: [] })).toEqual(['一般公共预算']);
    expect(keys({ prior: [lineOf('2050299', null, '1', { fund: '财政专户' })] })).toEqual([
      '一般公共预算',
      '财政专户',
    ]);
  });
});

describe('a missing reason (E05)', () => {
  test.each<[string, Reasons, string[]]>([
    ['of a figure', without('reception'), ['E05 key:reasons/reception']],
    [
      'of an item',
      { ...REASONS, items: { 2010350: '减少', 2010399: '新增' } },
      ['E05 key:reasons/items/2080506'],
    ],
    ['of an income', { ...REASONS, income: {} }, ['E05 key:reasons/income/一般公共预算']],
    [
      'of two figures that share one',
      without('basic'),
      ['E05 key:reasons/basic', 'E05 key:reasons/generalBasic'],
    ],
  ])('%s', (_, reasons, expected) => {
    expect(found({ reasons })).toEqual(expected);
  });

  test('the first name that has one gives the reason', () => {
    const reason = (reasons: Reasons) => analysed({ reasons }).figures.generalBasic?.reason;
    expect(reason(REASONS)).toBe('人员减少');
    expect(reason({ ...REASONS, generalBasic: '另有原因' })).toBe('另有原因');
    expect(reason({})).toBeNull();
  });

  test('is not asked for where both years are printed alike', () => {
    const stated = { reception: '3.004', vehicleRunning: '0' };
    expect(found({ reasons: without('reception'), stated })).toEqual([]);
  });

  test('tells what to write and where', () => {
    const [finding] = analysed({ reasons: without('reception') }).findings;
    expect(finding).toMatchObject({ severity: 'error', message: expect.stringContaining('公务接待费') });
    expect(finding?.hint).toContain('reception');
  });
});

describe('a missing purpose (D05)', () => {
  test.each<[string, UnitOptions['purposes'], string[], string | null]>([
    ['one for all', { 201: '工资' }, [], '工资'],
    ['one of each budget', { 201: { 一般公共预算: '工资', 政府性基金预算: '道路' } }, [], '工资'],
    ['none', {}, ['D05 purposes/201'], null],
    ['only that of another budget', { 201: { 政府性基金预算: '道路' } }, ['D05 purposes/201'], null],
  ])('%s', (_, purposes, findings, purpose) => {
    expect(found({ purposes })).toEqual(findings);
    expect(analysed({ purposes }).lists.classes?.[0]?.purpose).toBe(purpose);
  });

  test('the remedy names the budget where others are given', () => {
    const hint = (purposes: UnitOptions['purposes']) => analysed({ purposes }).findings[0]?.hint;
    expect(hint({})).toContain('201: ');
    expect(hint({ 201: { 政府性基金预算: '道路' } })).toContain('一般公共预算: ');
  });
});

describe('last year’s figures', () => {
  test('that a lump sum hides must be stated (L41)', () => {
    const { findings } = analysed({ stated: { vehicleRunning: '0' } });
    expect(findings.map(({ code }) => code)).toEqual(['L41']);
    expect(findings[0]).toMatchObject({
      severity: 'error',
      message: expect.stringContaining('公务接待费'),
      hint: expect.stringContaining('reception: '),
      position: { file: 'prior/stated' },
    });
  });

  test('can be derived from a ledger with economic codes', () => {
    const prior = [
      lineOf('2010350', '30101', '530.164'),
      lineOf('2080506', '30109', '4.95'),
      lineOf('2010350', '30217', '2.89'),
    ];
    const { findings, figures } = analysed({ prior, stated: {} });
    expect(findings).toEqual([]);
    expect(wan(figures.reception?.prior)).toBe('2.89');
  });

  test('that are stated and never used are mentioned (L42)', () => {
    const { findings } = analysed({ stated: { ...YEAR.stated, recepton: '2.89', total: '5' } });
    expect(findings).toMatchObject([
      { code: 'L42', severity: 'warning', message: expect.stringContaining('recepton') },
      { code: 'L42', severity: 'warning', message: expect.stringContaining('total') },
    ]);
    expect(findings[0]?.position?.file).toBe('stated/recepton');
  });
});
