import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { statedFigure } from '../../src/figures/figure.ts';
import type { Comparison, Figure } from '../../src/model/figure.ts';
import { type Money, parseDecimal, printedValue, toYuan } from '../../src/model/money.ts';
import { changeSentence, formatPercent } from '../../src/words/change-sentence.ts';
import { formatAmount } from '../../src/words/format.ts';
import { packOf, realPack } from '../support/packs.ts';

const YEARS = { year: 2025, priorYear: 2024 };
const { settings } = await realPack('xinjiang-2025');

const figure = (wan: string): Figure => statedFigure(toYuan(parseDecimal(wan)!, '万元'), null);

function comparison(now: string, before: string, reason: string | null = null): Comparison {
  return {
    name: 'reception',
    label: '公务接待费',
    current: figure(now),
    prior: figure(before),
    whole: null,
    priorWhole: null,
    reason,
    reasonPaths: [['reception']],
    against: {},
    isZero: figure(now).isZero,
    unused: figure(now).isZero && figure(before).isZero,
  };
}

const sentence = (style: string, now: string, before: string, reason: string | null = null): string =>
  changeSentence(comparison(now, before, reason), settings.change[style]!, settings, YEARS);

describe('the sentences of the Xinjiang pack', () => {
  test.each([
    ['715.20', '656.18', '比上年预算增加59.02万元，增长8.99%'],
    ['508.18', '530.164', '比上年预算减少21.98万元，下降4.15%'],
    ['0', '0', '与上年预算持平'],
    ['3.00', '3.00', '与上年预算持平'],
    ['6.00', '0', '比上年预算增加6.00万元，上年无此项预算，增长率不可比'],
    ['0', '4.95', '比上年预算减少4.95万元，下降100.00%'],
  ])('default: %s against %s', (now, before, expected) => {
    expect(sentence('default', now, before)).toBe(expected);
  });

  test.each([
    ['3.00', '2.89', '公务接待费增加0.11万元，增长3.81%'],
    ['2.89', '3.00', '公务接待费减少0.11万元，下降3.67%'],
    ['0', '0', '公务接待费增加0.00万元，增长0.00%，主要原因是本年度未安排公务接待费预算，与上年相比无变动'],
    ['3.00', '3.00', '公务接待费与上年预算持平'],
    ['3.00', '0', '公务接待费增加3.00万元，上年无此项预算，增长率不可比'],
    ['0', '2.89', '公务接待费减少2.89万元，下降100.00%'],
  ])('item: %s against %s', (now, before, expected) => {
    expect(sentence('item', now, before)).toBe(expected);
  });

  test.each([
    ['3.00', '2.89', '比上年预算增加0.11万元，增长3.81%'],
    ['2.89', '3.00', '比上年预算减少0.11万元，下降3.67%'],
    ['0', '0', '比上年预算增加0.00万元，增长0.00%'],
    ['3.00', '3.00', '与上年预算持平'],
    ['3.00', '0', '比上年预算增加3.00万元，上年无此项预算，增长率不可比'],
    ['0', '2.89', '比上年预算减少2.89万元，下降100.00%'],
  ])('total: %s against %s', (now, before, expected) => {
    expect(sentence('total', now, before)).toBe(expected);
  });
});

describe('reasons', () => {
  test.each([
    [
      'of an increase',
      'default',
      '715.20',
      '656.18',
      '比上年预算增加59.02万元，增长8.99%，主要原因是人员增加',
    ],
    [
      'of a new item',
      'default',
      '6.00',
      '0',
      '比上年预算增加6.00万元，上年无此项预算，增长率不可比，主要原因是人员增加',
    ],
    ['of an ended item', 'default', '0', '4.95', '比上年预算减少4.95万元，下降100.00%，主要原因是人员增加'],
    ['given although nothing changed', 'default', '3.00', '3.00', '与上年预算持平，主要原因是人员增加'],
    [
      'of its own instead of that of the style',
      'item',
      '0',
      '0',
      '公务接待费增加0.00万元，增长0.00%，主要原因是人员增加',
    ],
    ['left out by a style', 'total', '3.00', '2.89', '比上年预算增加0.11万元，增长3.81%'],
  ])('%s', (_, style, now, before, expected) => {
    expect(sentence(style, now, before, '人员增加')).toBe(expected);
  });

  test('braces and dollar signs in a reason are only text', () => {
    expect(sentence('default', '2', '1', '{{amount}}$&$1')).toBe(
      '比上年预算增加1.00万元，增长100.00%，主要原因是{{amount}}$&$1',
    );
  });
});

