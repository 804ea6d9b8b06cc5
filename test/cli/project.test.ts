import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { DATA_FOLDER } from '../support/folders.ts';
import { runHere } from '../support/run-here.ts';
import { folderWith } from '../support/temp-folder.ts';

const UNIT = readFileSync(join(DATA_FOLDER, 'demo', '2024.yaml'), 'utf8');
const here = process.cwd();
afterEach(() => process.chdir(here));

/** Runs in a folder of an office, or in one below it. */
async function office(project: string, files: Readonly<Record<string, string>>, below = '') {
  const folder = await folderWith({ 'yugong.yaml': project, ...files });
  process.chdir(join(folder, below));
  return folder;
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(txt|html|json)$/.test(file))
    .sort();

describe('a project file', () => {
  test('is found from a folder below it, and names data, outputs, formats and the names of files', async () => {
    const project = 'data: 数据\noutput: 公开\nformats: [txt]\nnames: "{年度}年/{单位}{层级}{文种}公开"\n';
    const folder = await office(project, { '数据/一/2024.yaml': UNIT }, '数据/一');
    const first = await runHere(['render', '一']);
    expect(first.code).toBe(0);
    const named = '一/2024年/示例市虚构区社区教育服务中心单位预算公开';
    expect(filesIn(join(folder, '公开'))).toEqual(['manifest.json', `${named}.txt`]);
    expect(JSON.parse(readFileSync(join(folder, '公开', 'manifest.json'), 'utf8')).units).toEqual([
      expect.objectContaining({ name: named, outputs: [expect.objectContaining({ file: `${named}.txt` })] }),
    ]);
    expect((await runHere(['render', '一'])).stdout).toContain('没有变化');
    // The command line wins.
    await runHere(['render', '一', '--format', 'html', '--out', join(folder, '别处')]);
    expect(filesIn(join(folder, '别处'))).toEqual(['manifest.json', `${named}.html`]);
    // What was signed is kept by the file, whatever its outputs are called.
    expect((await runHere(['approve', '一'])).code).toBe(0);
    expect(filesIn(join(folder, '数据'))).toEqual(['approved/一/2024.txt']);
    expect((await runHere(['review', '--gate'])).code).toBe(0);
  });

  test('two units that one name would be given to are told before anything is written', async () => {
    const folder = await office('output: 公开\nnames: "{单位}"\n', {
      'data/甲.yaml': UNIT,
      'data/乙.yaml': UNIT,
    });
    const { code, stderr } = await runHere(['render', join(folder, 'data'), '--format', 'txt']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/错误 O06.*甲\.yaml 的输出同名：示例市虚构区社区教育服务中心。都没有写出/);
    expect(readdirSync(folder).sort()).toEqual(['data', 'yugong.yaml']);
  });

  test.each([
    ['font: bundled\n', 'yugong.yaml:1:1', '是不是“fonts”？'],
    ['jobs: 很多\n', 'yugong.yaml:1:7', ''],
    ['output: 公开\nnames: "{单位}{年 度}"\n', 'yugong.yaml:2:8', '{单位}、{年度}、{层级}、{文种}、{文件}'],
    ['names: "{单位"\n', 'yugong.yaml:1:8', '大括号里可以写'],
    ['formats: [pdf, doc]\n', 'yugong.yaml:1:16', '是不是“docx”？'],
  ])('%j is a finding at its line, and the command does not run', async (project, place, hint) => {
    await office(project, { 'data/甲.yaml': UNIT });
    const { code, stderr } = await runHere(['check', 'data']);
    expect(code).toBe(1);
    expect(stderr).toContain(place);
    expect(stderr).toContain(hint);
    expect(stderr).not.toContain('甲.yaml');
  });

  test('the help says what may stand in it', async () => {
    const { stdout } = await runHere(['render', '--help']);
    expect(stdout).toContain('yugong.yaml');
  });
});
