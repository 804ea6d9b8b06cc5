import { describe, expect, test } from '@jest/globals';
import { readAmountText } from '../../src/ooxml/amount-text.ts';

describe('an amount typed as text', () => {
  test.each([
    ['1,234.50', '1234.50'],
    ['12,345,678', '12345678'],
    ['１２，３４５．６', '12345.6'],
    ['￥715.20', '715.20'],
    [' 715.20 ', '715.20'],
    ['.5', '0.5'],
    ['12.', '12'],
    ['-3.00', '-3.00'],
    ['0.1234567890123456789', '0.1234567890123456789'],
  ])('%s is %s', (source, text) => {
    expect(readAmountText(source)).toEqual({ kind: 'amount', text });
  });

  test.each(['', '-', '—', '——', '－'])('%j is nothing', (source) => {
    expect(readAmountText(source)).toEqual({ kind: 'nothing' });
  });

  test.each([
    ['12,34', '千分位逗号的位置不对'],
    ['1,2345', '千分位逗号的位置不对'],
    ['121.02万元', '单位写在列名'],
    ['3万', '单位写在列名'],
    ['(1,234.50)', '括号表示负数'],
    ['约20', '请填数字'],
    ['1e3', '请填数字'],
  ])('%s is refused: %s', (source, hint) => {
    expect(readAmountText(source)).toEqual({ kind: 'unreadable', hint: expect.stringContaining(hint) });
  });
});
