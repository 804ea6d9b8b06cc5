import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { appendFile, cp, mkdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { temporaryFolder } from '../support/command.ts';
import { ROOT_FOLDER } from '../support/folders.ts';

const project = temporaryFolder();
const modules = join(project.path, 'node_modules');
const cache = join(modules, '.cache', 'yugong');

/** A copy of the program, its packages by links, with a cache of its own. */
beforeAll(async () => {
  for (const name of ['src', 'bin', 'checks', 'package.json', 'package-lock.json']) {
    await cp(join(ROOT_FOLDER, name), join(project.path, name), { recursive: true });
  }
  await mkdir(modules);
  for (const name of readdirSync(join(ROOT_FOLDER, 'node_modules'))) {
    if (name !== '.cache') await symlink(join(ROOT_FOLDER, 'node_modules', name), join(modules, name));
  }
});

afterAll(() => project.remove());

async function run(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const { NODE_OPTIONS: _, ...env } = process.env;
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(project.path, 'bin', 'yugong.js'), ...args],
      { env },
      (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });
}

const kept = () => (existsSync(cache) ? readdirSync(cache) : []);

async function change(text: string): Promise<void> {
  const file = join(project.path, 'src', 'cli', 'program.ts');
  const source = await readFile(file, 'utf8');
  await writeFile(file, source.replace(/\.description\('[^']*'\)/, `.description('${text}')`));
}

test('the program is put together once', async () => {
  await rm(cache, { recursive: true, force: true });
  const first = await run('--help');
  expect(first.code).toBe(0);
  expect(first.stdout).toContain('用法： yugong');
  expect(kept()).toHaveLength(1);
  const second = await run('--help');
  expect(second).toEqual({ ...first, stderr: '' });
  expect(kept()).toHaveLength(1);
});

test('processes that start side by side leave one whole program', async () => {
  await rm(cache, { recursive: true, force: true });
  const runs = await Promise.all(Array.from({ length: 4 }, () => run('--help')));
  for (const { code, stdout } of runs) {
    expect(code).toBe(0);
    expect(stdout).toContain('用法： yugong');
  }
  expect(kept().filter((name) => name.endsWith('.tmp'))).toEqual([]);
  expect(kept()).toHaveLength(1);
});

test('a change of the source counts at once, an old program is removed after a week', async () => {
  await run('--help');
  const [before] = kept();
  await change('改过的程序');
  const old = new Date(Date.now() - 8 * 86_400_000);
  await utimes(join(cache, before!), old, old);
  expect((await run('--help')).stdout).toContain('改过的程序');
  expect(kept()).toHaveLength(1);
  expect(kept()).not.toContain(before);
});

test('data beside the source is found, and the exit code is the program’s', async () => {
  const missing = await run('check', join(project.path, 'no-such-unit.yaml'));
  expect(missing.code).toBe(2);
  expect(missing.stderr).toContain('no-such-unit.yaml');
  expect((await run('rules')).code).toBe(0);
});

test('a damaged program is not used, and made anew', async () => {
  await run('--help');
  const main = join(cache, kept()[0]!, 'main.js');
  const whole = await readFile(main, 'utf8');
  await writeFile(main, whole.slice(0, whole.length / 2));
  for (let time = 0; time < 2; time++) {
    const { code, stdout } = await run('--help');
    expect(code).toBe(0);
    expect(stdout).toContain('用法： yugong');
  }
  expect(await readFile(main, 'utf8')).toBe(whole);
});

test('where nothing can be kept the source runs', async () => {
  await rm(cache, { recursive: true, force: true });
  await mkdir(dirname(cache), { recursive: true });
  await writeFile(cache, 'a file in the place of the folder');
  await change('没有缓存也运行');
  const { code, stdout } = await run('--help');
  expect(code).toBe(0);
  expect(stdout).toContain('没有缓存也运行');
  await rm(cache);
});

test('a fault in the source is not hidden by an older program', async () => {
  await run('--help');
  await appendFile(join(project.path, 'src', 'cli', 'program.ts'), '\nconst = broken;\n');
  expect((await run('--help')).code).not.toBe(0);
});
