import { describe, expect, test } from '@jest/globals';
import { importAliasesSchema } from '../../src/lists/import-aliases.ts';
import { HEAD, n, readExportFile as read, readExportOf, workbookOf } from '../support/exports.ts';
import { sheetDataFile, type TestCell, tableFile } from '../support/workbooks.ts';

const line = (name: string | null, economic: string, amount: TestCell): TestCell[] => [
  name,
  '2010350',
  economic,
  '基本支出',
  null,
  null,
  amount,
];

describe('merged blocks', () => {
  test('a name merged over rows and columns belongs to all its rows', async () => {
    const wide = (row: TestCell[]): TestCell[] => [row[0]!, null, ...row.slice(1)];
    const rows = [HEAD, line('甲', '30101', n('1')), line(null, '30102', n('2'))].map(wide);
    expect(await read(tableFile(rows, { merges: ['A1:B1', 'A2:B3'] }))).toEqual({
      units: [
        ['甲 元', '本年 2010350 30101 basic - 一般公共预算 1', '本年 2010350 30102 basic - 一般公共预算 2'],
      ],
      findings: [],
    });
  });

  test('an amount merged over lines is refused, not counted for each', async () => {
    const rows = [HEAD, line('甲', '30101', n('9')), line('甲', '30102', null)];
    expect(await read(tableFile(rows, { merges: ['G2:G3'] }))).toEqual({
      units: null,
      findings: ['R06 error Sheet1!G2 金额单元格 G2:G3 合并了几行，看不出各行是多少。'],
    });
  });
});

describe('rows that are no lines', () => {
  const total = (label: string, amount: string): TestCell[] => [
    label,
    null,
    null,
    null,
    null,
    null,
    n(amount),
  ];

  test.each(['其中：基本支出', '　其中:在职', '其 中 基本支出'])(
    '%j is told and not added',
    async (label) => {
      const rows = [HEAD, line('甲', '30101', n('1')), total('合计', '1'), total(label, '1')];
      expect(await read(tableFile(rows))).toEqual({
        units: [['甲 元', '本年 2010350 30101 basic - 一般公共预算 1']],
        findings: ['R05 note Sheet1!A4 第 4 行是“其中”项，是上面各行的一部分，没有另外相加。'],
      });
    },
  );

  test('a line whose remark begins with 其中 is a line', async () => {
    const rows = [
      [...HEAD, '备注'],
      [...line('甲', '30101', n('1')), '其中：绩效 0.3'],
    ];
    const { units, findings } = await read(tableFile(rows));
    expect(units).toEqual([['甲 元', '本年 2010350 30101 basic - 一般公共预算 1']]);
    expect(findings).toEqual(['R03 note Sheet1!A1 没有用到的列：备注。']);
  });

  test('an amount beside words alone is refused once, with the true cause', async () => {
    const rows = [HEAD, line('甲', '30101', n('1')), total('另：待批复', '5')];
    expect((await read(tableFile(rows))).findings).toEqual([
      'R07 error Sheet1!B3 这一行（“另：待批复”）有金额，没有科目编码。',
    ]);
  });
});

describe('what a refusal names', () => {
  test('a cell that holds no number spoils itself alone; the other rows are still checked', async () => {
    const text = (address: string, value: string): string =>
      `<c r="${address}" t="inlineStr"><is><t>${value}</t></is></c>`;
    const row = (number: number, values: readonly string[], amount: string): string =>
      `<row r="${number}">${values.map((value, at) => text(`${'ABCDEFG'[at]}${number}`, value)).join('')}${amount}</row>`;
    const file = sheetDataFile(
      row(1, HEAD, '') +
        row(2, ['甲', '2010350', '30101', '基本支出'], '<c r="G2"><v>NaN</v></c>') +
        row(3, ['甲', '2010350', '3010', '基本支出'], '<c r="G3"><v>1</v></c>') +
        row(4, ['合计'], '<c r="G4"><v>2</v></c>'),
    );
    expect(await read(file)).toEqual({
      units: null,
      findings: [
        'R04 error Sheet1!G2 单元格显示错误值 NaN。',
        'R07 error Sheet1!C3 经济科目编码“3010”不对。',
      ],
    });
  });

  test.each([
    ['a code', ['甲', '\u200B2010350', '30101', '基本支出', null, null, n('1')], 'U+200B'],
    ['a kind', ['甲', '2010350', '30101', '基本\u00AD支出', null, null, n('1')], 'U+00AD'],
    ['a fund', ['甲', '2010350', '30101', '基本支出', null, '贷\uFEFF款', n('1')], 'U+FEFF'],
  ] as [string, TestCell[], string][])('invisible characters of %s', async (_, row, name) => {
    expect((await read(tableFile([HEAD, row]))).findings).toEqual([
      expect.stringContaining(`里面有看不见的字符 ${name}。`),
    ]);
  });

  test('a heading with an invisible character is known', async () => {
    const head = ['\uFEFF单位名称', ...HEAD.slice(1, 6), '预算数\u200B（元）'];
    expect((await read(tableFile([head, line('甲', '30101', n('1'))]))).findings).toEqual([]);
  });
});

