import { expect, test } from '@jest/globals';
import type { LineElement, TableElement } from '../../src/foreign/page-elements.ts';
import { ruledGrids } from '../../src/foreign/ruled-grid.ts';
import { fillGrid } from '../../src/foreign/ruled-table.ts';
import { oneAfterAnother } from '../../src/foreign/side-by-side.ts';

/* Two tables of a page, from 0 to 100 and from 150 to 250. */

const piece = (text: string, left: number, base: number) => ({
  text,
  left,
  right: left + text.length * 5,
  base,
  size: 5,
});
const line = (base: number, ...words: readonly (readonly [string, number])[]): LineElement => {
  const segments = words.map(([text, left]) => piece(text, left, base));
  const right = Math.max(...segments.map((each) => each.right));
  return {
    kind: 'line',
    line: { pieces: segments, base, left: segments[0]!.left, right, size: 5 },
    segments,
    at: { line: base },
  };
};
const table = (left: number, top: number): TableElement => {
  const across = [0, 10, 20].map((each) => ({ at: top + each, from: left, to: left + 100 }));
  const down = [0, 50, 100].map((each) => ({ at: left + each, from: top, to: top + 20 }));
  const [grid] = ruledGrids({ across, down });
  const name = left === 0 ? '左' : '右';
  return { kind: 'table', raw: fillGrid(grid!, [piece(name, left + 5, top + 8)], () => ({ line: 1 })) };
};
const said = (elements: readonly (LineElement | TableElement)[]): string[] =>
  elements.map((each) =>
    each.kind === 'line'
      ? each.segments.map(({ text }) => text).join(' ')
      : `〔${each.raw.rows.flat().find(({ text }) => text !== '')!.text}〕`,
  );

test('tables side by side come one after another, each with its own title and note', () => {
  const page = [
    line(10, ['第二部分单位预算表格一览', 60]),
    line(20, ['基金支出表', 10], ['国资支出表', 160]),
    line(30, ['单位：万元', 70], ['单位：元', 220]),
    table(0, 40),
    table(150, 40),
    line(70, ['注：本单位没有', 0], ['注：本单位无', 150]),
    line(80, ['这项支出。', 0]),
    line(90, ['三、其他', 0]),
  ];
  expect(said(oneAfterAnother(page))).toEqual([
    '第二部分单位预算表格一览',
    '基金支出表',
    '单位：万元',
    '〔左〕',
    '注：本单位没有',
    '这项支出。',
    '国资支出表',
    '单位：元',
    '〔右〕',
    '注：本单位无',
    '三、其他',
  ]);
});

test('tables below one another stay as they are', () => {
  const page = [line(10, ['收入表', 10]), table(0, 40), line(70, ['支出表', 10]), table(0, 80)];
  expect(oneAfterAnother(page)).toEqual(page);
});
