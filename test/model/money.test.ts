import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  formatDecimal,
  fromPrinted,
  type Money,
  parseDecimal,
  percentOf,
  printedValue,
  sumMoney,
  toYuan,
  ZERO,
} from '../../src/model/money.ts';

const money = (text: string): Money => parseDecimal(text)!;
const wan = (text: string): Money => toYuan(money(text), '万元');

describe('parseDecimal', () => {
  test.each([
    ['0', '0'],
    ['715.20', '715.2'],
    ['22.974', '22.974'],
    ['007', '7'],
    ['-21.98', '-21.98'],
    ['0.1', '0.1'],
    ['0.000000000000000000001', '0.000000000000000000001'],
    ['12345678901234567890.123456', '12345678901234567890.123456'],
  ])('%s', (text, expected) => {
    expect(parseDecimal(text)?.toFixed()).toBe(expected);
  });

  test.each([
    '',
    ' ',
    ' 1',
    '1 ',
    '+1',
    '.5',
    '5.',
    '1e3',
    '0x10',
    'NaN',
    'Infinity',
    '1,234.50',
    '１２',
    '12万元',
    '--1',
    '1.2.3',
    '1\n',
  ])('%j is no number', (text) => {
    expect(parseDecimal(text)).toBeNull();
  });
});

describe('sums', () => {
  test('tenths that binary fractions cannot hold', () => {
    expect(sumMoney([money('0.1'), money('0.2')]).equals(money('0.3'))).toBe(true);
  });

  test('nothing', () => {
    expect(sumMoney([]).isZero()).toBe(true);
  });

  test('the parts of 工资福利支出 of the published report carry a third decimal', () => {
    const parts = ['22.974', '33.78', '1.91', '8.58', '3.90', '0.38', '25.23', '293.094'].map(wan);
    const printed = parts.map((part) => printedValue(part, '万元', 2));
    expect(sumMoney(printed).toFixed(2)).toBe('389.84');
    expect(printedValue(sumMoney(parts), '万元', 2).toFixed(2)).toBe('389.85');
  });

  test('agree with whole numbers of millionths, in any order', () => {
    const millionths = fc.bigInt({ min: 0n, max: 10n ** 24n });
    fc.assert(
      fc.property(fc.array(millionths, { maxLength: 30 }), (values) => {
        const amounts = values.map((value) => money(decimalText(value, 6)));
        const total = values.reduce((sum, value) => sum + value, 0n);
        expect(sumMoney(amounts).equals(money(decimalText(total, 6)))).toBe(true);
        expect(sumMoney(amounts.toReversed()).equals(sumMoney(amounts))).toBe(true);
      }),
    );
  });
});

describe('printedValue', () => {
  test.each([
    ['5081780', '万元', '508.18'],
    ['49', '万元', '0.00'],
    ['50', '万元', '0.01'],
    ['49.999999999999999999999999', '万元', '0.00'],
    ['149.999', '万元', '0.01'],
    ['150', '万元', '0.02'],
    ['3898450', '万元', '389.85'],
    ['3898449.99', '万元', '389.84'],
    ['-49', '万元', '0.00'],
    ['-50', '万元', '-0.01'],
    ['-150', '万元', '-0.02'],
    ['0.004', '元', '0.00'],
    ['0.005', '元', '0.01'],
    ['1.005', '元', '1.01'],
    ['2.675', '元', '2.68'],
    ['-0.004', '元', '0.00'],
    ['-0.005', '元', '-0.01'],
    ['99999999999999999999.995', '元', '100000000000000000000.00'],
  ] as const)('%s 元 in %s → %s', (yuan, unit, expected) => {
    expect(formatDecimal(printedValue(money(yuan), unit, 2), 2)).toBe(expected);
  });

  test('is off by at most half a digit, ties away from zero', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 24n }), (value) => {
        const exact = money(decimalText(value, 4));
        const printed = printedValue(exact, '元', 2);
        const hundredths = (value + 50n) / 100n;
        expect(printed.toFixed(2)).toBe(decimalText(hundredths, 2));
      }),
    );
  });

  test('comes back from the printed unit', () => {
    expect(fromPrinted(printedValue(wan('508.18'), '万元', 2), '万元').equals(wan('508.18'))).toBe(true);
    expect(fromPrinted(money('12.50'), '元').toFixed()).toBe('12.5');
  });
});

