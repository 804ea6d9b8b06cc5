import { describe, expect, test } from '@jest/globals';
import { readStructure } from '../../../src/pdf/tags/read-structure.ts';
import { elementsOf, outlineOf } from './outline-of.ts';

describe('the tags of a document', () => {
  test.each([
    [
      'a paragraph with what stands inside it',
      '<p>比上年<b>增加</b> <span>59.02万元</span></p>',
      "P'比上年增加59.02万元'",
    ],
    ['headings', '<h1>第一部分</h1><h2>一、职能</h2>', "H1'第一部分' H2'一、职能'"],
    ['sections', '<section><h1>甲</h1><p>乙</p></section>', "Sect(H1'甲' P'乙')"],
    ['text without a paragraph', '<div>甲<br>乙<p>丙</p>丁</div>戊', "P'甲乙' P'丙' P'丁' P'戊'"],
    [
      'blocks inside a caption',
      '<table><caption><div>表1</div><div>收支</div></caption></table>',
      "Table(Caption(P'表1' P'收支'))",
    ],
    ['a link inside a paragraph', '<p>见<a href="#t">表一</a>。</p>', "P('见' Link'表一' '。')"],
    ['a list', '<ul><li>甲<li>乙</ul>', "L(LI(LBody'甲') LI(LBody'乙'))"],
    ['entities', '<p>＞&#x3D;95%&nbsp;&amp;</p>', "P'＞=95%&'"],
    ['signs of where a line may end', '<p>甲&shy;乙&#8203;丙　丁</p>', "P'甲乙丙丁'"],
    ['an empty cell', '<table><tr><td></td><td>0.00</td></tr></table>', "Table(TR(TD TD'0.00'))"],
    [
      'the rows of a head without a body',
      '<table><thead><tr><th>科目</th></tr></thead><tbody></tbody></table>',
      "Table(TR(TH'科目'))",
    ],
    [
      'the rows of a head beside rows of the table itself',
      '<table><thead><tr><th>科目</th></tr></thead><tr><td>甲</td></tr></table>',
      "Table(TR(TH'科目') TR(TD'甲'))",
    ],
    [
      'a head with its body',
      '<table><thead><tr><th>科目</th></tr></thead><tbody><tr><td>甲</td></tr></tbody></table>',
      "Table(THead(TR(TH'科目')) TBody(TR(TD'甲')))",
    ],
    ['nothing of what is not printed', '<p hidden>甲</p><style>p{}</style><p>乙</p>', "P'乙'"],
  ])('%s', (_, html, expected) => {
    const { root } = readStructure(
      `<html lang="zh-CN"><head><title>题</title></head><body>${html}</body></html>`,
    )!;
    expect(outlineOf(root)).toBe(`Document(${expected})`);
  });

  test('what is only seen is known, but belongs to no tag', () => {
    const { root, texts } = readStructure('<p>甲</p><div aria-hidden="true"><p>草稿</p></div><p>乙</p>')!;
    expect(texts.map(({ text, owner }) => [text, owner?.type ?? null])).toEqual([
      ['甲', 'P'],
      ['草稿', null],
      ['乙', 'P'],
    ]);
    expect(outlineOf(root)).toBe("Document(P'甲' P'乙')");
  });

  test('headings are named as they are read', () => {
    const { headings, language } = readStructure(
      '<html lang="zh-CN"><h1>第一部分 <span>2025年</span>\n单位概况</h1><p>甲</p><h3>（一）乙</h3></html>',
    )!;
    expect(headings.map(({ level, title }) => [level, title.replace(/\s+/g, ' ')])).toEqual([
      [1, '第一部分 2025年 单位概况'],
      [3, '（一）乙'],
    ]);
    expect(language).toBe('zh-CN');
  });

  test.each([
    ['a picture', '<p>甲<img src="data:,"></p>'],
    ['a drawing', '<svg></svg>'],
    ['a reading beside the words', '<ruby>字<rt>zì</rt></ruby>'],
    ['a language inside a sentence', '<p>甲<span lang="en">A</span></p>'],
    ['a head cell that does not say of what', '<table><tr><th>项目</th><td>1</td></tr></table>'],
    ['cells that name their heads', '<table><tr><td headers="a">1</td></tr></table>'],
    ['a cell that reaches to the end', '<table><tr><td rowspan="0">1</td></tr></table>'],
    ['a cell that is not read', '<table><tr><td aria-hidden="true">1</td><td>甲</td></tr></table>'],
    ['a row that is not shown', '<table><tr hidden><td>1</td></tr></table>'],
    [
      'more columns than any table has',
      '<table><tr><td colspan="900">1</td><td colspan="900">2</td></tr></table>',
    ],
    ['more levels than any report has', `${'<section>'.repeat(300)}甲`],
  ])('%s is left to the browser', (_, html) => {
    expect(readStructure(`<p>甲</p>${html}`)).toBeNull();
  });

  test('what only the web page shows is not there', () => {
    const html = '<table><caption class="wide for-readers">指标</caption><tr><td>1</td></tr></table>';
    expect(outlineOf(readStructure(html)!.root)).toBe("Document(Table(TR(TD'1')))");
  });

  test('words know the heading and the link they are in', () => {
    const { texts, headings } = readStructure(
      '<h2>一、<a href="#t">职能</a></h2><a href="#t"><div>乙</div></a><p>丙</p>',
    )!;
    expect(headings.map(({ title }) => title)).toEqual(['一、职能']);
    expect(texts.map(({ text, heading, link }) => [text, heading?.title ?? '-', link?.type ?? '-'])).toEqual([
      ['一、', '一、职能', '-'],
      ['职能', '一、职能', 'Link'],
      ['乙', '-', 'Link'],
      ['丙', '-', '-'],
    ]);
  });
});

