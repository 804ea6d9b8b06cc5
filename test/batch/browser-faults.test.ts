import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { UnitResult } from '../../src/batch/render-units.ts';
import { type BatchOptions, runBatch } from '../../src/batch/run-batch.ts';
import { PackStore } from '../../src/report/packs.ts';
import {
  browserBelow,
  browserProfiles,
  defectsOf,
  processesBelow,
  type RunningRender,
  readManifestOf,
  SHORT,
  SHORT_PACK,
  startRender,
  until,
  writeUnits,
} from '../support/batch.ts';
import { temporaryFolder } from '../support/command.ts';
import { CLASSIFICATION_FOLDER, TEMPLATES_FOLDER } from '../support/folders.ts';
import { HandClock } from '../support/hand-clock.ts';

const root = temporaryFolder();
const units = join(root.path, 'units');
// Browsers of these runs put their profiles here, where nobody else's are.
const profiles = join(root.path, 'tmp');

beforeAll(() => {
  mkdirSync(profiles);
  process.env.TMPDIR = profiles;
  writeUnits(units, 6, SHORT.template);
});

afterAll(() => {
  delete process.env.TMPDIR;
  root.remove();
});

const outFolder = (name: string): string => join(root.path, name);
const render = (out: string, ...more: string[]): RunningRender =>
  startRender([units, '--out', out, '--fonts', 'bundled', ...SHORT_PACK, ...more]);
const statuses = (out: string): string[] => readManifestOf(out).units.map(({ status }) => status);

/** No process below, no profile, no temporary file. */
async function expectNothingLeft(run: RunningRender, out: string): Promise<void> {
  expect(processesBelow(run.child.pid!)).toEqual([]);
  expectNoTraces(run.child.pid!, out);
}

/** No browser below, no profile, no temporary file. */
function expectNoTraces(pid: number, out: string): void {
  expect(browserBelow(pid)).toBeNull();
  expect(browserProfiles(profiles)).toEqual([]);
  expect(
    readdirSync(out, { recursive: true, encoding: 'utf8' }).filter(
      (file) => file.includes('/.') || file.startsWith('.'),
    ),
  ).toEqual([]);
}

test('a browser killed again and again costs no unit', async () => {
  const out = outFolder('killed');
  const run = render(out, '--jobs', '1');
  // While the unit after the first, the second and the third is in the browser.
  for (const done of [1, 2, 3]) {
    await until(() => run.output().split('✓').length > done);
    const browser = await until(() => browserBelow(run.child.pid!));
    process.kill(browser, 'SIGKILL');
  }
  const { code, stderr } = await run.result;
  expect(stderr).toMatch(/成功 6 个，失败 0 个/);
  expect(code).toBe(0);
  expect(statuses(out)).toEqual(Array(6).fill('ok'));
  expect(defectsOf(out)).toEqual([]);
  await expectNothingLeft(run, out);
});

