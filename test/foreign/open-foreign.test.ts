import { describe, expect, test } from '@jest/globals';
import { readDocument } from '../../src/document/read-document.ts';
import { documentText } from '../../src/document/text.ts';
import { openForeign } from '../../src/foreign/open-foreign.ts';
import { readPlain } from '../../src/foreign/read-plain.ts';
import { readSheets } from '../../src/foreign/read-sheets.ts';
import { shapeTable } from '../../src/foreign/shape-table.ts';
import { splitTable } from '../../src/foreign/split-table.ts';
import type { Sheet } from '../../src/ooxml/cell.ts';
import { produce } from '../support/sample.ts';
import { compareCells, tablesOf } from '../support/table-cells.ts';

const SAMPLES = [
  'data/kuerle.yaml',
  'data/demo/2025.yaml',
  'data/putuo-commerce.yaml',
  'data/finals/demo-final-2025.yaml',
];

describe.each(SAMPLES)('the report of %s', (file) => {
  test('as text and HTML has every cell, and the HTML every word', async () => {
    const { report } = await produce(file);
    const expected = readDocument(report!.html);
    const fromText = compareCells(expected, (await openForeign(Buffer.from(report!.text), 'a.txt')).value!);
    const { value } = await openForeign(Buffer.from(report!.html), 'a.html');
    const fromHtml = compareCells(expected, value!);
    expect(fromHtml).toEqual({ all: fromHtml.all, right: fromHtml.all, wrong: [] });
    // Empty rows at the end of an empty table are nothing in a text.
    const known = /合计/;
    expect(fromText.wrong.filter((each) => !known.test(each))).toEqual([]);
    // As somebody pastes it: nothing marks a caption or sets a paragraph in.
    const pasted = report!.text.replace(/^〔(.*)〕$/gm, (_, words) =>
      words.replace(/ (?=(?:编制|金额)?单位：)/g, '\n'),
    );
    const fromPaste = compareCells(expected, readPlain(pasted.replace(/^　　/gm, '')));
    expect(fromPaste.wrong.filter((each) => !known.test(each))).toEqual([]);
    expect(documentText(value!).replace(/\s/g, '')).toBe(report!.text.replace(/\s/g, ''));
  });
});

test('plain text laid out in columns is a table, with the lines above as its caption', () => {
  const text = `三、收支情况
              部门收支总表
编制部门：甲局                          单位：万元
        收入                    支出
   项目       预算数       项目        预算数
一、拨款        715.20  一、教育支出      700.00
二、其他收入              二、住房保障支出     15.20
收入总计       715.20  支出总计       715.20
全年收入715.20万元。`;
  const [table] = tablesOf(readPlain(text));
  expect(table!.captionLines.map(({ text: words, role }) => [words, role])).toEqual([
    ['部门收支总表', 'title'],
    ['编制部门：甲局', 'line'],
    ['单位：万元', 'line'],
  ]);
  expect(
    table!.rows.filter(({ section }) => section === 'body').map((row) => row.cells.map((cell) => cell.text)),
  ).toEqual([
    ['一、拨款', '715.20', '一、教育支出', '700.00'],
    ['二、其他收入', '二、住房保障支出', '15.20'],
    ['收入总计', '715.20', '支出总计', '715.20'],
  ]);
});

test('a sheet: title, unit, merged head, body and note, each cell with its address', () => {
  const row = (number: number, cells: Readonly<Record<number, string>>) => ({
    number,
    cells: new Map(
      Object.entries(cells).map(([column, text]) => [
        Number(column),
        { kind: /^[\d.]+$/.test(text) ? ('number' as const) : ('text' as const), text },
      ]),
    ),
  });
  const sheet: Sheet = {
    name: '支出',
    isHidden: false,
    merges: ['A1:D1', 'B3:D3', 'A3:A4', 'A7:D7'],
    rows: [
      row(1, { 1: '单位支出总表' }),
      row(2, { 1: '单位：万元' }),
      row(3, { 1: '科目', 2: '支出预算' }),
      row(4, { 2: '合计', 3: '基本支出', 4: '项目支出' }),
      row(5, { 1: '教育支出', 2: '715.2', 3: '508.18', 4: '207.02' }),
      row(6, { 1: '合计', 2: '715.2', 3: '508.18', 4: '207.02' }),
      row(7, { 1: '注：本表为示例。' }),
    ],
  };
  const { blocks } = readSheets({ sheets: [sheet], is1904: false });
  const [table] = tablesOf({ blocks });
  expect(table!.caption).toBe('单位支出总表 单位：万元');
  expect(table!.rows.filter(({ section }) => section === 'head')).toHaveLength(2);
  expect(table!.rows[2]!.cells.map(({ text, at }) => [text, at?.place])).toContainEqual([
    '715.20',
    '支出!B5',
  ]);
  expect(blocks.at(-1)).toMatchObject({ kind: 'paragraph', role: 'note' });
});

test('a page of a word processor: bare paragraphs and tables without a head', async () => {
  const html = `<p>一、收支情况</p><p>单位收支总表</p><p>单位：万元</p>
    <table><tr><td>项目</td><td>预算数</td></tr><tr><td>总计</td><td>715.20</td></tr></table><p>共715.20万元。</p>`;
  const { value } = await openForeign(Buffer.from(html), 'a.html');
  expect(documentText(value!)).toBe(
    '一、收支情况\n\n〔单位收支总表 单位：万元〕\n项目\t预算数\n总计\t715.20\n\n　　共715.20万元。\n',
  );
});

describe('a form of facts, drawn as one grid with the tables below it', () => {
  const cell = (text: string, column: number, colSpan = 1) => ({
    text,
    column,
    colSpan,
    rowSpan: 1,
    indent: 0,
  });
  const words = (...texts: string[]) => texts.map((text, column) => cell(text, column));
  const facts = (label: string, text: string) => [cell(label, 0), cell(text, 1, 5)];
  const grid = {
    columnCount: 6,
    rows: [
      facts('项目名称', '课程资源建设'),
      [cell('主管部门', 0), cell('某局', 1, 2), cell('实施单位', 3), cell('某中心', 4, 2)],
      words('项目资金', '年初预算数', '全年预算数', '全年执行数', '执行率', '得分'),
      words('资金总额', '31.50', '43.50', '44.00', '101.15%', '10'),
      facts('预期目标', '开发课程20门，供各学习点使用。'),
    ],
  };

  test('is parted at heads and at words over the whole width, and has no head itself', () => {
    const parts = splitTable(grid);
    expect(parts.map(({ rows }) => rows.length)).toEqual([2, 2, 1]);
    const { table } = shapeTable(parts[0]!, [{ text: '项目支出绩效自评表' }]);
    expect(table.rows.map(({ section }) => section)).toEqual(['body', 'body']);
    expect(shapeTable(parts[1]!, []).table.rows.map(({ section }) => section)).toEqual(['head', 'body']);
  });

  test('a head over groups of columns is none', () => {
    const head = [cell('科目', 0, 3), cell('2025年一般公共预算财政拨款基本支出', 3, 3)];
    const rows = [
      head,
      words('类', '款', '名称', '合计', '人员经费', '公用经费'),
      words('301', '', '工资', '1.00', '1.00', ''),
    ];
    expect(splitTable({ columnCount: 6, rows })).toHaveLength(1);
    const { table } = shapeTable({ columnCount: 6, rows }, []);
    expect(table.rows.map(({ section }) => section)).toEqual(['head', 'head', 'body']);
  });
});