describe('formatDecimal', () => {
  test.each([
    ['0', 2, '0.00'],
    ['-0', 2, '0.00'],
    ['-0.004', 2, '0.00'],
    ['-0.005', 2, '-0.01'],
    ['1', 0, '1'],
    ['0.5', 0, '1'],
    ['0.49', 0, '0'],
    ['715.2', 2, '715.20'],
    ['0.0000001', 2, '0.00'],
    ['0.0000001', 8, '0.00000010'],
    ['1' + '0'.repeat(30), 2, '1' + '0'.repeat(30) + '.00'],
    ['1' + '0'.repeat(70), 0, '1' + '0'.repeat(70)],
  ])('%s with %i decimals → %s', (text, decimals, expected) => {
    expect(formatDecimal(money(text), decimals)).toBe(expected);
  });

  test.each([
    ['0', 2, '0.00'],
    ['999', 2, '999.00'],
    ['1000', 2, '1,000.00'],
    ['999.995', 2, '1,000.00'],
    ['14348853.34', 2, '14,348,853.34'],
    ['-64840547', 2, '-64,840,547.00'],
    ['-123', 0, '-123'],
    ['1234567', 0, '1,234,567'],
    ['0.123456', 6, '0.123456'],
  ])('%s grouped → %s', (text, decimals, expected) => {
    expect(formatDecimal(money(text), decimals, true)).toBe(expected);
  });

  test('never a negative zero, an exponent or another count of decimals', () => {
    const source = fc
      .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 40n }), fc.nat(45))
      .map(([negative, digits, scale]) => (negative ? '-' : '') + decimalText(digits, scale));
    fc.assert(
      fc.property(source, fc.nat(6), fc.boolean(), (text, decimals, grouping) => {
        const shown = formatDecimal(money(text), decimals, grouping);
        const fraction = decimals === 0 ? '' : `\\.\\d{${decimals}}`;
        expect(shown).toMatch(
          new RegExp(grouping ? `^-?\\d{1,3}(,\\d{3})*${fraction}$` : `^-?\\d+${fraction}$`),
        );
        if (/^-/.test(shown)) expect(shown).toMatch(/[1-9]/);
      }),
    );
  });
});

describe('percentOf', () => {
  // Change and last year of every comparison in the published report.
  test.each([
    ['收入预算', '59.02', '656.18', '8.99'],
    ['基本支出', '-21.98', '530.16', '4.15'],
    ['项目支出', '81.00', '126.02', '64.28'],
    ['事业运行', '-14.14', '484.61', '2.92'],
    ['其他政府办公厅（室）及相关机构事务支出', '81.00', '126.02', '64.28'],
    ['机关事业单位基本养老保险缴费支出', '-1.31', '9.89', '13.25'],
    ['机关事业单位职业年金缴费支出', '-4.95', '4.95', '100.00'],
    ['事业单位医疗', '-0.59', '4.49', '13.14'],
    ['住房公积金', '-0.98', '26.21', '3.74'],
    ['三公经费', '0.11', '2.89', '3.81'],
    ['公务接待费', '0.11', '2.89', '3.81'],
    ['单位运行经费', '-2.13', '120.46', '1.77'],
  ])('rate of %s', (_, change, before, expected) => {
    expect(percentOf(money(change), money(before), 2)?.toFixed(2)).toBe(expected);
  });

  test.each([
    ['基本支出', '508.18', '71.05'],
    ['项目支出', '207.02', '28.95'],
    ['一般公共服务支出', '677.49', '94.73'],
    ['社会保障和就业支出', '8.58', '1.20'],
    ['卫生健康支出', '3.90', '0.55'],
    ['住房保障支出', '25.23', '3.53'],
    ['一般公共预算', '715.20', '100.00'],
  ])('share of %s in 715.20', (_, part, expected) => {
    expect(percentOf(money(part), money('715.20'), 2)?.toFixed(2)).toBe(expected);
  });

  test.each([
    ['a third', '1', '3', 2, '33.33'],
    ['two thirds', '2', '3', 2, '66.67'],
    ['a tie goes up', '1', '80', 1, '1.3'],
    ['a tie of a decrease too', '-1', '80', 1, '1.3'],
    ['no decimals', '1', '200', 0, '1'],
    ['more than the whole', '1435.00', '0.01', 2, '14350000.00'],
    ['nothing', '0', '5', 2, '0.00'],
  ])('%s', (_, part, base, decimals, expected) => {
    expect(percentOf(money(part), money(base), decimals)?.toFixed(decimals)).toBe(expected);
  });

  test('there is none of nothing', () => {
    expect(percentOf(money('6'), ZERO, 2)).toBeNull();
    expect(percentOf(ZERO, ZERO, 2)).toBeNull();
  });
});

test.each([
  ['22.974', '万元', '229740'],
  ['0.00001', '万元', '0.1'],
  ['715.2', '元', '715.2'],
] as const)('toYuan of %s %s', (text, unit, expected) => {
  expect(toYuan(money(text), unit).toFixed()).toBe(expected);
});

/** `12345n` with 2 decimals → `123.45` */
function decimalText(digits: bigint, decimals: number): string {
  const padded = digits.toString().padStart(decimals + 1, '0');
  if (decimals === 0) return padded;
  return `${padded.slice(0, -decimals)}.${padded.slice(-decimals)}`;
}
