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

onLinux('what is left of a dead run is ended, stopped or not', async () => {
  const folder = folderWith([`yugong-browser-${ownerMark(deadPid())}-abcdef`]);
  const profile = join(folder, readdirSync(folder)[0]!);
  const left = spawn('sleep', ['1000'], { env: { ...process.env, [PROFILE_VARIABLE]: profile } });
  const other = spawn('sleep', ['1000'], { env: { ...process.env, [PROFILE_VARIABLE]: `${profile}x` } });
  const ended = new Promise((resolve) => left.once('exit', (_, signal) => resolve(signal)));
  await new Promise((resolve) => left.once('spawn', resolve));
  left.kill('SIGSTOP');
  await removeDeadProfiles(folder);
  expect(await ended).toBe('SIGKILL');
  expect(readFileSync(`/proc/${other.pid}/comm`, 'utf8')).toBe('sleep\n');
  other.kill('SIGKILL');
  expect(readdirSync(folder)).toEqual([]);
});
