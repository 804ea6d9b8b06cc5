import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type CsvLedgerOptions, ledgerFromCsv } from '../../src/books/ledger-from-csv.ts';
import { FUNDS } from '../../src/model/fund.ts';
import type { UnplacedLine } from '../../src/model/ledger.ts';
import { decodeText } from '../../src/source/decode-text.ts';
import { placeOf } from '../support/finding-text.ts';

const THIS_YEAR: CsvLedgerOptions = { unit: '万元', lumps: false };
const LAST_YEAR: CsvLedgerOptions = { unit: '万元', lumps: true };

const HEADER = '功能科目编码,经济科目编码,支出类型,项目名称,资金来源,是否结转,金额';

const read = (text: string, options = THIS_YEAR) => ledgerFromCsv({ file: 'a.csv', text }, options);

const shown = (lines: readonly UnplacedLine[] | null): string[] | undefined =>
  lines?.map((line) =>
    [
      line.functionCode,
      line.economicCode ?? '-',
      line.kind,
      line.project ?? '-',
      line.fund.name,
      line.carriedOver ? 'carried' : 'current',
      line.amount.toFixed(),
      `@${line.position.line}:${line.position.column}`,
    ].join(' '),
  );

describe('lines', () => {
  test('every column', () => {
    const text = [
      HEADER,
      '2010350,30101,基本支出,,,,22.974',
      '2010399,30214,项目支出,办公场所租赁,一般公共预算,否,103.98',
      '2120801,31005,项目支出,道路建设,上级政府性基金转移支付,是,60',
    ].join('\n');
    const { value, findings } = read(text);
    expect(findings).toEqual([]);
    expect(shown(value)).toEqual([
      '2010350 30101 basic - 一般公共预算 current 229740 @2:23',
      '2010399 30214 project 办公场所租赁 一般公共预算 current 1039800 @3:36',
      '2120801 31005 project 道路建设 上级政府性基金转移支付 carried 600000 @4:39',
    ]);
  });

  test.each([
    [
      'other names of the columns, another order',
      '金额,支出类型,部门经济分类科目编码,功能分类科目编码\n1.5,基本支出,30101,2010350',
    ],
    ['tabs', '功能科目编码\t经济科目编码\t支出类型\t金额\r\n2010350\t30101\t基本支出\t1.5\r\n'],
    [
      'blanks and blank lines',
      '功能科目编码, 经济科目编码 ,支出类型,金额\n\n 2010350 ,30101, 基本支出,1.5\n,,,\n',
    ],
    ['a byte order mark', '\uFEFF功能科目编码,经济科目编码,支出类型,金额\n2010350,30101,基本支出,1.5'],
  ])('%s', (_, text) => {
    const { value, findings } = read(text);
    expect(findings).toEqual([]);
    expect(
      value?.map(({ functionCode, economicCode, amount }) => [functionCode, economicCode, amount.toFixed()]),
    ).toEqual([['2010350', '30101', '15000']]);
  });

  test.each([
    ['是', true],
    ['结转', true],
    ['1', true],
    ['true', true],
    ['否', false],
    ['0', false],
    ['false', false],
    ['', false],
  ])('carried over: %j', (word, expected) => {
    expect(read(`${HEADER}\n2010350,30101,基本支出,,,${word},1`).value?.[0]?.carriedOver).toBe(expected);
  });

  test('in 元 amounts stay', () => {
    const text = `${HEADER}\n2010350,30101,基本支出,,,,229740.005`;
    expect(read(text, { unit: '元', lumps: false }).value?.[0]?.amount.toFixed()).toBe('229740.005');
  });

  test('last year may lack economic codes and projects, this year not', () => {
    const text = '功能科目编码,支出类型,金额\n2010350,基本支出,484.614\n2010399,项目支出,126.02';
    expect(shown(read(text, LAST_YEAR).value)).toEqual([
      '2010350 - basic - 一般公共预算 current 4846140 @2:14',
      '2010399 - project - 一般公共预算 current 1260200 @3:14',
    ]);
    expect(read(text).value).toBeNull();
    expect(read(text).findings.map(({ code }) => code)).toEqual(['L36', 'L36', 'L38']);
  });

  test('a project on a line of basic expenditure is refused, not dropped', () => {
    const { value, findings } = read(`${HEADER}\n2010350,30101,基本支出,办公场所租赁,,,1`);
    expect(value).toBeNull();
    expect(findings).toMatchObject([{ code: 'L38', message: '基本支出写了项目名称“办公场所租赁”。' }]);
  });

  test('no line is an empty ledger', () => {
    expect(read(HEADER)).toEqual({ value: [], findings: [] });
  });
});

