import { describe, expect, test } from '@jest/globals';
import { analyse } from '../../src/figures/analysis.ts';
import { makeCharts } from '../../src/figures/make-charts.ts';
import type { Chart } from '../../src/model/chart.ts';
import type { LedgerLine } from '../../src/model/ledger.ts';
import { packOf } from '../support/packs.ts';
import { lineOf, type UnitOptions, unitOf } from '../support/unit-of.ts';

const FIGURES = {
  total: { label: '支出合计', where: [], compare: true },
  basic: { label: '基本支出', where: { kind: 'basic' }, compare: true },
  project: { label: '项目支出', where: { kind: 'project' }, compare: true },
};

const WORDS = { item: '项目', amount: '金额', share: '占比', rest: '其余各项', table: '图中的数' };

const LISTS = {
  classes: { by: 'functionClass' },
  both: { by: 'functionClass', include: 'either', compare: true },
};

function chartOf(declared: Record<string, unknown>, unit: UnitOptions): Chart | null {
  const pack = packOf({
    figures: FIGURES,
    lists: LISTS,
    chartWords: WORDS,
    words: { 单位: { short: '单位' } },
    charts: { one: { title: '图{number} {short}{year}年（单位：{unit}）', ...declared } },
  });
  const of = unitOf(unit);
  const { figures, lists, findings } = analyse(of, pack);
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  return makeCharts({ figures, lists }, of, pack).one ?? null;
}

/** Label and amounts in 元 of each row. */
const rowsOf = (chart: Chart | null) =>
  chart?.rows.map(({ label, figures }) => [label, ...figures.map(({ amount }) => amount.toFixed())]);

const line = (code: string, wan: string): LedgerLine => lineOf(code, '30101', wan);
const THREE = [line('2010350', '5'), line('2080505', '30.001'), line('2210201', '7')];

describe('a chart of the entries of a list', () => {
  test('the greatest first, each a share of the whole', () => {
    const chart = chartOf({ list: 'classes', whole: 'total' }, { ledger: THREE });
    expect(rowsOf(chart)).toEqual([
      ['社会保障和就业支出', '300010'],
      ['住房保障支出', '70000'],
      ['一般公共服务支出', '50000'],
    ]);
    expect(chart?.rows.map(({ whole }) => whole?.amount.toFixed())).toEqual(Array(3).fill('420010'));
    expect(chart).toMatchObject({
      id: 'chart-one',
      title: '图{number} 单位2025年（单位：万元）',
      series: ['金额'],
    });
  });

  test('more than it shows stand together in the last row, and the rows are the whole', () => {
    const many = ['2010350', '2020101', '2030101', '2040101', '2050101'].map((code, index) =>
      line(code, `${index + 1}.01`),
    );
    const chart = chartOf({ list: 'classes', whole: 'total', most: '3' }, { ledger: many });
    const rows = rowsOf(chart)!;
    expect(rows.map(([label]) => label)).toEqual(['教育支出', '公共安全支出', '其余各项']);
    expect(rows.map(([, amount]) => Number(amount)).reduce((sum, each) => sum + each)).toBe(150_500);
  });

  test('as many as it shows have no last row', () => {
    expect(rowsOf(chartOf({ list: 'classes', whole: 'total', most: '3' }, { ledger: THREE }))).toHaveLength(
      3,
    );
  });

  test('what no entry shows of the whole stands in the last row', () => {
    const pack = { list: 'classes', whole: 'total' };
    const ledger = [...THREE, lineOf('2010350', '30101', '1', { project: '某项目' })];
    const basicOnly = packOf({
      figures: FIGURES,
      lists: { classes: { by: 'functionClass', where: { kind: 'basic' } } },
      chartWords: WORDS,
      charts: { one: { title: '图', ...pack } },
    });
    const unit = unitOf({ ledger });
    expect(rowsOf(makeCharts(analyse(unit, basicOnly), unit, basicOnly).one ?? null)?.at(-1)).toEqual([
      '其余各项',
      '10000',
    ]);
  });

  test('an amount taken away keeps its sign, and stands by its size', () => {
    const ledger = [line('2010350', '5'), line('2080505', '-8'), line('2210201', '7')];
    expect(rowsOf(chartOf({ list: 'classes' }, { ledger }))).toEqual([
      ['社会保障和就业支出', '-80000'],
      ['住房保障支出', '70000'],
      ['一般公共服务支出', '50000'],
    ]);
  });

  test('no money, no chart', () => {
    expect(chartOf({ list: 'classes', whole: 'total' }, {})).toBeNull();
  });
});

describe('this year beside last year', () => {
  const compared = { figures: ['total', 'basic', 'project'], compare: true };

  test('figures in the order of the pack, without those that are zero in both years', () => {
    const prior = [line('2010350', '4')];
    const chart = chartOf(compared, { ledger: THREE, prior });
    expect(chart?.series).toEqual(['2025年', '2024年']);
    expect(rowsOf(chart)).toEqual([
      ['支出合计', '420010', '40000'],
      ['基本支出', '420010', '40000'],
    ]);
  });

  test('a new unit had nothing to compare with', () => {
    expect(chartOf(compared, { ledger: THREE })).toBeNull();
  });

  test('what ended stands beside its last amount', () => {
    const prior = [line('2080505', '9'), line('2240101', '40')];
    expect(rowsOf(chartOf({ list: 'both', compare: true }, { ledger: THREE, prior }))).toEqual([
      ['灾害防治及应急管理支出', '0', '400000'],
      ['社会保障和就业支出', '300010', '90000'],
      ['住房保障支出', '70000', '0'],
      ['一般公共服务支出', '50000', '0'],
    ]);
  });
});
