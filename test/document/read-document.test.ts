import { describe, expect, test } from '@jest/globals';
import { proseOf } from '../../src/document/prose.ts';
import { readDocument } from '../../src/document/read-document.ts';
import type { Block } from '../../src/document/tree.ts';

const blocks = (html: string): readonly Block[] => readDocument(html).blocks;
const paragraph = (...lines: string[]): Block => ({
  kind: 'paragraph',
  role: 'text',
  lines: lines.map((text) => [{ text }]),
});

describe('blocks', () => {
  test.each<[string, string, Block[]]>([
    ['nothing', '', []],
    ['a paragraph', '<p> 收入<b>715.20</b>万元。\n</p>', [paragraph('收入715.20万元。')]],
    ['a forced break', '<p>一<br>二</p>', [paragraph('一', '二')]],
    ['text beside blocks', '<div>一<p>二</p>三</div>', ['一', '二', '三'].map((text) => paragraph(text))],
    [
      'headings with their names',
      '<h1 id="a">第一<br>部分</h1><h4>小</h4>',
      [
        { kind: 'heading', level: 1, id: 'a', runs: [{ text: '第一' }, { text: ' ' }, { text: '部分' }] },
        { kind: 'heading', level: 4, id: null, runs: [{ text: '小' }] },
      ],
    ],
    ['an empty heading is none', '<h2> </h2><p></p>', []],
    [
      'a line keeps its sentences together',
      '<p data-text="line">甲。<br>乙。</p>',
      [{ kind: 'paragraph', role: 'line', lines: [[{ text: '甲。' }, { text: ' ' }, { text: '乙。' }]] }],
    ],
    [
      'lists, nested and with stray text',
      '<ol>零<li>一</li><li><p>二</p><ul><li>三</li></ul></li></ol>',
      [
        {
          kind: 'list',
          isOrdered: true,
          items: [
            [paragraph('零')],
            [paragraph('一')],
            [paragraph('二'), { kind: 'list', isOrdered: false, items: [[paragraph('三')]] }],
          ],
        },
      ],
    ],
    [
      'what is set apart',
      '<section data-text="apart"><p>甲</p></section>',
      [{ kind: 'apart', blocks: [paragraph('甲')] }],
    ],
    [
      'what is skipped',
      '<nav data-text="skip"><p>目录</p></nav><script>1</script><p>甲</p>',
      [paragraph('甲')],
    ],
    ['hostile text', '<p>&lt;script&gt;x&lt;/script&gt;&amp;lt;</p>', [paragraph('<script>x</script>&lt;')]],
    [
      'a sheet, whatever stands before and in its class',
      `<section data-x="a > b" class='big sheet wide' id="t"><p class="table-note">注：无。</p></section>`,
      [
        {
          kind: 'sheet',
          id: 't',
          isWide: true,
          blocks: [{ kind: 'paragraph', role: 'note', lines: [[{ text: '注：无。' }]] }],
        },
      ],
    ],
  ])('%s', (_name, html, expected) => {
    expect(blocks(html)).toEqual(expected);
  });
});

describe('runs', () => {
  test.each<[string, string, unknown]>([
    [
      'what is kept together, white space collapsed across it',
      '<p>共 <span class="keep"> 677.49万元</span>\n（<a href="#t"><span class="keep">表1</span></a>）</p>',
      [
        { text: '共 ' },
        { text: '677.49万元', keep: true },
        { text: '（' },
        { text: '表1', href: '#t', keep: true },
        { text: '）' },
      ],
    ],
    [
      'invisible characters',
      '<p>一\u200b<span class="keep">二\u00ad三</span></p>',
      [{ text: '一' }, { text: '二三', keep: true }],
    ],
    [
      'characters of two units',
      '<p>𠮷<span class="keep">𠮷1</span></p>',
      [{ text: '𠮷' }, { text: '𠮷1', keep: true }],
    ],
  ])('%s', (_name, html, expected) => {
    expect(blocks(html)).toEqual([{ kind: 'paragraph', role: 'text', lines: [expected] }]);
  });
});

describe('tables', () => {
  const html = `<table id="t1"><caption><div class="table-number">表 1</div><div class="table-title">收支<br>总表</div>
    <div>单位：万元</div></caption><thead><tr><th colspan="2">科目</th><th rowspan="2">合计</th></tr>
    <tr><th>编码</th><th>名称</th></tr></thead>
    <tr><td class="code">201</td><td class="name indent-2">&lt;b&gt;服务</td><td class="amount">1.00</td></tr>
    <tr><th scope="row">计</th><td rowspan="9">x</td></tr></table>`;
  const [table] = blocks(html);

  test('know their name and the lines above them', () => {
    expect(table).toMatchObject({
      id: 't1',
      caption: '表 1 收支 总表 单位：万元',
      captionLines: [
        { role: 'number', text: '表 1' },
        { role: 'title', text: '收支 总表' },
        { role: 'line', text: '单位：万元' },
      ],
      columnCount: 3,
    });
  });

  test('have every cell once, with its kind, place and reach', () => {
    expect(table).toMatchObject({
      rows: [
        {
          section: 'head',
          cells: [
            { kind: 'head', text: '科目', column: 0, colSpan: 2, rowSpan: 1 },
            { kind: 'head', text: '合计', column: 2, colSpan: 1, rowSpan: 2 },
          ],
        },
        {
          section: 'head',
          cells: [
            { text: '编码', column: 0 },
            { text: '名称', column: 1 },
          ],
        },
        {
          section: 'body',
          cells: [
            { kind: 'code', text: '201', column: 0, indent: 0 },
            { kind: 'name', text: '<b>服务', column: 1, indent: 2 },
            { kind: 'amount', text: '1.00', column: 2 },
          ],
        },
        {
          section: 'body',
          cells: [
            { kind: 'head', text: '计' },
            { kind: 'name', text: 'x', rowSpan: 1 },
          ],
        },
      ],
    });
  });
});

test('the prose leaves tables out, and nothing else', () => {
  const html = `<h1>概况</h1><ol><li>甲&#x3D;<b>乙</b></li></ol><section class="sheet"><table><caption>表</caption><tr><td>1</td></tr></table>
    <p>注</p></section><p data-text="line">落款</p>`;
  expect(proseOf(readDocument(html))).toBe('概况\n甲=乙\n注\n落款');
});

test('a document is plain data that crosses to another thread as it is', () => {
  const document = readDocument('<h1>甲</h1><table><tr><td>1</td></tr></table><ul><li>乙</li></ul>');
  expect(structuredClone(document)).toEqual(document);
  expect(JSON.parse(JSON.stringify(document))).toEqual(document);
});
