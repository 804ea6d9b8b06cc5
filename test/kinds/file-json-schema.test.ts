import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { schemaTexts } from '../../src/cli/schema-command.ts';
import { ROOT_FOLDER } from '../support/folders.ts';

const FOLDER = join(ROOT_FOLDER, 'data', 'schema');
const SCHEMA = join(FOLDER, 'unit.schema.json');

test.each(await schemaTexts())('$name in data/schema is current (npm run schema)', async ({ name, text }) => {
  expect(await readFile(join(FOLDER, name), 'utf8')).toBe(text);
});

test('every field has a Chinese title, known codes their names', async () => {
  const schema = JSON.parse(await readFile(SCHEMA, 'utf8'));
  const untitled = Object.entries(schema.properties as Record<string, { title?: string; $ref?: string }>)
    .filter(([, { title, $ref }]) => title === undefined && $ref === undefined)
    .map(([name]) => name);
  expect(untitled).toEqual([]);
  expect(schema.properties.budget.properties['2010350'].title).toBe('事业运行');
  expect(schema.$defs.byEconomicCode.properties['30217'].title).toBe('公务接待费');
});

test.each([
  ['data/kuerle.yaml', 'unit'],
  ['data/demo/2025.yaml', 'unit'],
  ['data/demo/2024.yaml', 'unit'],
  ['data/departments/putuo-commerce-2025.yaml', 'department'],
])('%s names the schema of a %s in its first line', async (file, name) => {
  const [first = ''] = (await readFile(join(ROOT_FOLDER, file), 'utf8')).split('\n');
  const [, path] = /^# yaml-language-server: \$schema=(\S+)$/.exec(first) ?? [];
  expect(join(ROOT_FOLDER, file, '..', path ?? '')).toBe(join(FOLDER, `${name}.schema.json`));
});
