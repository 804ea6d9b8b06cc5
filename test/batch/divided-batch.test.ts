import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  browserProfiles,
  defectsOf,
  processesBelow,
  readManifestOf,
  SHORT,
  SHORT_PACK,
  startRender,
  until,
  writeUnits,
} from '../support/batch.ts';
import { run, temporaryFolder } from '../support/command.ts';
import { runHere } from '../support/run-here.ts';

const root = temporaryFolder();
const units = join(root.path, 'units');
const profiles = join(root.path, 'tmp');
const UNITS = 24;

beforeAll(() => {
  mkdirSync(profiles);
  process.env.TMPDIR = profiles;
  writeUnits(units, UNITS, SHORT.template);
});
afterAll(() => {
  delete process.env.TMPDIR;
  root.remove();
});

const onLinux = process.platform === 'linux' ? test : test.skip;
const outOf = (name: string): string => join(root.path, name);
const render = (out: string, ...more: string[]) =>
  startRender([units, '--out', out, '--fonts', 'bundled', ...SHORT_PACK, ...more]);
const workersOf = (pid: number): number[] =>
  processesBelow(pid).flatMap((each) => (/yugong\.js unit-worker/.test(each.line) ? [each.pid] : []));
const hashesOf = (out: string) =>
  readManifestOf(out).units.map(({ outputs, findings }) => ({ outputs, findings }));

test('any number of workers, the same bytes and the same findings', async () => {
  const [one, two] = [outOf('one'), outOf('two')];
  const data = ['--format', 'html,txt,csv'];
  const results = await Promise.all([
    render(one, ...data, '--jobs', '1').result,
    render(two, ...data, '--jobs', '2').result,
  ]);
  expect(results.map(({ code }) => code)).toEqual([0, 0]);
  expect(hashesOf(two)).toEqual(hashesOf(one));
  expect(defectsOf(two)).toEqual([]);
});

test('checks tell the same in the same order, whoever does them', async () => {
  const running = run(['check', units, '--json', ...SHORT_PACK]);
  const files = readdirSync(units).filter((file) => file.endsWith('.yaml'));
  const some = await runHere([
    'check',
    ...files.slice(0, 3).map((file) => join(units, file)),
    '--json',
    ...SHORT_PACK,
  ]);
  const all = JSON.parse((await running).stdout);
  expect(all.units).toHaveLength(UNITS);
  expect(all.units.slice(0, 3)).toEqual(JSON.parse(some.stdout).units);
});

onLinux('a worker that is killed costs no unit', async () => {
  const out = outOf('killed');
  const running = render(out, '--jobs', '4', '--format', 'pdf,txt');
  const [victim] = await until(() => {
    const found = workersOf(running.child.pid!);
    return running.output().includes('✓') && found.length === 2 ? found : null;
  });
  process.kill(victim!, 'SIGKILL');
  const { code, stderr } = await running.result;
  expect(stderr).toContain(`成功 ${UNITS} 个，失败 0 个`);
  expect(code).toBe(0);
  expect(defectsOf(out)).toEqual([]);
  expect(processesBelow(process.pid).filter(({ line }) => line.includes('headless'))).toEqual([]);
  expect(browserProfiles(profiles)).toEqual([]);
});

onLinux('Ctrl+C ends a divided batch in good order, and the next run goes on', async () => {
  const out = outOf('interrupted');
  const first = render(out, '--jobs', '4', '--format', 'pdf,txt');
  await until(() => first.output().includes('✓') && workersOf(first.child.pid!).length === 2);
  // The terminal tells everybody.
  for (const pid of [...workersOf(first.child.pid!), first.child.pid!]) process.kill(pid, 'SIGINT');
  const { code, stderr } = await first.result;
  expect(code).toBe(130);
  expect(stderr).toMatch(/没有处理 \d+ 个/);
  expect(stderr).not.toContain('O05');
  expect(defectsOf(out)).toEqual([]);
  expect(browserProfiles(profiles)).toEqual([]);
  expect(readdirSync(out).filter((file) => file.startsWith('.'))).toEqual([]);
  const done = readManifestOf(out).units.length;
  const second = await render(out, '--format', 'pdf,txt').result;
  expect(second.stderr).toContain(`成功 ${UNITS - done} 个，失败 0 个，没有变化而跳过 ${done} 个`);
});

onLinux('the workers of a command that is killed end by themselves, and their browsers', async () => {
  const running = render(outOf('gone'), '--jobs', '4');
  const workers = await until(() => {
    const found = workersOf(running.child.pid!);
    return running.output().includes('✓') && found.length === 2 ? found : null;
  });
  const below = processesBelow(running.child.pid!).map(({ pid }) => pid);
  running.child.kill('SIGKILL');
  await running.result;
  expect(workers.length).toBe(2);
  const isRunning = (pid: number): boolean => {
    try {
      return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
    } catch {
      return false;
    }
  };
  await until(() => below.every((pid) => !isRunning(pid)));
});
