import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { markedLine } from '../../src/cli/source-excerpt.ts';
import { PreviewSession } from '../../src/serve/session.ts';
import { CLASSIFICATION_FOLDER, DATA_FOLDER, TEMPLATES_FOLDER } from '../support/folders.ts';
import { ROOT } from '../support/sample.ts';
import { folderWith } from '../support/temp-folder.ts';

const unit = {
  path: join(DATA_FOLDER, 'kuerle.yaml'),
  label: 'data/kuerle.yaml',
  approved: join(DATA_FOLDER, 'approved', 'none.txt'),
  approvedLabel: 'data/approved/none.txt',
};
const folders = {
  templates: TEMPLATES_FOLDER,
  templatesLabel: 'templates',
  classification: CLASSIFICATION_FOLDER,
};

test('pages are printed once for one report, and not without one', async () => {
  let printed = 0;
  const print = async () => {
    printed++;
    return { value: new Uint8Array([1]), findings: [] };
  };
  const session = new PreviewSession(unit, { folders, print, root: ROOT, excerpt: () => null });
  expect(session.pages()).toBeNull();
  await session.rebuild();
  await Promise.all([session.pages(), session.pages()]);
  expect(printed).toBe(1);
  await session.rebuild();
  await session.pages();
  expect(printed).toBe(2);
});

test('a fault of the program is told and leaves the last good report', async () => {
  let fails = false;
  const excerpt = () => {
    if (fails) throw new Error('broken excerpt');
    return null;
  };
  const print = async () => ({ value: null, findings: [] });
  const session = new PreviewSession(unit, { folders, print, root: ROOT, excerpt });
  await session.rebuild();
  fails = true;
  const state = await session.rebuild();
  expect(state).toMatchObject({ version: 2, isStale: true, hasReport: true });
  expect(state.findings[0]).toMatchObject({
    code: 'V01',
    message: expect.stringContaining('broken excerpt'),
  });
  expect(session.report?.text).toContain('收支总预算715.20万元');
  fails = false;
  expect(await session.rebuild()).toMatchObject({ version: 3, isStale: false });
});

test('the final account of a department is shown with its findings, and follows its members', async () => {
  const names = ['department', 'learning-centre', 'seniors-school'];
  const files = ['finals', 'demo'].flatMap((kind) => names.map((name) => `${kind}/education/${name}.yaml`));
  const root = await folderWith(
    Object.fromEntries(files.map((file) => [file, readFileSync(join(DATA_FOLDER, file), 'utf8')])),
  );
  const label = 'finals/education/department.yaml';
  const department = {
    path: join(root, label),
    label,
    approved: join(root, 'none.txt'),
    approvedLabel: 'none.txt',
  };
  const print = async () => ({ value: null, findings: [] });
  const session = new PreviewSession(department, { folders, print, root, excerpt: markedLine });
  const state = await session.rebuild();
  expect(state).toMatchObject({
    title: '示例市虚构区终身教育办公室2025年度部门决算',
    hasReport: true,
    isStale: false,
    findings: [{ code: 'X10', place: `${label}:26:3`, excerpt: expect.anything() }],
  });
  const page = session.html!.replaceAll(/<[^>]*>/g, '');
  for (const text of ['示例市虚构区学习资料站', '预算不单列，并入本级', '公开07表', '收入支出总计357.56万元'])
    expect(page).toContain(text);
  expect(session.dataFiles).toEqual(expect.arrayContaining(files.map((file) => join(root, file))));

  const member = join(root, 'finals/education/seniors-school.yaml');
  writeFileSync(
    member,
    readFileSync(member, 'utf8').replace('{ 上级补助收入: 4.20 }', '{ 上级补助收入: 6.20 }'),
  );
  expect(await session.rebuild()).toMatchObject({
    isStale: true,
    hasReport: true,
    findings: expect.arrayContaining([
      expect.objectContaining({ code: 'G09', place: expect.stringContaining('seniors-school.yaml') }),
    ]),
  });
});
