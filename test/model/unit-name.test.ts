import { describe, expect, test } from '@jest/globals';
import { invisibleIn } from '../../src/model/invisible.ts';
import { plainUnitName, unitKey } from '../../src/model/unit-name.ts';

describe('the name of a unit', () => {
  test.each([
    '示例县中心（本级）',
    '示例县中心(本级)',
    '示例县中心\u200B（本级）',
    '示例县 中心（本级）\u3000',
    '[101001]示例县中心（本级）',
    '101001-示例县中心（本级）',
    '【101001】 示例县中心（本级）',
  ])('%j is one and the same unit', (name) => {
    expect(unitKey(name)).toBe('示例县中心(本级)');
  });

  test('a name that begins with a number keeps it', () => {
    expect(plainUnitName('120急救中心')).toBe('120急救中心');
  });

  test('the written form stays, without what cannot be seen', () => {
    expect(plainUnitName('[101001]示例县中心\u200B（本级）')).toBe('示例县中心（本级）');
    expect(invisibleIn('示例县中心\u200B')).toEqual(['U+200B']);
  });
});
