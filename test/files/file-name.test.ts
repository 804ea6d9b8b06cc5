import { expect, test } from '@jest/globals';
import { fileNameOf } from '../../src/files/file-name.ts';

test.each([
  ['示例县政务服务中心', '示例县政务服务中心'],
  ['甲/乙：第1号*', '甲_乙：第1号_'],
  ['../../etc', '__.._etc'],
  ['..', '_'],
  ['', '_'],
  ['甲\u202e乙\u0007', '甲_乙_'],
  ['CON', '_CON'],
  ['甲. ', '甲._'],
])('%j → %j', (text, name) => {
  expect(fileNameOf(text)).toBe(name);
});

test('a long name is cut where a character ends', () => {
  const name = fileNameOf('甲'.repeat(500));
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(180);
  expect(name).toMatch(/^甲+$/u);
});
