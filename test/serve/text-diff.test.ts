import { expect, test } from '@jest/globals';
import { diffLines } from '../../src/serve/text-diff.ts';

test('a changed line is the old one and then the new one', () => {
  const lines = diffLines('一\n减少21.98万元\n三\n', '一\n减少22.00万元\n三\n四\n');
  expect(lines.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
    'same 一',
    'removed 减少21.98万元',
    'added 减少22.00万元',
    'same 三',
    'added 四',
  ]);
});

test('line ends do not differ between systems', () => {
  expect(diffLines('一\r\n二\r\n', '一\n二\n').every(({ kind }) => kind === 'same')).toBe(true);
});