test('of a body that is new a style may say less', () => {
  const first = { ...YEARS, isFirst: true };
  const said = (style: string) =>
    changeSentence(comparison('6.00', '0', '新设'), settings.change[style]!, settings, first);
  expect(said('default')).toBe('比上年预算增加6.00万元，主要原因是新设');
  expect(said('evenItem')).toBe('公务接待费增加6.00万元，上年无此项预算，增长率不可比，主要原因是新设');
});

test('amounts in another way than those of the text; the rate is that of the printed amounts', () => {
  const yi = { unit: '亿元', decimals: '2', suffix: '亿元' } as const;
  const { settings: with100 } = packOf({ moneyFormats: { yi } });
  const clause = (money?: (typeof with100.moneyFormats)[string]) =>
    changeSentence(comparison('71520', '65618'), with100.change.default!, with100, YEARS, undefined, money);
  expect(clause()).toBe('增加5902.00万元，增长8.99%');
  expect(clause(with100.moneyFormats.yi)).toBe('增加0.59亿元，增长8.99%');
});

test('a figure without last year has no change sentence', () => {
  const alone = { ...comparison('1', '1'), prior: null };
  expect(() => changeSentence(alone, settings.change.default!, settings, YEARS)).toThrow('reception');
});

describe('percentages', () => {
  test.each([
    [{}, '4.15', '4.15%'],
    [{}, '0', '0.00%'],
    [{ decimals: '1' }, '4.15', '4.2%'],
    [{ decimals: '0' }, '71.05', '71%'],
    [{ zero: '—' }, '0', '—'],
    [{ zero: '—' }, '4.15', '4.15%'],
  ])('%j: %s → %s', (percent, value, expected) => {
    expect(formatPercent(parseDecimal(value)!, packOf({ percent }).settings)).toBe(expected);
  });
});

test('another pack may print 元, group digits and round rates to one decimal', () => {
  const other = packOf({
    money: { unit: '元', suffix: '元', grouping: true },
    percent: { decimals: '1' },
  }).settings;
  const clause = changeSentence(comparison('715.20', '656.18'), other.change.default!, other, YEARS);
  expect(clause).toBe('增加590,200.00元，增长9.0%');
});

/** A sentence of the default style, read back. */
function parsed(text: string) {
  const match =
    /^(?:比上年预算(增加|减少)(\d+\.\d\d)万元，(?:(增长|下降)(\d+\.\d\d)%|上年无此项预算，增长率不可比)|与上年预算持平)$/.exec(
      text,
    );
  if (!match) throw new Error(`not a change sentence: ${text}`);
  const [, verb, change, rateVerb, rate] = match;
  return { verb, rateVerb, change: change && parseDecimal(change)!, rate: rate && parseDecimal(rate)! };
}

