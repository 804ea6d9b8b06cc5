import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { openPacks } from '../../src/cli/open-packs.ts';
import { carryUnit, jobIdOf, unpackUnit } from '../../src/queue/carried-unit.ts';
import { filesNamed, filesRead, namesIn } from '../../src/queue/needed-files.ts';
import type { UnitMessage } from '../../src/work/unit-message.ts';
import { temporaryFolder } from '../support/command.ts';
import { DATA_FOLDER, ROOT_FOLDER } from '../support/folders.ts';

const root = temporaryFolder();
afterAll(() => root.remove());

const MARK = 'a'.repeat(64);
const OTHER = 'b'.repeat(64);
let number = 0;
const newFolder = (): string => join(root.path, `unpacked-${++number}`);

function message(path: string, more: Partial<UnitMessage> = {}): UnitMessage {
  return { path, label: 'a.yaml', name: 'a', formats: ['txt'], redact: false, force: false, ...more };
}

function write(folder: string, files: Readonly<Record<string, string>>): string {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return folder;
}

test.each<[string, string[]]>([
  ['prior: { from: 2024.yaml }', ['2024.yaml']],
  ['prior:\n  from: ../2024/unit.yml\n', ['../2024/unit.yml']],
  ['ledgerFile: "今年 明细.csv"', ['今年 明细.csv']],
  ['  - { from: ../units/edu-*.yaml, role: 本级 }', ['../units/edu-*.yaml']],
  ['- a.yaml\n- b.xlsx', ['a.yaml', 'b.xlsx']],
  ['from: 2024.YAML', ['2024.YAML']],
  ['# yaml-language-server: $schema=../schema/unit.schema.json', []],
  ['text: 见 a.yaml.bak', []],
])('names in %j', (text, expected) => {
  expect(namesIn(text)).toEqual(expected);
});

test('what a unit is made of is found from file to file, and nothing that is not there', async () => {
  const folder = write(join(root.path, 'found'), {
    'units/2025.yaml': 'prior: { from: ../old/2024.yaml }\nledgerFile: l.csv\n# none.yaml: see none.csv',
    'units/l.csv': 'see other.yaml',
    'units/other.yaml': '',
    'units/defaults.yaml': 'year: 2025',
    'old/2024.yaml': 'from: ../units/2025.yaml',
    'old/defaults.yaml': '',
    'elsewhere.yaml': '',
  });
  const found = await filesNamed(join(folder, 'units/2025.yaml'));
  expect([...found.keys()].map((path) => path.slice(folder.length + 1)).sort()).toEqual([
    'old/2024.yaml',
    'old/defaults.yaml',
    'units/2025.yaml',
    'units/defaults.yaml',
    'units/l.csv',
  ]);
});

const SAMPLES = [
  'kuerle.yaml',
  'demo/2025.yaml',
  'demo/education/department.yaml',
  'departments/putuo-commerce-2025.yaml',
];

test.each(SAMPLES)('%s: what loading it reads is carried without loading it', async (file) => {
  const path = join(DATA_FOLDER, file);
  const exact = await filesRead(path, file, openPacks(join(ROOT_FOLDER, 'templates')));
  const named = await filesNamed(path);
  expect([...exact.keys()].filter((each) => !named.has(each))).toEqual([]);
});

test('a unit is unpacked as it was, with what is known of its members', async () => {
  const path = join(DATA_FOLDER, 'demo/education/department.yaml');
  const files = await filesNamed(path);
  const member = [...files.keys()].find((file) => file.endsWith('seniors-school.yaml'))!;
  const sound = [
    { label: 'one', inputs: [{ path: member, sha256: OTHER }] },
    { label: 'not carried', inputs: [{ path: '/elsewhere.yaml', sha256: OTHER }] },
  ];
  const carried = carryUnit(message(path, { sound }), files, MARK);
  const folder = newFolder();
  const { message: given, remove } = await unpackUnit(JSON.parse(JSON.stringify(carried)), folder);
  expect(readFileSync(given.path)).toEqual(readFileSync(path));
  expect(given.sound).toEqual([
    { label: 'one', inputs: [{ path: expect.stringMatching(/seniors-school\.yaml$/), sha256: OTHER }] },
  ]);
  expect(given.sound![0]!.inputs[0]!.path.startsWith(folder)).toBe(true);
  expect(given).toMatchObject({ label: 'a.yaml', name: 'a', formats: ['txt'], redact: false, force: false });
  await remove();
  expect(readdirSync(dirname(folder))).not.toContain(folder.slice(root.path.length + 1));
});

test('a job is known by the run and by what the unit is made of', async () => {
  const path = join(DATA_FOLDER, 'kuerle.yaml');
  const carried = carryUnit(message(path), await filesNamed(path), MARK);
  const changed = { ...carried, files: [{ ...carried.files[0]!, sha256: OTHER }, ...carried.files.slice(1)] };
  const id = jobIdOf('1', carried);
  expect(jobIdOf('1', JSON.parse(JSON.stringify(carried)))).toBe(id);
  const others = [
    jobIdOf('2', carried),
    jobIdOf('1', changed),
    jobIdOf('1', { ...carried, redact: true }),
    jobIdOf('1', { ...carried, mark: OTHER }),
  ];
  expect(new Set([id, ...others]).size).toBe(5);
});

test.each([
  ['a path that climbs', { path: '../../outside.yaml' }],
  ['a path from the root', { path: '/tmp/outside.yaml' }],
  ['a path of Windows', { path: 'c:\\outside.yaml' }],
  ['climbing as Windows does', { path: 'a\\..\\..\\outside.yaml' }],
  ['another content', { sha256: OTHER }],
  ['more than there is', { bytes: 1_000_000 }],
])('a job of foreign make is refused and leaves nothing: %s', async (_, change) => {
  const path = join(DATA_FOLDER, 'kuerle.yaml');
  const carried = carryUnit(message(path), await filesNamed(path), MARK);
  const folder = newFolder();
  const job = { ...carried, files: carried.files.map((file) => ({ ...file, ...change })) };
  await expect(unpackUnit(job, folder)).rejects.toThrow();
  expect(readdirSync(root.path).filter((name) => folder.endsWith(name) || name === 'outside.yaml')).toEqual(
    [],
  );
});

test('a job without its files is refused', async () => {
  const path = join(DATA_FOLDER, 'kuerle.yaml');
  const carried = carryUnit(message(path), await filesNamed(path), MARK);
  await expect(unpackUnit({ ...carried, packed: '' }, newFolder())).rejects.toThrow();
});
