import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import os from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { thisMachine } from '../../src/work/concurrency.ts';
import { processesBelow, SHORT, SHORT_PACK, startProgram, until, writeUnits } from '../support/batch.ts';
import { type CommandResult, temporaryFolder } from '../support/command.ts';
import { HEAD, n } from '../support/exports.ts';
import { runHere } from '../support/run-here.ts';
import { tableFile } from '../support/workbooks.ts';

// So many that two cores divide them.
const UNITS = 24;
const root = temporaryFolder();
const at = (...names: string[]): string => join(root.path, ...names);
afterAll(() => root.remove());

/** On a machine of one core the program works alone; here it is this process. */
async function runAlone(args: readonly string[]): Promise<CommandResult> {
  const real = os.availableParallelism;
  os.availableParallelism = () => 1;
  syncBuiltinESMExports();
  try {
    expect(thisMachine().cores).toBe(1);
    return await runHere(args);
  } finally {
    os.availableParallelism = real;
    syncBuiltinESMExports();
  }
}

/** What a command says and writes, by one process and by several, side by side; `{}` is where it writes. */
async function bothWays(args: readonly string[]): Promise<readonly [Outcome, Outcome]> {
  const run = async (
    where: string,
    command: (line: readonly string[]) => Promise<CommandResult>,
  ): Promise<Outcome> => {
    const folder = at(where);
    const result = await command(args.map((arg) => arg.replace('{}', folder)));
    const said = (text: string): string => text.replaceAll(where, 'where');
    return { ...result, stdout: said(result.stdout), stderr: said(result.stderr), files: filesIn(folder) };
  };
  return Promise.all([run('alone', runAlone), run('several', (line) => startProgram(line).result)]);
}

interface Outcome extends CommandResult {
  readonly files: Readonly<Record<string, string>>;
}

function filesIn(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true, encoding: 'utf8' });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    files.sort().map((file) => [file.slice(folder.length), readFileSync(file, 'utf8')]),
  );
}

beforeAll(async () => {
  for (const folder of ['alone', 'several']) mkdirSync(at(folder));
  writeUnits(at('units'), UNITS, SHORT.template);
  cpSync(at('units'), at('intact'), { recursive: true });
  const edit = (name: string, from: string, to: string): void => {
    const text = readFileSync(at('units', name), 'utf8');
    writeFileSync(at('units', name), text.replace(from, to));
  };
  const signed = await runHere(['approve', at('units'), '--approved', at('approved'), ...SHORT_PACK]);
  expect(signed.stdout).toContain('首次记下');
  // One that was changed since it was signed, one that is broken.
  edit('unit-0005.yaml', '主要职能', '主要职能 ');
  edit('unit-0007.yaml', 'template:', 'templat:');
  const text = readFileSync(at('approved', 'unit-0003.txt'), 'utf8');
  writeFileSync(at('approved', 'unit-0003.txt'), text.replaceAll('较上年', '比上年'));
  // What was signed beside what is there: one more, one less.
  cpSync(at('approved'), at('old'), { recursive: true });
  renameSync(at('old', 'unit-0009.txt'), at('old', 'unit-0999.txt'));
});

test('the site of a review and the comparison of folders', async () => {
  const units = at('units');
  const signed = ['--approved', at('approved'), ...SHORT_PACK];
  for (const [code, args] of [
    [0, ['review', units, ...signed, '--out', '{}']],
    [2, ['diff', at('old'), units, '--html', '{}/diff', ...SHORT_PACK]],
  ] as const) {
    const [alone, several] = await bothWays(args);
    expect(several).toEqual(alone);
    expect([args[0], alone.code]).toEqual([args[0], code]);
  }
  const pages = Object.keys(filesIn(at('alone')));
  expect(pages.filter((file) => /^\/review\/units\/unit-\d+\.html$/.test(file))).toHaveLength(UNITS);
  expect(pages.filter((file) => file.startsWith('/diff/'))).toEqual([
    '/diff/index.html',
    '/diff/reports/unit-0003.html',
  ]);
  const index = readFileSync(at('alone', 'diff', 'index.html'), 'utf8');
  expect(index).toContain(
    '没有差别 21 份，有差别 1 份，只在原文件夹中 1 份，只在现文件夹中 1 份，不能比较 1 份',
  );
});

test('the import of many workbooks, of which one takes what another has just written', async () => {
  const sources = readdirSync(at('old')).length;
  expect(sources).toBe(UNITS);
  expect((await runHere(['workbook', at('filled'), '--from', at('intact'), ...SHORT_PACK])).code).toBe(0);
  // An export before them: what it writes into the file of a unit is there when that one's workbook is read in.
  const name = /name: *(\S+)/.exec(readFileSync(at('intact', 'unit-0010.yaml'), 'utf8'))![1]!;
  const line = [name, '2010350', '30101', '基本支出', null, '一般公共预算', n('1000')];
  writeFileSync(at('filled', '000.xlsx'), tableFile([HEAD, line]));
  for (const folder of ['alone', 'several']) cpSync(at('intact'), at(folder, 'in'), { recursive: true });
  const [alone, several] = await bothWays(['import', at('filled'), '--out', '{}/in', '--year', '2025']);
  expect(several).toEqual(alone);
  expect(alone.code).toBe(0);
  expect(alone.stdout).toMatch(
    /000\.xlsx ✓ 更新 .*unit-0010\.yaml[\s\S]*unit-0010\.xlsx ✓ 更新 .*unit-0010\.yaml/,
  );
});

test('a worker that is killed costs the gate of what was signed nothing', async () => {
  const running = startProgram([
    'approve',
    at('units'),
    '--approved',
    at('approved'),
    '--check',
    ...SHORT_PACK,
  ]);
  const worker = await until(() =>
    processesBelow(running.child.pid!).find(({ line }) => /yugong\.js unit-worker/.test(line)),
  );
  process.kill(worker.pid, 'SIGKILL');
  const { code, stderr } = await running.result;
  expect(code).toBe(1);
  expect(stderr.match(/unit-\d+/g)).toEqual(['unit-0003', 'unit-0007']);
});
