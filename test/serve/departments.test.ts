import { cpSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { markedLine } from '../../src/cli/source-excerpt.ts';
import { type Preview, startPreview } from '../../src/serve/preview.ts';
import type { PreviewState } from '../../src/serve/session.ts';
import { temporaryFolder } from '../support/command.ts';
import { CLASSIFICATION_FOLDER, DATA_FOLDER, TEMPLATES_FOLDER } from '../support/folders.ts';

/*
 * The preview of a department follows its members, wherever they lie, and files that a pattern comes to mean.
 */

const folder = temporaryFolder();
const units = join(folder.path, 'units');
const department = join(folder.path, 'departments', 'department.yaml');
const unit = (name: string): string => join(units, `${name}.yaml`);
let preview: Preview;
const waiting: (() => void)[] = [];

/** Settles when a build says what is waited for. */
const built = (is: (state: PreviewState) => boolean) =>
  new Promise<PreviewState>((resolve) => {
    const look = () => {
      if (is(preview.state)) resolve(preview.state);
      else waiting.push(look);
    };
    look();
  });

beforeAll(async () => {
  mkdirSync(join(folder.path, 'departments'));
  cpSync(join(DATA_FOLDER, 'demo', 'education'), units, { recursive: true });
  renameSync(unit('department'), department);
  const text = readFileSync(department, 'utf8')
    .replace('from: learning-centre.yaml', 'from: ../units/learning-*.yaml')
    .replace('from: seniors-school.yaml', 'from: ../units/*-school.yaml');
  writeFileSync(department, text);
  preview = await startPreview(
    {
      path: department,
      label: 'departments/department.yaml',
      approved: join(folder.path, 'approved', 'department.txt'),
      approvedLabel: 'approved/department.txt',
    },
    {
      folders: {
        templates: TEMPLATES_FOLDER,
        templatesLabel: 'templates',
        classification: CLASSIFICATION_FOLDER,
      },
      print: async () => ({ value: new Uint8Array(), findings: [] }),
      root: folder.path,
      excerpt: markedLine,
    },
    0,
    () => {
      for (const look of waiting.splice(0)) look();
    },
  );
});
afterAll(async () => {
  await preview.close();
  folder.remove();
});

test('the department is shown', async () => {
  const state = await built(({ version }) => version > 0);
  expect(state).toMatchObject({ hasReport: true, isStale: false, findings: [] });
  expect(state.title).toContain('终身教育办公室');
});

test('an error in the file of a member is shown with its place', async () => {
  const text = readFileSync(unit('seniors-school'), 'utf8');
  writeFileSync(unit('seniors-school'), text.replace('reservedForMicro: 全额', 'reservedForMicro: 200'));
  const state = await built(({ isStale }) => isStale);
  expect(state.findings.map(({ code }) => code)).toEqual(['D14']);
  expect(state.findings[0]!.place).toMatch(/units\/seniors-school\.yaml:\d+:\d+/);
  writeFileSync(unit('seniors-school'), text);
  expect((await built(({ isStale }) => !isStale)).findings).toEqual([]);
});

test('a new file that a pattern means is a member at once', async () => {
  const text = readFileSync(unit('seniors-school'), 'utf8')
    .replaceAll('老年学堂', '夜校')
    .replace('counterparts:\n  上级补助收入: 示例市虚构区终身教育办公室\n', '')
    .replace('{ 上级补助收入: 5.00 }', '{ 其他收入: 5.00 }');
  writeFileSync(unit('night-school'), text);
  const shown = async () => (await fetch(new URL('report.txt', preview.url))).text();
  for (let { version } = preview.state; !(await shown()).includes('夜校'); version = preview.state.version)
    await built((state) => state.version > version);
  expect(preview.state.isStale).toBe(false);
});
