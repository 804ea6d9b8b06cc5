import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dump } from 'js-yaml';
import { parseYaml, type YamlDocument, type YamlPath } from '../../src/source/yaml.ts';

const read = (text: string) => parseYaml({ file: 'a.yaml', text });

function document(text: string): YamlDocument {
  const { value, findings } = read(text);
  expect(findings).toEqual([]);
  return value!;
}

describe('values', () => {
  test.each([
    '715.20',
    '0399',
    '1e3',
    '12345678901234567890',
    '0.10',
    '-3.50',
    '+1',
    '.5',
    '1_000',
    '0x1F',
    '0o17',
    '.inf',
    '.nan',
    '2026-01-31',
    '10:30',
    'yes',
    'no',
  ])('%s stays text', (text) => {
    expect(document(`a: ${text}`).value).toEqual({ a: text });
    expect(document(`{a: [${text}]}`).value).toEqual({ a: [text] });
  });

  test('null and booleans', () => {
    expect(document('a:\nb: ~\nc: null\nd: true\ne: False\nf: ""').value).toEqual({
      a: null,
      b: null,
      c: null,
      d: true,
      e: false,
      f: '',
    });
  });

  test('keys stay text', () => {
    expect(document('2010350: 1\n0399: 2\n"30101": 3\n功能科目: 4').value).toEqual({
      '2010350': '1',
      '0399': '2',
      '30101': '3',
      功能科目: '4',
    });
  });

  test('a merge key is an ordinary key', () => {
    expect(document('<<: {a: 1}').value).toEqual({ '<<': { a: '1' } });
  });

  test('keys of object prototypes are harmless data', () => {
    const { value, positionOf } = document('toString: {admin: true}\nconstructor: 2\n');
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect((value as { admin?: unknown }).admin).toBeUndefined();
    expect(Object.keys(value as object)).toEqual(['toString', 'constructor']);
    expect(positionOf(['constructor'])).toMatchObject({ line: 2, column: 14 });
    expect(positionOf(['hasOwnProperty'])).toMatchObject({ line: 1, column: 1 });
  });
});

