import { describe, expect, test } from '@jest/globals';
import { pageBlocks } from '../../src/foreign/pdf-blocks.ts';
import { pageLines } from '../../src/foreign/pdf-lines.ts';
import { readForeignText } from '../../src/foreign/read-foreign.ts';

const run = (text: string, left: number, bottom: number, width = text.length * 16) => ({
  text,
  left,
  right: left + width,
  bottom,
  size: 16,
});

describe('a page without tags', () => {
  test('lines from top to bottom; runs that touch are one line, wide gaps part cells', () => {
    const placed = [
      run('收支总预算', 112, 600),
      run('715.20', 192, 600, 48),
      run('万元。', 240, 601),
      run('201 一般公共服务支出', 112, 560),
      run('677.49', 400, 560),
      run('第一部分', 200, 700),
    ];
    expect(pageLines(placed)).toEqual(['第一部分', '收支总预算715.20万元。', '201 一般公共服务支出\t677.49']);
  });

  test('rows and what stands between them are no sentences', () => {
    const page = '收支总预算715.20万元。\n项目\t预算数\n其他政府办公厅\n合计\t715.20\n— 3 —\n三、说明';
    const { items } = readForeignText(page, 'page').sections[0]!;
    expect(items.map((item) => (item.type === 'table' ? item.rows.length : item.text))).toEqual([
      '收支总预算715.20万元。',
      3,
      '三、说明',
    ]);
  });
});

test('a tagged page: headings, paragraphs and tables by their roles, page numbers and contents left out', () => {
  const content = (id: string) => ({ type: 'content', id });
  const tree = {
    role: 'Root',
    children: [
      { role: 'TOC', children: [content('toc')] },
      { role: 'H2', children: [{ role: 'NonStruct', children: [content('h')] }] },
      { role: 'P', children: [content('p1'), { role: 'Strong', children: [content('p2')] }] },
      {
        role: 'Table',
        children: [
          { role: 'Caption', children: [content('c')] },
          { role: 'TR', children: [{ role: 'TH', children: [content('th')] }] },
          {
            role: 'TR',
            children: [
              { role: 'TH', children: [content('row')] },
              { role: 'TD', children: [content('td')] },
            ],
          },
        ],
      },
    ],
  };
  const texts = new Map(
    Object.entries({
      toc: '目录……1',
      h: '一、概况',
      p1: '共',
      p2: '3.00万元。',
      c: '表 1',
      th: '项目',
      row: '合计',
      td: '3.00',
    }),
  );
  expect(pageBlocks(tree, texts)).toEqual(['\n一、概况', '　　共3.00万元。', '〔表 1〕', '合计\t3.00']);
});
