import { expect, test } from '@jest/globals';
import { proseLines, runsAtLines } from '../../src/render/prose-lines.ts';

const column = { line: 10, indent: 2 };

test.each([
  ['一二三四五六七八九十', ['一二三四五六七八', '九十']],
  // No line begins with a closing mark or ends with an opening one; a number is not divided.
  ['一二三四五六七八，九', ['一二三四五六七', '八，九']],
  ['一二三四五六七（八九）', ['一二三四五六七', '（八九）']],
  ['一二三四五六1234.56万元', ['一二三四五六', '1234.56万元']],
  // Marks side by side share a square: three marks take two.
  ['一二三四五六）”。九', ['一二三四五六）”。', '九']],
  ['&lt;二三四五六七八九', ['&lt;二三四五六七八', '九']],
])('%s', (text, lines) => {
  expect(proseLines(text, [], column)).toEqual(lines);
});

const kept = (text: string, run: string, joint: string) => {
  const start = text.indexOf(run);
  return [{ start, end: start + run.length, joint: joint === '' ? null : text.indexOf(joint, start) }];
};

test.each([
  ['比上年增102.30万元，增长', '102.30万元', '万元', [0]],
  ['比上年增102.30万元，增长', '102.30万元', '', []],
  ['比上年预算增加的102.30万元', '102.30万元', '万元', []],
  ['机关养老支出（类）的', '出（类）', '（类', [0]],
])('what gives way in %s: %s at %s', (text, run, joint, given) => {
  expect(runsAtLines(text, kept(text, run, joint), column).givingWay).toEqual(given);
});

test.each([
  // Eight characters fill the first line of ten; the gap before the number would be the ninth.
  ['一二三四五六收入102.30万元，增长', '102.30万元', [0]],
  ['一二三四五收入102.30万元，增长', '102.30万元', []],
])('no gap has room in %s before %s', (text, run, tight) => {
  expect(runsAtLines(text, kept(text, run, '万元'), column).tight).toEqual(tight);
});
