import { expect, test } from '@jest/globals';
import { applyEdits } from '../../src/document/html-edits.ts';
import { ParsedHtml } from '../../src/document/parsed-html.ts';
import { keepTogether } from '../../src/render/keep-together.ts';

const page = { prose: { characters: 28, leading: 28.95 }, units: ['万元', '元', '年'], suffixes: ['（类）'] };

test.each([
  ['<p>共677.49万元，增长8.99%。</p>', '<p>共<span class="keep">677.49万元</span>，增长8.99%。</p>'],
  ['<p>新数政办〔2024〕1号文</p>', '<p>新数政办<span class="keep">〔2024〕1号</span>文</p>'],
  ['<p>支出（类）5项</p>', '<p>支<span class="keep">出（类）</span>5项</p>'],
  ['<p>人员减少。\n</p>', '<p>人员<span class="keep">减少。</span>\n</p>'],
  ['<h2>2025年预算</h2>', '<h2><span class="keep">2025年</span><span class="keep">预算</span></h2>'],
  [
    '<li><a href="#a"><span>单位概况</span><span></span></a></li>',
    '<li><a href="#a"><span>单位<span class="keep">概况</span></span><span></span></a></li>',
  ],
  ['<td>&lt;9000人次</td>', '<td><span class="keep">&lt;9000人次</span></td>'],
  ['<p>其中：</p>', '<p class="lead-in"><span class="keep">其中：</span></p>'],
  ['<p class="a">见下表：</p>', '<p class="lead-in a">见<span class="keep">下表：</span></p>'],
  ['<td title="5元">=5元</td>', '<td title="5元">=<span class="keep">5元</span></td>'],
  ['<div>5元</div>', '<div>5元</div>'],
])('%s', (html, expected) => {
  expect(applyEdits(html, keepTogether(new ParsedHtml(html), page))).toBe(expected);
});

const before = '基本支出预算数为五百零八万元，占百分之七十一，比上年增加';

test.each([
  [
    'stretched',
    '59.02万元，增长。',
    '<span class="keep gives-way">59.02<span class="keep">万元</span></span>',
  ],
  ['stretched for a single character', '59.02元。', '<span class="keep">59.02元</span>'],
  [
    'even, and so full that the gap before it has no room',
    '已经了59.02万元，增长。',
    '<span class="keep"><span class="no-gap">5</span>9.02万元</span>',
  ],
])('a unit gives way where the line before it would be stretched: %s', (_, rest, expected) => {
  const html = `<p>${before}${rest}</p>`;
  const settings = { ...page, prose: { characters: 33, leading: 28.95 } };
  expect(applyEdits(html, keepTogether(new ParsedHtml(html), settings))).toContain(expected);
});