test('a unit that hangs the page, and one that is corrupt, among good ones', async () => {
  const out = outFolder('hung');
  const templates = outFolder('templates');
  cpSync(TEMPLATES_FOLDER, templates, { recursive: true });
  mkdirSync(join(templates, 'endless'));
  writeFileSync(
    join(templates, 'endless', 'pack.yaml'),
    'extends: xinjiang-2025\ntitle: 排不完的版面\nstyles: [shared/report.css, endless.css]\n',
  );
  writeFileSync(
    join(templates, 'endless', 'endless.css'),
    // A page for every character: the browser is not done with it within the limit.
    'body * { font-size: 700px !important; line-height: 9 !important; letter-spacing: 900px; ' +
      'break-inside: auto !important }',
  );
  const mixed = outFolder('mixed');
  writeUnits(mixed, 4);
  const text = readFileSync(join(mixed, 'unit-0002.yaml'), 'utf8');
  writeFileSync(join(mixed, 'unit-0002.yaml'), text.replace('xinjiang-2025', 'endless'));
  writeFileSync(join(mixed, 'unit-0003.yaml'), 'template: "xinjiang');
  const jobs = [1, 2, 3, 4].map((number) => {
    const name = `unit-000${number}`;
    return { path: join(mixed, `${name}.yaml`), label: `${name}.yaml`, name, base: join(out, name) };
  });
  const packs = new PackStore({
    templates,
    templatesLabel: 'templates',
    classification: CLASSIFICATION_FOLDER,
  });
  const options: BatchOptions = {
    formats: ['pdf', 'html', 'txt'],
    out,
    fonts: 'bundled',
    timeoutMs: 15_000,
    concurrency: 2,
    production: {},
    shard: null,
  };
  const results = new Map<string, UnitResult>();
  const listener = {
    begun() {},
    waiting() {},
    done: (result: UnitResult) => void results.set(result.name, result),
  };
  const clock = new HandClock();
  const batch = runBatch(jobs, options, packs, listener, undefined, clock);
  await until(() => results.size === 3);
  for (const _ of ['with the others', 'alone']) {
    await until(() => clock.waits.includes('打印'));
    clock.strike();
  }
  expect(await batch).toMatchObject({ failure: null, findings: [] });
  const found = (name: string) =>
    results.get(name)?.findings.map(({ code, message }) => `${code} ${message}`);
  expect(found('unit-0002')).toContainEqual(expect.stringMatching(/^P06 打印两次都超过 15 秒/));
  expect(found('unit-0003')).toContainEqual(expect.stringMatching(/^L0\d/));
  expect(statuses(out)).toEqual(['ok', 'failed', 'failed', 'ok']);
  expect(defectsOf(out)).toEqual([]);
  expectNoTraces(process.pid, out);
});

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s ends a batch in good order, and the next run goes on', async (signal, exitCode) => {
  const out = outFolder(signal);
  const first = render(out, '--jobs', '1');
  await until(() => first.output().includes('✓'));
  first.child.kill(signal);
  const stopped = await first.result;
  expect(stopped.code).toBe(exitCode);
  expect(stopped.stderr).toMatch(/没有处理 \d 个/);
  expect(defectsOf(out)).toEqual([]);
  await expectNothingLeft(first, out);

  const done = statuses(out).length;
  expect(done).toBeGreaterThan(0);
  expect(done).toBeLessThan(6);
  const second = await render(out).result;
  expect(second.code).toBe(0);
  expect(second.stderr).toContain(`成功 ${6 - done} 个，失败 0 个，没有变化而跳过 ${done} 个`);
  expect(statuses(out)).toEqual(Array(6).fill('ok'));
  expect(defectsOf(out)).toEqual([]);
});

test('a reader that has seen enough (`| head`) ends a batch in good order', async () => {
  const out = outFolder('pipe');
  const run = render(out, '--jobs', '1');
  // The lines of the units go nowhere from now on; the first one meets a browser that has just begun.
  run.child.stdout!.destroy();
  const { code } = await run.result;
  expect(code).toBe(129);
  expect(statuses(out).length).toBeLessThan(6);
  expect(defectsOf(out)).toEqual([]);
  await expectNothingLeft(run, out);
});

test('one unit at a time and three, forwards and backwards: the same bytes', async () => {
  const [forwards, backwards] = [outFolder('forwards'), outFolder('backwards')];
  const files = readdirSync(units)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => join(units, file));
  const options = ['--fonts', 'bundled', ...SHORT_PACK];
  const one = await startRender([...files, '--out', forwards, '--jobs', '1', ...options]).result;
  const three = await startRender([...files.reverse(), '--out', backwards, '--jobs', '3', ...options]).result;
  expect([one.code, three.code]).toEqual([0, 0]);
  const hashes = (out: string) => readManifestOf(out).units.flatMap(({ outputs }) => outputs);
  expect(hashes(forwards)).toHaveLength(18);
  expect(hashes(backwards)).toEqual(hashes(forwards));
  expect([...defectsOf(forwards), ...defectsOf(backwards)]).toEqual([]);
});
