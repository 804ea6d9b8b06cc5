import { type ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { orphans } from '../../src/print/orphans.ts';
import { temporaryFolder } from '../support/command.ts';

const root = temporaryFolder();
const started: ChildProcess[] = [];
afterAll(() => {
  for (const child of started) {
    try {
      process.kill(-child.pid!, 'SIGKILL');
    } catch {
      // Nobody is left of it.
    }
  }
  root.remove();
});

/**
 * A program in a folder that waits, and starts a helper of itself in its own process group, as browsers do; the helper stops
 * itself, and starts nobody who would look like it.
 */
async function browserIn(folder: string, name: string, mark: string): Promise<[ChildProcess, number]> {
  mkdirSync(folder, { recursive: true });
  const program = join(folder, name);
  copyFileSync('/bin/bash', program);
  const child = spawn(
    program,
    ['-c', `"$0" -c 'kill -STOP $$; :' helper "${mark}" & echo $!; wait`, program],
    {
      detached: true,
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  started.push(child);
  const helper = await new Promise<number>((resolve) => {
    child.stdout!.once('data', (text) => resolve(Number.parseInt(String(text), 10)));
  });
  return [child, helper];
}

const onLinux = process.platform === 'linux' ? test : test.skip;

onLinux(
  'helpers of our own browser are orphans once it has ended, whatever their environment says',
  async () => {
    const cache = join(root.path, 'cache');
    const [dead, helper] = await browserIn(cache, 'headless-shell-1', '--type=renderer');
    const [living] = await browserIn(cache, 'headless-shell-1b', '--type=renderer');
    const [other] = await browserIn(cache, 'chromium', '--type=renderer');
    const [asked] = await browserIn(cache, 'headless-shell-2', '--version');
    process.kill(helper, 'SIGSTOP');
    expect(await orphans(cache)).toEqual([]);
    for (const each of [dead, other, asked]) {
      const ended = new Promise((resolve) => each.once('exit', resolve));
      each.kill('SIGKILL');
      await ended;
    }
    expect(await orphans(cache)).toEqual([helper]);
    expect(living.exitCode).toBeNull();
  },
);
