import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { checkPack } from '../../src/kit/check-pack.ts';
import { newPack } from '../../src/kit/new-pack.ts';
import { loadPack } from '../../src/pack/load-pack.ts';
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

test('a pack for the next year: code lists, settings and files say that year, all else is inherited', async () => {
  await inTemporaryFolder(async (templates) => {
    await cp(TEMPLATES_FOLDER, templates, { recursive: true });
    const folder = join(templates, 'district-2025');
    await mkdir(join(folder, 'partials'), { recursive: true });
    await writeFile(
      join(folder, 'pack.yaml'),
      `extends: shanghai-unit-2025
title: 某区单位预算公开（2025年）
documentTitle: "{{unit.name}}2025年预算"
change:
  default: { equal: 2025年与2024年持平 }
`,
    );
    await writeFile(
      join(folder, 'partials/note.hbs'),
      '2025年按照《办法（2025年修订）》编制，自2019年起执行。',
    );
    const folders = { templates, templatesLabel: 'templates', classification: CLASSIFICATION_FOLDER };
    const { value, findings } = await newPack(folders, 'district-2026', 'district-2025');
    expect(findings).toEqual([]);
    expect(value!.map((file) => file.slice(templates.length + 1))).toEqual([
      'district-2026/pack.yaml',
      'district-2026/partials/note.hbs',
    ]);
    const { value: pack } = await loadPack(templates, 'district-2026', 'templates');
    expect(pack!.settings).toMatchObject({
      title: '某区单位预算公开（2026年）',
      classification: '2026',
      documentTitle: '{{unit.name}}2026年预算',
      change: { default: { equal: '2026年与2025年持平' } },
    });
    expect(pack!.templates.get('partials/note')!.text).toBe(
      '2026年按照《办法（2025年修订）》编制，自2019年起执行。',
    );
  });
});

test('the code lists stay where the new year has none', async () => {
  await inTemporaryFolder(async (templates) => {
    await cp(TEMPLATES_FOLDER, templates, { recursive: true });
    const folders = { templates, templatesLabel: 'templates', classification: CLASSIFICATION_FOLDER };
    await newPack(folders, 'xinjiang-2031', 'xinjiang-2025');
    const { value } = await loadPack(templates, 'xinjiang-2031', 'templates');
    expect(value!.settings).toMatchObject({
      classification: '2025',
      title: '新疆维吾尔自治区单位预算公开（2031年）',
    });
    const errors = (await checkPack(templates, 'xinjiang-2031', 'templates')).findings.filter(
      ({ severity }) => severity === 'error',
    );
    expect(errors).toEqual([]);
  });
});
