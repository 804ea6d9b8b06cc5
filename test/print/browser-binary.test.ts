import { mkdtemp, open, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { findBrowser } from '../../src/print/browser-binary.ts';
import { installedPlaces } from '../../src/print/installed-browsers.ts';

let cache: string;

beforeAll(async () => {
  cache = await mkdtemp(join(tmpdir(), 'yugong-test-'));
});

afterAll(() => rm(cache, { recursive: true }));

const embeddable = process.platform === 'linux' && process.arch === 'x64' ? describe : describe.skip;

embeddable('the embedded browser', () => {
  const find = (thorough = false) => findBrowser({ environment: { YUGONG_CACHE: cache }, thorough });

  test('is unpacked for this user alone and answers', async () => {
    const { value, findings } = await find();
    expect(findings).toEqual([]);
    expect(value).toMatchObject({ origin: 'embedded', path: join(cache, 'headless-shell-153.0.0') });
    expect(value?.version).toMatch(/^Chromium \d+\./);
    expect((await stat(value!.path)).mode & 0o777).toBe(0o700);
  });

  test('is replaced when it was cut short', async () => {
    const { value } = await find();
    const { size } = await stat(value!.path);
    await truncate(value!.path, size - 1000);
    await find();
    expect((await stat(value!.path)).size).toBe(size);
  });

  test('is replaced when a byte of it was changed', async () => {
    const { value } = await find();
    const before = await readAt(value!.path, 1_000_000);
    const handle = await open(value!.path, 'r+');
    await handle.write(Buffer.from([before ^ 0xff]), 0, 1, 1_000_000);
    await handle.close();
    await find();
    expect(await readAt(value!.path, 1_000_000)).toBe(before);
  });

  test('is not used from a folder others can write to', async () => {
    const { value, findings } = await findBrowser({ environment: { YUGONG_CACHE: tmpdir(), PATH: '' } });
    expect(value?.origin).not.toBe('embedded');
    if (value === null) expect(findings[0]?.code).toBe('P02');
  });
});

describe('finding a browser', () => {
  test('PUPPETEER_EXECUTABLE_PATH wins', async () => {
    const program = join(cache, 'my-browser');
    await writeFile(program, '#!/bin/sh\necho "My Browser 1.0"\n', { mode: 0o700 });
    const { value } = await findBrowser({ environment: { PUPPETEER_EXECUTABLE_PATH: program } });
    expect(value).toMatchObject({ path: program, origin: 'environment' });
  });

  test('a wrong PUPPETEER_EXECUTABLE_PATH is an error, not passed over', async () => {
    const { value, findings } = await findBrowser({
      environment: { PUPPETEER_EXECUTABLE_PATH: '/nowhere/chrome' },
    });
    expect(value).toBeNull();
    expect(findings[0]).toMatchObject({ code: 'P01', severity: 'error' });
    expect(findings[0]?.message).toContain('/nowhere/chrome');
  });

  test('none at all is P01 with a remedy', async () => {
    const { value, findings } = await findBrowser({
      environment: { PUPPETEER_CACHE_DIR: cache },
      platform: 'win32',
      architecture: 'arm64',
    });
    expect(value).toBeNull();
    expect(findings.map(({ code }) => code)).toEqual(['P01']);
    expect(findings[0]?.hint).toContain('Edge');
  });

  test('looks in the usual places of each system', () => {
    expect(installedPlaces('linux', { PATH: '/usr/local/bin' })).toContain('/usr/local/bin/google-chrome');
    expect(installedPlaces('darwin', {})[0]).toBe(
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    );
    expect(installedPlaces('win32', { PROGRAMFILES: 'C:\\Program Files' })[1]).toMatch(/msedge\.exe$/);
  });
});

async function readAt(path: string, position: number): Promise<number> {
  return (await readFile(path))[position]!;
}
