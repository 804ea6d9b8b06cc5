import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { temporaryFolder } from '../support/command.ts';
import { testWith } from '../support/other-programs.ts';
import { getDocument } from '../support/pdfjs.ts';
import { runHere } from '../support/run-here.ts';

const folder = temporaryFolder();
const out = join(folder.path, 'out');
const render = (into: string, ...more: string[]) =>
  runHere(['render', 'data/kuerle.yaml', '--out', into, '--fonts', 'bundled', '--attach', 'data', ...more]);
let files: ReadonlyMap<string, Buffer>;

beforeAll(async () => {
  expect(await render(out, '--format', 'pdf,xlsx,csv')).toMatchObject({ code: 0 });
  const csv = join(out, 'kuerle-csv');
  const tables = await Promise.all(
    (await readdir(csv)).map(async (name) => [name, await readFile(join(csv, name))] as const),
  );
  files = new Map([['tables.xlsx', await readFile(join(out, 'kuerle.xlsx'))], ...tables]);
});

afterAll(() => folder.remove());

test('a viewer finds in the PDF the workbook and the CSV files, byte for byte', async () => {
  const bytes = new Uint8Array(await readFile(join(out, 'kuerle.pdf')));
  const document = await getDocument({ data: bytes, verbosity: 0 }).promise;
  const attached = (await document.getAttachments()) as Record<
    string,
    { content: Uint8Array; description: string }
  >;
  expect(Object.keys(attached).sort()).toEqual([...files.keys()].sort());
  for (const [name, content] of files) {
    expect(Buffer.compare(Buffer.from(attached[name]!.content), content)).toBe(0);
    expect(attached[name]!.description).not.toBe('');
  }
  expect([...files.keys()]).toContain('datapackage.json');
});

test('the file claims to be PDF/A-3a, and is the same in another run', async () => {
  const first = await readFile(join(out, 'kuerle.pdf'));
  expect(first.toString('latin1')).toMatch(/<pdfaid:part>3<\/pdfaid:part>\n<pdfaid:conformance>A</);
  const again = join(folder.path, 'again');
  expect(await render(again, '--format', 'pdf')).toMatchObject({ code: 0 });
  expect(Buffer.compare(await readFile(join(again, 'kuerle.pdf')), first)).toBe(0);
});

test('a report without its data is stale where they are asked for, and the other way round', async () => {
  const place = join(folder.path, 'stale');
  const plain = ['render', 'data/kuerle.yaml', '--out', place, '--fonts', 'bundled', '--format', 'pdf'];
  await runHere(plain);
  const before = await readFile(join(place, 'kuerle.pdf'));
  await runHere([...plain, '--attach', 'data']);
  const after = await readFile(join(place, 'kuerle.pdf'));
  expect(after.length).toBeGreaterThan(before.length);
  await runHere(plain);
  expect(Buffer.compare(await readFile(join(place, 'kuerle.pdf')), before)).toBe(0);
});

test('data without a PDF to carry them are refused', async () => {
  const { code, stderr } = await render(join(folder.path, 'none'), '--format', 'html');
  expect(code).toBe(2);
  expect(stderr).toContain('--format 中要有 pdf');
});

testWith('pdfdetach', '-v')('pdfdetach gives the same files', async () => {
  const place = join(folder.path, 'detached');
  await mkdir(place);
  await promisify(execFile)('pdfdetach', ['-saveall', '-o', place, join(out, 'kuerle.pdf')]);
  expect((await readdir(place)).sort()).toEqual([...files.keys()].sort());
  for (const [name, content] of files)
    expect(Buffer.compare(await readFile(join(place, name)), content)).toBe(0);
});
