import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { maskPrivateData, privateDataIn } from '../../src/check/privacy.ts';

const kinds = (text: string) =>
  privateDataIn(text).map(({ kind, isCertain }) => `${kind}${isCertain ? '' : '？'}`);

describe('one number in many spellings', () => {
  test.each([
    ['13911112222', '139****2222'],
    ['李甲乙-13911112222', '李甲乙-139****2222'],
    ['李甲乙—13911112222', '李甲乙—139****2222'],
    ['李甲乙_13911112222', '李甲乙_139****2222'],
    ['李甲乙13911112222转', '李甲乙139****2222转'],
    ['tel13911112222', 'tel139****2222'],
    ['008613911112222', '0086139****2222'],
    ['0086 139 1111 2222', '0086 139 **** 2222'],
    ['+8613911112222', '+86139****2222'],
    ['+86-139-1111-2222', '+86-139-****-2222'],
    ['(+86)13911112222', '(+86)139****2222'],
    ['013911112222', '0139****2222'],
    ['139.1111.2222', '139.****.2222'],
    ['139·1111·2222', '139·****·2222'],
    ['(139)11112222', '(139)****2222'],
    ['（139）1111 2222', '（139）**** 2222'],
    ['【139】1111-2222', '【139】****-2222'],
    ['139 1111 2222', '139 **** 2222'],
    ['139　1111　2222', '139　****　2222'],
    ['139 - 1111 - 2222', '139 - **** - 2222'],
    ['139/1111/2222', '139/****/2222'],
    ['13911-112222', '139**-**2222'],
    ['1391-111-2222', '139*-***-2222'],
    ['139\u200b1111\u200b2222', '139\u200b****\u200b2222'],
    ['1 3 9 1 1 1 1 2 2 2 2', '1 3 9 * * * * 2 2 2 2'],
    ['１３９１１１１２２２２', '１３９****２２２２'],
    ['０９９６－２０２４５６７－１３９１１１１２２２２', '０９９６－２０２４５６７－１３９****２２２２'],
    ['0996-2024567/13911112222', '0996-2024567/139****2222'],
    ['编号2025-13911112222', '编号2025-139****2222'],
    ['13911112222、13811113333', '139****2222、138****3333'],
    ['13911112222 13811113333', '139****2222 138****3333'],
    ['110101190003077271', '110101**********71'],
    ['身份证110101190003077271', '身份证110101**********71'],
    ['ID110101190003077271', 'ID110101**********71'],
    ['110101-19000307-7271', '110101-********-**71'],
    ['110101 1900 0307 7271', '110101 **** **** **71'],
    ['6222 0200 0000 0000 000', '6222 **** **** ***0 000'],
    ['账号6222020000000000000', '账号6222***********0000'],
    ['a.b＠example.com', '***＠example.com'],
  ])('%s', (text, masked) => {
    expect(kinds(text).filter((kind) => kind.endsWith('？'))).toEqual([]);
    expect(maskPrivateData(text)).toBe(masked);
  });

  test.each([
    ['139-11-112-222', '139-**-**2-222'],
    ['202513911112222', '2025139****2222'],
    ['0996202456713911112222', '09962024567139****2222'],
    ['1391111222213811113333', '139****2222138****3333'],
  ])('perhaps one: %s', (text, masked) => {
    expect(kinds(text).every((kind) => kind === '手机号码？')).toBe(true);
    expect(maskPrivateData(text)).toBe(masked);
  });
});

test.each([
  '0996-2024567',
  '09962024567',
  '(0996)2024567',
  '021-52564588-1234',
  '021 5256 4588',
  '0991-18934567',
  '400-139-1111',
  '12345',
  '010-66551366转8013',
  '金额715.20万元',
  '金额13911112222元',
  '金额13911112222.00元',
  '合计139111122.22万元',
  '¥13911112222',
  '〔2024〕12345678901号',
  '2130104-30201-139',
  '2024年1月1日至2025年12月31日',
  '2025.03.15-2025.12.31',
  '2010350	22.974	13.00',
  '139\n11112222',
  '110101190003077270',
  '110101199013077272',
  '项目编码652801250000000012345',
  '合同编号13900000000123',
  '项目编码652801250013911112222',
])('%s is nobody’s number', (text) => {
  expect(privateDataIn(text)).toEqual([]);
  expect(maskPrivateData(text)).toBe(text);
});

const digits = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((all) => all.join(''));
const separator = fc.constantFrom('', ' ', '-', '－', '—', '_', '.', '·', '　', '/', ') ', ' (');
const mobile = fc
  .tuple(fc.constantFrom('13', '15', '17', '18', '19'), digits(9), separator, separator)
  .map(([head, rest, first, second]) => {
    const number = head + rest;
    const written = [number.slice(0, 3), first, number.slice(3, 7), second, number.slice(7)].join('');
    return { number, written };
  });
const words = fc.constantFrom('', '联系人', '李甲乙', '电话：', '，', 'tel', '(', '2025-', '0086', '+86 ');

test('whatever stands around a number, it is found, masked, and gone afterwards', () => {
  fc.assert(
    fc.property(mobile, words, words, ({ number, written }, before, after) => {
      const text = before + written + (/^\d/.test(after) ? '' : after);
      expect(privateDataIn(text)).not.toEqual([]);
      const masked = maskPrivateData(text);
      expect(masked.replace(/[^\d０-９]/g, '')).not.toContain(number);
      expect(privateDataIn(masked)).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

test.each(['1 ', '13', '139 1111 2222 ', '1-', '6222 '])(
  'thirty thousand characters of “%s” cost little',
  (piece) => {
    const text = piece.repeat(30_000 / piece.length);
    expect(privateDataIn(maskPrivateData(text))).toEqual([]);
  },
);

test('any text: what is masked is found and what is found is masked', () => {
  const piece = fc.constantFrom(
    '1',
    '3',
    '9',
    '86',
    '139',
    '1111',
    '2222',
    '0996',
    ' ',
    '-',
    '@a.cn',
    '元',
    '.',
    '甲',
    '110101190003077271',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
      const text = pieces.join('');
      expect(maskPrivateData(text) === text).toBe(privateDataIn(text).length === 0);
      expect(privateDataIn(maskPrivateData(text))).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});
