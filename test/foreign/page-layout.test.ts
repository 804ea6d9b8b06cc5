import { describe, expect, test } from '@jest/globals';
import { documentText } from '../../src/document/text.ts';
import { assembleDocument } from '../../src/foreign/assemble.ts';
import type { PlacedText } from '../../src/foreign/page-content.ts';
import { pageElements } from '../../src/foreign/page-elements.ts';
import { withoutFurniture } from '../../src/foreign/page-furniture.ts';

const put = (text: string, left: number, base: number): PlacedText => ({
  text,
  left,
  // Figures are half as wide as ideographs.
  right: left + [...text].reduce((width, each) => width + (/[ -~]/.test(each) ? 6 : 12), 0),
  base,
  size: 12,
});
const textOf = (...pages: (readonly PlacedText[])[]): string => {
  const read = pages.map((texts, index) =>
    pageElements({ texts, across: [], down: [], width: 595, height: 842 }, index + 1, index * 40),
  );
  return documentText(assembleDocument(withoutFurniture(read)));
};

describe('pages without lines', () => {
  test('lines that are full go on, one that is set in begins; numbers of pages and leaders are no text', () => {
    // 40 ideographs fill a line from 60 to 540.
    const lines = [
      put('一、概况', 84, 100),
      put('甲'.repeat(38), 84, 120),
      put(`${'乙'.repeat(34)}收入482.`, 60, 140),
    ];
    const next = [put('72万元。', 60, 100), put('支出也是。', 84, 120), put('主要职能……………………3', 84, 140)];
    expect(textOf([...lines, put('— 1 —', 280, 810)], [...next, put('— 2 —', 280, 810)])).toBe(
      `一、概况\n　　${'甲'.repeat(38)}${'乙'.repeat(34)}收入482.72万元。\n　　支出也是。\n`,
    );
  });

  test('rows of amounts in columns are a table with the lines above as its caption, numbers that touch are two cells', () => {
    const text = textOf([
      put('收支总表', 270, 100),
      put('编制单位：甲局', 60, 120),
      put('单位：万元', 480, 120),
      put('项目', 80, 140),
      put('合计', 250, 140),
      put('基本支出', 310, 140),
      put('教育支出', 60, 160),
      put('715.20', 250, 160),
      put('508.18', 292, 160),
      put('住房保障支出', 60, 180),
      put('15.20', 250, 180),
      put('合计', 60, 200),
      put('730.40', 250, 200),
      put('508.18', 292, 200),
    ]);
    expect(text).toBe(
      '〔收支总表 编制单位：甲局 单位：万元〕\n项目\t合计\t基本支出\n教育支出\t715.20\t508.18\n住房保障支出\t15.20\n合计\t730.40\t508.18\n',
    );
  });
});