test('a reader with a calculator finds what is printed', () => {
  const wan = fc.oneof(
    fc
      .tuple(fc.nat(999), fc.nat(999_999))
      .map(([whole, fraction]) => `${whole}.${String(fraction).padStart(6, '0')}`),
    fc.constantFrom(
      '0',
      '0.004999',
      '0.005',
      '0.01',
      '2.995',
      '2.9949',
      '3',
      '530.164',
      '98765432109876543210.125',
    ),
  );
  const near = fc.tuple(wan, fc.nat(20_000)).map(([now, ppm]) => {
    const before = parseDecimal(now)!.plus(parseDecimal(`0.${String(ppm).padStart(6, '0')}`)!);
    return [now, before.toFixed()] as const;
  });
  fc.assert(
    fc.property(fc.oneof(fc.tuple(wan, wan), near), fc.boolean(), (pair, swapped) => {
      const [now, before] = swapped ? [pair[1], pair[0]] : pair;
      const print = (value: string): Money =>
        parseDecimal(formatAmount(toYuan(parseDecimal(value)!, '万元'), settings.money))!;
      const [shownNow, shownBefore] = [print(now), print(before)];
      const { verb, change, rateVerb, rate } = parsed(sentence('default', now, before));
      const difference = shownNow.minus(shownBefore);
      if (difference.isZero()) {
        expect(verb).toBeUndefined();
        return;
      }
      const grew = difference.isPositive();
      expect(verb).toBe(grew ? '增加' : '减少');
      expect(change).toEqual(difference.abs());
      if (shownBefore.isZero()) {
        expect(rate).toBeUndefined();
        return;
      }
      expect(rateVerb).toBe(grew ? '增长' : '下降');
      // Half up: the exact rate lies in [printed − 0.005, printed + 0.005), here without any division.
      const exact = difference.abs().times(100);
      const low = (rate as Money).minus('0.005').times(shownBefore);
      const high = (rate as Money).plus('0.005').times(shownBefore);
      expect(low.lessThanOrEqualTo(exact) && exact.lessThan(high)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test('the printed figure of the comparison is the one the tables print', () => {
  expect(
    printedValue(figure('530.164').amount, settings.tableMoney.unit, settings.tableMoney.decimals).toFixed(2),
  ).toBe('530.16');
});

describe('what a style may say besides', () => {
  const style = {
    increase: '由{{prior}}增至{{current}}，增加{{amount}}，增长{{rate}}',
    decrease: '减少{{amount}}，下降{{rate}}',
    equal: '{{current}}，增减{{amount}}，{{rate}}',
    created: '新增{{current}}',
    ended: '减少{{prior}}，下降{{rate}}',
    zero: '{{amount}}，{{rate}}',
    reason: '，主要原因是{{reason}}',
    reasons: { decrease: '，下降原因主要是{{reason}}', equal: '，持平原因是{{reason}}', created: '' },
    steadyBelow: '0.5',
    steady: '与上年基本持平（{{rate}}）',
    timesFrom: '100',
    times: '增长{{times}}倍',
  };
  const pack = (more: object = {}) =>
    packOf({
      money: { unit: '万元', decimals: '2', grouping: true, trim: true, suffix: '万元' },
      percent: { decimals: '1', grouping: true, trim: true },
      change: { default: style },
      ...more,
    }).settings;
  const said = (now: string, before: string, reason: string | null = null): string =>
    changeSentence(comparison(now, before, reason), pack().change.default!, pack(), YEARS);

  test.each([
    ['4614.00', '4585.50', null, '由4,585.5万元增至4,614万元，增加28.5万元，增长0.6%'],
    ['103.50', '100.00', '人员增加', '由100万元增至103.5万元，增加3.5万元，增长3.5%，主要原因是人员增加'],
    ['96.50', '100.00', '人员减少', '减少3.5万元，下降3.5%，下降原因主要是人员减少'],
    ['3.00', '3.00', '标准未变', '3万元，增减0万元，0%，持平原因是标准未变'],
    ['6.00', '0', '新设', '新增6万元'],
    ['0', '4.95', null, '减少4.95万元，下降100%'],
    ['0', '0', null, '0万元，0%'],
    ['1000.00', '1004.00', '略有变化', '与上年基本持平（0.4%），下降原因主要是略有变化'],
    ['995.00', '1000.00', null, '减少5万元，下降0.5%'],
    ['199.90', '100.00', null, '由100万元增至199.9万元，增加99.9万元，增长99.9%'],
    ['200.00', '100.00', null, '增长1倍'],
    ['1155.40', '100.00', null, '增长10.6倍'],
  ])('%s against %s (%s) → %s', (now, before, reason, expected) => {
    expect(said(now, before, reason)).toBe(expected);
  });

  test('a rate above 1,000 is grouped where the pack says so', () => {
    const { percent } = pack();
    expect(formatPercent(parseDecimal('1055.4')!, pack())).toBe('1,055.4%');
    expect(formatPercent(parseDecimal('1055.4')!, pack({ percent: { decimals: '2' } }))).toBe('1055.40%');
    expect(percent.trim).toBe(true);
  });
});
