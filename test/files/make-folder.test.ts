import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { openOutputFolder } from '../../bin/output-folder.js';
import { lockOutput } from '../../src/batch/output-lock.ts';
import { makeFolder } from '../../src/files/make-folder.ts';
import { writeOutputFiles } from '../../src/files/output-files.ts';
import { temporaryFolder } from '../support/command.ts';
import { ROOT } from '../support/sample.ts';

const folder = temporaryFolder();
const inFolder = (...names: string[]): string => join(folder.path, ...names);
afterAll(() => folder.remove());

test('what is missing above it is made, what is there is left alone', async () => {
  await makeFolder(inFolder('公开', '2025', '单位'), 0o700);
  expect(statSync(inFolder('公开', '2025')).mode & 0o777).toBe(0o700);
  writeFileSync(inFolder('公开', '2025', '单位', 'a.txt'), '');
  await makeFolder(inFolder('公开', '2025', '单位'));
  expect(statSync(inFolder('公开', '2025', '单位', 'a.txt')).isFile()).toBe(true);
});

test('two may make it at once', async () => {
  await Promise.all(Array.from({ length: 8 }, () => makeFolder(inFolder('both', 'of', 'them'))));
  expect(statSync(inFolder('both', 'of', 'them')).isDirectory()).toBe(true);
});

writeFileSync(inFolder('file'), '');
mkdirSync(inFolder('links'));
symlinkSync(inFolder('links', 'a'), inFolder('links', 'b'));
symlinkSync(inFolder('links', 'b'), inFolder('links', 'a'));

// Where the system has them: folders that take no folder, and a device in place of one.
const ofLinux: [string, string, string][] =
  process.platform === 'linux'
    ? [
        ['one that takes none', '/proc/x', '这里不能新建文件夹'],
        ['below one that takes none', '/proc/x/y/z', '这里不能新建文件夹'],
        ['below a device', '/dev/null/x', '路径中有一段是文件，不是文件夹'],
      ]
    : [];

describe.each([
  ...ofLinux,
  ['a file in its place', inFolder('file'), '路径中有一段是文件，不是文件夹'],
  ['a file above it', inFolder('file', 'x'), '路径中有一段是文件，不是文件夹'],
  ['links in a ring', inFolder('links', 'a', 'x'), '路径中的链接绕成了圈'],
  ['a name too long', inFolder('长'.repeat(200)), '文件夹或文件的名称太长'],
  ['a character that no name has', inFolder('a\0b'), '路径中有不能用在名称里的字符'],
])('an output folder that cannot be made: %s', (_, path, cause) => {
  test('files, locks and the bundle tell it at once, with path, cause and remedy', async () => {
    const file = join(path, 'kuerle.txt');
    const outcomes = [
      [file, await writeOutputFiles([{ path: file, content: '' }])],
      [path, await lockOutput(path, null)],
    ] as const;
    for (const [told, { value, findings }] of outcomes) {
      expect(value).toBeNull();
      expect(findings.map(({ code, severity, message }) => [code, severity, message])).toEqual([
        ['O01', 'error', `无法写出 ${told}：${cause}。原有文件没有改动。`],
      ]);
      expect(findings[0]!.hint).toContain('--out');
    }
    expect(openOutputFolder(path)).toMatch(
      /^无法写到 .*（E\w+）。检查文件夹权限，或用 --out 换一个文件夹。$/,
    );
  });
});

test('the folder of a bundle is left as it was', () => {
  expect(openOutputFolder(inFolder('bundles', 'of', 'today'))).toBeNull();
  expect(statSync(inFolder('bundles', 'of', 'today')).isDirectory()).toBe(true);
});

test('no other file of the program makes folders in the way that may never end', () => {
  const source = join(ROOT, 'src');
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  expect(files.length).toBeGreaterThan(500);
  const making = files.filter((file) => /\bmkdir(?:Sync)?\(/.test(readFileSync(join(source, file), 'utf8')));
  expect(making).toEqual([join('files', 'make-folder.ts')]);
});
