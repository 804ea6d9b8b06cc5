import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { loadUnit } from '../../src/books/load-unit.ts';
import { importCommand } from '../../src/cli/import-command.ts';
import { n } from '../support/exports.ts';
import { realPack } from '../support/packs.ts';
import { recorder } from '../support/recorder.ts';
import { folderWith } from '../support/temp-folder.ts';
import { classification2025 } from '../support/unit-of.ts';
import { type TestCell, tableFile } from '../support/workbooks.ts';

/*
 * One export of many units with a column of the department above them: unit files, and a file of each department.
 */

const HEAD = ['单位名称', '主管部门', '功能科目编码', '经济科目编码', '支出类型', '项目名称', '预算数（元）'];
const row = (unit: string, department: string | null, yuan = '1000'): TestCell[] => [
  unit,
  department,
  '2050101',
  '30101',
  '基本支出',
  null,
  n(yuan),
];
const ROWS = [
  row('虚构区教育局', '虚构区教育局'),
  row('虚构区老年学堂', '[101]虚构区教育局'),
  row('虚构区民政局', '虚构区民政局'),
  row('虚构区独立馆', null),
];

let folder = '';
beforeEach(async () => {
  folder = await folderWith({ 'note.txt': '' });
  await mkdir(join(folder, 'out'));
});

async function run(rows: readonly (readonly TestCell[])[], head: readonly TestCell[] = HEAD) {
  await writeFile(join(folder, '导出.xlsx'), tableFile([[...head], ...rows.map((cells) => [...cells])]));
  const terminal = recorder();
  const options = {
    out: join(folder, 'out'),
    template: 'xinjiang-2025',
    year: '2025',
    unit: null,
    json: true,
  };
  const code = await importCommand([join(folder, '导出.xlsx')], options, terminal);
  const [file] = JSON.parse(terminal.stdout()).files;
  return { code, file };
}
const textOf = (name: string) => readFile(join(folder, 'out', `${name}.yaml`), 'utf8');

test('units get their files, and departments files that name them', async () => {
  const { code } = await run(ROWS);
  expect(code).toBe(0);
  expect((await readdir(join(folder, 'out'))).sort()).toEqual(
    [
      '虚构区教育局-部门.yaml',
      '虚构区教育局.yaml',
      '虚构区民政局-部门.yaml',
      '虚构区民政局.yaml',
      '虚构区独立馆.yaml',
      '虚构区老年学堂.yaml',
    ].sort(),
  );
  const text = await textOf('虚构区教育局-部门');
  expect(text).toMatch(/^# yaml-language-server: \$schema=.*department\.schema\.json$/m);
  expect(text.split('\n').slice(1).join('\n')).toMatchInlineSnapshot(`
"level: 部门
template: xinjiang-2025
year: 2025
department:
  name: 虚构区教育局
members:
  - from: 虚构区教育局.yaml
    role: 本级
  - from: 虚构区老年学堂.yaml
"
`);
});

test('what a department has to add is named, its members are not', async () => {
  await run(ROWS);
  const path = join(folder, 'out', '虚构区民政局-部门.yaml');
  const pack = await realPack('xinjiang-2025');
  const { findings } = await loadUnit(path, 'd.yaml', {
    pack: async () => ({ value: pack, findings: [] }),
    classification: async () => classification2025,
  });
  expect(new Set(findings.map(({ position }) => position!.file))).toEqual(new Set(['d.yaml']));
  expect(findings.map(({ message }) => message).join('\n')).toContain('公开日期');
});

test('a second import changes nothing; a new unit is added, one that is gone is kept and told', async () => {
  await run(ROWS);
  const again = await run(ROWS);
  expect(again.file.written.map(({ state }: { state: string }) => state)).toEqual(Array(6).fill('same'));
  const own = (await textOf('虚构区教育局-部门')).replace(
    'members:',
    'date: 2025-02-26\n# 按机构改革方案\nmembers:',
  );
  await writeFile(join(folder, 'out', '虚构区教育局-部门.yaml'), own);
  const later = await run([ROWS[0]!, row('虚构区特殊学校', '虚构区教育局')]);
  const text = await textOf('虚构区教育局-部门');
  expect(text.startsWith(own.trimEnd())).toBe(true);
  expect(text).toContain('# 按机构改革方案');
  expect(text).toMatch(/from: 虚构区老年学堂\.yaml\n\s+- (?:\{ )?from: 虚构区特殊学校\.yaml/);
  const told = later.file.findings.filter(({ code }: { code: string }) => code === 'R12');
  expect(told).toHaveLength(1);
  expect(told[0].message).toContain('虚构区老年学堂.yaml');
});

test('members that a pattern already means are not named again', async () => {
  await run(ROWS);
  const name = '虚构区教育局-部门';
  const text = (await textOf(name)).replace(
    / {2}- from: 虚构区老年学堂\.yaml\n/,
    '  - { from: "*学堂.yaml" }\n',
  );
  await writeFile(join(folder, 'out', `${name}.yaml`), text);
  await run(ROWS);
  expect(await textOf(name)).toBe(text);
});

describe('the column of the department', () => {
  const withHead = (...names: string[]) => [...names, ...HEAD.slice(2)];

  test.each<[string, string[], (cells: TestCell[]) => TestCell[]]>([
    ['部门名称 beside 单位名称', withHead('单位名称', '部门名称'), (cells) => cells],
    [
      '部门名称 before 单位名称',
      withHead('部门名称', '单位名称'),
      ([unit, department, ...rest]) => [department!, unit!, ...rest],
    ],
  ])('%s', async (_, head, order) => {
    const { code } = await run(
      ROWS.slice(0, 2).map((cells) => order(cells)),
      head,
    );
    expect(code).toBe(0);
    expect((await readdir(join(folder, 'out'))).sort()).toEqual(
      ['虚构区教育局-部门.yaml', '虚构区教育局.yaml', '虚构区老年学堂.yaml'].sort(),
    );
  });

  test('部门名称 alone is the unit', async () => {
    const rows = ROWS.slice(0, 2).map(([unit, , ...rest]) => [unit!, ...rest]);
    await run(rows, ['部门名称', ...HEAD.slice(2)]);
    expect((await readdir(join(folder, 'out'))).sort()).toEqual(
      ['虚构区教育局.yaml', '虚构区老年学堂.yaml'].sort(),
    );
  });

  test('two departments of one unit are refused, and nothing is written', async () => {
    const { code, file } = await run([...ROWS, row('虚构区老年学堂', '虚构区民政局', '5')]);
    expect(code).toBe(1);
    expect(file.written).toEqual([]);
    const [told] = file.findings.filter(({ severity }: { severity: string }) => severity === 'error');
    expect(told).toMatchObject({ code: 'R08', place: 'Sheet1!B6' });
    expect(told.message).toContain('虚构区民政局');
    expect(await readdir(join(folder, 'out'))).toEqual([]);
  });
});
