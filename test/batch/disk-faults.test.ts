import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { lockOutput } from '../../src/batch/output-lock.ts';
import { openReadLog } from '../../src/work/read-log.ts';
import { defectsOf, readManifestOf, startRender, writeUnits } from '../support/batch.ts';
import { temporaryFolder } from '../support/command.ts';
import { runHere } from '../support/run-here.ts';

const root = temporaryFolder();
const units = join(root.path, 'units');
let out = '';
let number = 0;

beforeAll(() => writeUnits(units, 3));
beforeEach(() => {
  out = join(root.path, `out-${++number}`);
});
afterAll(() => root.remove());

const render = (...more: string[]) =>
  runHere(['render', units, '--out', out, '--format', 'html,txt', ...more]);

/** A name space with a disk of its own, where the system lets us; else a limit on the size of files. */
const hasOwnDisks = spawnSync('unshare', ['-rm', 'true']).status === 0;

function withDisk(options: string): string[] {
  mkdirSync(out);
  const script = `mount -t tmpfs -o ${options} tmpfs '${out}' && "$@"; code=$?; ls -A '${out}' >&2; exit $code`;
  return ['unshare', '-rm', 'sh', '-c', script, 'sh'];
}

test('a full disk: a clear error for each unit, nothing half written', async () => {
  const before = hasOwnDisks ? withDisk('size=64k') : ['bash', '-c', 'ulimit -f 20; "$@"', 'bash'];
  const args = [units, '--out', out, '--format', 'html,txt'];
  const { code, stderr } = await startRender(args, before).result;
  expect(code).toBe(1);
  expect(stderr).toMatch(/O01 +无法写出 .*(磁盘已满|文件超过系统允许的大小)/);
  expect(stderr).not.toMatch(/\.tmp/);
  expect(stderr).not.toMatch(/\bat .*\.ts:\d+/);
});

test('a folder that cannot be written: one clear error, no unit begun', async () => {
  const before = hasOwnDisks ? withDisk('size=1m,ro') : [];
  if (!hasOwnDisks) writeFileSync(out, 'a file is in the way');
  const args = [units, '--out', out, '--format', 'txt'];
  const { code, stderr } = await startRender(args, before).result;
  expect(code).toBe(1);
  expect(stderr).toMatch(/O01 +无法写出 .*(磁盘是只读的|同名|不是文件夹|没有写入权限|写入失败)/);
  expect(stderr).toMatch(/建议：/);
  expect(stderr).not.toContain('✓');
});

test('what has not changed is skipped, what is missing or damaged comes back, --force makes all', async () => {
  expect((await render()).code).toBe(0);
  rmSync(join(out, 'unit-0001.html'));
  appendFileSync(join(out, 'unit-0002.txt'), 'damage');
  const again = await render();
  expect(again.stderr).toMatch(/成功 2 个，失败 0 个，没有变化而跳过 1 个/);
  expect(defectsOf(out)).toEqual([]);

  const ledger = readdirSync(join(units, 'ledgers'))[0]!;
  appendFileSync(join(units, 'ledgers', ledger), '\n');
  const changed = await render();
  expect(changed.stderr).toMatch(/成功 1 个，失败 0 个，没有变化而跳过 2 个/);
  expect(changed.stdout).toContain(`${ledger.slice(0, 9)}.yaml ✓`);

  expect((await render('--force')).stderr).toMatch(/成功 3 个，失败 0 个，没有变化而跳过 0 个/);
  expect((await render('--redact')).stderr).toMatch(/没有变化而跳过 0 个/);
});

test('a killed run: what was done stays done, its rubbish and its lock go', async () => {
  expect((await render()).code).toBe(0);
  const manifest = readManifestOf(out);
  const [first, ...others] = manifest.units;
  // As after SIGKILL: the journal has one unit, half a line of the next, a half-written file, a lock of nobody.
  rmSync(join(out, 'manifest.json'));
  writeFileSync(
    join(out, '.yugong-journal.jsonl'),
    `${JSON.stringify(first)}\n${JSON.stringify(others[0]).slice(0, 90)}`,
  );
  const rest = '00000000.4711.0123456789abcdef.tmp';
  writeFileSync(join(out, `.unit-0002.html.${rest}`), '<html');
  mkdirSync(join(out, 'unit-0002-csv'));
  writeFileSync(join(out, 'unit-0002-csv', `.table-1.csv.${rest}`), 'row');
  // Of somebody else on another machine, who may be at it.
  writeFileSync(join(out, `.other.html.${rest}`), '<html');
  const gone = { id: 'x', host: hostname(), pid: 2 ** 22 + 1, shard: null };
  writeFileSync(join(out, '.yugong-lock'), JSON.stringify(gone));
  const { code, stderr } = await render();
  expect(code).toBe(0);
  expect(stderr).toMatch(/成功 2 个，失败 0 个，没有变化而跳过 1 个/);
  expect(readdirSync(out).filter((file) => file.startsWith('.'))).toEqual([`.other.html.${rest}`]);
  expect(readdirSync(join(out, 'unit-0002-csv'))).toEqual([]);
  rmSync(join(out, `.other.html.${rest}`));
  expect(defectsOf(out)).toEqual([]);
});

test('two batches do not write to the same folder, two shards of one division may', async () => {
  const { value: lock } = await lockOutput(out, null);
  const { code, stderr } = await render();
  expect(code).toBe(1);
  expect(stderr).toMatch(/O03 +另一个批次正在写 .*进程 \d+/);
  expect((await lockOutput(out, '1/2')).findings.map((finding) => finding.code)).toEqual(['O03']);
  await lock!.release();
  expect(readdirSync(out)).toEqual([]);

  const shards = [await lockOutput(out, '1/2'), await lockOutput(out, '2/2')];
  expect(shards.map(({ findings }) => findings)).toEqual([[], []]);
  for (const shard of ['1/2', '1/3', null]) {
    expect((await lockOutput(out, shard)).findings.map((finding) => finding.code)).toEqual(['O03']);
  }
  for (const { value } of shards) await value!.release();
});

test('a file that changes while it is read is told, and only that', async () => {
  const file = join(root.path, 'changing.yaml');
  writeFileSync(file, 'year: 2025');
  const log = openReadLog(file);
  await log.read(file, 'changing.yaml');
  expect(await log.changed()).toEqual([]);
  expect(log.inputs().map((input) => input.file)).toEqual(['changing.yaml']);
  writeFileSync(file, 'year: 20');
  expect(await log.changed()).toMatchObject([
    { code: 'O02', message: expect.stringContaining('changing.yaml') },
  ]);
});

test('shards share out the units, and their manifests make one', async () => {
  const codes: (number | null)[] = [];
  for (const shard of ['1/2', '2/2']) codes.push((await render('--shard', shard)).code);
  expect(codes).toEqual([0, 0]);
  const parts = ['1', '2'].map((part) => join(out, `manifest-${part}-of-2.json`));
  const named = parts.map((part) =>
    JSON.parse(readFileSync(part, 'utf8')).units.map(({ name }: { name: string }) => name),
  );
  expect(named.flat().sort()).toEqual(['unit-0001', 'unit-0002', 'unit-0003']);
  const merged = await runHere(['manifest', 'merge', ...parts, '--out', join(out, 'manifest.json')]);
  expect(merged.code).toBe(0);
  expect(merged.stdout).toContain('已合并 2 份清单：共 3 个单位，失败 0 个');
  for (const part of parts) rmSync(part);
  expect(defectsOf(out)).toEqual([]);
  expect(existsSync(join(out, 'unit-0003.txt'))).toBe(true);
});
