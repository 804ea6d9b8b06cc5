import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { temporaryFolder } from './support/command.ts';
import { ROOT_FOLDER } from './support/folders.ts';

/*
 * The program as an installed package, used from a folder of somebody else's. Its packages are linked from the
 * checkout instead of being downloaded again.
 */
const { NODE_OPTIONS: _, ...env } = process.env;
const call = promisify(execFile);
const foreign = temporaryFolder();
const modules = join(foreign.path, 'node_modules');
const installed = join(modules, 'yugong');

beforeAll(async () => {
  await call('npm', ['pack', '--silent', '--pack-destination', foreign.path], { cwd: ROOT_FOLDER, env });
  const tarball = readdirSync(foreign.path).find((name) => name.endsWith('.tgz'))!;
  await mkdir(installed, { recursive: true });
  await call('tar', ['xzf', join(foreign.path, tarball), '--strip-components=1', '-C', installed]);
  for (const name of readdirSync(join(ROOT_FOLDER, 'node_modules'))) {
    if (!name.startsWith('.')) await symlink(join(ROOT_FOLDER, 'node_modules', name), join(modules, name));
  }
  await writeFile(join(foreign.path, 'package.json'), '{ "type": "module" }');
  await writeFile(
    join(foreign.path, 'unit.yaml'),
    await readFile(join(ROOT_FOLDER, 'data', 'kuerle.yaml'), 'utf8'),
  );
});

afterAll(() => foreign.remove());

/** Runs a script in the foreign folder; gives what it prints. */
async function script(text: string): Promise<string> {
  await writeFile(join(foreign.path, 'script.mjs'), text);
  const { stdout } = await call(process.execPath, ['script.mjs'], { cwd: foreign.path, env });
  return stdout;
}

test('holds no source and no tests, and what it needs to run', () => {
  expect(existsSync(join(installed, 'src', 'index.ts'))).toBe(false);
  expect(existsSync(join(installed, 'test'))).toBe(false);
  expect(existsSync(join(installed, 'templates', 'xinjiang-2025', 'pack.yaml'))).toBe(true);
});

test('gives a report with its findings to a program that imports it', async () => {
  const printed = await script(`
    import { checkReport, loadUnit, openPacks, produceReport, version } from 'yugong';
    const packs = openPacks();
    const { report, findings } = await produceReport('unit.yaml', { packs });
    const { value } = await loadUnit('unit.yaml', { packs });
    const checked = await checkReport('unit.yaml', { packs });
    console.log(JSON.stringify({
      version: version(), title: report.title, text: report.text, year: value.unit.data.year,
      codes: findings.map(({ code }) => code), checked: checked.map(({ code }) => code),
    }));
  `);
  const { version, title, text, year, codes, checked } = JSON.parse(printed);
  expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  expect(title).toBe('库尔勒经济技术开发区政务服务中心2025年单位预算公开');
  expect(text).toContain('比上年预算增加59.02万元，增长8.99%');
  expect(year).toBe(2025);
  expect(codes.length).toBeGreaterThan(0);
  expect(checked).toEqual(codes);
});

test('says why there is no report of a file that is none', async () => {
  await writeFile(join(foreign.path, 'broken.yaml'), 'amounts: 万圆\n');
  const printed = await script(`
    import { produceReport } from 'yugong';
    const { report, findings } = await produceReport('broken.yaml');
    console.log(report, findings.every(({ severity, message, hint }) => severity && message && hint));
  `);
  expect(printed).toBe('null true\n');
});

test('writes files, reads documents as trees and compares reports', async () => {
  const printed = await script(`
    import { diffDocuments, openReport, produceReport, proseOf, readDocument, summarize, writeReport } from 'yugong';
    import { readFileSync, writeFileSync } from 'node:fs';
    const { report } = await produceReport('unit.yaml');
    await writeReport(report, 'written/unit', ['html', 'txt'], null);
    const text = readFileSync('written/unit.txt', 'utf8');
    writeFileSync('changed.txt', text.replace('715.20', '716.20'));
    const open = async (path) => (await openReport(path)).document;
    const same = diffDocuments(await open('unit.yaml'), await open('written/unit.txt'));
    const other = diffDocuments(await open('unit.yaml'), await open('changed.txt'));
    const { blocks } = readDocument(report.html);
    const sheets = [];
    const visit = (block) => block.kind === 'sheet' ? sheets.push(block) : block.blocks?.forEach(visit);
    blocks.forEach(visit);
    console.log(JSON.stringify({
      same: summarize(same), other: summarize(other), sheets: sheets.length,
      prose: proseOf(readDocument(report.html)).includes('715.20万元'),
    }));
  `);
  const { same, other, sheets, prose } = JSON.parse(printed);
  expect(Object.values(same).every((count) => count === 0)).toBe(true);
  expect(Object.values(other).some((count) => count !== 0)).toBe(true);
  expect(sheets).toBeGreaterThanOrEqual(11);
  expect(prose).toBe(true);
});

test('renders by its command, into the folder in which it is called', async () => {
  const command = join(installed, 'bin', 'yugong.js');
  const { stdout: version } = await call(process.execPath, [command, '--version'], {
    cwd: foreign.path,
    env,
  });
  expect(version).toMatch(/^\d+\.\d+\.\d+\n$/);
  await call(process.execPath, [command, 'render', 'unit.yaml', '--fonts', 'bundled'], {
    cwd: foreign.path,
    env,
  });
  const pdf = await readFile(join(foreign.path, 'output', 'unit.pdf'));
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  expect(existsSync(join(installed, 'output'))).toBe(false);
});

test('has types that a strict compiler accepts', async () => {
  await writeFile(
    join(foreign.path, 'typed.mts'),
    `import { type Finding, openPrinter, produceReport } from 'yugong';
    const { report, findings } = await produceReport('unit.yaml', { redact: true });
    const first: Finding | undefined = findings[0];
    const html: string | undefined = report?.html;
    const printer = (await openPrinter({ fonts: 'bundled', timeoutMs: 30_000 })).value;
    console.log(first?.code, html, printer?.identity);
    // @ts-expect-error
    await produceReport('unit.yaml', { nothing: true });
    `,
  );
  const tsc = join(ROOT_FOLDER, 'node_modules', 'typescript', 'bin', 'tsc');
  const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2023', '--types', 'node'];
  await expect(
    call(process.execPath, [tsc, ...options, 'typed.mts'], { cwd: foreign.path, env }),
  ).resolves.toMatchObject({ stdout: '' });
});
