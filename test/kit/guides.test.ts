import { existsSync } from 'node:fs';
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

/** The sections of a README, each with what stays the same in another language. */
async function sectionsOf(name: string) {
  const text = await readFile(join(ROOT_FOLDER, name), 'utf8');
  const blocks = /```.*?```/gs;
  // A mark of a heading inside a block of code is none.
  const parts = text.replace(blocks, (block) => block.replaceAll('\n#', '\n·')).split(/^(?=#{1,3} )/m);
  const all = (part: string, pattern: RegExp) => [...new Set(part.match(pattern) ?? [])].sort();
  return parts.map((part) => ({
    level: /^#+/.exec(part)?.[0],
    commands: all(part.replaceAll(/--silent /g, ''), /(?<=`|\n|&& )(?:npm run|npx yugong|npm) [a-z][\w:-]*/g),
    options: all(part, /(?<![\w-])--[a-z][a-z-]+/g),
    links: all(part, /(?<=\]\()[^)#]+/g)
      .map((link) => link.replace('.en.md', '.md'))
      .filter((link) => !link.startsWith('README'))
      .sort(),
    blocks: part.match(blocks)?.length ?? 0,
    rows: part.match(/^\|/gm)?.length ?? 0,
    steps: part.match(/^\d+\. /gm)?.length ?? 0,
    points: part.match(/^- /gm)?.length ?? 0,
  }));
}

test('both READMEs have the same sections with the same commands, options, links, tables and steps', async () => {
  expect(await sectionsOf('README.zh-CN.md')).toEqual(await sectionsOf('README.md'));
});

test('READMEs name no command and no page that is not there', async () => {
  const { scripts } = JSON.parse(await readFile(join(ROOT_FOLDER, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const text = await readFile(join(ROOT_FOLDER, 'README.zh-CN.md'), 'utf8');
  for (const [, name] of text.matchAll(/npm run (?:--silent )?([a-z][\w:-]*)/g))
    expect({ name, isThere: Object.hasOwn(scripts, name!) }).toEqual({ name, isThere: true });
  for (const [, link] of text.matchAll(/\]\((?!http)([^)#]+)/g))
    expect({ link, isThere: existsSync(join(ROOT_FOLDER, link!)) }).toEqual({ link, isThere: true });
});
