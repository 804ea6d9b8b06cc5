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

interface Node {
  readonly title?: string;
  readonly description?: string;
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Node>>;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly patternProperties?: Readonly<Record<string, Node>>;
  readonly additionalProperties?: Node | boolean;
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
}

/** Fields whose title or hover text is missing or not Chinese, by their place. */
function unexplained(root: Node): string[] {
  const isSaid = (text: string | undefined): boolean => /[\u4e00-\u9fff]/.test(text ?? '');
  const walk = (node: Node, at: string): string[] => [
    ...Object.entries(node.properties ?? {}).flatMap(([key, child]) => {
      const { title, description } = { ...root.$defs?.[child.$ref?.split('/').at(-1) ?? ''], ...child };
      const own = isSaid(title) && isSaid(description) ? [] : [`${at}.${key}`];
      return [...own, ...walk(child, `${at}.${key}`)];
    }),
    ...Object.values(node.patternProperties ?? {}).flatMap((child) => walk(child, `${at}.*`)),
    ...[node.items, node.additionalProperties, ...(node.anyOf ?? [])].flatMap((child) =>
      typeof child === 'object' ? walk(child, `${at}.*`) : [],
    ),
  ];
  const shared = Object.entries(root.$defs ?? {}).flatMap(([name, node]) => walk(node, `$defs.${name}`));
  return [...walk(root, ''), ...shared];
}

test.each(['unit', 'department', 'final', 'department-final'])(
  'every field of a %s file is explained in Chinese while it is typed',
  async (name) => {
    const schema: Node = JSON.parse(await readFile(join(FOLDER, `${name}.schema.json`), 'utf8'));
    expect(unexplained(schema)).toEqual([]);
    const planted = {
      ...schema,
      properties: { ...schema.properties, when: { title: '何时', description: 'When' } },
    };
    expect(unexplained(planted)).toEqual(['.when']);
  },
);

test.each([
  ['data/kuerle.yaml', 'unit'],
  ['data/finals/demo-final-2025.yaml', 'final'],
  ['data/finals/education/department.yaml', 'department-final'],
  ['data/demo/2025.yaml', 'unit'],
  ['data/demo/2024.yaml', 'unit'],
  ['data/departments/putuo-commerce-2025.yaml', 'department'],
])('%s names the schema of a %s in its first line', async (file, name) => {
  const [first = ''] = (await readFile(join(ROOT_FOLDER, file), 'utf8')).split('\n');
  const [, path] = /^# yaml-language-server: \$schema=(\S+)$/.exec(first) ?? [];
  expect(join(ROOT_FOLDER, file, '..', path ?? '')).toBe(join(FOLDER, `${name}.schema.json`));
});
