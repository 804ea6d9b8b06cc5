import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { editYaml, newYaml } from '../../src/import/yaml-edit.ts';
import type { RawMap, RawValue } from '../../src/kinds/raw-tree.ts';
import { parseYaml } from '../../src/source/yaml.ts';
import { DATA_FOLDER } from '../support/folders.ts';

function read(text: string): RawMap {
  const { value, findings } = parseYaml({ file: 'a.yaml', text });
  expect(findings).toEqual([]);
  return value!.value as RawMap;
}

/** The lines that differ, as a diff shows them. */
function changedLines(before: string, after: string): string[] {
  const [a, b] = [before.split('\n'), after.split('\n')];
  const removed = a.filter((line) => !b.includes(line)).map((line) => `-${line}`);
  const added = b.filter((line) => !a.includes(line)).map((line) => `+${line}`);
  return [...removed, ...added];
}

const TEXT = `# 单位文件
amounts: 万元
unit:
  offices: [办公室, 财务科] # 两个科室
  staff:
    在职: { count: 31, change: -1 }

budget:
  2010350: # 事业运行
    basic:
      30101: 22.974 # 基本工资
      30217: 3.00   # 公务接待费
  2080505: # 养老保险
    basic: { 30108: 8.58 }
projects:
  # 第一个项目
  - name: 甲
    basis: 依据
  - name: 乙
    basis: 依据
`;

describe('editing a unit file', () => {
  test.each(['kuerle.yaml', 'demo/2024.yaml', 'demo/2025.yaml'])(
    '%s: its own data leaves it as it is',
    (file) => {
      const text = readFileSync(join(DATA_FOLDER, file), 'utf8');
      expect(editYaml(text, read(text))).toBe(text);
    },
  );

  const cases: [string, (data: Record<string, unknown>) => void, string[]][] = [
    [
      'a changed amount keeps its comment',
      (data) =>
        Object.assign((data.budget as Record<string, { basic: object }>)['2010350']!.basic, {
          30101: '25.5',
        }),
      ['-      30101: 22.974 # 基本工资', '+      30101: 25.5 # 基本工资'],
    ],
    [
      'a new code stands behind the code before it',
      (data) =>
        Object.assign((data.budget as Record<string, { basic: object }>)['2010350']!.basic, { 30102: '1' }),
      ['+      30102: 1'],
    ],
    [
      'a removed function takes its line and no other',
      (data) => delete (data.budget as Record<string, unknown>)['2080505'],
      ['-  2080505: # 养老保险', '-    basic: { 30108: 8.58 }'],
    ],
    [
      'a one-line list stays on its line',
      (data) => (data.unit as { offices: string[] }).offices.push('综合科'),
      ['-  offices: [办公室, 财务科] # 两个科室', '+  offices: [办公室, 财务科, 综合科] # 两个科室'],
    ],
    [
      'a new entry beside one-line entries is a one-line entry',
      (data) => Object.assign((data.unit as { staff: object }).staff, { 聘用: { count: '1', change: '0' } }),
      ['+    聘用: { count: 1, change: 0 }'],
    ],
    [
      'an item put in between changes no other',
      (data) => (data.projects as unknown[]).splice(1, 0, { name: '新', basis: '新依据' }),
      ['+  - name: 新', '+    basis: 新依据'],
    ],
    [
      'a text that would read as something else is quoted',
      (data) => Object.assign(data, { note: 'null' }),
      ['+note: "null"'],
    ],
  ];
  test.each(cases)('%s', (_, change, lines) => {
    const data = structuredClone(read(TEXT)) as Record<string, unknown>;
    change(data);
    const after = editYaml(TEXT, data as RawMap);
    expect(read(after)).toEqual(data);
    expect(changedLines(TEXT, after)).toEqual(lines);
  });

  const word = fc.oneof(
    fc.constantFrom(
      '甲',
      '乙：丙',
      '=1',
      '- x',
      'null',
      'true',
      '3.00',
      '# 注',
      "it's",
      '"引"',
      '多行\n文字',
      '{a}',
      '[b]',
      '&c',
      '*d',
      '%',
      '@e',
      '`',
      'a: b',
      'a #b',
      '~',
    ),
    fc
      .string({ minLength: 1, maxLength: 8 })
      .filter((text) => /^[\x21-\x7e][\x20-\x7e]*$/.test(text) && text.trim() === text),
  );
  const key = fc.constantFrom('a', 'b', '2010350', '30101', '中文', '项目一', '键 值');
  const { tree } = fc.letrec<{ tree: RawValue; map: RawMap }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      word,
      tie('map'),
      fc.array(word, { maxLength: 4 }),
      fc.array(tie('map'), { maxLength: 3 }),
    ),
    map: fc.dictionary(key, tie('tree'), { maxKeys: 5, noNullPrototype: true }),
  }));
  const root = fc.dictionary(key, tree, { minKeys: 1, maxKeys: 5, noNullPrototype: true });

  test('whatever stood there, the new data is what is read afterwards', () => {
    fc.assert(
      fc.property(root, root, (before, after) => {
        const text = newYaml(before, '# 头\n');
        expect(read(text)).toEqual(before);
        const changed = editYaml(text, after);
        expect(read(changed)).toEqual(after);
        expect(editYaml(changed, after)).toBe(changed);
        expect(changed.startsWith('# 头\n')).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

test('switches stay plain, beside what changes and where they are new', () => {
  const text = 'date: 2025-02-21 # 公开\ncover: false\ncontents: true # 目录\n';
  const data = { date: '2025-02-22', cover: true, contents: true, title: 'true' };
  expect(editYaml(text, data)).toBe(
    'date: 2025-02-22 # 公开\ncover: true\ncontents: true # 目录\ntitle: "true"\n',
  );
});

test('a value written where only a comment stands leaves the comment a comment', () => {
  const text = 'reasons:\n  basic: # 上年 1.00\n  project: 新增\n';
  const changed = editYaml(text, { reasons: { basic: '减少', project: '新增' } });
  expect(changed).toBe('reasons:\n  basic: 减少 # 上年 1.00\n  project: 新增\n');
});
