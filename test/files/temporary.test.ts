import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { ownerMark } from '../../src/files/owner-mark.ts';
import { ensureStored } from '../../src/files/stored-file.ts';
import { removeLeftovers, stageFile, temporaryPath } from '../../src/files/temporary.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yugong-test-'));
});

afterEach(() => rm(folder, { recursive: true }));

const dead = (): string => ownerMark(spawnSync(process.execPath, ['-e', '']).pid);
const leftover = (target: string, mark: string): string => `.${target}.${mark}.0123456789abcdef.tmp`;

test('what was there stays until the new file is put into its place', async () => {
  const path = join(folder, 'a.txt');
  await writeFile(path, 'old');
  const staged = await stageFile(path, (temporary) => writeFile(temporary, 'new'));
  expect(await readFile(path, 'utf8')).toBe('old');
  await staged.commit();
  await staged.discard();
  expect(await readFile(path, 'utf8')).toBe('new');
  expect(await readdir(folder)).toEqual(['a.txt']);
});

test('a file that is not wanted any more, or could not be made, leaves nothing', async () => {
  const path = join(folder, 'a.txt');
  await (await stageFile(path, (temporary) => writeFile(temporary, 'new'))).discard();
  const failing = stageFile(path, async (temporary) => {
    await writeFile(temporary, 'ha');
    throw new Error('disk full');
  });
  await expect(failing).rejects.toThrow('disk full');
  expect(await readdir(folder)).toEqual([]);
});

test('only what a dead process of this machine left is taken for left behind', async () => {
  const kept = [
    leftover('b.pdf', ownerMark()),
    leftover('b.pdf', '00000000.1'),
    '.b.pdf.tmp',
    'b.pdf',
    temporaryPath('x/b.pdf').slice(2),
  ];
  for (const name of [...kept, leftover('b.pdf', dead()), leftover('c.pdf', dead())])
    await writeFile(join(folder, name), '');
  await removeLeftovers(folder, ({ isDead, target }) => isDead && target === 'b.pdf');
  const left = await readdir(folder);
  expect(left.filter((name) => !kept.includes(name))).toEqual([expect.stringMatching(/^\.c\.pdf\./)]);
  expect(left).toHaveLength(kept.length + 1);
});

test('a store is rid of what killed runs left in it when it next keeps a file', async () => {
  await writeFile(join(folder, leftover('face.ttf', dead())), 'half');
  await ensureStored(join(folder, 'face.ttf'), (temporary) => writeFile(temporary, 'whole'));
  expect((await readdir(folder)).sort()).toEqual(['face.ttf', 'face.ttf.record.json']);
});
