import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Finding } from '../../src/model/finding.ts';
import { parseYaml } from '../../src/source/yaml.ts';

const read = (text: string) => parseYaml({ file: 'a.yaml', text });
const place = ({ position }: Finding): string => `${position?.line}:${position?.column}`;

test('what is certain to be meant does not hide what is wrong further down', () => {
  const { value, findings } = read('甲：1\nb: 2\nc:\n  30101:78.32\n  30102: 3\ne: [1, 2\nf: 3\n');
  expect(value).toBeNull();
  expect(findings.map((found) => `${place(found)} ${found.message}`)).toEqual([
    '1:2 “甲”后面用了全角冒号“：”',
    '4:8 “30101”后面的冒号之后缺少空格',
    '6:4 这里的“[”没有配对的“]”',
  ]);
});

describe('tabs at the heads of lines do not end the search', () => {
  test.each([
    [
      'further down',
      'a:\n\tb: 1\nc：2\nd: 3\n',
      ['2:1 缩进用了制表符（Tab），见第 2 行', '3:2 “c”后面用了全角冒号“：”'],
    ],
    [
      'on the lines themselves, at their place in the file',
      'a:\n\tb：1\n\tc: 2\ne: [1\n',
      [
        '2:1 缩进用了制表符（Tab），见第 2、3 行',
        '2:3 “b”后面用了全角冒号“：”',
        '4:4 这里的“[”没有配对的“]”',
      ],
    ],
    [
      'where other lines have four blanks for a level',
      'a:\n    b: 1\n\tc: 2\nd：3\ne: 4\n',
      ['3:1 缩进用了制表符（Tab），见第 3 行', '4:2 “d”后面用了全角冒号“：”'],
    ],
    [
      'out of line is not said of what was mended',
      'a:\n   b: 1\n \tc: 2\n',
      ['3:2 缩进用了制表符（Tab），见第 3 行'],
    ],
    ['nothing else', 'a:\n\tb: 1\n\tc:\n\t\td: 2\n', ['2:1 缩进用了制表符（Tab），见第 2、3、4 行']],
  ])('%s', (_, text, told) => {
    const { value, findings } = read(text);
    expect(value).toBeNull();
    expect(findings.map((found) => `${place(found)} ${found.message}`)).toEqual(told);
  });
});

