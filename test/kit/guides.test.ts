import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { unitFileText } from '../../src/cli/schema-command.ts';
import { unitFileSchema } from '../../src/kinds/unit-file.ts';
import { packSchema } from '../../src/pack/pack.ts';
import { pageSettings } from '../../src/pack/page-settings.ts';
import { ROOT_FOLDER } from '../support/folders.ts';

const read = (name: string): Promise<string> => readFile(join(ROOT_FOLDER, 'docs', name), 'utf8');

/** What the table of settings of a guide names. */
async function namedIn(guide: string, heading: string): Promise<string> {
  const text = await read(guide);
  const from = text.indexOf(heading);
  const rows = text.slice(from, text.indexOf('\n\n', text.indexOf('|', from)));
  return rows
    .split('\n')
    .map((row) => row.split('|')[1] ?? '')
    .join('\n');
}

test.each([
  ['templates.md', '## 设置（pack.yaml）'],
  ['templates.en.md', '## Settings (pack.yaml)'],
])('%s names all that pack.yaml may say', async (guide, heading) => {
  const named = await namedIn(guide, heading);
  for (const key of Object.keys(packSchema.shape).filter((each) => each !== 'page'))
    expect({ key, isNamed: named.includes(`\`${key}\``) }).toEqual({ key, isNamed: true });
  const page = pageSettings.shape;
  for (const key of Object.keys(page))
    expect({ key, isNamed: named.includes(`\`page.${key}\``) }).toEqual({ key, isNamed: true });
});

test('docs/unit-file.zh-CN.md is current (npm run schema)', async () => {
  const text = await read('unit-file.zh-CN.md');
  expect(text).toBe(await unitFileText());
  for (const key of Object.keys(unitFileSchema.shape)) expect(text).toContain(`\n## ${key} `);
  expect(text).toMatch(/\| `procurement\.reservedForMicro` .*\| xinjiang-2025 \|/);
});
