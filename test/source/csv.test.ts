import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseCsv } from '../../src/source/csv.ts';

const read = (text: string) => parseCsv({ file: 'a.csv', text });

/** Cells as `name=text@line:column+length`. */
function shown(text: string): string[] {
  return (read(text).value?.records ?? []).map(({ cells }) =>
    Object.entries(cells)
      .map(([name, { text, position: p }]) => `${name}=${text}@${p.line}:${p.column}+${p.length}`)
      .join(' '),
  );
}

const codes = (text: string): string[] =>
  read(text).findings.map(({ code, position }) => `${code} ${position?.line}:${position?.column}`);

describe('cells', () => {
  test.each<[string, string, string[]]>([
    ['texts, not numbers', 'a,b\n0399,715.20\n', ['a=0399@2:1+4 b=715.20@2:6+6']],
    ['no last line break', 'a,b\n1,2', ['a=1@2:1+1 b=2@2:3+1']],
    ['CRLF', 'a,b\r\n1,2\r\n3,4\r\n', ['a=1@2:1+1 b=2@2:3+1', 'a=3@3:1+1 b=4@3:3+1']],
    ['lone CR', 'a\r1\r2', ['a=1@2:1+1', 'a=2@3:1+1']],
    ['mixed line breaks', 'a\r\n1\n2\r\n', ['a=1@2:1+1', 'a=2@3:1+1']],
    ['names and texts are trimmed', ' a , b \n 1 ,　2　\n', ['a=1@2:2+1 b=2@2:6+1']],
    ['quotes', 'a,b\n"1,5","x ""y"""\n', ['a=1,5@2:1+5 b=x "y"@2:7+9']],
    ['blanks around quotes', 'a,b\n "1" , "2" \n', ['a=1@2:2+3 b=2@2:8+3']],
    ['quotes over lines', 'a,b\n"甲\n乙",2\n3,4\n', ['a=甲\n乙@2:1+2 b=2@3:4+1', 'a=3@4:1+1 b=4@4:3+1']],
    ['blank lines', '\n\na\n\n  \n1\n\n2\n', ['a=1@6:1+1', 'a=2@8:1+1']],
    ['rows of delimiters', 'a,b\n,,\n1,2\n,\n', ['a=1@3:1+1 b=2@3:3+1']],
    ['empty cells', 'a,b,c\n,,3\n1,,\n', ['a=@2:1+1 b=@2:2+1 c=3@2:3+1', 'a=1@3:1+1 b=@3:3+1 c=@3:4+1']],
    ['astral characters', 'a,b\n𬭎𬭎,2\n', ['a=𬭎𬭎@2:1+2 b=2@2:4+1']],
    ['byte order mark', '\uFEFFa,b\n1,2\n', ['a=1@2:1+1 b=2@2:3+1']],
    ['tab', 'a\tb\n\t2\n1\t\n', ['a=@2:1+1 b=2@2:2+1', 'a=1@3:1+1 b=@3:3+1']],
    ['semicolon', 'a;b\n1;2,5\n', ['a=1@2:1+1 b=2,5@2:3+3']],
    ['full-width comma', '甲，乙\n1，2\n', ['甲=1@2:1+1 乙=2@2:3+1']],
    ['full-width comma as text', '甲,乙\n1，5,2\n', ['甲=1，5@2:1+3 乙=2@2:5+1']],
    ['tab-separated row with blanks in front', 'a\tb\n  \n \t2\n', ['a=@3:2+1 b=2@3:3+1']],
    ['delimiters in a quoted name do not decide', '"a;b;c",d\n1,2\n', ['a;b;c=1@2:1+1 d=2@2:3+1']],
    ['empty columns at the end', 'a,b,,\n1,2,,\n3,4\n', ['a=1@2:1+1 b=2@2:3+1', 'a=3@3:1+1 b=4@3:3+1']],
    ['names of object prototypes', '__proto__,toString\n1,2\n', ['__proto__=1@2:1+1 toString=2@2:3+1']],
  ])('%s', (_, text, expected) => {
    expect(shown(text)).toEqual(expected);
  });

  test('headers keep their places', () => {
    const headers = read('科目, 金额\n1,2').value?.headers;
    expect(headers?.map(({ text, position }) => [text, position.column])).toEqual([
      ['科目', 1],
      ['金额', 5],
    ]);
  });

  test('random tables come back, each cell where its position says', () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 8 }).map((text) => text.replaceAll('\r', ''));
    const table = fc.array(fc.tuple(cell, cell, cell), { maxLength: 8 });
    fc.assert(
      fc.property(
        table,
        fc.constantFrom(',', '\t', ';', '，'),
        fc.constantFrom('\n', '\r\n'),
        (rows, delimiter, eol) => {
          const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
          const lines = [['甲', '乙', '丙'], ...rows.map((row) => row.map(quoted))].map((row) =>
            row.join(delimiter),
          );
          const source = lines.join(eol);
          const { value, findings } = read(source);
          expect(findings).toEqual([]);
          const kept = rows
            .map((row) => row.map((text) => text.trim()))
            .filter((row) => row.some((text) => text !== ''));
          expect(value?.records.map(({ cells }) => Object.values(cells).map(({ text }) => text))).toEqual(
            kept,
          );
          const sourceLines = source.split(/\r\n|\r|\n/);
          for (const { text, position } of value!.records.flatMap(({ cells }) => Object.values(cells))) {
            const rest = [...sourceLines[position.line - 1]!].slice(position.column - 1).join('');
            expect(rest.startsWith('"')).toBe(true);
            expect(rest.slice(1).trimStart().replaceAll('""', '"')).toContain(text.split('\n')[0]!.trimEnd());
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  test('fifty thousand lines', () => {
    const rows = Array.from({ length: 50_000 }, (_, index) => `${index},项目${index},"${index},50",1`);
    const { value, findings } = read(['编码,名称,金额,备注', ...rows].join('\r\n'));
    expect(findings).toEqual([]);
    expect(value?.records).toHaveLength(50_000);
    expect(value?.records.at(-1)?.cells.备注?.position).toEqual({
      file: 'a.csv',
      line: 50_001,
      column: 26,
      length: 1,
    });
  });
});

describe('findings', () => {
  test.each<[string, string, string[]]>([
    ['too few cells', 'a,b\n1\n2,3\n', ['L30 2:1']],
    ['too many cells', 'a,b\n1,234.50,3\n', ['L30 2:10']],
    ['several rows', 'a,b\n1\n2,3\n4\n5,6,7\n', ['L30 2:1', 'L30 4:1', 'L30 5:5']],
    ['another delimiter than in the header', 'a,b\n1；2\n', ['L30 2:1']],
    ['quote never closed', 'a,b\n1,"x\n2,3\n', ['L31 2:3']],
    ['quote inside a text', 'a,b\n1,x"y\n', ['L31 2:4']],
    ['text behind a quote', 'a,b\n1,2\n1,"x"y\n', ['L31 3:3']],
    ['quote in the first cell', 'a,b\n"1,2\n', ['L31 2:1']],
    ['quote in the header', 'a,"b\n1,2\n', ['L31 1:3']],
    ['quote after a quoted text over lines', 'a,b\n"x\ny","z\n', ['L31 3:4']],
    ['short row before a broken quote', 'a,b\n1\n2,"x\n', ['L30 2:1', 'L31 3:3']],
    ['repeated name', 'a, a,b\n1,2,3\n', ['L32 1:4']],
    ['name left empty', 'a,,b\n1,2,3\n', ['L32 1:3']],
    ['both', 'a,,a\n', ['L32 1:3', 'L32 1:4']],
    ['nothing', '', ['L06 1:1']],
    ['only blank lines', '\n \n,,\n', ['L06 1:1']],
  ])('%s', (_, text, expected) => {
    expect(codes(text)).toEqual(expected);
  });

  test('a row of the wrong length names what is missing or too much', () => {
    expect(read('编码,名称,金额\n1\n').findings[0]?.message).toBe(
      '这一行只有 1 个单元格，表头有 3 个，缺少“名称”、“金额”',
    );
    expect(read('编码,金额\n1,1,234.50\n').findings[0]?.message).toBe(
      '这一行有 3 个单元格，比表头的 2 个多，多出“234.50”',
    );
  });

  test('the readable rows are given beside the findings', () => {
    expect(shown('a,b\n1\n2,3\n')).toEqual(['a=2@3:1+1 b=3@3:3+1']);
    expect(read('a,a\n1,2\n').value).toBeNull();
  });
});

describe('what spreadsheet programs add for themselves', () => {
  test.each([
    ['a line that names the delimiter', 'sep=;\n编码;金额\n2010350;5\n'],
    ['the same with other line ends', 'sep=;\r\n编码;金额\r\n2010350;5\r\n'],
    ['a sign that keeps a code a text', '编码,金额\n="2010350","5"\n'],
  ])('%s is no content', (_, text) => {
    const { value, findings } = parseCsv({ file: 'a.csv', text });
    expect(findings).toEqual([]);
    expect(value?.records.map(({ cells }) => [cells.编码?.text, cells.金额?.text])).toEqual([
      ['2010350', '5'],
    ]);
  });

  test.each([
    ['inside a quoted text', 'a,b\n"x\n=""y"",\n=""z""",5\n', ['x\n="y",\n="z"', '5']],
    ['a text over two lines', 'a,b\n="1\n2",5\n', ['1\n2', '5']],
    ['with quotes in it', 'a,b\n="1""2",="3"\n', ['1"2', '3']],
    ['with the delimiter in it', 'a,b\n="1,2", ="3" \n', ['1,2', '3']],
  ])('the sign is looked for cell by cell: %s', (_, text, expected) => {
    const { value, findings } = parseCsv({ file: 'a.csv', text });
    expect(findings).toEqual([]);
    expect(value?.records.map(({ cells }) => [cells.a?.text, cells.b?.text])).toEqual([expected]);
  });

  test('the places of cells stay', () => {
    const { value } = parseCsv({ file: 'a.csv', text: 'sep=,\n编码,金额\n="2010350",5\n' });
    expect(value?.records[0]?.cells.金额?.position).toMatchObject({ line: 3, column: 12 });
  });
});
