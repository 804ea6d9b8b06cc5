import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { newPack } from '../../src/kit/new-pack.ts';
import { inTemporaryFolder } from '../support/command.ts';
import { CLASSIFICATION_FOLDER, TEMPLATES_FOLDER } from '../support/folders.ts';

test.each([
  ['shanghai-unit-2026', 'title: "上海市区级单位预算公开（2026年）"'],
  ['putuo', 'title: "上海市区级单位预算公开（2025年）（修订）"'],
])('the title of %s', async (name, title) => {
  await inTemporaryFolder(async (templates) => {
    await cp(TEMPLATES_FOLDER, templates, { recursive: true });
    const folders = { templates, templatesLabel: 'templates', classification: CLASSIFICATION_FOLDER };
    expect((await newPack(folders, name, 'shanghai-unit-2025')).findings).toEqual([]);
    expect((await readFile(join(templates, name, 'pack.yaml'), 'utf8')).split('\n')).toContain(title);
  });
});
