import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, expect, test } from '@jest/globals';
import { readBytes } from '../../src/source/read-text.ts';
import { temporaryFolder } from '../support/command.ts';

const root = temporaryFolder();
afterAll(() => root.remove());

test.each([0, 12, 1024 * 1024, 1024 * 1024 + 1])('a file of %d bytes comes whole', async (size) => {
  const path = join(root.path, `${size}.bin`);
  const content = Buffer.alloc(size, '库尔勒市');
  writeFileSync(path, content);
  const { bytes } = await readBytes(path);
  expect(content.equals(bytes!)).toBe(true);
});

test.each([
  ['nothing there', 'none.yaml', 'ENOENT'],
  ['a folder', 'folder', 'EISDIR'],
])('%s gives no bytes, and why', async (_, name, code) => {
  mkdirSync(join(root.path, 'folder'), { recursive: true });
  expect(await readBytes(join(root.path, name))).toEqual({ bytes: null, code });
});

test('a pipe that nobody writes to keeps nobody else waiting', async () => {
  const path = join(root.path, 'pipe.yaml');
  execFileSync('mkfifo', [path]);
  const read = readBytes(path);
  expect(await Promise.race([read, pause(50, 'still waiting')])).toBe('still waiting');
  writeFileSync(path, 'year: 2025\n');
  expect((await read).bytes?.toString()).toBe('year: 2025\n');
});