test('the bytes a Chinese spreadsheet program saves (GB18030)', () => {
  // 金额,支出类型,功能科目编码,经济科目编码 ⏎ 1.5,基本支出,2010350,30101
  const bytes = Uint8Array.from([
    0xbd, 0xf0, 0xb6, 0xee, 0x2c, 0xd6, 0xa7, 0xb3, 0xf6, 0xc0, 0xe0, 0xd0, 0xcd, 0x2c, 0xb9, 0xa6, 0xc4,
    0xdc, 0xbf, 0xc6, 0xc4, 0xbf, 0xb1, 0xe0, 0xc2, 0xeb, 0x2c, 0xbe, 0xad, 0xbc, 0xc3, 0xbf, 0xc6, 0xc4,
    0xbf, 0xb1, 0xe0, 0xc2, 0xeb, 0x0d, 0x0a, 0x31, 0x2e, 0x35, 0x2c, 0xbb, 0xf9, 0xb1, 0xbe, 0xd6, 0xa7,
    0xb3, 0xf6, 0x2c, 0x32, 0x30, 0x31, 0x30, 0x33, 0x35, 0x30, 0x2c, 0x33, 0x30, 0x31, 0x30, 0x31, 0x0d,
    0x0a,
  ]);
  const source = decodeText(bytes, 'a.csv').value!;
  expect(shown(ledgerFromCsv(source, THIS_YEAR).value)).toEqual([
    '2010350 30101 basic - 一般公共预算 current 15000 @2:1',
  ]);
});

describe('a bad cell', () => {
  test.each([
    ['functional code of 6 digits', '201350,30101,基本支出,,,,1', 'L35 2:1+6', '201350', '2010350'],
    ['functional code as a number', '2010350.0,30101,基本支出,,,,1', 'L35 2:1+9', '2010350.0', '2010350'],
    ['economic code of 3 digits', '2010350,301,基本支出,,,,1', 'L36 2:9+3', '301', '30101'],
    ['no economic code', '2010350,,基本支出,,,,1', 'L36 2:9+1', '', '30101'],
    ['kind', '2010350,30101,基本,,,,1', 'L37 2:15+2', '基本', '“基本支出”'],
    ['project without a name', '2010399,30214,项目支出,,,,1', 'L38 2:20+1', '项目名称', '补上'],
    ['fund near a known one', '2010350,30101,基本支出,,事业收人,,1', 'L39 2:21+4', '事业收人', '“事业收入”'],
    ['fund like no other', '2010350,30101,基本支出,,贷款,,1', 'L39 2:21+2', '贷款', '一般公共预算'],
    ['carried over', '2010350,30101,基本支出,,,也许,1', 'L39 2:22+2', '也许', '“是”'],
    ['separators in wrong places', '2010350,30101,基本支出,,,,"12,34"', 'L21 2:23+7', '12,34', '千分位'],
    ['an invisible character', '2010350,30101,基本支出,,,,\u200B12', 'L21 2:23+3', 'U+200B', '715.20'],
    ['amount with its unit', '2010350,30101,基本支出,,,,12万元', 'L21 2:23+4', '12万元', '列名'],
    ['no amount', '2010350,30101,基本支出,,,,', 'L21 2:23+1', '', '715.20'],
    ['negative amount', '2010350,30101,基本支出,,,,-5', 'L22 2:23+2', '-5', '调减'],
  ])('%s', (_, line, place, message, hint) => {
    const { value, findings } = read(`${HEADER}\n${line}`);
    expect(value).toBeNull();
    expect(findings.map((finding) => placeOf(finding))).toEqual([place]);
    expect(findings[0]?.severity).toBe('error');
    expect(findings[0]?.message).toContain(message);
    expect(findings[0]?.hint).toContain(hint);
  });

  test('all of them are told in one run', () => {
    const text = [
      HEADER,
      '201350,301,基本,,贷款,也许,1e3',
      '2010350,30101,基本支出,,,,1',
      '2010399,30214,项目支出,,,,-5',
      '2010350,30101,基本支出,,,,1,234',
    ].join('\n');
    expect(read(text).findings.map((finding) => placeOf(finding))).toEqual([
      'L30 5:25+3',
      'L35 2:1+6',
      'L36 2:8+3',
      'L37 2:12+2',
      'L39 2:16+2',
      'L39 2:19+2',
      'L21 2:22+3',
      'L38 4:20+1',
      'L22 4:23+2',
    ]);
  });
});

