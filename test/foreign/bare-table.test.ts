import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { bareTables } from '../../src/foreign/bare-table.ts';
import type { PlacedText } from '../../src/foreign/page-content.ts';
import { linesOf } from '../../src/foreign/text-lines.ts';
import type { BareTable } from '../../src/foreign/torn-table.ts';

const widthOf = (text: string): number =>
  [...text].reduce((width, each) => width + (/[ -~]/.test(each) ? 5 : 10), 0);
/** A text from its left edge, its middle (`|`) or its right edge (`>`). */
const put = (text: string, at: number, base: number, by: '<' | '|' | '>' = '<'): PlacedText => {
  const width = widthOf(text);
  const left = by === '<' ? at : by === '|' ? at - width / 2 : at - width;
  return { text, left, right: left + width, base, size: 10 };
};
/** Lines of a cell, one below the other, with their middle at a height. */
const stack = (lines: readonly string[], x: number, middle: number, by: '<' | '|' | '>' = '|') =>
  lines.map((text, index) => put(text, x, middle + (index - (lines.length - 1) / 2) * 12.5, by));
const tablesOf = (texts: readonly PlacedText[], before: BareTable | null = null) =>
  bareTables(linesOf(texts), (base) => ({ line: base }), before);
const shown = ({ rows }: BareTable): string[] =>
  rows.map((row) =>
    row
      .map(({ text, column, colSpan, rowSpan }) => {
        const span = `${colSpan > 1 ? `→${colSpan}` : ''}${rowSpan > 1 ? `↓${rowSpan}` : ''}`;
        return `${column}${span} ${text}`;
      })
      .join(' | '),
  );

const unit = put('单位：万元', 520, 80, '>');

describe('heads', () => {
  test('one over several stands in their middle, one of a single column in the middle of its height', () => {
    // 上年结转结余: three rows of heads, 20 apart.
    const head = [
      ...[put('财政拨款', 340, 100, '|'), put('非财政拨款', 500, 100, '|')],
      ...[put('项目', 100, 120, '|'), put('合计', 180, 120, '|'), put('基本支出', 340, 120, '|')],
      ...[put('小计', 260, 130, '|'), put('项目支出', 420, 130, '|')],
      ...[put('人员经费', 310, 140, '|'), put('公用经费', 370, 140, '|')],
      ...[put('小计', 480, 130, '|'), put('其他', 520, 130, '|')],
    ];
    const row = (base: number) =>
      [195, 275, 325, 385, 435, 495, 535].map((at) => put('1.20', at, base, '>')).concat(put('甲', 60, base));
    const [table] = tablesOf([unit, ...head, ...row(160), ...row(180)]);
    expect(shown(table!).slice(0, 4)).toEqual([
      '0↓3 项目 | 1↓3 合计 | 2→4 财政拨款 | 6→2 非财政拨款',
      '2↓2 小计 | 3→2 基本支出 | 5↓2 项目支出 | 6↓2 小计 | 7↓2 其他',
      '3 人员经费 | 4 公用经费',
      '0 甲 | 1 1.20 | 2 1.20 | 3 1.20 | 4 1.20 | 5 1.20 | 6 1.20 | 7 1.20',
    ]);
  });

  test('those that are broken letter by letter stand beside one another at any height', () => {
    const head = [
      put('科目名称', 100, 140, '|'),
      ...stack(['上级一', '般公共', '预算安', '排的转', '移支付'], 200, 140),
      ...stack(['政府性', '基金'], 250, 140),
      ...stack(['国有资', '本经营', '预算'], 300, 140),
    ];
    const row = (name: string, base: number) => [
      put(name, 60, base),
      ...[215, 265, 315].map((at) => put('20.00', at, base, '>')),
    ];
    const [table] = tablesOf([unit, ...head, ...row('教育支出', 190), ...row('住房公积金', 210)]);
    expect(shown(table!)[0]).toBe(
      '0 科目名称 | 1 上级一般公共预算安排的转移支付 | 2 政府性基金 | 3 国有资本经营预算',
    );
  });

  test('an empty column has its head, a code shares that of its name, a mark stands apart from the amounts', () => {
    const texts = [
      ...[put('功能分类', 130, 100, '|'), put('合计', 290, 100, '|'), put('国有资本', 400, 100, '|')],
      ...[put('※', 130, 120, '|'), put('1', 290, 120, '|'), put('2', 400, 120, '|')],
      ...[put('201', 60, 140), put('一般公共服务支出', 80, 140), put('1,677.49', 340, 140, '>')],
      ...[put('202', 60, 160), put('外交支出', 80, 160)],
      ...[put('203', 60, 180), put('国防支出', 80, 180), put('8.58', 340, 180, '>')],
    ];
    expect(shown(tablesOf([unit, ...texts])[0]!)).toEqual([
      '0 功能分类 | 1 合计 | 2 国有资本',
      '0 ※ | 1 1 | 2 2',
      '0 201一般公共服务支出 | 1 1,677.49',
      '0 202外交支出',
      '0 203国防支出 | 1 8.58',
    ]);
  });
});