test('a link is named by its words, with the white space that tags leave out', () => {
  const { links } = readStructure(
    '<p><a href="#t">一、<b>主要 职能</b></a>和<a href="https://a.cn/"> 网站 </a></p>',
  )!;
  expect([...links.values()]).toEqual(['一、主要 职能', ' 网站 ']);
});

describe('the head cells of a cell', () => {
  const headersOf = (html: string) => {
    const { root } = readStructure(`<table>${html}</table>`)!;
    const names = new Map(elementsOf(root, 'TH').map((cell) => [cell, outlineOf(cell).slice(2)]));
    return elementsOf(root, 'TD').map((cell) => cell.headers.map((head) => names.get(head)).join(''));
  };
  const head =
    '<thead><tr><th rowspan="2">项目</th><th colspan="2">收入</th></tr><tr><th>合计</th><th>其中</th></tr></thead>';

  test('are those of its column, from the top down', () => {
    expect(headersOf(`${head}<tbody><tr><td>甲</td><td>1.00</td><td>2.00</td></tr></tbody>`)).toEqual([
      "'项目'",
      "'收入''合计'",
      "'收入''其中'",
    ]);
  });

  test('are those of all columns it covers, each once', () => {
    expect(headersOf(`${head}<tbody><tr><td>甲</td><td colspan="2">无</td></tr></tbody>`)).toEqual([
      "'项目'",
      "'收入''合计''其中'",
    ]);
  });

  test('and of its row, also where they reach over several rows', () => {
    const rows =
      '<tr><th scope="rowgroup" rowspan="2">履职效能</th><th scope="rowgroup" rowspan="2">数量指标</th><td>接听率</td></tr>' +
      '<tr><td>办结率</td></tr><tr><th scope="row">合计</th><td colspan="2">100</td></tr>';
    expect(headersOf(`<tbody>${rows}</tbody>`)).toEqual([
      "'履职效能''数量指标'",
      "'履职效能''数量指标'",
      "'合计'",
    ]);
  });

  test('begin anew after data', () => {
    const row = '<tr><th scope="row">联系人</th><td>甲</td><th scope="row">联系电话</th><td>乙</td></tr>';
    expect(headersOf(row)).toEqual(["'联系人'", "'联系电话'"]);
  });

  test('do not reach from one section into the next', () => {
    const short = '<thead><tr><th rowspan="3">项目</th><th>预算数</th></tr></thead>';
    expect(headersOf(`${short}<tbody><tr><td>甲</td><td>1.00</td></tr></tbody>`)).toEqual([
      "'项目'",
      "'预算数'",
    ]);
  });

  test('below other heads are those heads', () => {
    const heads = (year: number) => `<tr><td></td><th scope="COL">${year}年</th></tr>`;
    const row = '<tr><td>甲</td><td>1.00</td></tr>';
    expect(
      headersOf(`${heads(2024)}${row}${heads(2025)}${row}`).filter((_, index) => index % 3 === 2),
    ).toEqual(["'2024年'", "'2025年'"]);
  });

  test('are not lost by a table that is not read', () => {
    const unread = '<table aria-hidden="true"><thead></thead></table>';
    expect(headersOf(`${head}<tbody><tr><td>${unread}</td><td>2</td></tr></tbody>`)).toEqual([
      "'项目'",
      "'收入''合计'",
    ]);
  });

  test('stay in their own table', () => {
    const inner = '<table><tr><th scope="row">内</th><td>1</td></tr></table>';
    expect(headersOf(`${head}<tbody><tr><td>${inner}</td><td>2</td></tr></tbody>`)).toEqual([
      "'项目'",
      "'内'",
      "'收入''合计'",
    ]);
  });

  test('scope and spans are written as attributes', () => {
    const { root } = readStructure(
      `<table>${head}<tr><th scope="row">甲</th><td rowspan="3">1</td></tr></table>`,
    )!;
    expect(
      [...elementsOf(root, 'TH'), ...elementsOf(root, 'TD')].map(({ attributes }) => attributes),
    ).toEqual([
      '/O /Table /Scope /Column /RowSpan 2',
      '/O /Table /Scope /Column /ColSpan 2',
      '/O /Table /Scope /Column',
      '/O /Table /Scope /Column',
      '/O /Table /Scope /Row',
      '/O /Table /RowSpan 3',
    ]);
  });
});
