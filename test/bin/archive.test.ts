import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, jest, test } from '@jest/globals';
import { run, temporaryFolder } from '../support/command.ts';
import { makeEmptyRoot, runInRoot, whyNoRoot } from '../support/empty-root.ts';
import { ROOT_FOLDER } from '../support/folders.ts';

// A hundred and sixty megabytes are packed, unpacked and tried.
jest.setTimeout(900_000);

const folder = temporaryFolder();
afterAll(() => folder.remove());

/** What a command that goes well prints; anything else is thrown. */
async function called([command, ...args]: readonly [string, ...string[]], cwd: string): Promise<string> {
  const { stdout, stderr } = await promisify(execFile)(command, args, { cwd });
  expect(stderr).toBe('');
  return stdout;
}

const why = whyNoRoot();
if (why !== null) process.stderr.write(`skipped: the bundle in an empty root (${why})\n`);
const inRoot = why === null ? test : test.skip;

inRoot(
  'unpacked where nothing is installed, without a network, it renders the sample as a checkout does',
  async () => {
    const root = join(folder.path, 'root');
    makeEmptyRoot(root);
    expect((await runInRoot(root, 'node --version')).code).toBe(127);

    // The checkout does it meanwhile.
    const out = join(folder.path, 'out');
    const formats = ['--fonts', 'bundled', '--format', 'pdf,html,txt,xlsx,csv'];
    const here = run(['render', 'data/kuerle.yaml', '--out', out, ...formats]);

    const pack = [process.execPath, 'bin/archive.js', '--out', folder.path, '--level', '1'] as const;
    const made = await called(pack, ROOT_FOLDER);
    const [archive] = readdirSync(folder.path).filter((file) => file.endsWith('.tar.gz'));
    expect(statSync(join(folder.path, archive!)).size).toBeLessThan(200e6);
    expect(made).toContain(readFileSync(join(folder.path, `${archive}.sha256`), 'utf8').slice(0, 64));

    const place = join(root, 'opt', '预公 试用');
    mkdirSync(place, { recursive: true });
    const top = join(place, archive!.slice(0, -'.tar.gz'.length));
    await Promise.all([
      called(['sha256sum', '-c', `${archive}.sha256`], folder.path),
      called(['tar', '-xzf', join(folder.path, archive!), '-C', place], folder.path),
    ]);
    const sums = called(['sha256sum', '-c', '--quiet', 'SHA256SUMS'], top);

    const yugong = '"/opt/预公 试用"/*/yugong';
    const sample = '"/opt/预公 试用"/*/program/data/kuerle.yaml';
    const { code, text } = await runInRoot(
      root,
      `cd /home && ${yugong} render ${sample} --out /home/out --fonts bundled --format pdf,html,txt,xlsx,csv`,
    );
    expect(text).toContain('✓');
    expect(code).toBe(0);

    expect((await here).code).toBe(0);
    await sums;
    const files = readdirSync(out, { recursive: true, withFileTypes: true, encoding: 'utf8' })
      .filter((entry) => entry.isFile() && entry.name !== 'manifest.json')
      .map((entry) => join(entry.parentPath, entry.name).slice(out.length + 1));
    expect(files.length).toBeGreaterThan(4);
    const other = files.filter(
      (file) => !readFileSync(join(out, file)).equals(readFileSync(join(root, 'home', 'out', file))),
    );
    expect(other).toEqual([]);

    // What reads PDFs, writes workbooks and talks to an engine is there too.
    const more = [
      ['doctor', 0],
      ['diff /home/out/kuerle.pdf /home/out/kuerle.txt', null],
      ['workbook /home/form.xlsx --template xinjiang-2025', 0],
      ['worker --queue redis://127.0.0.1:1', 3],
      ['--version', 0],
    ] as const;
    const results = await Promise.all(
      more.map(([command]) => runInRoot(root, `cd /home && ${yugong} ${command}`)),
    );
    for (const [index, [command, expected]] of more.entries()) {
      const result = results[index]!;
      expect(`${command}: ${result.text}`).not.toMatch(/程序内部出错|Cannot find|ERR_/);
      if (expected !== null)
        expect(`${command}: ${result.code}\n${result.text}`).toContain(`${command}: ${expected}\n`);
    }
  },
);