describe('rows', () => {
  const head = [put('项目', 110, 100, '|'), put('预算数', 300, 100, '|')];

  test('a label or an amount of several lines is one cell, in the middle beside the others', () => {
    const texts = [
      ...[put('其他政府办公厅及', 60, 130), put('机构事务支出', 60, 142.5)],
      ...[put('1,207.0', 320, 130, '>'), put('2', 320, 142.5, '>')],
      ...[put('基本工资', 60, 165), put('22.97', 320, 165, '>')],
      ...[put('奖金', 60, 185), put('1.91', 320, 185, '>')],
      ...[put('总计', 60, 213), ...stack(['1,231.9', '0'], 320, 213, '>')],
    ];
    expect(shown(tablesOf([unit, ...head, ...texts])[0]!).slice(1)).toEqual([
      '0 其他政府办公厅及机构事务支出 | 1 1,207.02',
      '0 基本工资 | 1 22.97',
      '0 奖金 | 1 1.91',
      '0 总计 | 1 1,231.90',
    ]);
  });

  test('broken totals so near to one another that they seem one text end no table', () => {
    const edges = [260, 326, 392];
    const wide = ['合计', '人员经费', '公用经费'].map((text, index) =>
      put(text, edges[index]! - 30, 100, '|'),
    );
    wide.unshift(put('项目', 110, 100, '|'));
    const row = (name: string, base: number) => [
      put(name, 60, base),
      ...edges.map((at) => put('449,536.00', at, base, '>')),
    ];
    const total = edges.flatMap((at) => stack(['19,830,655.', '00'], at, 190, '>'));
    const texts = [...row('资本性支出', 130), ...row('离休费', 150), ...total, put('合计', 60, 190)];
    expect(shown(tablesOf([unit, ...wide, ...texts])[0]!).at(-1)).toBe(
      '0 合计 | 1 19,830,655.00 | 2 19,830,655.00 | 3 19,830,655.00',
    );
  });

  test('labels without an amount are rows, however full they are', () => {
    const texts = [
      '一、一般公共服务支出',
      '二、灾害防治应急支出',
      '三、资源勘探工业支出',
      '四、外交支出',
    ].map((name, index) => put(name, 60, 120 + index * 15));
    const amounts = [put('5.00', 320, 120, '>'), put('7.00', 320, 165, '>')];
    expect(shown(tablesOf([unit, ...head, ...texts, ...amounts])[0]!).slice(1)).toEqual([
      '0 一、一般公共服务支出 | 1 5.00',
      '0 二、灾害防治应急支出',
      '0 三、资源勘探工业支出',
      '0 四、外交支出 | 1 7.00',
    ]);
  });

  test('a page that begins with rows goes on in the columns of the table before', () => {
    const first = tablesOf([
      unit,
      ...head,
      ...[put('基本工资', 60, 120), put('22.97', 320, 120, '>')],
      ...[put('奖金', 60, 140), put('1.91', 320, 140, '>')],
    ]).at(-1)!;
    const next = [put('合计', 60, 60), put('24.88', 320, 60, '>'), put('— 4 —', 300, 800, '|')];
    expect(tablesOf(next, first).map(shown)).toEqual([['0 合计 | 1 24.88']]);
    expect(tablesOf(next)).toEqual([]);
  });

  test('a table of nothing has its head and its total, far below', () => {
    const texts = [
      put('项目', 100, 100, '|'),
      put('基本支出', 250, 100, '|'),
      put('项目支出', 400, 100, '|'),
    ];
    expect(shown(tablesOf([unit, ...texts, put('合计', 100, 220, '|')])[0]!)).toEqual([
      '0 项目 | 1 基本支出 | 2 项目支出',
      '0 合计',
    ]);
  });
});

