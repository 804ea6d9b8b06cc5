import { expect, test } from '@jest/globals';
import type { Manifest } from '../../src/batch/manifest.ts';
import { mergeManifests } from '../../src/batch/manifest-merge.ts';
import { isInShard } from '../../src/batch/shard.ts';
import { defaultConcurrency } from '../../src/work/concurrency.ts';
import type { UnitRecord } from '../../src/work/unit-record.ts';

const names = Array.from({ length: 1000 }, (_, index) => `units/unit-${index}`);

test.each([1, 2, 8, 13])(
  'each of 1000 units is in exactly one of %d shards, which are of like size',
  (count) => {
    const sizes = Array.from(
      { length: count },
      (_, index) => names.filter((name) => isInShard(name, { index: index + 1, count })).length,
    );
    expect(sizes.reduce((a, b) => a + b)).toBe(1000);
    for (const size of sizes) expect(Math.abs(size - 1000 / count)).toBeLessThan(4 * Math.sqrt(1000 / count));
  },
);

test('a unit stays in its shard from version to version', () => {
  const shards = ['kuerle', 'demo/2024', 'demo/2025', 'units/unit-0001'].map((name) =>
    [1, 2, 3, 4, 5, 6, 7, 8].filter((index) => isInShard(name, { index, count: 8 })),
  );
  expect(shards.flat()).toMatchInlineSnapshot(`
[
  6,
  6,
  3,
  4,
]
`);
});

test.each([
  [{ cores: 2, memory: 8e9 }, 2],
  [{ cores: 64, memory: 64e9 }, 16],
  [{ cores: 8, memory: 1e9 }, 2],
  [{ cores: 4, memory: 1e8 }, 1],
])('%j prints %d at once', (machine, pages) => {
  expect(defaultConcurrency(machine)).toBe(pages);
});

const record = (name: string, status: UnitRecord['status'], content = 'a'): UnitRecord => ({
  name,
  file: `${name}.yaml`,
  status,
  template: null,
  inputs: [],
  fingerprint: null,
  outputs: status === 'failed' ? [] : [{ file: `${name}.txt`, bytes: 1, sha256: content.repeat(64) }],
  findings: [],
  seconds: { produce: 0, print: 0, write: 0 },
});
const manifest = (units: readonly UnitRecord[], fingerprint = '0'): Manifest => ({
  format: 1,
  program: { version: '1', fingerprint: fingerprint.repeat(64) },
  node: 'v20',
  browser: null,
  fonts: null,
  shard: '1/2',
  units,
});
const merge = (...manifests: Manifest[]) =>
  mergeManifests(manifests.map((part, index) => ({ label: `${index}.json`, manifest: part })));

test('a unit that one machine made and another did not counts as made', () => {
  const { value } = merge(
    manifest([record('b', 'failed'), record('a', 'ok')]),
    manifest([record('b', 'ok'), record('a', 'failed')]),
  );
  expect(value?.units.map(({ name, status }) => [name, status])).toEqual([
    ['b', 'ok'],
    ['a', 'ok'],
  ]);
  expect(value?.shard).toBeNull();
});

test('two machines that made different reports of one unit, or different programs, are told', () => {
  const differing = merge(manifest([record('a', 'ok', 'a')]), manifest([record('a', 'ok', 'b')]));
  expect(differing.value).toBeNull();
  expect(differing.findings.map(({ message }) => message)).toEqual([
    '0.json 和 1.json 都有单位 a，输出内容却不同。',
  ]);
  const programs = merge(manifest([]), manifest([], '1'));
  expect(programs.findings.map(({ code }) => code)).toEqual(['O04']);
});
