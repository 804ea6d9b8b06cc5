import { describe, expect, test } from '@jest/globals';
import type { TextObject } from '../../../src/pdf/tags/page-text.ts';
import { placeText } from '../../../src/pdf/tags/place-text.ts';
import { readStructure } from '../../../src/pdf/tags/read-structure.ts';

/** Pages of text objects; `#` marks what stands in the margin. */
const drawn = (...pages: string[]): TextObject[][] =>
  pages.map((page) =>
    page
      .split(' ')
      .map((word) => ({ text: word.replace('#', ''), inPageArea: !word.startsWith('#'), start: 0, end: 0 })),
  );

/** Where each text object belongs, by the whole text there; `-` for nothing. Null when they do not fit. */
const placed = (html: string, ...pages: string[]): string[] | null =>
  placeText(drawn(...pages), readStructure(html)!.texts)?.map((page) =>
    page.map((text) => text?.text ?? '-').join(' '),
  ) ?? null;

const table =
  '<table><caption><div>收支表</div><div>单位：万元</div></caption><thead><tr><th>项目</th><th>预算数</th></tr></thead>' +
  '<tbody><tr><td>工资</td><td>1.00</td></tr><tr><td>项目</td><td>2.00</td></tr></tbody></table>';

describe('every text object finds its text', () => {
  test('in the order of the document, over lines and pages', () => {
    expect(placed('<p>甲乙丙丁</p><p>戊</p>', '甲乙 丙', '丁 戊')).toEqual([
      '甲乙丙丁 甲乙丙丁',
      '甲乙丙丁 戊',
    ]);
  });

  test('page numbers and white space belong to none', () => {
    expect(placed('<p>2</p>', '#2  2')).toEqual(['- - 2']);
  });

  test('what floats is drawn before the rest of its page', () => {
    const rest = '项目 预算数 工资 1.00 项目 2.00';
    expect(placed(`<p>上文</p>${table}`, `单位： 万元 上文 收支表 ${rest}`)).toEqual([
      `单位：万元 单位：万元 上文 收支表 ${rest}`,
    ]);
    // A paragraph goes on after the float has been drawn.
    expect(placed(`<p>上文</p>${table}`, '上', `单位：万元 文 收支表 ${rest}`)).toEqual([
      '上文',
      `单位：万元 上文 收支表 ${rest}`,
    ]);
  });

  test('what is positioned is drawn after the rest', () => {
    expect(placed('<p>甲</p><p>旁注</p><p>乙</p>', '甲 乙 旁注')).toEqual(['甲 乙 旁注']);
  });

  test('the head of a table that goes on is no text', () => {
    expect(placed(table, '单位：万元 收支表 项目 预算数 工资 1.00', '#2 项目 预算数 项目 2.00')).toEqual([
      '单位：万元 收支表 项目 预算数 工资 1.00',
      '- - - 项目 2.00',
    ]);
    // Where it does not stand again, the row that begins with the same word is one.
    expect(placed(table, '收支表 单位：万元 项目 预算数 工资 1.00', '项目 2.00')?.[1]).toBe('项目 2.00');
  });

  test('the same words in several places follow each other', () => {
    const twice = readStructure('<p>0.00</p><p>0.00</p><p>0.00</p>')!.texts;
    expect(placeText(drawn('0.00 0.00', '0.00'), twice)?.flat()).toEqual(twice);
  });

  test('a space drawn alone belongs to the words around it', () => {
    expect(placed('<p>A B</p><p>C</p>', 'A  B  C')).toEqual(['AB AB AB - C']);
  });
});

describe('nothing is placed when', () => {
  test.each<[string, string, string[]]>([
    ['a page shows what the document does not say', '<p>甲</p>', ['前 甲']],
    ['a page shows more than the document says', '<p>甲</p>', ['甲 甲']],
    ['a text is on no page', '<p>甲</p><p>乙</p><p>丙</p>', ['甲', '丙']],
    ['a hidden text has the words of a later one', '<p>甲</p><p>乙</p><h2>甲</h2>', ['乙 甲']],
    [
      'a row has the words of a head that does not stand again',
      table.replace('<tr><td>项目</td><td>2.00', '<tr><td>项目</td><td>预算数'),
      ['收支表 单位：万元 项目 预算数 工资 1.00', '项目 预算数'],
    ],
    ['a text breaks off', '<p>甲乙</p>', ['甲']],
    ['a character is another one', '<p>甲乙丙</p>', ['甲 已 丙']],
    ['a text object runs on into the next text', '<p>甲</p><p>乙</p>', ['甲乙']],
  ])('%s', (_, html, pages) => {
    expect(placed(html, ...pages)).toBeNull();
  });
});
