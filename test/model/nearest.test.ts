import { describe, expect, test } from '@jest/globals';
import { nearest } from '../../src/model/nearest.ts';

const KEYS = ['unit', 'year', 'amounts', 'functionCode', 'carriedOver', 'generalPublicBudget', 'id'];
const WORDS = [
  '年度',
  '单位',
  '事业收入',
  '其他收入',
  '上级补助收入',
  '一般公共预算',
  '政府性基金预算',
  '账户',
];

describe('nearest', () => {
  test.each([
    ['unit', 'unit'],
    ['Unit', 'unit'],
    ['ｕｎｉｔ', 'unit'],
    ['units', 'unit'],
    ['umit', 'unit'],
    ['amuonts', 'amounts'],
    ['amount', 'amounts'],
    ['yaer', 'year'],
    ['function_code', 'functionCode'],
    ['function-cod', 'functionCode'],
    ['FUNCTIONCODE', 'functionCode'],
    ['carryOver', 'carriedOver'],
    ['general_public_budegt', 'generalPublicBudget'],
    ['ID', 'id'],
    ['in', null],
    ['x', null],
    ['', null],
    ['项目', null],
    ['telephone', null],
  ])('key %s → %s', (word, expected) => {
    expect(nearest(word, KEYS)).toBe(expected);
  });

  test.each([
    ['年份', '年度'],
    ['帐户', '账户'],
    ['事业收人', '事业收入'],
    ['上级补助收人', '上级补助收入'],
    ['一般公共预算收入', '一般公共预算'],
    ['公共一般预算', null],
    ['收入', null],
    ['经营', null],
    ['年', null],
  ])('word %s → %s', (word, expected) => {
    expect(nearest(word, WORDS)).toBe(expected);
  });

  test('the closest wins, then the first', () => {
    expect(nearest('abcdef', ['abcxyf', 'abcdex', 'xbcdef'])).toBe('abcdex');
    expect(nearest('abc', [])).toBeNull();
  });
});