describe('positions', () => {
  const cases: [string, string, YamlPath, string, string][] = [
    ['block mapping', 'a:\n  b: 12\n', ['a', 'b'], '2:6+2', '2:3+1'],
    ['sequence in mapping', 'a:\n  - x\n  - yy\n', ['a', 1], '3:5+2', '3:5+2'],
    ['mapping in sequence', '- a: 1\n  b: 22\n', [0, 'b'], '2:6+2', '2:3+1'],
    ['index as text', '- x\n- y\n', ['1'], '2:3+1', '2:3+1'],
    ['flow collections', 'a: {b: [1, 22], c: "x"}', ['a', 'b', 1], '1:12+2', '1:12+2'],
    ['flow after quotes', 'a: {b: [1, 22], c: "x"}', ['a', 'c'], '1:20+3', '1:17+1'],
    ['pair in a flow sequence', 'a: [b: 1]', ['a', 0, 'b'], '1:8+1', '1:5+1'],
    ['double quotes with escapes', 'a: "x\\"\\u4e2d"\n', ['a'], '1:4+11', '1:1+1'],
    ['single quotes', "a: 'it''s'\n", ['a'], '1:4+7', '1:1+1'],
    ['quoted key', '"a b": 1\n', ['a b'], '1:8+1', '1:1+5'],
    ['Chinese key', '单位名称: 库尔勒\n', ['单位名称'], '1:7+3', '1:1+4'],
    ['astral characters count once', '{𬭎𬭎: "𬭎", b: 5}', ['b'], '1:14+1', '1:11+1'],
    ['literal block', 'a: |\n\n  第一行\n  第二行\n', ['a'], '3:3+3', '1:1+1'],
    ['folded block', 'a: >-\n  第一行\n\n  第二行\nb: 1\n', ['a'], '2:3+3', '1:1+1'],
    ['plain text over two lines', 'a: 第一\n  第二\nb: 1\n', ['b'], '3:4+1', '3:1+1'],
    ['plain text shows its first line', 'a: 第一\n  第二\n', ['a'], '1:4+2', '1:1+1'],
    ['CRLF', 'a: 1\r\nb:\r\n  c: 22\r\n', ['b', 'c'], '3:6+2', '3:3+1'],
    ['lone CR', 'a: 1\rb: 2\r', ['b'], '2:4+1', '2:1+1'],
    ['byte order mark', '\uFEFFa: 1\n', ['a'], '1:4+1', '1:1+1'],
    ['comments', '# 说明\na: 1 # 甲\n# 乙\nb: 2\n', ['b'], '4:4+1', '4:1+1'],
    ['document marker', '---\na: 1\n', ['a'], '2:4+1', '2:1+1'],
    ['collection as value', 'a:\n  b: 1\n', ['a'], '2:3+1', '1:1+1'],
    ['value left empty', 'abc:\nd: 1\n', ['abc'], '1:1+3', '1:1+3'],
    ['first item left empty', 'a:\n  -\n  - x\n', ['a', 0], '2:3+1', '2:3+1'],
    ['later item left empty', 'a:\n  - - x\n    - y\n  -\n  # -\n  -\n', ['a', 2], '6:3+1', '6:3+1'],
    ['missing path', 'a:\n  b: 1\n', ['a', 'x', 'y'], '2:3+1', '1:1+1'],
    ['path through a scalar', 'a: 1\n', ['a', 'b'], '1:4+1', '1:1+1'],
    ['root', '\na: 1\n', [], '2:1+1', '2:1+1'],
    ['explicit key', '? a\n: 1\n', ['a'], '2:3+1', '1:3+1'],
    ['boolean as key', 'true: 1\n', ['true'], '1:7+1', '1:1+4'],
  ];
  test.each(cases)('%s', (_, text, path, value, key) => {
    const { positionOf, keyPositionOf } = document(text);
    const shown = [positionOf(path), keyPositionOf(path)].map((p) => `${p.line}:${p.column}+${p.length}`);
    expect(shown).toEqual([value, key]);
  });

  test('every scalar of random data stands where its position says', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 12 });
    const key = fc.oneof(
      fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 5 }),
      fc.constant('单位𬭎'),
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        fc.oneof(text, fc.constantFrom('多\n行\n', '0399', "it's", '# 不', '12.50', true, null)),
        fc.array(tie('tree'), { minLength: 1, maxLength: 4 }),
        fc.dictionary(key, tie('tree'), { minKeys: 1, maxKeys: 4 }),
      ),
    }));
    const layout = fc.record({
      indent: fc.constantFrom(2, 4),
      quoteStyle: fc.constantFrom('single' as const, 'double' as const),
      forceQuotes: fc.boolean(),
      flowLevel: fc.constantFrom(-1, 0, 1, 2),
    });
    fc.assert(
      fc.property(fc.dictionary(key, tree, { minKeys: 1, maxKeys: 4 }), layout, (data, options) => {
        const source = dump(data, options);
        const { value, positionOf } = document(source);
        expect(value).toEqual(data);
        const lines = source.split(/\r\n|\r|\n/);
        for (const [path, scalar] of scalarsOf(data)) {
          const { line, column, length } = positionOf(path);
          const rest = [...lines[line - 1]!].slice(column - 1);
          expect(rest.length === 0 ? 1 : rest.length).toBeGreaterThanOrEqual(length!);
          expect(beginsWith(rest.join(''), scalar)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });
});

function* scalarsOf(data: unknown, path: YamlPath = []): Generator<[YamlPath, unknown]> {
  if (Array.isArray(data)) {
    for (const [index, item] of data.entries()) yield* scalarsOf(item, [...path, index]);
  } else if (typeof data === 'object' && data !== null) {
    for (const [key, item] of Object.entries(data)) yield* scalarsOf(item, [...path, key]);
  } else {
    yield [path, data];
  }
}

function beginsWith(source: string, scalar: unknown): boolean {
  if (/^["']/.test(source)) return typeof scalar === 'string';
  // Blanks in front of a block text cannot be told from its indentation.
  const firstLine = String(scalar)
    .replace(/^[ \n]+/, '')
    .split('\n')[0]!
    .trimEnd();
  // Long text may be folded anywhere, so the line in the file may be shorter than the value's.
  return source.startsWith(firstLine) || firstLine.startsWith(source.trimEnd());
}
