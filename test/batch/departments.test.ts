import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { checkCommand } from '../../src/cli/check-command.ts';
import { packFolders } from '../../src/cli/open-packs.ts';
import { type RenderOptions, renderCommand } from '../../src/cli/render-command.ts';
import { PackStore } from '../../src/report/packs.ts';
import { produceReport } from '../../src/report/produce-report.ts';
import { temporaryFolder } from '../support/command.ts';
import { DATA_FOLDER, TEMPLATES_FOLDER } from '../support/folders.ts';
import { recorder } from '../support/recorder.ts';

const root = temporaryFolder();
let folder = '';
let number = 0;

beforeEach(() => {
  folder = join(root.path, String(++number));
  mkdirSync(folder);
  cpSync(join(DATA_FOLDER, 'demo', 'education'), join(folder, 'data'), { recursive: true });
});
afterAll(() => root.remove());

const file = (name: string) => join(folder, 'data', `${name}.yaml`);
function edit(name: string, ...edits: (readonly [string, string])[]): void {
  let text = readFileSync(file(name), 'utf8');
  for (const [from, to] of edits) {
    expect(text).toContain(from);
    text = text.replace(from, () => to);
  }
  writeFileSync(file(name), text);
}

interface Unit {
  readonly file: string;
  readonly status: string;
  readonly findings: readonly {
    readonly code: string;
    readonly severity: string;
    readonly file: string;
    readonly line: number;
  }[];
}

/** What `render --json` says of each unit, in its order. */
async function render(): Promise<readonly Unit[]> {
  const terminal = recorder();
  const options: RenderOptions = {
    formats: ['txt'],
    out: join(folder, 'out'),
    fonts: 'bundled',
    templates: TEMPLATES_FOLDER,
    timeoutMs: 60_000,
    json: true,
    force: false,
    redact: false,
    jobs: 2,
    shard: null,
  };
  await renderCommand([join(folder, 'data')], options, terminal);
  return JSON.parse(terminal.stdout()).units;
}
const states = (units: readonly Unit[]) =>
  Object.fromEntries(units.map((unit) => [unit.file.split('/').at(-1)!.replace('.yaml', ''), unit.status]));
const errors = (units: readonly Unit[], name: string) =>
  units
    .find((unit) => unit.file.endsWith(`${name}.yaml`))!
    .findings.filter(({ severity }) => severity === 'error');

describe('a folder of units and their department', () => {
  test('is rendered members first', async () => {
    const units = await render();
    expect(units.map((unit) => unit.status)).toEqual(['ok', 'ok', 'ok']);
    expect(units.at(-1)!.file).toMatch(/department\.yaml$/);
  });

  test('an error of a member fails it and its department, not its sibling', async () => {
    edit('seniors-school', ['reservedForMicro: 全额', 'reservedForMicro: 200']);
    const units = await render();
    expect(states(units)).toEqual({
      'learning-centre': 'ok',
      'seniors-school': 'failed',
      department: 'failed',
    });
    const [told, ...more] = errors(units, 'department');
    expect(more).toEqual([]);
    expect(told).toMatchObject({ code: 'D14' });
    expect(told!.file).toMatch(/seniors-school\.yaml$/);
    expect(told!.line).toBe(errors(units, 'seniors-school')[0]!.line);
    expect(existsSync(join(folder, 'out', 'department.txt'))).toBe(false);
  });

  test('a department is unchanged only while all its members are', async () => {
    await render();
    expect(states(await render())).toEqual({
      'learning-centre': 'unchanged',
      'seniors-school': 'unchanged',
      department: 'unchanged',
    });
    edit('seniors-school', ['establishment: 4', 'establishment: 6']);
    expect(states(await render())).toEqual({
      'learning-centre': 'unchanged',
      'seniors-school': 'ok',
      department: 'ok',
    });
  });

  test('a new file that a pattern means changes its department', async () => {
    edit('department', ['- { from: seniors-school.yaml }', '- { from: "*-school.yaml" }']);
    expect((await render()).every(({ status }) => status === 'ok')).toBe(true);
    expect(states(await render()).department).toBe('unchanged');
    const text = readFileSync(file('seniors-school'), 'utf8');
    writeFileSync(
      file('night-school'),
      text
        .replace('老年学堂\n', '夜校\n')
        .replace('counterparts:\n  上级补助收入: 示例市虚构区终身教育办公室\n', '')
        .replace('{ 上级补助收入: 5.00 }', '{ 其他收入: 5.00 }'),
    );
    const units = await render();
    expect(states(units)).toMatchObject({ 'seniors-school': 'unchanged', department: 'ok' });
    expect(readFileSync(join(folder, 'out', 'department.txt'), 'utf8')).toContain('夜校');
  });

  test('a unit in two departments is told in both, and neither is published', async () => {
    const twin = readFileSync(file('department'), 'utf8').replaceAll('终身教育办公室', '社区教育办公室');
    writeFileSync(file('twin'), twin);
    const units = await render();
    expect(states(units)).toEqual({
      'learning-centre': 'ok',
      'seniors-school': 'ok',
      department: 'failed',
      twin: 'failed',
    });
    const told = errors(units, 'department').filter(({ code }) => code === 'H07');
    expect(told).toHaveLength(2);
    expect(told.every(({ file: at }) => at.endsWith('department.yaml'))).toBe(true);
    expect(existsSync(join(folder, 'out', 'department.txt'))).toBe(false);
    const terminal = recorder();
    const options = {
      templates: TEMPLATES_FOLDER,
      json: false,
      sarif: null,
      maxWarnings: null,
      summary: true,
      redact: false,
    };
    expect(await checkCommand([join(folder, 'data')], options, terminal)).toBe(1);
    expect(terminal.stdout()).toContain('H07');
  });

  test('a second department that names a unit is told, and so is the one that has not changed', async () => {
    await render();
    const twin = readFileSync(file('department'), 'utf8').replaceAll('终身教育办公室', '社区教育办公室');
    writeFileSync(file('twin'), twin);
    expect(states(await render())).toEqual({
      'learning-centre': 'unchanged',
      'seniors-school': 'unchanged',
      department: 'failed',
      twin: 'failed',
    });
  });

  test('a member is judged unless it is known to be sound', async () => {
    const path = file('department');
    const packs = new PackStore(packFolders(TEMPLATES_FOLDER));
    const { findings } = await produceReport(path, path, packs, undefined, { isSound: () => true });
    expect(findings).toEqual([]);
    edit('seniors-school', ['reservedForMicro: 全额', 'reservedForMicro: 200']);
    const codes = async (isSound: boolean) =>
      (await produceReport(path, path, packs, undefined, { isSound: () => isSound })).findings.map(
        ({ code }) => code,
      );
    // What is said to be sound is not looked at again; whoever says so compares the files.
    expect(await codes(true)).toEqual([]);
    expect(await codes(false)).toEqual(['D14']);
  });
});
