import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { isOfTheDead, ownerMark } from '../../src/files/owner-mark.ts';
import { PROFILE_VARIABLE, removeDeadProfiles } from '../../src/print/profile.ts';
import { temporaryFolder } from '../support/command.ts';

const root = temporaryFolder();
afterAll(() => root.remove());

/** The number of a process that has ended. */
const deadPid = (): number => spawnSync(process.execPath, ['-e', '']).pid;

function folderWith(names: readonly string[]): string {
  const folder = join(root.path, String(readdirSync(root.path).length));
  for (const name of names) mkdirSync(join(folder, name), { recursive: true });
  return folder;
}

test('only a process of this machine that has ended is dead', () => {
  expect(isOfTheDead(ownerMark())).toBe(false);
  expect(isOfTheDead(ownerMark(deadPid()))).toBe(true);
  expect(isOfTheDead(`00000000.${deadPid()}`)).toBe(false);
});

test('profiles of killed runs go; those of the living, of other machines and of others stay', async () => {
  const dead = ownerMark(deadPid());
  const kept = [
    `yugong-browser-${ownerMark()}-abcdef`,
    `yugong-browser-00000000.${deadPid()}-abcdef`,
    'yugong-browser-abcdef',
    `other-browser-${dead}-abcdef`,
  ];
  const folder = folderWith([...kept, `yugong-browser-${dead}-abcdef`]);
  writeFileSync(join(folder, `yugong-browser-${dead}-abcdef`, 'Local State'), '{}');
  symlinkSync(join(folder, kept[0]!), join(folder, `yugong-browser-${dead}-linked`));
  await removeDeadProfiles(folder);
  expect(readdirSync(folder).sort()).toEqual([...kept, `yugong-browser-${dead}-linked`].sort());
});

const onLinux = process.platform === 'linux' ? test : test.skip;

/** A process that a browser of this profile would have left. */
async function leftOf(profile: string) {
  const child = spawn('sleep', ['1000'], { env: { ...process.env, [PROFILE_VARIABLE]: profile } });
  const ended = new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal)));
  await new Promise((resolve) => child.once('spawn', resolve));
  child.kill('SIGSTOP');
  return { child, ended };
}

onLinux('what is left of dead runs is ended, stopped or not, and where the profile is gone too', async () => {
  const dead = ownerMark(deadPid());
  const folder = folderWith([`yugong-browser-${dead}-abcdef`]);
  const elsewhere = folderWith([`yugong-browser-${dead}-ghijkl`]);
  const left = [
    await leftOf(join(folder, `yugong-browser-${dead}-abcdef`)),
    await leftOf(join(elsewhere, `yugong-browser-${dead}-ghijkl`)),
    await leftOf(join(root.path, 'gone', `yugong-browser-${dead}-mnopqr`)),
  ];
  const others = [
    await leftOf(join(folder, `yugong-browser-${ownerMark()}-abcdef`)),
    await leftOf(join(folder, `other-browser-${dead}-abcdef`)),
  ];
  await removeDeadProfiles(folder);
  expect(await Promise.all(left.map(({ ended }) => ended))).toEqual(['SIGKILL', 'SIGKILL', 'SIGKILL']);
  expect([readdirSync(folder), readdirSync(elsewhere)]).toEqual([[], []]);
  for (const { child, ended } of others) {
    expect(readFileSync(`/proc/${child.pid}/comm`, 'utf8')).toBe('sleep\n');
    child.kill('SIGKILL');
    await ended;
  }
});
