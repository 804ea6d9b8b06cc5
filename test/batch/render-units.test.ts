import { expect, test } from '@jest/globals';
import { renderUnits, type UnitResult } from '../../src/batch/render-units.ts';
import type { UnitAnswer, UnitMessage } from '../../src/work/unit-message.ts';
import type { Workforce } from '../../src/work/workforce.ts';

const wanted = { formats: ['txt'], redact: false, force: false } as const;
const job = (name: string) => ({
  path: `/in/${name}.yaml`,
  label: `${name}.yaml`,
  name,
  base: `/out/${name}`,
});
const answer = ({ name, label }: UnitMessage): UnitAnswer => ({
  files: null,
  record: {
    name,
    file: label,
    status: 'failed',
    template: null,
    inputs: [],
    fingerprint: null,
    outputs: [],
    findings: [],
    seconds: { produce: 0, print: 0, write: 0 },
  },
  asked: [],
  sources: [],
  interrupted: false,
});
const workforce = (places: number, work: Workforce['work'], early = 1): Workforce => ({
  printer: null,
  places,
  early,
  start: () => null,
  work,
  close: async () => {},
});

test('what goes to a worker and comes back survives being copied', async () => {
  const seen: UnitMessage[] = [];
  const copying = workforce(1, async (message) => {
    seen.push(structuredClone(message));
    return structuredClone(answer(message));
  });
  const results: UnitResult[] = [];
  const watch = { ms: 1e6, waiting: () => {} };
  await renderUnits(
    [job('a'), job('b')],
    { workforce: copying, wanted, started: null, watch },
    (result) => void results.push(result),
  );
  expect(seen.map(({ name, formats }) => [name, formats])).toEqual([
    ['a', ['txt']],
    ['b', ['txt']],
  ]);
  expect(results.map(({ status }) => status)).toEqual(['failed', 'failed']);
});

test('units that nobody finishes for a while are named', async () => {
  const named = await new Promise<readonly string[]>((resolve) => {
    const stuck = workforce(2, (message) => new Promise((done) => named.then(() => done(answer(message)))));
    let tell: (labels: readonly string[]) => void = () => {};
    const named = new Promise<readonly string[]>((told) => {
      tell = told;
    });
    const watch = { ms: 10, waiting: tell };
    renderUnits(['a', 'b', 'c'].map(job), { workforce: stuck, wanted, started: null, watch }, () => {});
    named.then(resolve);
  });
  expect(named).toEqual(['a.yaml', 'b.yaml']);
});

test.each([
  [1, ['a']],
  [2, ['a', 'b']],
])('while the browser starts, %i are begun', async (early, expected) => {
  const begun: string[] = [];
  let browserStarts = (): void => {};
  const started = new Promise<void>((resolve) => {
    browserStarts = resolve;
  });
  const printing = workforce(
    3,
    async (message) => {
      begun.push(message.name);
      await started;
      return answer(message);
    },
    early,
  );
  const names = ['a', 'b', 'c', 'd'];
  const watch = { ms: 1e6, waiting: () => {} };
  const all = renderUnits(names.map(job), { workforce: printing, wanted, started, watch }, () => {});
  await new Promise((resolve) => setImmediate(resolve));
  expect(begun).toEqual(expected);
  browserStarts();
  await all;
  expect([...begun].sort()).toEqual(names);
});
