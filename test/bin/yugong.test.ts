import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { appendFile, cp, mkdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { temporaryFolder } from '../support/command.ts';
import { ROOT_FOLDER } from '../support/folders.ts';

/** A program of three files: what starts it, and not what it does, is looked at. */
const SMALL: Readonly<Record<string, string>> = {
  'main.ts': `import { describe } from './program.ts';
import { listRules } from './rules-command.ts';

if (process.argv[2] === 'rules') listRules();
else describe();
`,
  'program.ts': `import { Command } from 'commander';

export function describe(): void {
  const program: Command = new Command('yugong').description('小样');
  console.log(\`用法： yugong\\n\${program.description()}\`);
}
`,
  'rules-command.ts': `export function listRules(): void {
  console.log('B01');
}
`,
};

/** A copy of the program, its packages by links, with a cache of its own; who works on it takes his turn. */
class Project {
  readonly path: string;
  readonly cache: string;
  readonly #isSmall: boolean;
  #last: Promise<void> = Promise.resolve();

  constructor(path: string, { isSmall }: { readonly isSmall: boolean }) {
    this.path = path;
    this.#isSmall = isSmall;
    this.cache = join(path, 'node_modules', '.cache', 'yugong');
  }

  async make(): Promise<void> {
    for (const name of [
      'bin',
      'package.json',
      'package-lock.json',
      ...(this.#isSmall ? [] : ['src', 'checks']),
    ]) {
      await cp(join(ROOT_FOLDER, name), join(this.path, name), { recursive: true });
    }
    if (this.#isSmall) {
      const folder = join(this.path, 'src', 'cli');
      await mkdir(folder, { recursive: true });
      for (const [name, text] of Object.entries(SMALL)) await writeFile(join(folder, name), text);
    }
    const modules = join(this.path, 'node_modules');
    await mkdir(modules);
    for (const name of readdirSync(join(ROOT_FOLDER, 'node_modules'))) {
      if (name !== '.cache') await symlink(join(ROOT_FOLDER, 'node_modules', name), join(modules, name));
    }
  }

  /** What a test does with it, after those that stand before; those of other copies go on beside it. */
  inTurn(work: () => Promise<void>): () => Promise<void> {
    return () => {
      const done = this.#last.then(work);
      this.#last = done.catch(() => {});
      return done;
    };
  }

  run(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
    const { NODE_OPTIONS: _, ...env } = process.env;
    return new Promise((resolve) => {
      execFile(
        process.execPath,
        [join(this.path, 'bin', 'yugong.js'), ...args],
        { env },
        (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
      );
    });
  }

  kept(): string[] {
    return existsSync(this.cache) ? readdirSync(this.cache) : [];
  }

  async change(text: string): Promise<void> {
    const file = join(this.path, 'src', 'cli', 'program.ts');
    const source = await readFile(file, 'utf8');
    await writeFile(file, source.replace(/\.description\('[^']*'\)/, `.description('${text}')`));
  }
}

const root = temporaryFolder();
const whole = new Project(join(root.path, 'whole'), { isSmall: false });
const renewed = new Project(join(root.path, 'renewed'), { isSmall: true });
const broken = new Project(join(root.path, 'broken'), { isSmall: true });

beforeAll(() => Promise.all([whole, renewed, broken].map((project) => project.make())));
afterAll(() => root.remove());

test.concurrent(
  'the program is put together once',
  whole.inTurn(async () => {
    const first = await whole.run('--help');
    expect(first.code).toBe(0);
    expect(first.stdout).toContain('用法： yugong');
    expect(whole.kept()).toHaveLength(1);
    const second = await whole.run('--help');
    expect(second).toEqual({ ...first, stderr: '' });
    expect(whole.kept()).toHaveLength(1);
  }),
);

test.concurrent(
  'where nothing can be kept the source runs',
  broken.inTurn(async () => {
    await mkdir(dirname(broken.cache), { recursive: true });
    await writeFile(broken.cache, 'a file in the place of the folder');
    await broken.change('没有缓存也运行');
    const { code, stdout } = await broken.run('--help');
    expect(code).toBe(0);
    expect(stdout).toContain('没有缓存也运行');
    await rm(broken.cache);
  }),
);

test.concurrent(
  'processes that start side by side leave one whole program',
  renewed.inTurn(async () => {
    const runs = await Promise.all(Array.from({ length: 4 }, () => renewed.run('--help')));
    for (const { code, stdout } of runs) {
      expect(code).toBe(0);
      expect(stdout).toContain('用法： yugong');
    }
    expect(renewed.kept().filter((name) => name.endsWith('.tmp'))).toEqual([]);
    expect(renewed.kept()).toHaveLength(1);
  }),
);

test.concurrent(
  'a change of the source counts at once, an old program is removed after a week',
  renewed.inTurn(async () => {
    await renewed.run('--help');
    const [before] = renewed.kept();
    await renewed.change('改过的程序');
    const old = new Date(Date.now() - 8 * 86_400_000);
    await utimes(join(renewed.cache, before!), old, old);
    expect((await renewed.run('--help')).stdout).toContain('改过的程序');
    expect(renewed.kept()).toHaveLength(1);
    expect(renewed.kept()).not.toContain(before);

    for (let number = 0; number < 20; number++) {
      const name = String(number).padStart(24, '0');
      const made = new Date(Date.now() - (number + 1) * 60_000);
      await mkdir(join(renewed.cache, name));
      await utimes(join(renewed.cache, name), made, made);
    }
    await renewed.change('又改过的程序');
    expect((await renewed.run('--help')).stdout).toContain('又改过的程序');
    expect(renewed.kept()).toHaveLength(13);
    expect(renewed.kept()).toContain('0'.repeat(24));
    expect(renewed.kept()).not.toContain('19'.padStart(24, '0'));
  }),
);

test.concurrent(
  'data beside the source is found, and the exit code is the program’s',
  whole.inTurn(async () => {
    const missing = await whole.run('check', join(whole.path, 'no-such-unit.yaml'));
    expect(missing.code).toBe(2);
    expect(missing.stderr).toContain('no-such-unit.yaml');
    expect((await whole.run('rules')).code).toBe(0);
  }),
);

test.concurrent(
  'a damaged program is not used, and made anew',
  whole.inTurn(async () => {
    await whole.run('--help');
    const main = join(whole.cache, whole.kept()[0]!, 'main.cjs');
    const text = await readFile(main, 'utf8');
    // What is left of the last one is a program that does nothing.
    for (const left of [text.slice(0, text.length / 2), text.slice(0, text.indexOf('\n'))]) {
      await writeFile(main, left);
      for (let time = 0; time < 2; time++) {
        const { code, stdout } = await whole.run('--help');
        expect(code).toBe(0);
        expect(stdout).toContain('用法： yugong');
      }
      expect(await readFile(main, 'utf8')).toBe(text);
    }
  }),
);

test.concurrent(
  'what V8 compiled is kept for each command, and used where it is whole',
  whole.inTurn(async () => {
    await whole.run('rules');
    const folder = join(whole.cache, whole.kept()[0]!);
    const codes = () => readdirSync(folder).filter((name) => /^rules-\d+\.code$/.test(name));
    expect(codes()).toHaveLength(1);
    const code = join(folder, codes()[0]!);
    const made = await readFile(code);
    // It says how many runs have added to it, behind its checksum; a later run leaves it.
    expect(made[4]).toBeGreaterThan(0);
    for (let run = made[4]!; run < 4; run++) await whole.run('rules');
    const settled = await readFile(code);
    expect(settled[4]).toBe(4);
    await whole.run('rules');
    expect((await readFile(code)).equals(settled)).toBe(true);

    const damaged = Buffer.from(settled);
    damaged[damaged.length - 1000]! ^= 0xff;
    await writeFile(code, damaged);
    expect((await whole.run('rules')).code).toBe(0);
    expect((await readFile(code))[4]).toBe(1);
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  }),
);

test.concurrent(
  'a fault in the program is told with the line of its source',
  renewed.inTurn(async () => {
    const file = join(renewed.path, 'src', 'cli', 'rules-command.ts');
    const source = await readFile(file, 'utf8');
    await writeFile(
      file,
      source.replace(/(export (?:async )?function \w+\([^{]*\{\n)/, "$1  throw new Error('planted');\n"),
    );
    const { code, stderr } = await renewed.run('rules', '--debug');
    await writeFile(file, source);
    expect(code).not.toBe(0);
    expect(stderr).toMatch(/planted[\s\S]*rules-command\.ts:\d+/);
  }),
);

test.concurrent(
  'a fault in the source is not hidden by an older program',
  broken.inTurn(async () => {
    await broken.run('--help');
    await appendFile(join(broken.path, 'src', 'cli', 'program.ts'), '\nconst = broken;\n');
    expect((await broken.run('--help')).code).not.toBe(0);
  }),
);
