import { expect, test } from '@jest/globals';
import { segmentsOf } from '../../src/foreign/text-lines.ts';

const piece = (text: string, left: number, right: number) => ({ text, left, right, base: 100, size: 10 });
const wordsOf = (...pieces: ReturnType<typeof piece>[]) => segmentsOf({ pieces }).map(({ text }) => text);

test.each([
  ['投入 12.70 万元，授课 720 课时', '投入12.70万元，授课720课时'],
  ['≥ 95%', '≥95%'],
  ['满意度 90% 以上。', '满意度90%以上。'],
  ['201 一般公共服务支出', '201 一般公共服务支出'],
  ['WPS Office 软件', 'WPS Office 软件'],
  ['合 计', '合 计'],
])('%j is read as %j', (printed, read) => {
  expect(wordsOf(piece(printed, 0, 120))).toEqual([read]);
});

test('pieces that a word processor sets a quarter of a letter apart are one text', () => {
  expect(wordsOf(piece('投入', 0, 20), piece('12.70', 22.5, 47), piece('万元', 49.5, 70))).toEqual([
    '投入12.70万元',
  ]);
});
