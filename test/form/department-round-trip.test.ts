import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { checkCommand } from '../../src/cli/check-command.ts';
import { importCommand } from '../../src/cli/import-command.ts';
import { workbookCommand } from '../../src/cli/workbook-command.ts';
import { departmentPlan } from '../../src/form/unit-plan.ts';
import { readExistingUnit } from '../../src/import/existing-unit.ts';
import { unitFileText } from '../../src/import/unit-file-text.ts';
import { linesOfBudget } from '../../src/kinds/budget-lines.ts';
import { departmentFileSchema } from '../../src/kinds/department-file.ts';
import { mapAt } from '../../src/kinds/raw-tree.ts';
import { sampleDepartment } from '../../src/samples/sample-department.ts';
import { parseVocabulary } from '../../src/samples/vocabulary.ts';
import { inTemporaryFolder } from '../support/command.ts';
import { DATA_FOLDER, TEMPLATES_FOLDER } from '../support/folders.ts';
import { recorder } from '../support/recorder.ts';
import { folderWith } from '../support/temp-folder.ts';
import { classification2025 } from '../support/unit-of.ts';
import { OFFERED, readBack, readBackFile, withCell } from '../support/unit-workbook.ts';

async function planOfFile(path: string) {
  const { value } = await readExistingUnit(path, path);
  const { tree, priorCsv } = value!;
  const prior = priorCsv ?? linesOfBudget(mapAt(tree, 'prior').budget);
  return departmentPlan({ tree, current: [], prior, classification: classification2025, offered: OFFERED });
}

/** The department file that results from handing out a filled workbook and reading it back unchanged. */
async function returned(path: string): Promise<string> {
  const { value, findings } = await readBack(await planOfFile(path));
  expect(findings).toEqual([]);
  const parsed = departmentFileSchema.safeParse(value!.value);
  expect(parsed.error?.issues ?? []).toEqual([]);
  const existing = await readExistingUnit(path, path);
  const prior = linesOfBudget(mapAt(value!.value, 'prior').budget);
  const { text, findings: notes } = unitFileText(value!.value, { current: [], prior }, existing.value, '');
  expect(notes).toEqual([]);
  return text;
}

describe('department file → workbook → department file', () => {
  test.each(['demo/education/department.yaml', 'departments/putuo-commerce-2025.yaml'])(
    '%s comes back letter by letter',
    async (file) => {
      const path = join(DATA_FOLDER, file);
      expect(await returned(path)).toBe(readFileSync(path, 'utf8'));
    },
  );

  test('so do invented departments, with last year in the file', async () => {
    const words = parseVocabulary(readFileSync(join(DATA_FOLDER, 'generator', 'vocabulary.json'), 'utf8'));
    for (const [index, units] of [[1, 2, 3], [4], [5, 6, 7, 8], [9, 10]].entries()) {
      const file = sampleDepartment(11, index + 1, units, words).at(-1)!;
      const folder = await folderWith({ [file.path]: file.text });
      expect(await returned(join(folder, file.path))).toBe(file.text);
    }
  });
});

test('an empty one is handed out to a department; one of a final account, of a unit or a department, knows itself', async () => {
  await inTemporaryFolder(async (folder) => {
    const target = join(folder, 'empty.xlsx');
    const empty = {
      template: 'xinjiang-2025',
      from: null,
      templates: TEMPLATES_FOLDER,
      level: '部门' as const,
    };
    expect(await workbookCommand(target, empty, recorder())).toBe(0);
    const { value } = await readBackFile(target);
    expect(value!.value).toMatchObject({ level: '部门', template: 'xinjiang-2025' });
    const final = join(folder, 'final.yaml');
    writeFileSync(final, 'level: 部门\ndocument: 决算\ntemplate: national-final-2025\nyear: 2025\n');
    const terminal = recorder();
    const options = { template: null, from: final, templates: TEMPLATES_FOLDER };
    expect(await workbookCommand(join(folder, 'final.xlsx'), options, terminal)).toBe(0);
    const read = await readBackFile(join(folder, 'final.xlsx'));
    expect(read.value!.value).toMatchObject({ level: '部门', document: '决算', year: '2025' });
    const blank = { template: 'national-final-2025', from: null, templates: TEMPLATES_FOLDER };
    expect(await workbookCommand(join(folder, 'blank.xlsx'), blank, terminal)).toBe(0);
    const unit = await readBackFile(join(folder, 'blank.xlsx'));
    expect(unit.value!.value).toMatchObject({ document: '决算', template: 'national-final-2025' });
  });
});