describe('findings', () => {
  const syntax: [string, string, string, string][] = [
    ['tab indentation', 'a:\n\tb: 1\n\tc: 2\n', '2:1', '缩进用了制表符（Tab），见第 2、3 行'],
    ['tab after a value', 'a: 1\n\tb: 2\n', '2:1', '制表符'],
    ['no space after a quoted key', '"a":1\n', '1:4', '冒号后面缺少空格'],
    ['no space after a key', 'a: 1\nb:2\nc: 3\n', '2:2', '“b”后面的冒号之后缺少空格'],
    ['no space after the first of several', 'a:\n  30101:78.32\n  30102: 3\n', '2:8', '“30101”后面的冒号'],
    ['a full-width colon after the first of several', 'a:\n  30101：78.32\n  30102: 3\n', '2:8', '全角冒号'],
    ['a full-width colon that ends a name with a blank', 'a:\n  基本： 7\n  项目: 3\n', '2:5', '全角冒号'],
    ['a text with a full-width colon, and a line out of line', 'a: 说明\n  其中：甲\n b: 3\n', '3:2', '缩进'],
    ['full-width colon', '甲: 1\n乙：2\n丙: 3\n', '2:2', '“乙”后面用了全角冒号“：”'],
    ['full-width colon behind quotes', 'a: 1\n"乙"：2\n', '2:4', '全角冒号'],
    ['full-width colons everywhere', '甲：1\n乙：2\n', '1:2', '全角'],
    ['no colon', 'a: 1\nb\nc: 2\n', '2:1', '缺少冒号'],
    ['no entries', '一段文字\n', '1:1', '名称: 内容'],
    ['dash without space', 'c: 1\n-a\n', '2:1', '短横线'],
    ['unclosed double quote', 'a: 1\nb: "x\nc: 2\n', '2:4', '双引号没有在同一行配对'],
    ['unclosed quote before other quotes', 'a: "x\nb: "y"\n', '1:4', '双引号没有在同一行配对'],
    ['unclosed single quote', "a: 'x\nb: 1\n", '1:4', '单引号没有在同一行配对'],
    ['unclosed quote around a key', 'a: 1\n"b: 2\n', '2:1', '双引号'],
    ['text behind quotes', 'a: "x" y\n', '1:8', '引号后面还有多余的文字'],
    ['apostrophe in single quotes', "a: it's\nb: 'it's'\n", '2:8', '引号后面还有多余的文字'],
    ['backslash', 'a: "C:\\d"\n', '1:8', '反斜杠'],
    ['deeper than the entry above', 'a: 1\n  b: 2\n', '2:3', '缩进'],
    ['between two levels', 'a:\n  b: 1\n c: 2\n', '3:2', '缩进'],
    ['list at the level of names', 'a: x\n- b\n', '2:1', '缩进'],
    ['two colons', 'a: b: c\n', '1:5', '一行里有两个'],
    ['list beside its name', 'a: - b\n', '1:4', '“-”不能和名称写在同一行'],
    ['reserved sign', 'a: @x\n', '1:4', '内容不能以“@”开头'],
    ['percent sign', 'a: %x\n', '1:4', '内容不能以“%”开头'],
    ['unclosed bracket', 'a: [1, 2\nb: 3\n', '1:4', '没有配对的“]”'],
    ['unclosed brace', '{a: 1\n', '1:1', '没有配对的“}”'],
    ['surplus bracket', 'a: [1, 2]]\n', '1:10', '多了一个“]”'],
    ['missing comma', 'b: {c: 1 d: 2}\n', '1:11', '缺少逗号'],
    ['full-width comma', 'a: {c: 1，d: 2}\n', '1:9', '全角逗号'],
    ['surplus comma', 'a: [1,,2]\n', '1:7', '多了一个逗号'],
    ['text behind a block mark', 'a: | x\n', '1:6', '同一行不能再写内容'],
    ['several documents', 'a: 1\n---\nb: 2\n', '2:1', '几份内容'],
    ['several marked documents', '---\na: 1\n---\nb: 2\n', '3:1', '几份内容'],
    ['control character', 'a: x\u0001\n', '1:5', 'U+0001'],
    ['directive', '%x\n', '1:1', '指令'],
    ['a colon without a name', 'a: 1\n: 2\nb: 3\n', '2:1', '冒号前面没有名称'],
    ['colons without names', ':\n:', '1:1', '冒号前面没有名称'],
    ['a colon without a name behind an empty entry', 'a:\n  b:\n  : 2\n', '3:3', '冒号前面没有名称'],
    ['a colon without a name between braces', 'a: {b: 1, : 2}\n', '1:11', '冒号前面没有名称'],
    ['too deep', '['.repeat(200), '1:50', '层次太深'],
  ];
  test.each(syntax)('L04: %s', (_, text, position, words) => {
    const { value, findings } = read(text);
    expect(value).toBeNull();
    expect(findings[0]?.code).toBe('L04');
    expect(findings.map(place)[0]).toBe(position);
    expect(findings[0]?.message).toContain(words);
    expect(findings[0]?.hint).not.toBe('');
  });

  test('neighbouring lines with different mistakes are told together', () => {
    const { findings } = read('a: 1\nb:2\n丙：3\nd: 4\n');
    expect(findings.map(place)).toEqual(['2:2', '3:2']);
  });

  test('all repeated names and refused notations at once', () => {
    const { value, findings } = read('a: 1\na: 2\nb: {c: 1, c: 2}\nd: *重点\n"a": 3\n');
    expect(value).toBeNull();
    expect(findings.map((finding) => `${finding.code} ${place(finding)}`)).toEqual([
      'L05 2:1',
      'L05 3:11',
      'L07 4:4',
      'L05 5:1',
    ]);
    expect(findings[0]?.message).toBe('名称“a”重复，第 1 行已经写过');
  });

  test('the same name in different mappings is no repetition', () => {
    expect(read('- {a: 1}\n- {a: 1}\n').value?.value).toEqual([{ a: '1' }, { a: '1' }]);
  });

  test.each(['', '\n\n', '# 只有注释\n', '---\n', '\uFEFF'])('L06: %j is empty', (text) => {
    const { value, findings } = read(text);
    expect(value).toBeNull();
    expect(findings.map(({ code }) => code)).toEqual(['L06']);
  });

  test.each([
    ['alias', 'a: *x\n', '1:4'],
    ['anchor', 'a: &x 1\n', '1:4'],
    ['anchor and alias', 'a: &x 1\nb: *x\n', '1:4'],
    ['tag', 'a: !!int 5\n', '1:4'],
    ['template braces', 'a: {{b}}\n', '1:5'],
    ['collection as key', '? [a]\n: 1\n', '1:3'],
    ['a name that JavaScript keeps for itself', 'a:\n  __proto__: 1\n', '2:3'],
  ])('L07: %s', (_, text, position) => {
    const { value, findings } = read(text);
    expect(value).toBeNull();
    expect(findings[0]?.code).toBe('L07');
    expect(place(findings[0]!)).toBe(position);
  });

  test('a very long text is refused before it is parsed', () => {
    expect(read(`a: ${'x'.repeat(5_000_001)}`).findings[0]?.code).toBe('L03');
  });

  test('messages are Chinese for any broken text', () => {
    const piece = fc.constantFrom(
      'a',
      ':',
      ' ',
      '\n',
      '"',
      "'",
      '[',
      '{',
      ']',
      '}',
      '-',
      ',',
      '#',
      '|',
      '*',
      '：',
      '\t',
      '%',
      '!',
      '中',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
        const { value, findings } = read(pieces.join(''));
        // A repeated name is told and the rest read on.
        expect(value === null).toBe(findings.some(({ code }) => code !== 'L05'));
        for (const { message, hint, position } of findings) {
          expect(message).toMatch(/^[“”\p{Script=Han}]/u);
          expect(hint).toMatch(/\p{Script=Han}/u);
          expect(position).not.toBeNull();
        }
      }),
      { numRuns: 2000, examples: [[[':', '\n', ':']], [['a', ':', '\n', 'a', ':']]] },
    );
  });

  test('each colon without a name is told at its own line', () => {
    const { findings } = read('a: 1\n: 2\nb:\n: 3\n');
    expect(findings.map(({ code, position }) => `${code} ${position?.line}:${position?.column}`)).toEqual([
      'L04 2:1',
      'L04 4:1',
    ]);
  });
});