describe('columns', () => {
  test('missing ones are named together', () => {
    const { value, findings } = read('经济科目编码,金额\n30101,1');
    expect(value).toBeNull();
    expect(findings.map((finding) => placeOf(finding))).toEqual(['L34 1:1+6']);
    expect(findings[0]?.message).toContain('功能科目编码、支出类型');
  });

  test.each([
    ['资金来原', '资金来源'],
    ['备注', '功能科目编码'],
  ])('an unknown one is not passed over: %s', (name, hint) => {
    const { value, findings } = read(
      `功能科目编码,经济科目编码,支出类型,金额,${name}\n2010350,30101,基本支出,1,x`,
    );
    expect(value).toBeNull();
    expect(findings.map((finding) => placeOf(finding))).toEqual([`L33 1:23+${name.length}`]);
    expect(findings[0]?.hint).toContain(hint);
  });

  test('an empty file', () => {
    expect(read('').findings.map(({ code }) => code)).toEqual(['L06']);
  });
});

test('random ledgers come back as written', () => {
  const line = fc.record({
    functionCode: fc.integer({ min: 2_010_000, max: 2_999_999 }).map(String),
    economicCode: fc.integer({ min: 30_101, max: 39_999 }).map(String),
    project: fc.option(fc.constantFrom('租赁', '一门、一网、一线', '含,逗号', '含"引号"'), { nil: '' }),
    fund: fc.constantFrom(...FUNDS.map((fund) => fund.name)),
    carried: fc.constantFrom('是', '否'),
    amount: fc
      .tuple(fc.nat(99_999), fc.nat(9999))
      .map(([whole, rest]) => `${whole}.${String(rest).padStart(4, '0')}`),
  });
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  fc.assert(
    fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
      const rows = lines.map(({ functionCode, economicCode, project, fund, carried, amount }) =>
        [
          functionCode,
          economicCode,
          project === '' ? '基本支出' : '项目支出',
          quoted(project),
          fund,
          carried,
          amount,
        ].join(','),
      );
      const { value, findings } = read([HEADER, ...rows].join('\r\n'));
      expect(findings).toEqual([]);
      expect(
        value?.map((each) => ({
          functionCode: each.functionCode,
          economicCode: each.economicCode,
          project: each.project ?? '',
          fund: each.fund.name,
          carried: each.carriedOver ? '是' : '否',
          amount: each.amount.div(10_000).toFixed(4),
        })),
      ).toEqual(lines);
    }),
  );
});

