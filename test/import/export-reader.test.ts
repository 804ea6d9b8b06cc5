import { describe, expect, test } from '@jest/globals';
import { HEAD, n, readExportFile as read, readExportOf, workbookOf } from '../support/exports.ts';
import { sheetDataFile, type TestCell, tableFile, withParts } from '../support/workbooks.ts';

describe('the export of a budget system', () => {
  test('columns in any order, titles above the head, a column that nobody needs', async () => {
    const file = tableFile(
      [
        ['2025年部门预算明细表'],
        ['编制日期：2025年1月'],
        [
          '序号',
          '预算数（万元）',
          '部门经济科目',
          '单位名称',
          '功能科目',
          '支出性质',
          '项目名称',
          '资金来源',
          '上年预算数(万元)',
          '备注',
        ],
        [
          n('1'),
          n('22.974'),
          '30101 基本工资',
          '某中心',
          '2010350 事业运行',
          '基本支出',
          null,
          '财政拨款',
          n('20'),
          '无',
        ],
        [
          n('2'),
          '103.98',
          '30214',
          '某中心',
          '2010399',
          '特定目标类',
          '办公场所租赁',
          '政府性基金',
          null,
          null,
        ],
      ],
      { merges: ['A1:J1', 'A2:J2'] },
    );
    expect(await read(file)).toEqual({
      units: [
        [
          '某中心 万元',
          '本年 2010350 30101 basic - 一般公共预算 22.974',
          '本年 2010399 30214 project 办公场所租赁 政府性基金预算 103.98',
          '上年 2010350 30101 basic - 一般公共预算 20',
        ],
      ],
      findings: ['R03 note Sheet1!A3 没有用到的列：序号、备注。'],
    });
  });

  test('codes and amounts as numbers or as texts with separators, full-width digits and artefacts', async () => {
    const file = tableFile([
      HEAD,
      ['某中心', n('2010350'), n('30101'), '基本支出', null, '一般公共预算', n('229740')],
      ['某中心', '2010350', '30102', '基本支出', null, '一般公共预算', '1,337,800.00'],
      ['某中心', '２０１０３５０', '30103', '基本支出', null, '一般公共预算', '￥１９，１００'],
      ['某中心', '201.03.50', '[30112]其他社会保障缴费', '基本支出', null, '', n('2930.9400000000001')],
    ]);
    const { units, findings } = await read(file);
    expect(findings).toEqual([]);
    expect(units).toEqual([
      [
        '某中心 元',
        '本年 2010350 30101 basic - 一般公共预算 229740',
        '本年 2010350 30102 basic - 一般公共预算 1337800',
        '本年 2010350 30103 basic - 一般公共预算 19100',
        '本年 2010350 30112 basic - 一般公共预算 2930.94',
      ],
    ]);
  });

  test('类, 款 and 项 in three columns under one heading, the unit of amounts in a title row', async () => {
    const file = tableFile(
      [
        ['单位名称：某中心', null, null, null, null, null, '金额单位：元'],
        ['功能分类科目', null, null, '部门经济分类', '支出类型', '项目名称', '金额'],
        ['类', '款', '项', null, null, null, null],
        ['201', '03', '50', '30101', '基本支出', null, n('5')],
        [n('208'), n('5'), n('5'), '30108', '基本支出', null, n('6')],
      ],
      { merges: ['A2:C2'] },
    );
    expect((await read(file)).units).toEqual([
      ['某中心 元', '本年 2010350 30101 basic - 一般公共预算 5', '本年 2080505 30108 basic - 一般公共预算 6'],
    ]);
  });

  test('many units in one sheet, the name merged over its lines, totals left out and checked', async () => {
    const line = (name: string | null, amount: string): TestCell[] => [
      name,
      '2010350',
      '30101',
      '基本支出',
      null,
      null,
      n(amount),
    ];
    const total = (label: string, amount: string): TestCell[] => [
      label,
      null,
      null,
      null,
      null,
      null,
      n(amount),
    ];
    const file = tableFile(
      [
        HEAD,
        total('总 计', '10'),
        line('甲中心', '1'),
        line(null, '2'),
        total('小计', '3'),
        line('乙中心', '7'),
        total('小计', '7'),
      ],
      { merges: ['A3:A4'] },
    );
    expect(await read(file)).toEqual({
      units: [
        [
          '甲中心 元',
          '本年 2010350 30101 basic - 一般公共预算 1',
          '本年 2010350 30101 basic - 一般公共预算 2',
        ],
        ['乙中心 元', '本年 2010350 30101 basic - 一般公共预算 7'],
      ],
      findings: [],
    });
  });

  test('subtotals of 类 and 款 are left out and checked', async () => {
    const row = (code: string, economic: string | null, amount: string): TestCell[] => [
      '甲中心',
      code,
      economic,
      '基本支出',
      null,
      null,
      n(amount),
    ];
    const rows = [
      HEAD,
      row('201', null, '3'),
      row('20103', null, '3'),
      row('2010350', '30101', '1'),
      row('2010350', '30102', '2'),
    ];
    expect((await read(tableFile(rows))).findings).toEqual([]);
    const wrong = [...rows.slice(0, 1), row('201', null, '4'), ...rows.slice(2)];
    expect((await read(tableFile(wrong))).findings).toEqual([
      'R10 error Sheet1!G2 “201”为 4.00 元，各行之和为 3.00 元，相差 1.00。',
    ]);
  });

  test('a total that does not agree stops the import; in 万元 rounding may explain it', async () => {
    const rows = (unit: string, total: string): TestCell[][] => [
      [...HEAD.slice(0, 6), `金额（${unit}）`],
      ['甲', '2010350', '30101', '基本支出', null, null, n('1.01')],
      ['甲', '2010350', '30102', '基本支出', null, null, n('2.02')],
      ['合计', null, null, null, null, null, n(total)],
    ];
    expect(await read(tableFile(rows('万元', '3.04')))).toEqual({
      units: [expect.arrayContaining(['甲 万元'])],
      findings: ['R10 note Sheet1!G4 “合计”为 3.04 万元，各行之和为 3.03 万元，相差 0.01。'],
    });
    expect((await read(tableFile(rows('元', '3.04')))).units).toBeNull();
    expect((await read(tableFile(rows('万元', '13.03')))).units).toBeNull();
  });

  // Two lines and their total, each rounded by at most half of the last digit: 0.015.
  test.each([
    ['万元', '3.015', 'note'],
    ['万元', '3.045', 'note'],
    ['万元', '3.01', 'error'],
    ['万元', '3.046', 'error'],
    ['万元', '3.05', 'error'],
    ['万元', '3.18', 'error'],
    ['元', '3.031', 'error'],
  ])('the edge of what rounding explains: in %s a total of %s is a %s', async (unit, total, severity) => {
    const { findings } = await read(
      tableFile([
        [...HEAD.slice(0, 6), `金额（${unit}）`],
        ['甲', '2010350', '30101', '基本支出', null, null, n('1.01')],
        ['甲', '2010350', '30102', '基本支出', null, null, n('2.02')],
        ['合计', null, null, null, null, null, n(total)],
      ]),
    );
    expect(findings.map((finding) => finding.split(' ').slice(0, 2).join(' '))).toEqual([`R10 ${severity}`]);
  });

  test('every rejected cell is named, and nothing is half imported', async () => {
    const file = tableFile([
      HEAD,
      ['甲', '201035', '30101', '基本支出', null, null, n('1')],
      ['甲', '2010350', '301', '基本支出', null, null, null],
      ['甲', '2010350', '3010', '基本支出', null, null, n('1')],
      ['甲', '2010350', '30101', '人员', null, null, n('1')],
      ['甲', '2010350', '30101', '项目支出', null, null, n('1')],
      ['甲', '2010350', '30101', '基本支出', null, '一般公共予算', n('1')],
      [null, '2010350', '30101', '基本支出', null, null, n('1')],
      ['甲', '2010350', '30101', '基本支出', null, null, '12,34'],
      ['甲', '2010350', '30101', '基本支出', null, null, n('-5')],
      ['甲', '2010350', '30102', '基本支出', null, null, n('1')],
    ]);
    const { units, findings } = await read(file);
    expect(units).toBeNull();
    expect(findings).toEqual([
      'R07 error Sheet1!B2 功能科目编码“201035”不对。',
      'R07 error Sheet1!C4 经济科目编码“3010”不对。',
      'R07 error Sheet1!D5 支出类型“人员”不对。',
      'R07 error Sheet1!E6 项目支出没有写项目名称。',
      'R07 error Sheet1!F7 资金来源“一般公共予算”不对。',
      'R07 error Sheet1!A8 没有写单位名称。',
      'R06 error Sheet1!G9 “12,34”不是金额。',
      'R07 error Sheet1!G10 金额不能是负数。',
    ]);
  });

  test('formulas give the stored result and say so; one without result or with an error value is refused', async () => {
    const text = (address: string, value: string): string =>
      `<c r="${address}" t="inlineStr"><is><t>${value}</t></is></c>`;
    const head = ['单位名称', '功能科目编码', '经济科目编码', '支出类型', '金额（元）'];
    const row = (number: number, amount: string): string =>
      `<row r="${number}">${['甲', '2010350', '30101', '基本支出'].map((value, at) => text(`${'ABCD'[at]}${number}`, value)).join('')}${amount}</row>`;
    const headRow = `<row r="1">${head.map((value, at) => text(`${'ABCDE'[at]}1`, value)).join('')}</row>`;
    const sum = row(2, '<c r="E2"><f>SUM(F2:G2)</f><v>0.30000000000000004</v></c>');
    const good = await read(sheetDataFile(headRow + sum));
    expect(good.units).toEqual([['甲 元', '本年 2010350 30101 basic - 一般公共预算 0.3']]);
    expect(good.findings).toEqual([
      'R05 note Sheet1!E2 单元格存的是计算留下的 0.30000000000000004，按显示的 15 位有效数字读作 0.3。',
      'R05 note Sheet1!E2 “Sheet1”有 1 个单元格是公式（E2），取文件保存时的计算结果。',
    ]);
    const bad = await read(
      sheetDataFile(
        headRow + row(2, '<c r="E2"><f>A1</f></c>') + row(3, '<c r="E3" t="e"><f>1/0</f><v>#DIV/0!</v></c>'),
      ),
    );
    expect(bad.units).toBeNull();
    expect(bad.findings.slice(0, 2)).toEqual([
      'R04 error Sheet1!E2 公式没有计算结果。',
      'R04 error Sheet1!E3 单元格显示错误值 #DIV/0!。',
    ]);
  });

  test.each([
    [
      'no unit of amounts',
      [
        [...HEAD.slice(0, 6), '金额'],
        ['甲', '2010350', '30101', '基本支出', null, null, n('1')],
      ],
      'R11 error Sheet1!G1 看不出金额的单位是元还是万元。',
    ],
    [
      'no column of names',
      [HEAD.slice(1), ['2010350', '30101', '基本支出', null, null, n('1')]],
      'R02 error Sheet1!A1 缺少列：单位名称。',
    ],
    [
      'no head',
      [
        ['甲', '乙'],
        ['1', '2'],
      ],
      'R02 error  没有找到预算明细表',
    ],
    [
      'two units of amounts',
      [
        [...HEAD, '上年预算数（万元）'],
        ['甲', '2010350', '30101', '基本支出', null, null, n('1'), n('1')],
      ],
      'R11 error Sheet1!H1 金额和上年金额的单位不同。',
    ],
  ] as [string, TestCell[][], string][])('%s', async (_, rows, finding) => {
    const { units, findings } = await read(tableFile(rows));
    expect(units).toBeNull();
    expect(findings).toEqual([expect.stringContaining(finding)]);
  });

  test('the unit of amounts may be given on the command line', async () => {
    const rows: TestCell[][] = [
      [...HEAD.slice(0, 6), '金额'],
      ['甲', '2010350', '30101', '基本支出', null, null, n('1')],
    ];
    expect((await read(tableFile(rows), '万元')).units).toEqual([
      ['甲 万元', '本年 2010350 30101 basic - 一般公共预算 1'],
    ]);
  });

  test('a cell with a value beside its text is its text alone; a number that is seen as another is refused', async () => {
    const head = HEAD.map(
      (name, at) => `<c r="${'ABCDEFG'[at]}1" t="inlineStr"><is><t>${name}</t></is></c>`,
    ).join('');
    const texts = ['甲', '2010350', '30101', '基本支出'].map(
      (value, at) => `<c r="${'ABCD'[at]}2" t="inlineStr"><is><t>${value}</t></is></c>`,
    );
    const glued = '<c r="G2" t="inlineStr"><v>229740</v><is><t>229740</t></is></c>';
    const rows = `<row r="1">${head}</row><row r="2">${texts.join('')}${glued}</row>`;
    expect((await read(sheetDataFile(rows))).units).toEqual([
      ['甲 元', '本年 2010350 30101 basic - 一般公共预算 229740'],
    ]);
    const scaled = sheetDataFile(rows.replace(glued, '<c r="G2" s="0"><v>229740</v></c>'));
    const styles =
      '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="171" formatCode="0!.0,"/></numFmts><cellXfs count="1"><xf numFmtId="171"/></cellXfs></styleSheet>';
    expect(await read(withParts(scaled, { 'xl/styles.xml': styles }))).toEqual({
      units: null,
      findings: ['R06 error Sheet1!G2 单元格存的是 229740，按数字格式显示为“23.0”，两者不是同一个数。'],
    });
  });

  test('names that differ in code, blanks or invisible characters are one unit', async () => {
    const line = (name: string, economic: string): TestCell[] => [
      name,
      '2010350',
      economic,
      '基本支出',
      null,
      null,
      n('1'),
    ];
    const file = tableFile([HEAD, line('[101001]甲中心', '30101'), line('甲中心\u200B', '30102')]);
    expect(await read(file)).toEqual({
      units: [
        [
          '甲中心 元',
          '本年 2010350 30101 basic - 一般公共预算 1',
          '本年 2010350 30102 basic - 一般公共预算 1',
        ],
      ],
      findings: ['R05 note Sheet1!A3 单位名称里有看不见的字符 U+200B，已略去。'],
    });
  });

  test('a refused amount names the character that nobody sees', async () => {
    const file = tableFile([HEAD, ['甲', '2010350', '30101', '基本支出', null, null, '\u200B337800']]);
    expect((await read(file)).findings).toEqual([
      'R06 error Sheet1!G2 “\u200B337800”不是金额，里面有看不见的字符 U+200B。',
    ]);
  });

  test('the same ledger in two sheets is told, not added', async () => {
    const rows = [['甲', '2010350', '30101', '基本支出', null, null, n('1')]] as TestCell[][];
    const one = await workbookOf(tableFile([HEAD, ...rows]));
    const twice = { ...one, sheets: [...one.sheets, { ...one.sheets[0]!, name: '复件' }] };
    expect(readExportOf(twice)).toEqual({
      units: null,
      findings: ['R10 error 复件!A1 “甲”的明细在工作表“Sheet1”和“复件”中完全相同，金额会重复计算。'],
    });
  });
});
