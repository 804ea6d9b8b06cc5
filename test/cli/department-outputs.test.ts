import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { approveCommand } from '../../src/cli/approve-command.ts';
import { diffCommand } from '../../src/cli/diff-command.ts';
import { renderCommand } from '../../src/cli/render-command.ts';
import { readWorkbook } from '../../src/ooxml/read-workbook.ts';
import { temporaryFolder } from '../support/command.ts';
import { DATA_FOLDER, TEMPLATES_FOLDER } from '../support/folders.ts';
import { recorder } from '../support/recorder.ts';

/*
 * What is done with a unit's report is done with a department's: workbook and CSV of its tables, the manifest, comparing
 * two states, signing the text.
 */

const folder = temporaryFolder();
const data = join(folder.path, 'data');
const out = join(folder.path, 'out');
const DEPARTMENT = join(data, 'department.yaml');

const RENDER = {
  formats: ['txt', 'html', 'docx', 'xlsx', 'csv'] as const,
  out,
  fonts: 'bundled' as const,
  templates: TEMPLATES_FOLDER,
  timeoutMs: 60_000,
  json: true,
  force: false,
  redact: false,
  jobs: 1,
  shard: null,
};

const DIFF = {
  scope: 'all' as const,
  lastYear: false,
  context: 0,
  html: null,
  json: false,
  color: false,
  templates: TEMPLATES_FOLDER,
};

beforeAll(async () => {
  mkdirSync(data);
  cpSync(join(DATA_FOLDER, 'demo', 'education'), data, { recursive: true });
  expect(await renderCommand([data], RENDER, recorder())).toBe(0);
});
afterAll(() => folder.remove());

test('the workbook holds the tables of the department, that by unit with what is offset', async () => {
  const { value } = await readWorkbook(readFileSync(join(out, 'department.xlsx')), 'department.xlsx');
  const sheets = value!.sheets.map(({ name, rows }) => ({
    name,
    texts: rows.map(({ cells }) => [...cells.values()].map(({ text }) => text)),
  }));
  const byUnit = sheets.find(({ texts }) => texts.some(([title]) => title?.includes('分单位情况表')))!;
  const row = (name: string) => byUnit.texts.find(([first]) => first === name)!;
  expect(row('总计')[1]).toBe('357.56');
  expect(row('示例市虚构区老年学堂')[1]).toBe('53');
  expect(row('部门内部往来抵销')[1]).toBe('-5');
  expect(sheets.flatMap(({ texts }) => texts).flat()).not.toContain('编制单位：示例市虚构区终身教育办公室');
});

test('the CSV files hold the same, with their data package', () => {
  const csv = join(out, 'department-csv');
  const units = readFileSync(join(csv, 'units.csv'), 'utf8');
  expect(units).toMatch(/^2,line,示例市虚构区学习中心,309\.56,/m);
  expect(units).toMatch(/^4,line,部门内部往来抵销,-5\.00,/m);
  const described = JSON.parse(readFileSync(join(csv, 'datapackage.json'), 'utf8'));
  const files = readdirSync(csv).filter((name) => name.endsWith('.csv'));
  expect(described.resources.map(({ path }: { path: string }) => path).sort()).toEqual(files.sort());
});

test('the manifest names the members’ files among what the department was made from', () => {
  const { units } = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8'));
  const of = (name: string) => units.find((unit: { name: string }) => unit.name === name);
  const inputs = (name: string) => of(name).inputs.map(({ file }: { file: string }) => file);
  expect(inputs('department')).toEqual(['department.yaml', 'learning-centre.yaml', 'seniors-school.yaml']);
  const hash = (name: string, file: string) =>
    of(name).inputs.find((input: { file: string }) => input.file === file).sha256;
  // H19: both reports were made from the same bytes.
  expect(hash('department', 'seniors-school.yaml')).toBe(hash('seniors-school', 'seniors-school.yaml'));
});

test('the Word document is known to manifest and batch, and is the same report', async () => {
  const file = join(out, 'department.docx');
  const bytes = readFileSync(file);
  const { units } = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8'));
  const outputs = units.find(({ name }: { name: string }) => name === 'department').outputs;
  expect(outputs).toContainEqual(
    expect.objectContaining({
      file: 'department.docx',
      sha256: createHash('sha256').update(bytes).digest('hex'),
    }),
  );
  rmSync(file);
  expect(await renderCommand([data], RENDER, recorder())).toBe(0);
  expect(readFileSync(file).equals(bytes)).toBe(true);
  expect(await diffCommand([file, DEPARTMENT], DIFF, recorder())).toBe(0);
});

test('two states of a department are compared: what a member changed shows in it', async () => {
  const changed = join(folder.path, 'changed');
  cpSync(data, changed, { recursive: true });
  const school = join(changed, 'seniors-school.yaml');
  writeFileSync(school, readFileSync(school, 'utf8').replace('30102: 12.30', '30102: 13.30'));
  const terminal = recorder();
  expect(await diffCommand([DEPARTMENT, join(changed, 'department.yaml')], DIFF, terminal)).toBe(1);
  expect(terminal.stdout()).toMatch(/\[-357\.56万元-\]\{\+358\.56万元\+\}/);
  expect(await diffCommand([DEPARTMENT, DEPARTMENT], DIFF, recorder())).toBe(0);
  // The published text is the same report.
  const published = join(out, 'department.txt');
  expect(await diffCommand([published, DEPARTMENT], DIFF, recorder())).toBe(0);
});

test('a department is signed, and an approved text that is no longer its own is refused', async () => {
  const approved = join(folder.path, 'approved');
  const options = { approved, check: false, templates: TEMPLATES_FOLDER };
  expect(await approveCommand([DEPARTMENT], options, recorder())).toBe(0);
  expect(readFileSync(join(approved, 'department.txt'), 'utf8')).toBe(
    readFileSync(join(out, 'department.txt'), 'utf8'),
  );
  expect(await approveCommand([DEPARTMENT], { ...options, check: true }, recorder())).toBe(0);
  const school = join(data, 'seniors-school.yaml');
  const text = readFileSync(school, 'utf8');
  writeFileSync(school, text.replace('30102: 12.30', '30102: 13.30'));
  expect(await approveCommand([DEPARTMENT], { ...options, check: true }, recorder())).toBe(1);
  writeFileSync(school, text);
});
