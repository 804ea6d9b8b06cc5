import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { ensureStored } from '../../src/files/stored-file.ts';

let folder: string;
let made: number;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yugong-test-'));
  made = 0;
});

afterEach(() => rm(folder, { recursive: true }));

async function store(): Promise<string> {
  const path = await ensureStored(join(folder, 'face.ttf'), async (temporary) => {
    made++;
    await writeFile(temporary, 'whole');
  });
  return readFile(path, 'utf8');
}

test('makes the file once and keeps it', async () => {
  expect(await store()).toBe('whole');
  expect(await store()).toBe('whole');
  expect(made).toBe(1);
});

test.each(['who', 'wh0le', ''])('makes it again when it became “%s”', async (damaged) => {
  await store();
  await writeFile(join(folder, 'face.ttf'), damaged);
  expect(await store()).toBe('whole');
  expect(made).toBe(2);
});

test('keeps a file that was only touched', async () => {
  await store();
  await utimes(join(folder, 'face.ttf'), 1, 1);
  await store();
  expect(made).toBe(1);
});

test('makes it again when its record is missing or nonsense', async () => {
  await store();
  await writeFile(join(folder, 'face.ttf.record.json'), '{');
  await store();
  await rm(join(folder, 'face.ttf.record.json'));
  await store();
  expect(made).toBe(3);
});

test('several at once leave one whole file and nothing else', async () => {
  expect(await Promise.all(Array.from({ length: 8 }, store))).toEqual(Array(8).fill('whole'));
  expect((await readdir(folder)).sort()).toEqual(['face.ttf', 'face.ttf.record.json']);
});

test('a failure leaves nothing behind', async () => {
  const failing = ensureStored(join(folder, 'face.ttf'), async (temporary) => {
    await writeFile(temporary, 'hal');
    throw new Error('disk full');
  });
  await expect(failing).rejects.toThrow('disk full');
  expect(await readdir(folder)).toEqual([]);
});
