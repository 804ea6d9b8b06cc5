import { describe, expect, test } from '@jest/globals';
import type { Figure } from '../../src/model/figure.ts';
import { parseDecimal } from '../../src/model/money.ts';
import { reportHelpers } from '../../src/render/helpers.ts';
import { packOf } from '../support/packs.ts';

const HELPERS = reportHelpers(
  packOf({
    moneyFormats: {
      yi: { unit: '亿元', decimals: '4', suffix: '亿元' },
      short: { unit: '万元', decimals: '1', trim: true, grouping: true, suffix: '万元' },
    },
  }).settings,
);

function call(name: string, args: readonly unknown[], hash: Record<string, unknown> = {}): unknown {
  return HELPERS[name]!.run(args, hash, {} as never);
}

/** A figure of that many 元. */
function figureOf(yuan: string): Figure {
  const amount = parseDecimal(yuan)!;
  return { amount, origin: { kind: 'stated', position: null }, isZero: amount.isZero() };
}

describe('money', () => {
  test.each([
    ['7152000', undefined, '715.20万元'],
    ['7152000', 'yi', '0.0715亿元'],
    ['371514728', 'yi', '3.7151亿元'],
    ['371515000', 'yi', '3.7152亿元'],
    ['46140000', 'short', '4,614万元'],
    ['285000', 'short', '28.5万元'],
    ['0', 'short', '0万元'],
    ['-5000', 'yi', '-0.0001亿元'],
  ])('%s 元 as %s', (yuan, as, expected) => {
    expect(call('money', [figureOf(yuan)], as === undefined ? {} : { as })).toBe(expected);
  });
});

describe('lists of sentences', () => {
  test.each([
    [['负责甲。', '负责乙；', '负责丙'], '负责甲；负责乙；负责丙。'],
    [['负责甲。 '], '负责甲。'],
    [['负责甲，', '负责乙、'], '负责甲；负责乙。'],
    // A stop inside stays; so does a bracket at the end.
    [['负责甲。并管乙。', '负责丙（含丁）'], '负责甲。并管乙；负责丙（含丁）。'],
  ])('%j', (list, expected) => {
    expect(call('sentences', [list])).toBe(expected);
  });

  test('names lose the stops that people end them with', () => {
    expect(call('names', [['办公室。', '业务科；', '财务科']], { separator: '、' })).toBe(
      '办公室、业务科、财务科',
    );
  });
});