describe('what columns cannot be told of', () => {
  // A form: labels and what they say in cells of all widths.
  const form = [
    ...[
      put('预算单位', 100, 100, '|'),
      put('虚构区社区教育服务中心', 230, 100, '|'),
      put('负责人', 450, 100, '|'),
    ],
    ...[put('预算总额', 100, 120, '|'), put('80.00', 200, 120, '|'), put('其他资金', 300, 120, '|')],
    ...[put('0.00', 420, 120, '|'), put('完成中心标准化建设，', 180, 140), put('社备', 420, 140)],
  ];

  test('is a torn table with all of its lines', () => {
    const [table, ...others] = tablesOf([put('项目支出绩效目标表', 300, 60, '|'), ...form]);
    expect(others).toEqual([]);
    expect([table!.isTorn, table!.rows.flat().map(({ text }) => text)]).toEqual([
      true,
      expect.arrayContaining(['80.00', '完成中心标准化建设，', '社备']),
    ]);
  });

  test('and so are lines of several texts without amounts, but no entry of the contents', () => {
    const words = (base: number) => [
      put('一级指', 80, base),
      put('二级指', 160, base),
      put('指标值', 240, base),
    ];
    expect(tablesOf([...words(100), ...words(120)]).map(({ isTorn }) => isTorn)).toEqual([true]);
    const entry = (base: number) => [
      put('一、概况', 80, base),
      put('..........', 160, base),
      put('3', 400, base),
    ];
    expect(tablesOf([...entry(100), ...entry(120)])).toEqual([]);
  });
});

test('wherever texts stand, each of them is in one cell, once', () => {
  const word = fc.constantFrom(
    ...[
      '合计',
      '201',
      '教育支出',
      '1,207.02',
      '8.58',
      '科目',
      '其中：一般财力',
      '※',
      '1',
      '单位：万元',
      '3.0',
    ],
  );
  // Columns and lines that are not quite straight.
  const place = fc.record({
    word,
    column: fc.nat(7),
    aside: fc.nat(11),
    line: fc.nat(15),
  });
  const sorted = (texts: readonly string[]): string => [...texts.join('').replace(/\s/g, '')].sort().join('');
  fc.assert(
    fc.property(fc.array(place, { minLength: 4, maxLength: 44 }), (places) => {
      const lines = linesOf(
        places.map(({ word: text, column, aside, line }) =>
          put(text, 40 + column * 60 + aside, 60 + line * 9),
        ),
      );
      for (const { from, to, rows } of bareTables(lines, (base) => ({ line: base }), null)) {
        const given = lines.slice(from, to).flatMap(({ pieces }) => pieces.map(({ text }) => text));
        expect(sorted(rows.flat().map(({ text }) => text))).toBe(sorted(given));
      }
    }),
    { numRuns: 300 },
  );
});
