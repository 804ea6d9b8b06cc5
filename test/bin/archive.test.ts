import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, jest, test } from '@jest/globals';
import { run, temporaryFolder } from '../support/command.ts';
import { makeEmptyRoot, runInRoot, whyNoRoot } from '../support/empty-root.ts';
import { ROOT_FOLDER } from '../support/folders.ts';

// A hundred and sixty megabytes are packed, unpacked and tried.
jest.setTimeout(900_000);

const folder = temporaryFolder();
afterAll(() => folder.remove());

const why = whyNoRoot();
if (why !== null) process.stderr.write(`skipped: the bundle in an empty root (${why})\n`);
const inRoot = why === null ? test : test.skip;

inRoot(
  'unpacked where nothing is installed, without a network, it renders the sample as a checkout does',
  async () => {
    const root = join(folder.path, 'root');
    makeEmptyRoot(root);
    expect(runInRoot(root, 'node --version').code).toBe(127);

    const made = spawnSync(process.execPath, ['bin/archive.js', '--out', folder.path, '--level', '1'], {
      cwd: ROOT_FOLDER,
      encoding: 'utf8',
    });
    expect(made.stderr).toBe('');
    const [archive] = readdirSync(folder.path).filter((file) => file.endsWith('.tar.gz'));
    expect(statSync(join(folder.path, archive!)).size).toBeLessThan(200e6);
    const sums = spawnSync('sha256sum', ['-c', `${archive}.sha256`], { cwd: folder.path });
    expect(sums.status).toBe(0);
    expect(made.stdout).toContain(readFileSync(join(folder.path, `${archive}.sha256`), 'utf8').slice(0, 64));

    const place = join(root, 'opt', '预公 试用');
    mkdirSync(place, { recursive: true });
    expect(spawnSync('tar', ['-xzf', join(folder.path, archive!), '-C', place]).status).toBe(0);
    const top = join(place, archive!.slice(0, -'.tar.gz'.length));
    expect(spawnSync('sha256sum', ['-c', '--quiet', 'SHA256SUMS'], { cwd: top }).status).toBe(0);

    const called = '"/opt/预公 试用"/*/yugong';
    const sample = '"/opt/预公 试用"/*/program/data/kuerle.yaml';
    const { code, text } = runInRoot(
      root,
      `cd /home && ${called} render ${sample} --out /home/out --fonts bundled --format pdf,html,txt,xlsx,csv`,
    );
    expect(text).toContain('✓');
    expect(code).toBe(0);

    const out = join(folder.path, 'out');
    const formats = ['--fonts', 'bundled', '--format', 'pdf,html,txt,xlsx,csv'];
    expect((await run(['render', 'data/kuerle.yaml', '--out', out, ...formats])).code).toBe(0);
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
    for (const [command, expected] of more) {
      const result = runInRoot(root, `cd /home && ${called} ${command}`);
      expect(`${command}: ${result.text}`).not.toMatch(/程序内部出错|Cannot find|ERR_/);
      if (expected !== null)
        expect(`${command}: ${result.code}\n${result.text}`).toContain(`${command}: ${expected}\n`);
    }
  },
);
