import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { temporaryFolder } from '../support/command.ts';
import { DATA_FOLDER, TEMPLATES_FOLDER } from '../support/folders.ts';
import { runHere } from '../support/run-here.ts';

const folder = temporaryFolder();
afterAll(() => folder.remove());

test('where the pack masks personal data, the review site, the check and the files have none', async () => {
  const templates = join(folder.path, 'templates');
  cpSync(TEMPLATES_FOLDER, templates, { recursive: true });
  mkdirSync(join(templates, 'masked'));
  writeFileSync(
    join(templates, 'masked', 'pack.yaml'),
    'extends: xinjiang-2025\ntitle: 遮盖\nchecks: {redact: true}\n',
  );
  const file = join(folder.path, 'unit.yaml');
  const sample = readFileSync(join(DATA_FOLDER, 'kuerle.yaml'), 'utf8')
    .replace('xinjiang-2025', 'masked')
    .replace('[办公室,', '[办公室李甲乙139-1111-2222,')
    .replace(/^date: /m, 'codeNames: {2010350: 运行（0086 13911112222）}\ndate: ');
  expect(sample.match(/1111/g)).toHaveLength(2);
  writeFileSync(file, sample);
  const out = join(folder.path, 'out');
  const options = ['--templates', templates];
  const said = [
    await runHere(['review', file, '--out', out, ...options]),
    await runHere(['check', file, ...options]),
    await runHere(['render', file, '--out', out, '--format', 'html,txt,csv,xlsx', ...options]),
  ].map(({ stdout, stderr }) => stdout + stderr);
  const files = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((name) => /\.\w+$/.test(name));
  expect(files).toEqual(expect.arrayContaining(['unit.txt', 'review/index.html']));
  const texts = files.map((name): [string, string] => [name, readFileSync(join(out, name), 'latin1')]);
  for (const [name, text] of [...texts, ...said.map((each): [string, string] => ['said', each])])
    expect([name, /139-?1111-?2222/.test(text)]).toEqual([name, false]);
  expect(readFileSync(join(out, 'unit.txt'), 'utf8')).toContain('139-****-2222');
});
