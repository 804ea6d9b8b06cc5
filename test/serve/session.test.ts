import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { PreviewSession } from '../../src/serve/session.ts';
import { CLASSIFICATION_FOLDER, DATA_FOLDER, TEMPLATES_FOLDER } from '../support/folders.ts';
import { ROOT } from '../support/sample.ts';

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