test('all members stand on one sheet, in their order', async () => {
  const plan = await planOfFile(join(DATA_FOLDER, 'demo', 'education', 'department.yaml'));
  const sheet = plan.sheets.find(({ name }) => name === '单位构成')!;
  const rows = sheet.rows.slice(0, 4).map((cells) => cells.map((cell) => cell?.value ?? ''));
  expect(rows).toEqual([
    ['成员文件', '角色', '列示名称', '备注', '单位名称', '单位性质', '并入'],
    ['learning-centre.yaml', '本级', '示例市虚构区学习中心', '', '', '', ''],
    ['seniors-school.yaml', '', '', '', '', '', ''],
    ['', '', '', '预算不单列，并入本级', '示例市虚构区学习资料站', '事业单位', '本级'],
  ]);
  expect(plan.sheets.map(({ name }) => name)).not.toContain('预算明细');
});

test('a mistake in the workbook is told with its cell', async () => {
  const plan = await planOfFile(join(DATA_FOLDER, 'demo', 'education', 'department.yaml'));
  const { value } = await readBack(withCell(plan, '单位构成', 4, 6, '企业'));
  const { issues } = departmentFileSchema.safeParse(value!.value).error!;
  expect(issues.map(({ path }) => path.join('.'))).toEqual(['members.2.kind']);
  expect(value!.positionOf(['members', 2, 'kind'])).toMatchObject({ place: '单位构成!F4' });
});

test('this year’s amounts in the workbook of a department are refused', async () => {
  const words = parseVocabulary(readFileSync(join(DATA_FOLDER, 'generator', 'vocabulary.json'), 'utf8'));
  const file = sampleDepartment(11, 1, [1, 2], words).at(-1)!;
  const folder = await folderWith({ [file.path]: file.text });
  const plan = await planOfFile(join(folder, file.path));
  const { value, findings } = await readBack(
    withCell(withCell(plan, '预算明细', 2, 2, '30101'), '预算明细', 2, 7, '5.00', true),
  );
  expect(value).toBeNull();
  expect(findings.map(({ code, message }) => `${code} ${message}`).join()).toContain('由成员单位汇总');
});

test('a workbook is handed out, comes back by import, and is a file of the department itself', async () => {
  await inTemporaryFolder(async (folder) => {
    const data = join(folder, 'data');
    mkdirSync(data);
    cpSync(join(DATA_FOLDER, 'demo', 'education'), data, { recursive: true });
    const yaml = join(data, 'department.yaml');
    const xlsx = join(data, 'department.xlsx');
    const before = readFileSync(yaml, 'utf8');
    const terminal = recorder();
    const options = { template: null, from: yaml, templates: TEMPLATES_FOLDER };
    expect(await workbookCommand(xlsx, options, terminal)).toBe(0);
    expect(existsSync(xlsx)).toBe(true);
    const imported = { out: data, template: 'xinjiang-2025', year: '2025', unit: null, json: false };
    expect(await importCommand([xlsx], imported, recorder())).toBe(0);
    expect(readFileSync(yaml, 'utf8')).toBe(before);
    rmSync(yaml);
    const checked = recorder();
    const check = {
      templates: TEMPLATES_FOLDER,
      json: true,
      sarif: null,
      maxWarnings: null,
      summary: false,
      redact: false,
    };
    expect(await checkCommand([xlsx], check, checked)).toBe(0);
    const [unit] = JSON.parse(checked.stdout()).units;
    expect(unit.findings).toEqual([]);
  });
});
