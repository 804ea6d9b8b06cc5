import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { loadLocatedPack } from '../../src/pack/load-pack.ts';
import { mergeSettings } from '../../src/source/merge-settings.ts';
import { inTemporaryFolder } from '../support/command.ts';

const BASE = `title: 甲
classification: "2025"
documentTitle: "{{year}}"
money: { unit: 万元, suffix: 万元 }
tableMoney: { unit: 万元, zero: "" }
percent: {}
figures:
  total: { label: 总数, where: [] }
change:
  default: { increase: 增, decrease: 减, equal: 平, created: 新, ended: 无, zero: 零, reason: "" }
tables: [one]
`;

/** Loads pack `b` out of the given files, besides the base `a`. */
function load(files: Readonly<Record<string, string>>, name = 'b') {
  return inTemporaryFolder(async (folder) => {
    const all = {
      'a/pack.yaml': BASE,
      'a/report.hbs': '甲报告',
      'a/sections/one.hbs': '甲一',
      'a/style.css': '.a {}',
      'a/tables/one.yaml':
        'number: "1"\ntitle: 甲表\nblocks:\n  - rows: { lines: [{ label: 合计, where: [] }] }\n    columns: [{ label: 数, sum: [] }]\n',
      'shared/note.hbs': '共用',
      'shared/base.css': '.shared {}',
      ...files,
    };
    for (const [path, text] of Object.entries(all)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    return loadLocatedPack(folder, name, 'templates');
  });
}

describe('settings merge', () => {
  test.each<[string, unknown, unknown, unknown]>([
    ['groups key by key', { a: { b: 1, c: 2 } }, { a: { b: 3 } }, { a: { b: 3, c: 2 } }],
    ['lists replaced whole', { a: [1, 2] }, { a: [3] }, { a: [3] }],
    ['a group in place of a value', { a: 1 }, { a: { b: 2 } }, { a: { b: 2 } }],
    ['new keys', { a: 1 }, { b: 2 }, { a: 1, b: 2 }],
    ['a key taken away', { a: 1, b: { c: 1, d: 2 } }, { b: { c: null } }, { a: 1, b: { d: 2 } }],
    ['an empty value of its own', {}, { a: null }, { a: null }],
  ])('%s', (_, base, nearer, expected) => {
    expect(mergeSettings(base, nearer)).toEqual(expected);
  });
});

describe('a pack that extends another', () => {
  test('has what it overrides and the rest from below', async () => {
    const { value, findings } = await load({
      'b/pack.yaml': 'extends: a\ntitle: 乙\nmoney: { decimals: 4 }\n',
      'b/sections/one.hbs': '乙一',
      'b/test/unit.yaml': 'no part of the pack',
    });
    expect(findings).toEqual([]);
    expect(value?.pack.settings).toMatchObject({
      title: '乙',
      money: { unit: '万元', decimals: 4, suffix: '万元' },
    });
    const texts = [...value!.pack.templates].map(([name, { text, file }]) => [name, text, file]);
    expect(texts).toEqual([
      ['report', '甲报告', 'templates/a/report.hbs'],
      ['sections/one', '乙一', 'templates/b/sections/one.hbs'],
      ['shared/note', '共用', 'templates/shared/note.hbs'],
    ]);
    expect(value?.pack.css).toBe('.a {}');
    expect(value?.pack.tables[0]?.title).toBe('甲表');
  });

  test('may say its stylesheets and extend what extends', async () => {
    const { value } = await load(
      {
        'b/pack.yaml': 'extends: a\nstyles: [shared/base.css, own.css]\n',
        'b/own.css': '.b {}',
        'c/pack.yaml': 'extends: b\ntitle: 丙\n',
      },
      'c',
    );
    expect(value?.pack.css).toBe('.shared {}\n.b {}');
    expect(value?.layers.map(({ name }) => name)).toEqual(['c', 'b', 'a']);
  });

  test.each<[string, Record<string, string>, string, RegExp, RegExp, string]>([
    ['itself', { 'b/pack.yaml': 'extends: b\n' }, 'L52', /b → b/, /extends/, 'templates/b/pack.yaml:1:10'],
    [
      'in a circle',
      { 'b/pack.yaml': 'title: x\nextends: c\n', 'c/pack.yaml': 'extends: b\n' },
      'L52',
      /b → c → b/,
      /extends/,
      'templates/c/pack.yaml:1:10',
    ],
    [
      'nothing known',
      { 'b/pack.yaml': 'extends: aa\n' },
      'L46',
      /“aa”/,
      /a、b/,
      'templates/b/pack.yaml:1:10',
    ],
    [
      'with a mistake of its own',
      { 'b/pack.yaml': 'extends: a\nmoney: { unit: 角 }\n' },
      'L14',
      /角/,
      /元/,
      'templates/b/pack.yaml:2:16',
    ],
    [
      'without what the base has',
      { 'b/pack.yaml': 'extends: a\ntitle: ~\n' },
      'L10',
      /title/,
      /title/,
      'templates/b/pack.yaml:2:8',
    ],
    [
      'with a stylesheet that is not there',
      { 'b/pack.yaml': 'extends: a\nstyles: [styl.css]\n' },
      'L47',
      /styl\.css/,
      /style/,
      'templates/b/pack.yaml:2:10',
    ],
  ])('extends %s', async (_, files, code, message, hint, place) => {
    const { value, findings } = await load(files);
    expect(value).toBeNull();
    expect(findings).toHaveLength(1);
    const [finding] = findings;
    expect(finding).toMatchObject({
      code,
      message: expect.stringMatching(message),
      hint: expect.stringMatching(hint),
    });
    const { file, line, column } = finding!.position!;
    expect(`${file}:${line}:${column}`).toBe(place);
  });
});
