import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readStoredNumber } from '../../src/ooxml/stored-number.ts';

describe('the number of a stored text', () => {
  test.each([
    ['715.2', '715.2', false],
    ['715.20', '715.2', false],
    ['0', '0', false],
    ['-0', '0', false],
    ['22.974000000000001', '22.974', false],
    ['293.09399999999999', '293.094', false],
    ['484.61399999999998', '484.614', false],
    ['1.5E-3', '0.0015', false],
    ['5081780', '5081780', false],
    ['1.2345E+7', '12345000', false],
    ['0.30000000000000004', '0.3', true],
    ['2.6749999999999998', '2.675', false],
    ['1178.5300000000002', '1178.53', true],
    // Not renderings of binary numbers: another program wrote all digits, and all are kept.
    ['1234567890123456.78', '1234567890123456.78', false],
    ['0.12345678901234567890123', '0.12345678901234567890123', false],
    ['99999999999999999999', '99999999999999999999', false],
  ])('%s is %s', (stored, text, isRounded) => {
    expect(readStoredNumber(stored)).toEqual({ text, isRounded });
  });

  test.each(['', 'abc', '1,234', 'NaN', 'Infinity', '1e9999', '--1', '１２'])('%j is no number', (stored) => {
    expect(readStoredNumber(stored)).toBeNull();
  });

  test('an amount that a person can type comes back as typed, however a spreadsheet writes it', () => {
    const amounts = fc.tuple(fc.nat(999_999_999), fc.nat(9999)).map(([whole, part]) => `${whole}.${part}`);
    fc.assert(
      fc.property(amounts, fc.constantFrom(15, 16, 17), (amount, digits) => {
        const typed = readStoredNumber(amount)!.text;
        expect(readStoredNumber(Number(amount).toPrecision(digits))?.text).toBe(typed);
      }),
    );
  });
});
