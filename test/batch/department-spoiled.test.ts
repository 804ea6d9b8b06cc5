import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { type RenderOptions, renderCommand } from '../../src/cli/render-command.ts';
import { temporaryFolder } from '../support/command.ts';
import { DATA_FOLDER, TEMPLATES_FOLDER } from '../support/folders.ts';
import { recorder } from '../support/recorder.ts';

/*
 * The demo department with its files spoiled, through `render`: a finding with file, line and remedy, nothing of the
 * department written, and the units that are sound rendered all the same.
 */

const root = temporaryFolder();
afterAll(() => root.remove());
let number = 0;

interface Spoiled {
  /** Texts replaced, by file. */
  readonly edits?: Readonly<Record<string, readonly (readonly [string, string])[]>>;
  readonly removed?: string;
  /** New files. */
  readonly added?: Readonly<Record<string, string>>;
  /** Code, file and a text in the line of the finding; line 1 where there is none. */
  readonly told: readonly [code: string, file: string, at: string];
  /** Units that are published all the same. */
  readonly sound: readonly string[];
}

const read = (folder: string, name: string): string => readFileSync(join(folder, `${name}.yaml`), 'utf8');
const EDUCATION = join(DATA_FOLDER, 'demo', 'education');
const twin = read(EDUCATION, 'department').replaceAll('终身教育办公室', '社区教育办公室');
const [CENTRE, SCHOOL] = ['learning-centre', 'seniors-school'];

const CASES: readonly (readonly [string, Spoiled])[] = [
  [
    'a member that is not there',
    {
      removed: 'seniors-school',
      told: ['L60', 'department', 'from: seniors-school.yaml'],
      sound: [CENTRE!],
    },
  ],
  [
    'a member of another year',
    {
      edits: { 'seniors-school': [['year: 2025', 'year: 2024']] },
      told: ['H05', 'department', 'from: seniors-school.yaml'],
      sound: [CENTRE!],
    },
  ],
  [
    'a department in a circle',
    {
      edits: { department: [['- { from: seniors-school.yaml }', '- { from: outer.yaml }']] },
      added: {
        outer: twin.replace('{ from: learning-centre.yaml,', '{ from: department.yaml,'),
      },
      told: ['L62', 'outer', 'from: department.yaml'],
      sound: [CENTRE!, SCHOOL!],
    },
  ],
  [
    'a unit named twice',
    {
      edits: {
        department: [
          [
            '- { from: seniors-school.yaml }',
            '- { from: seniors-school.yaml }\n  - { from: ./seniors-school.yaml }',
          ],
        ],
      },
      told: ['H07', 'department', './seniors-school.yaml'],
      sound: [CENTRE!, SCHOOL!],
    },
  ],
  [
    'a unit in two departments',
    {
      added: { twin },
      told: ['H07', 'department', 'from: learning-centre.yaml'],
      sound: [CENTRE!, SCHOOL!],
    },
  ],
  [
    'money that only the payer states',
    {
      edits: {
        'seniors-school': [
          ['counterparts:\n  上级补助收入: 示例市虚构区终身教育办公室\n', ''],
          ['{ 上级补助收入: 5.00 }', '{ 其他收入: 5.00 }'],
        ],
      },
      told: ['H03', 'learning-centre', 'subsidyDown'],
      sound: [CENTRE!, SCHOOL!],
    },
  ],
  [
    'money that only the receiver states',
    {
      edits: {
        'learning-centre': [['    subsidyDown: { 示例市虚构区老年学堂: { 其他收入: 5.00 } }\n', '']],
      },
      told: ['H03', 'seniors-school', '上级补助收入: 5.00'],
      sound: [CENTRE!, SCHOOL!],
    },
  ],
  [
    'two members of one name',
    {
      edits: {
        'seniors-school': [['name: 示例市虚构区老年学堂', 'name: 示例市虚构区学习中心']],
      },
      told: ['H07', 'department', 'from: seniors-school.yaml'],
      sound: [CENTRE!, SCHOOL!],
    },
  ],
];

interface Told {
  readonly code: string;
  readonly severity: string;
  readonly file: string;
  readonly line: number;
  readonly hint: string;
}

test.each(CASES)('%s', async (_, { edits = {}, removed, added = {}, told: [code, file, at], sound }) => {
  const folder = join(root.path, String(++number));
  const data = join(folder, 'data');
  mkdirSync(folder);
  cpSync(EDUCATION, data, { recursive: true });
  for (const [name, replaced] of Object.entries(edits)) {
    let text = read(data, name);
    for (const [from, to] of replaced) {
      expect(text).toContain(from);
      text = text.replace(from, () => to);
    }
    writeFileSync(join(data, `${name}.yaml`), text);
  }
  for (const [name, text] of Object.entries(added)) writeFileSync(join(data, `${name}.yaml`), text);
  if (removed !== undefined) rmSync(join(data, `${removed}.yaml`));
  const out = join(folder, 'out');
  const terminal = recorder();
  const options: RenderOptions = {
    formats: ['txt', 'html'],
    out,
    fonts: 'bundled',
    templates: TEMPLATES_FOLDER,
    timeoutMs: 60_000,
    json: true,
    force: false,
    redact: false,
    jobs: 1,
    shard: null,
  };
  expect(await renderCommand([data], options, terminal)).toBe(1);
  const units: { file: string; status: string; findings: Told[] }[] = JSON.parse(terminal.stdout()).units;
  const department = units.find((unit) => unit.file.endsWith('/department.yaml'))!;
  expect(department.status).toBe('failed');

  const errors = department.findings.filter(({ severity }) => severity === 'error');
  const line = read(data, file).slice(0, read(data, file).indexOf(at)).split('\n').length;
  const found = errors.find((each) => each.code === code && each.file.endsWith(`/${file}.yaml`));
  expect(errors.map((each) => `${each.code} ${each.file.split('/').at(-1)}`)).toContain(
    `${code} ${file}.yaml`,
  );
  expect(found!.line).toBe(line);
  for (const { hint } of errors) expect(hint).not.toBe('');

  const written = existsSync(out) ? readdirSync(out).filter((name) => !name.startsWith('manifest')) : [];
  expect(written.sort()).toEqual(sound.flatMap((name) => [`${name}.html`, `${name}.txt`]).sort());
});