test.each([[['编制单位：', '甲']], [['编制单位', null, '甲']], [['填报 单位:', '甲', null, '金额单位：元']]])(
  'the unit beside its label: %j',
  async (title) => {
    const rows = [title, HEAD.slice(1), line(null, '30101', n('1')).slice(1)];
    expect((await read(tableFile(rows))).units).toEqual([
      ['甲 元', '本年 2010350 30101 basic - 一般公共预算 1'],
    ]);
  },
);

describe('the official wide layout', () => {
  const HEADS: TestCell[][] = [
    ['编制单位：甲', null, null, null, null, null, '单位：元'],
    [
      '功能分类科目编码',
      null,
      null,
      '科目名称',
      '部门经济分类科目编码',
      null,
      '合计',
      '基本支出',
      '项目支出',
      '项目名称',
    ],
    ['类', '款', '项', null, '类', '款', null, null, null, null],
  ];
  const merges = ['A2:C2', 'D2:D3', 'E2:F2', 'G2:G3', 'H2:H3', 'I2:I3', 'J2:J3'];
  const row = (
    codes: readonly string[],
    amounts: readonly (string | null)[],
    project: string | null = null,
  ) => [
    ...codes.slice(0, 3),
    '某科目',
    ...codes.slice(3),
    ...amounts.map((amount) => (amount === null ? null : n(amount))),
    project,
  ];
  const wide = (...rows: TestCell[][]) => read(tableFile([...HEADS, ...rows], { merges }));

  test('economic codes in two columns, 基本支出 and 项目支出 as columns of money', async () => {
    const { units, findings } = await wide(
      row(['201', '', '', '', ''], ['30', '10', '20']),
      row(['201', '03', '50', '301', '01'], ['10', '10', '0']),
      row(['201', '03', '99', '302', '1'], ['20', null, '20'], '租赁'),
    );
    expect(units).toEqual([
      [
        '甲 元',
        '本年 2010350 30101 basic - 一般公共预算 10',
        '本年 2010399 30201 project 租赁 一般公共预算 20',
      ],
    ]);
    expect(findings).toEqual(['R03 note Sheet1!A3 没有用到的列：科目名称。']);
  });

  test.each<[string, TestCell[], string]>([
    [
      '合计 that is not the sum',
      row(['201', '03', '50', '301', '01'], ['12', '10', '1']),
      'R10 error Sheet1!G4 合计为 12.00，基本支出与项目支出之和为 11.00。',
    ],
    [
      '合计 alone',
      row(['201', '03', '50', '301', '01'], ['12', null, null]),
      'R07 error Sheet1!G4 只写了合计，看不出是基本支出还是项目支出。',
    ],
    [
      'a project without a name',
      row(['201', '03', '50', '301', '01'], ['12', null, '12']),
      'R07 error Sheet1!J4 项目支出没有写项目名称。',
    ],
    [
      'an economic code in part',
      row(['201', '03', '50', '301', '1a'], ['12', '12', null]),
      'R07 error Sheet1!F4 经济科目编码“3011a”不对。',
    ],
  ])('%s', async (_, cells, finding) => {
    const { units, findings } = await wide(cells);
    expect(units).toBeNull();
    expect(findings).toContain(finding);
  });
});

test('a summary by function in the same workbook is no ledger', async () => {
  const ledger = await workbookOf(tableFile([HEAD, line('甲', '30101', n('1'))]));
  const rows = [
    ['科目编码', '科目名称', '合计', '基本支出', '项目支出'],
    ['2010350', '事业运行', n('1'), n('1'), null],
  ];
  const summary = { ...(await workbookOf(tableFile(rows))).sheets[0]!, name: '支出总表' };
  const { units, findings } = readExportOf({ ...ledger, sheets: [summary, ...ledger.sheets] });
  expect(findings).toEqual([]);
  expect(units).toEqual([['甲 元', '本年 2010350 30101 basic - 一般公共预算 1']]);
});

test('a list of headings from before a column was known still serves', () => {
  const columns = { amount: ['预算数'] };
  const kept = { columns, kinds: { 基本支出: ['基本'], 项目支出: ['项目'] }, funds: {}, totals: ['合计'] };
  expect(importAliasesSchema.safeParse(kept).success).toBe(true);
});