test.each([
  ['TRUE', true],
  ['有', true],
  ['FALSE', false],
  ['无', false],
  ['上年结转', true],
  ['当年预算', false],
])('是否结转 %s is understood as in a workbook', (word, carriedOver) => {
  const text = `功能科目编码,经济科目编码,支出类型,是否结转,金额\n2010350,30101,基本支出,${word},5\n`;
  const { value, findings } = read(text);
  expect(findings).toEqual([]);
  expect(value?.map((line) => line.carriedOver)).toEqual([carriedOver]);
});

describe('a ledger in CSV is read like one in a workbook', () => {
  const amounts = (text: string, options = THIS_YEAR): string[] | undefined => {
    const { value, findings } = read(text, options);
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    return value?.map(({ functionCode, economicCode, amount }) =>
      [functionCode, economicCode, amount.toFixed()].join(' '),
    );
  };

  test.each([
    ['thousands', '2010350,30101,基本支出,,,,"1,234.50"', '2010350 30101 12345000'],
    ['full-width digits', '２０１０３５０,３０１０１,基本支出,,,,１２.５', '2010350 30101 125000'],
    ['a currency sign', '2010350,30101,基本支出,,,,￥5', '2010350 30101 50000'],
    ['codes with their names', '2010350 事业运行,30101-基本工资,基本支出,,,,5', '2010350 30101 50000'],
    ['codes with points', '201.03.50,301.01,基本支出,,,,5', '2010350 30101 50000'],
    ['codes that are texts', '="2010350",="30101",基本支出,,,,5', '2010350 30101 50000'],
  ])('%s', (_, line, expected) => {
    expect(amounts(`${HEADER}\n${line}`)).toEqual([expected]);
  });

  test.each([
    ['the heading', `${HEADER}（元）`, '50000.5'],
    ['the heading in brackets of half width', `${HEADER}(万元)`, '500005000'],
    ['a title row', `某县2025年明细,,,,,,\n编制：某科,,,,,,金额单位：元\n${HEADER}`, '50000.5'],
    ['the unit file', `2025年明细\n${HEADER}`, '500005000'],
  ])('the unit of amounts stands in %s', (_, head, expected) => {
    expect(amounts(`${head}\n2010350,30101,基本支出,,,,50000.5`)).toEqual([`2010350 30101 ${expected}`]);
  });

  test('a title does not hide how the cells are separated', () => {
    const head = HEADER.replaceAll(',', ';');
    expect(amounts(`2025年明细\n${head}\n2010350;30101;基本支出;;;;5`)).toEqual(['2010350 30101 50000']);
  });

  const LINES = '2010350,30101,基本支出,,,,1\n2010350,30102,基本支出,,,,2';

  test('totals are compared, not added; parts are told', () => {
    const text = `${HEADER}\n合 计,,,,,,3\n201,,,,,,3\n${LINES}\n其中：工资,,,,,,1`;
    expect(amounts(text)).toEqual(['2010350 30101 10000', '2010350 30102 20000']);
    expect(read(text).findings.map((finding) => placeOf(finding))).toEqual(['R05 6:1+5']);
  });

  test.each([
    ['a total', '合计,,,,,,4', '“合计”为 4.00 万元，各行之和为 3.00 万元，相差 1.00。'],
    ['a 类', '201,,,,,,4', '“201”为 4.00 万元，各行之和为 3.00 万元，相差 1.00。'],
  ])('%s that does not agree is an error', (_, total, message) => {
    const { value, findings } = read(`${HEADER}\n${LINES}\n${total}`);
    expect(value).toBeNull();
    expect(findings).toMatchObject([{ code: 'R10', severity: 'error', message }]);
  });

  test('a project that is called 合计 is a line', () => {
    expect(amounts(`${HEADER}\n2010350,30201,项目支出,年度合计,,,5`)).toEqual(['2010350 30201 50000']);
  });

  test('two headings of one thing are refused', () => {
    const { value, findings } = read(
      '功能科目编码,支出类型,金额,金额（元）\n2010350,基本支出,1,2',
      LAST_YEAR,
    );
    expect(value).toBeNull();
    expect(findings.map(({ code }) => code)).toEqual(['L33']);
  });
});
