import { expect, test } from '@jest/globals';
import { applyEdits } from '../../src/document/html-edits.ts';
import { ParsedHtml } from '../../src/document/parsed-html.ts';
import { keepTogether } from '../../src/render/keep-together.ts';

const page = { units: ['万元', '元', '年'], suffixes: ['（类）'] };

test.each([
  ['<p>共677.49万元，增长8.99%。</p>', '<p>共<span class="keep">677.49万元</span>，增长8.99%。</p>'],
  ['<p>新数政办〔2024〕1号文</p>', '<p>新数政办<span class="keep">〔2024〕1号</span>文</p>'],
  ['<p>支出（类）5项</p>', '<p>支<span class="keep">出（类）</span>5项</p>'],
  ['<p>人员减少。\n</p>', '<p>人员<span class="keep">减少。</span>\n</p>'],
  ['<h2>2025年预算</h2>', '<h2><span class="keep">2025年</span>预算</h2>'],
  ['<td title="5元">=5元</td>', '<td title="5元">=<span class="keep">5元</span></td>'],
  ['<div>5元</div>', '<div>5元</div>'],
])('%s', (html, expected) => {
  expect(applyEdits(html, keepTogether(new ParsedHtml(html), page))).toBe(expected);
});
