import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { runProgram } from '../../src/cli/program.ts';
import { nextYearText } from '../../src/draft/next-year.ts';
import type { RawMap } from '../../src/kinds/raw-tree.ts';
import { parseYaml } from '../../src/source/yaml.ts';
import { ROOT_FOLDER, TEMPLATES_FOLDER } from '../support/folders.ts';
import { recorder } from '../support/recorder.ts';
import { folderWith } from '../support/temp-folder.ts';

const SAMPLE = await readFile(join(ROOT_FOLDER, 'data', 'kuerle.yaml'), 'utf8');
const DEMO = await readFile(join(ROOT_FOLDER, 'data', 'demo', '2025.yaml'), 'utf8');
const NEXT = { year: '2026', template: 'xinjiang-2026', from: '../2025/kuerle.yaml' };
const AT = ['--templates', TEMPLATES_FOLDER];

const treeOf = (text: string): RawMap => parseYaml({ file: 'a.yaml', text }).value!.value as RawMap;
const continued = (text: string): string => nextYearText(text, treeOf(text), NEXT);

describe('a file of the next year', () => {
  test.each<[string, string, string]>([
    ['year and pack', 'template: xinjiang-2025\nyear: 2025\n', 'template: xinjiang-2026\nyear: 2026\n'],
    ['the date', 'date: 2025-02-21\n', 'date: # 上年 2025-02-21\n'],
    ['an amount', '      30101: 22.974 # 基本工资\n', '      30101: # 基本工资；上年 22.974\n'],
    ['an amount in braces', 'basic: { 30108: 8.58 }\n', 'basic: { 30108: } # 上年 8.58\n'],
    ['people', '在职: { count: 31, change: -1 }\n', '在职: { count: , change: } # 上年 31；上年 -1\n'],
    ['a word for an amount', 'reservedForMicro: 全额', 'reservedForMicro: 全额'],
    ['a purpose', '  208: 在编人员机关养老保险单位缴费\n', '  208: # 上年：在编人员机关养老保险单位缴费\n'],
    ['projects', '  - name: 办公场所租赁\n', '  - name: 办公场所租赁\n'],
    ['functions', '    - 受理、交办、督办政务服务中心窗口', '    - 受理、交办、督办政务服务中心窗口'],
    [
      'last year',
      'prior:\n  budget:\n    2010350: { basic: 484.614 }\n',
      'prior:\n  from: ../2025/kuerle.yaml\n',
    ],
  ])('%s', (_, before, after) => {
    expect(SAMPLE).toContain(before);
    expect(continued(SAMPLE)).toContain(after);
  });

  test('what init says in the head of a file is of the new year, and its words end before those of last year', () => {
    const head = '# 示例市甲站 2025 年单位预算公开。\n# 复原 2025 年公开文本。\n';
    const text = continued(
      `${head}${SAMPLE.replace(/^date: .*$/m, 'date: 2025-02-21 # 公开日期：例如 2025-02-21。')}`,
    );
    expect(text).toContain('# 示例市甲站 2026 年单位预算公开。\n# 复原 2025 年公开文本。\n');
    expect(text).toContain('date: # 公开日期：例如 2025-02-21；上年 2025-02-21\n');
  });

  test('nothing of one year goes on', () => {
    const tree = treeOf(continued(DEMO));
    for (const key of ['reasons', 'approved', 'waivers']) expect(tree).not.toHaveProperty(key);
    expect(continued(DEMO)).not.toContain('lastYear:');
    expect(tree.ledgerFile).toBeNull();
  });

  test('every number of the year is gone, and every name is there', () => {
    const text = continued(SAMPLE);
    const { budget } = treeOf(text);
    expect(JSON.stringify(budget).match(/"\d+\.\d+"/g)).toBeNull();
    const names = (value: unknown): string[] =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([key, below]) => [key, ...names(below)])
        : [];
    expect(names(budget)).toEqual(names(treeOf(SAMPLE).budget));
  });
});

describe('new-year', () => {
  async function run(files: Record<string, string>, ...args: string[]) {
    const folder = await folderWith(files);
    const said = recorder();
    const code = await runProgram(['new-year', ...args.map((arg) => arg.replace('@', folder)), ...AT], said);
    return { folder, code, text: said.stdout() + said.stderr() };
  }
  const template = ['--template', 'xinjiang-2025'];

  test('goes to the folder of the new year, the defaults file with it', async () => {
    const { folder, code } = await run(
      {
        'data/2025/a.yaml': SAMPLE.replace('$schema=schema/', '$schema=../../schema/'),
        'data/2025/defaults.yaml': 'year: 2025\ndate: 2025-02-21\n',
      },
      '@/data/2025',
      '--to',
      '2026',
      ...template,
    );
    expect(code).toBe(0);
    const text = await readFile(join(folder, 'data/2026/a.yaml'), 'utf8');
    expect(text).toContain('  from: ../2025/a.yaml\n');
    expect(text).toContain('$schema=../../schema/');
    expect(await readFile(join(folder, 'data/2026/defaults.yaml'), 'utf8')).toBe(
      'year: 2026\ndate: # 上年 2025-02-21\n',
    );
  });

  test.each<[string, Record<string, string>, string[], string]>([
    ['a file that is there', { 'd/2025/a.yaml': SAMPLE, 'd/2026/a.yaml': 'x: 1\n' }, template, '已经有了'],
    ['a pack that is not there', { 'd/2025/a.yaml': SAMPLE }, [], 'npm run pack new xinjiang-2026'],
    ['the same year', { 'd/2025/a.yaml': SAMPLE.replace('year: 2025', 'year: 2026') }, template, '已经是'],
    [
      'a folder without a year',
      { 'd/2025/a.yaml': SAMPLE.replace('year: 2025', 'year: 2019') },
      template,
      '--out',
    ],
  ])('L69: not over %s; then nothing is written', async (_, files, more, words) => {
    const { code, text } = await run(files, '@/d/2025', '--to', '2026', ...more);
    expect(code).toBe(1);
    expect(text).toContain('L69');
    expect(text).toContain(words);
  });
});
