import { describe, expect, test } from '@jest/globals';
import { renderText } from '../../src/document/text.ts';

describe('paragraphs', () => {
  test.each<[string, string, string]>([
    ['one sentence', '<p>收入715.20万元。</p>', '　　收入715.20万元。\n'],
    ['a line each', '<p>一。二！三？四</p>', '　　一。\n二！\n三？\n四\n'],
    [
      'closing quotes stay',
      '<p>他说：“好。”然后（见表1）走了。</p>',
      '　　他说：“好。”\n然后（见表1）走了。\n',
    ],
    ['not inside brackets', '<p>甲（乙。丙。）丁。戊。</p>', '　　甲（乙。丙。）\n丁。\n戊。\n'],
    ['not inside quotes', '<p>“一。二”三。</p>', '　　“一。二”三。\n'],
    ['nested pairs', '<p>（“一。”二。）三。</p>', '　　（“一。”二。）\n三。\n'],
    ['a forgotten bracket', '<p>一（二。三。</p>', '　　一（二。\n三。\n'],
    ['a stray closing bracket', '<p>一）。二。</p>', '　　一）。\n二。\n'],
    ['decimal points are no ends', '<p>1.00万元.下</p>', '　　1.00万元.下\n'],
    ['white space', '<p>\n  一\t 二&nbsp; 三。 \n  四。\n</p>', '　　一 二 三。\n四。\n'],
    ['source line breaks between Han', '<p>一二\n    三四，\n五</p>', '　　一二三四，五\n'],
    ['typed indents', '<p>　　一。</p>', '　　一。\n'],
    ['invisible characters', '<p>一\u200b二\u00ad三</p>', '　　一二三\n'],
    ['inline elements', '<p><b>一</b><span>二</span><a href="#">三</a>。</p>', '　　一二三。\n'],
    ['br', '<p>一。二<br>三。<br/><br/>四</p>', '　　一。\n二\n三。\n四\n'],
    ['a br that is skipped', '<p><b>一<br data-text="skip">二</b></p>', '　　一二\n'],
    ['entities', '<p>&lt;b&gt; &amp; &#x3D;</p>', '　　<b> & =\n'],
    [
      'lists',
      '<ol><li>一。二。</li><li><p>三</p><ul><li>四</li></ul></li></ol>',
      '　　一。\n二。\n　　三\n　　四\n',
    ],
    [
      'a line',
      '<p data-text="line"> 表 1 </p><p data-text="line">编制单位：甲。乙。</p>',
      '表 1\n编制单位：甲。乙。\n',
    ],
    ['text outside paragraphs', '<div>一。二。<p>三</p>四</div>', '　　一。\n二。\n　　三\n　　四\n'],
    ['empty ones', '<p></p><p> </p><p>一</p><div></div>', '　　一\n'],
    ['nothing', '', '\n'],
  ])('%s', (_name, html, expected) => {
    expect(renderText(html)).toBe(expected);
  });
});

describe('documents', () => {
  test.each<[string, string, string]>([
    [
      'the body only',
      '<html><head><title>x</title><style>p{}</style></head><body><p>一</p></body></html>',
      '　　一\n',
    ],
    [
      'what is skipped',
      '<p>一<span data-text="skip">二</span></p><nav data-text="skip"><p>三</p></nav><script>x</script>',
      '　　一\n',
    ],
    [
      'headings',
      '<h1>甲 <small>乙</small></h1><p>一</p><h2>丙</h2><h3>丁</h3><p>二</p>',
      '甲 乙\n　　一\n\n丙\n\n丁\n　　二\n',
    ],
    ['empty headings', '<p>一</p><h2> </h2><p>二</p>', '　　一\n　　二\n'],
    ['comments', '<!-- x --><p>一<!-- 二 -->三</p>', '　　一三\n'],
    ['hostile text', '<p>&lt;script&gt;{{x}}__proto__</p>', '　　<script>{{x}}__proto__\n'],
  ])('%s', (_name, html, expected) => {
    expect(renderText(html)).toBe(expected);
  });
});

describe('tables', () => {
  test.each<[string, string, string]>([
    [
      'nested heads, the mark row and rows',
      `<table><caption>单位收支<br>总体情况表</caption><thead>
        <tr><th rowspan="2">项目</th><th colspan="2">收入</th></tr>
        <tr><th>一般公共预算</th><th>单位<br>资金</th></tr>
        <tr data-row="mark"><th>※</th><th>1</th><th>2</th></tr></thead>
        <tbody><tr><td>合计</td><td>1.00</td><td></td></tr><tr><td></td><td></td><td>2.00</td></tr></tbody></table>`,
      '〔单位收支 总体情况表〕\n项目\t收入/一般公共预算\t收入/单位 资金\n※\t1\t2\n合计\t1.00\n\t\t2.00\n',
    ],
    [
      'covered cells are empty',
      '<table><tr><td rowspan="2">甲</td><td colspan="2">乙</td><td>丙</td></tr><tr><td>丁</td><td>戊</td><td>己</td></tr></table>',
      '甲\t乙\t\t丙\n\t丁\t戊\t己\n',
    ],
    [
      'key and value blocks',
      '<table><tr><th>项目名称</th><td colspan="3">甲</td></tr><tr><th>资金</th><td>1</td><th>其中</th><td>2</td></tr></table>',
      '项目名称\t甲\n资金\t1\t其中\t2\n',
    ],
    [
      'a mark row in the body',
      '<table><tbody><tr data-row="mark"><td>※</td><td>※</td></tr></tbody></table>',
      '※\t※\n',
    ],
    [
      'paragraphs and tabs in cells',
      '<table><tr><td><p>一。</p><p>二\t三</p></td><td>四</td></tr></table>',
      '一。 二 三\t四\n',
    ],
    [
      'skipped parts',
      '<table><caption data-text="skip">x</caption><tr data-text="skip"><td>一</td></tr><tr><td data-text="skip">二</td><td>三</td></tr></table>',
      '\t三\n',
    ],
    ['empty rows', '<table><tr><td></td></tr><tr><td>一</td></tr></table>', '一\n'],
    ['an empty table', '<p>一</p><table></table><p>二</p>', '　　一\n\n　　二\n'],
  ])('%s', (_name, html, expected) => {
    expect(renderText(html)).toBe(expected);
  });
});

test('no trailing space, no doubled blank line, one line feed at the end', () => {
  const html = '<h1>一 </h1> <h2>二</h2><p>三。 <br> </p><table><tr><td>四</td><td> </td></tr></table>\n\n';
  const text = renderText(html);
  expect(text).toBe('一\n\n二\n　　三。\n\n四\n');
  expect(renderText(html)).toBe(text);
});
