import { expect, test } from '@jest/globals';
import { movedSettings, movedText, yearMove } from '../../src/kit/move-year.ts';

const MOVE = { from: 2025, to: 2026 };

test.each([
  ['xinjiang-2026', 'xinjiang-2025', { from: 2025, to: 2026 }],
  ['2027district', 'district-2025', { from: 2025, to: 2027 }],
  ['xinjiang-2025b', 'xinjiang-2025', null],
  ['district', 'xinjiang-2025', null],
  ['district-2026', 'district', null],
])('%s from %s', (name, base, expected) => {
  expect(yearMove(name, base)).toEqual(expected);
});

test.each([
  ['2025年预算比2024年预算', '2026年预算比2025年预算'],
  ['2025 年', '2026 年'],
  ['自2019年起，2023年修订', '自2019年起，2023年修订'],
  ['《2025年政府收支分类科目》', '《2025年政府收支分类科目》'],
  ['财库〔2025〕3号，编码2025010，12025年', '财库〔2025〕3号，编码2025010，12025年'],
])('%s', (text, expected) => {
  expect(movedText(text, MOVE)).toBe(expected);
});

test('of the settings only what moves is written again; a list as a whole', () => {
  const written = {
    a: { same: '甲', year: '2025年' },
    list: ['乙', '2024年'],
    other: { same: '丙' },
    no: null,
  };
  expect(movedSettings(written, MOVE)).toEqual({ a: { year: '2026年' }, list: ['乙', '2025年'] });
  expect(movedSettings({ other: '丙' }, MOVE)).toBeUndefined();
});
