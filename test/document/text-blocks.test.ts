import { describe, expect, test } from '@jest/globals';
import { REDACTED } from '../../src/check/redact.ts';
import { parseHtml } from '../../src/document/html-tree.ts';
import { blockTexts, changeTexts, textBlocks } from '../../src/document/text-blocks.ts';

describe('the texts of a document, block by block', () => {
  test('inline elements do not part a text, blocks and cells do, amounts are left out', () => {
    const html =
      '<h1>甲</h1><p>电话<b>0996</b>-<span>2024567</span></p><table><tr><td>139</td><td class="name">乙</td><td class="amount">1.00</td></tr></table>尾';
    expect(textBlocks(html).map(({ text }) => text)).toEqual(['甲', '电话0996-2024567', '139', '乙', '尾']);
  });

  // What a check finds must be what is masked.
  test.each([
    '甲<p>乙&amp;1<b>3</b>9<br>丙</p><style>p{}</style>丁',
    '<table><tr><td class="name amount">1.00<b>2</b></td><td>13911112222</td></tr></table>',
    '<p class="a\tamount">1</p> <div>甲<p>乙</p>丙</div><!-- 注 -->戊',
  ])('the parsed HTML has the same texts: %s', (html) => {
    expect(blockTexts(parseHtml(html).children)).toEqual(textBlocks(html).map(({ text }) => text));
  });

  test('characters are changed where they stand', () => {
    const html = '<p class="a">甲&amp;<b>乙</b>丙</p>\n<p>甲</p>';
    const change = (text: string) => (text.includes('丙') ? ['子', 'x', '', '寅寅'] : null);
    expect(changeTexts(html, change)).toBe('<p class="a">子&amp;<b></b>寅寅</p>\n<p>甲</p>');
  });
});

test.each([
  ['<p>综合办<b>139</b>1111<span>2222</span></p>', '<p>综合办<b>139</b>****<span>2222</span></p>'],
  ['<p>邮箱a&amp;b.c@example.com</p>', '<p>邮箱a&amp;***@example.com</p>'],
  ['<p>13911112222</p><p>13811113333</p>', '<p>139****2222</p><p>138****3333</p>'],
  ['<td class="amount">13911112222</td>', '<td class="amount">13911112222</td>'],
  ['<td>139</td><td>11112222</td>', '<td>139</td><td>11112222</td>'],
  ['<p id="a13911112222">甲</p>', '<p id="a13911112222">甲</p>'],
])('what a finished document says is masked: %s', (html, masked) => {
  expect(REDACTED.html(html)).toBe(masked);
});
