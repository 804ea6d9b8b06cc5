import { chmod, mkdir, mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { cacheFolderPath, openCacheFolder } from '../../src/files/cache-folder.ts';
import { prepareFonts } from '../../src/fonts/fonts.ts';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'yugong-test-'));
});

afterEach(() => rm(root, { recursive: true }));

test('the place follows the system, and YUGONG_CACHE wins', () => {
  expect(cacheFolderPath({ XDG_CACHE_HOME: '/var/c' }, 'linux')).toBe('/var/c/yugong');
  expect(cacheFolderPath({}, 'darwin')).toMatch(/Library\/Caches\/yugong$/);
  expect(cacheFolderPath({ LOCALAPPDATA: '/local' }, 'win32')).toBe(join('/local', 'yugong'));
  expect(cacheFolderPath({ YUGONG_CACHE: '/data/y', XDG_CACHE_HOME: '/var/c' }, 'linux')).toBe('/data/y');
});

const posix = process.getuid === undefined ? describe.skip : describe;

posix('the cache folder', () => {
  test('is made for this user alone', async () => {
    const path = join(root, 'a', 'yugong');
    expect((await openCacheFolder(path)).value).toBe(path);
    expect((await stat(path)).mode & 0o777).toBe(0o700);
  });

  test.each([0o770, 0o702, 0o777])('is refused when others may write to it (%o)', async (mode) => {
    const path = join(root, 'open');
    await mkdir(path);
    await chmod(path, mode);
    const { value, findings } = await openCacheFolder(path);
    expect(value).toBeNull();
    expect(findings[0]).toMatchObject({ code: 'P02', severity: 'error' });
    expect(findings[0]?.message).toContain('允许其他用户写入');
    expect((await prepareFonts({ fonts: 'bundled', cacheFolder: path })).findings[0]?.code).toBe('P02');
  });

  test('is refused when a link leads to an open folder', async () => {
    await mkdir(join(root, 'target'));
    await chmod(join(root, 'target'), 0o777);
    await symlink(join(root, 'target'), join(root, 'link'));
    expect((await openCacheFolder(join(root, 'link'))).value).toBeNull();
  });

  test('is refused when it cannot be made', async () => {
    await writeFile(join(root, 'file'), '');
    expect((await openCacheFolder(join(root, 'file', 'yugong'))).findings[0]?.code).toBe('P02');
  });
});
