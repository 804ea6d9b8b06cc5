import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { type CheckOptions, checkCommand } from '../../src/cli/check-command.ts';
import type { Console } from '../../src/cli/console.ts';
import { runProgram } from '../../src/cli/program.ts';
import { rulesCommand } from '../../src/cli/rules-command.ts';
import { writeWorkbook } from '../../src/ooxml/write-workbook.ts';
import { ROOT } from '../support/sample.ts';
import { folderWith } from '../support/temp-folder.ts';
import { planOfFile } from '../support/unit-workbook.ts';

const SAMPLE = join(ROOT, 'data', 'kuerle.yaml');
const DEMO = join(ROOT, 'data', 'demo');

function recorder() {
  const said = { out: '', err: '', findings: 0 };
  const console: Console = {
    out: (text) => {
      said.out += `${text}\n`;
    },
    err: (text) => {
      said.err += `${text}\n`;
    },
    findings: (findings) => {
      said.findings += findings.length;
    },
  } as Console;
  return { said, console };
}

const OPTIONS: CheckOptions = {
  templates: join(ROOT, 'templates'),
  json: false,
  sarif: null,
  maxWarnings: null,
  summary: false,
  redact: false,
};

async function check(args: readonly string[], options: Partial<CheckOptions> = {}) {
  const { said, console } = recorder();
  const code = await checkCommand(args, { ...OPTIONS, ...options }, console);
  return { code, ...said };
}

let broken = '';
beforeAll(async () => {
  const text = await readFile(SAMPLE, 'utf8');
  broken = text.replace('reservedForMicro: 全额', 'reservedForMicro: 200');
});

describe('exit codes', () => {
  test('0 for warnings and notes, 0 within --max-warnings, 1 beyond', async () => {
    expect((await check([SAMPLE])).code).toBe(0);
    expect((await check([SAMPLE], { maxWarnings: 16 })).code).toBe(0);
    const { code, err } = await check([SAMPLE], { maxWarnings: 15 });
    expect(code).toBe(1);
    expect(err).toContain('警告 16 个，超过 --max-warnings 15');
  });

  test('1 for an error', async () => {
    const folder = await folderWith({ 'unit.yaml': broken });
    expect((await check([join(folder, 'unit.yaml')])).code).toBe(1);
  });

  test('2 for a file that is not there', async () => {
    expect((await check(['没有.yaml'])).code).toBe(2);
  });
});

test('several units get a summary: rules by gravity, worst units first', async () => {
  const folder = await folderWith({ 'bad.yaml': broken, 'good.yaml': await readFile(SAMPLE, 'utf8') });
  const { out } = await check([folder, DEMO], { summary: true });
  expect(out).toContain('共检查 7 个单位：1 个有错误，3 个只有警告或提示，3 个没有问题。');
  const rules = [...out.matchAll(/^ {2}([A-F]\d\d) /gm)].map((match) => match[1]);
  expect(rules[0]).toBe('D14');
  expect(rules).toContain('D20');
  expect(out).toMatch(/D20 .* 2 个单位 {2}8 个警告/);
  expect(out.indexOf('bad.yaml')).toBeLessThan(out.indexOf('good.yaml'));
});

test('--json: one document with what docs/check.md promises', async () => {
  const { out, findings } = await check([SAMPLE], { json: true });
  expect(findings).toBe(0);
  const document = JSON.parse(out);
  expect(document).toMatchObject({ ok: true, counts: { error: 0, warning: 16, note: 13 } });
  const [unit] = document.units;
  expect(unit).toMatchObject({ ok: true, counts: { error: 0, warning: 16, note: 13 } });
  const area = unit.findings.find((each: { code: string }) => each.code === 'D19');
  expect(area).toMatchObject({ severity: 'warning', line: 147, column: 23, length: 8, waived: null });
  expect(area.message).toContain('47348平方米');
  expect(document.rules).toContainEqual({
    code: 'D20',
    title: '分值权重合计',
    units: 1,
    counts: { error: 0, warning: 4, note: 0 },
  });
});

test('--sarif: a log that editors understand', async () => {
  const folder = await folderWith({ 'unit.yaml': broken });
  const file = join(folder, 'check.sarif');
  await check([join(folder, 'unit.yaml')], { sarif: file });
  const log = JSON.parse(await readFile(file, 'utf8'));
  expect(log.version).toBe('2.1.0');
  const [run] = log.runs;
  expect(run).toMatchObject({ columnKind: 'unicodeCodePoints', tool: { driver: { name: 'yugong' } } });
  const result = run.results.find((each: { ruleId: string }) => each.ruleId === 'D14');
  expect(result).toMatchObject({
    level: 'error',
    locations: [{ physicalLocation: { region: { startColumn: 21, endColumn: 24 } } }],
  });
  expect(result.locations[0].physicalLocation.artifactLocation.uri).toMatch(/unit\.yaml$/);
  for (const each of run.results) expect(run.tool.driver.rules[each.ruleIndex].id).toBe(each.ruleId);
});

test('--sarif that cannot be written is an error', async () => {
  const folder = await folderWith({ 'a.txt': '' });
  await writeFile(join(folder, 'file'), '');
  expect((await check([SAMPLE], { sarif: join(folder, 'file', 'x.sarif') })).code).toBe(1);
});

test('the command line passes its options on', async () => {
  const { said, console } = recorder();
  expect(await runProgram(['check', SAMPLE, '--summary', '--max-warnings', '0'], console)).toBe(1);
  expect(said.out).toContain('共检查 1 个单位');
  expect(await runProgram(['check', SAMPLE, '--max-warnings', '很多'], console)).toBe(2);
});

test('rules: a code is explained, an unknown one is not', async () => {
  const { said, console } = recorder();
  expect(await rulesCommand(['d20'], false, console)).toBe(0);
  expect(said.out).toContain('预算执行率');
  expect(await rulesCommand([], false, console)).toBe(0);
  expect(said.out).toContain('F09  版面');
  expect(await rulesCommand(['D99'], false, console)).toBe(2);
});

test('the folder data/ means its units, not what the program keeps there', async () => {
  const { code, out } = await check(['data'], { summary: true });
  expect(out).not.toMatch(/data\/(import|classification|generator|schema)/);
  expect(code).toBe(0);
});

describe('--annotate', () => {
  test('writes a copy of each workbook beside nothing else, and never over the original', async () => {
    const filled = Buffer.from(writeWorkbook(await planOfFile(join(DEMO, '2024.yaml'))));
    const folder = await folderWith({ '收件/甲/单位.xlsx': filled, '收件/乙.yaml': broken });
    const { code, out } = await check([join(folder, '收件')], { annotate: join(folder, '退回') });
    expect(code).toBe(1);
    expect(out.match(/批注副本/g)).toHaveLength(1);
    expect((await readFile(join(folder, '退回', '甲', '单位.xlsx'))).length).toBeGreaterThan(filled.length);
    expect(await readFile(join(folder, '收件', '甲', '单位.xlsx'))).toEqual(filled);
    const over = await check([join(folder, '收件')], { annotate: join(folder, '收件') });
    expect([over.code, over.err]).toEqual([2, expect.stringContaining('副本会盖掉原件')]);
  });
});
