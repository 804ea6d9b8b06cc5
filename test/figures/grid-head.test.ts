import { describe, expect, test } from '@jest/globals';
import { columnsOf, headOf, markRowOf } from '../../src/figures/grid-head.ts';
import { tableOf } from '../support/packs.ts';

type Columns = Record<string, unknown>[];

const CODES = [
  { label: '类', show: 'class' },
  { label: '款', show: 'section' },
];
const SUM = (label: string) => ({ label, sum: 'any' });

const columnsFrom = (columns: Columns) =>
  tableOf({ blocks: [{ rows: { by: [] }, columns }] }).blocks[0]!.columns;

/** Head rows with cells as `text width×height`. */
const shown = (columns: Columns): string[] =>
  headOf(columnsFrom(columns)).map((row) =>
    row.map(({ text, colSpan, rowSpan }) => `${text} ${colSpan}×${rowSpan}`).join(', '),
  );

describe('spans', () => {
  test.each<[string, Columns, string[]]>([
    ['one row', [{ label: '项目', show: 'label' }, SUM('预算数')], ['项目 1×1, 预算数 1×1']],
    [
      'a label without columns below reaches down',
      [{ label: '科目', columns: CODES }, SUM('合计')],
      ['科目 2×1, 合计 1×2', '类 1×1, 款 1×1'],
    ],
    [
      'three levels, as in table 11',
      [
        { label: '项目', show: 'label' },
        SUM('合计'),
        {
          label: '财政拨款',
          columns: [
            SUM('小计'),
            { label: '基本支出', columns: [SUM('人员经费'), SUM('公用经费')] },
            SUM('项目支出'),
          ],
        },
      ],
      [
        '项目 1×3, 合计 1×3, 财政拨款 4×1',
        '小计 1×2, 基本支出 2×1, 项目支出 1×2',
        '人员经费 1×1, 公用经费 1×1',
      ],
    ],
    [
      'one column below a label',
      [{ label: '甲', columns: [{ label: '乙', columns: [SUM('丙')] }] }, SUM('丁')],
      ['甲 1×1, 丁 1×3', '乙 1×1', '丙 1×1'],
    ],
  ])('%s', (_, columns, expected) => {
    expect(shown(columns)).toEqual(expected);
  });
});

test('leaves know their labels from the outside in, and what they hold', () => {
  const columns = columnsFrom([
    {
      label: '科目',
      columns: [
        { label: '编码', columns: CODES },
        { label: '名称', show: 'name' },
      ],
    },
    { label: '项目名称', show: 'project' },
    SUM('合计'),
  ]);
  expect(columnsOf(columns)).toEqual([
    { kind: 'code', path: ['科目', '编码', '类'] },
    { kind: 'code', path: ['科目', '编码', '款'] },
    { kind: 'name', path: ['科目', '名称'] },
    { kind: 'name', path: ['项目名称'] },
    { kind: 'amount', path: ['合计'] },
  ]);
});

test('amount columns are numbered, the others marked', () => {
  const columns = columnsOf(
    columnsFrom([...CODES, SUM('合计'), { label: '注', show: 'name' }, SUM('基本支出')]),
  );
  expect(markRowOf(columns, '※')).toEqual(['※', '※', '1', '※', '2']);
});
