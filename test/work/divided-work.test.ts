import { afterEach, expect, jest, test } from '@jest/globals';
import { DividedWork } from '../../src/work/divided-work.ts';
import type { UnitMessage } from '../../src/work/unit-message.ts';
import type { UnitRecord } from '../../src/work/unit-record.ts';
import type { FromWorker, ToWorker } from '../../src/work/worker-message.ts';
import type { WorkerListener } from '../../src/work/worker-process.ts';
import type { PrinterFacts, WorkforceSettings } from '../../src/work/workforce.ts';

const settings: WorkforceSettings = {
  folders: { templates: '/t', templatesLabel: 't', classification: '/c' },
  formats: ['txt'],
  fonts: 'bundled',
  timeoutMs: 1000,
  concurrency: 4,
  program: null,
  redact: false,
};
const printer: PrinterFacts = {
  ...{ identity: 'a', fonts: 'bundled' },
  browser: { path: '/cache/shell', origin: 'embedded', version: 'b', libraryPath: null },
};
const message = (name: string): UnitMessage => ({
  path: `/in/${name}.yaml`,
  label: `${name}.yaml`,
  name,
  formats: ['txt'],
  redact: false,
  force: false,
});

/** Workers that say of every unit who did it, and die of units named so. */
function workers(dies: (name: string, worker: number) => boolean) {
  const told: ToWorker[][] = [];
  const start = (listener: WorkerListener) => {
    const number = told.length;
    const own: ToWorker[] = [];
    told.push(own);
    let gone = false;
    const end = () => {
      if (gone) return;
      gone = true;
      queueMicrotask(() => listener.gone());
    };
    return {
      pid: number,
      send(given: ToWorker) {
        own.push(structuredClone(given));
        if (given.kind === 'close') end();
        if (given.kind !== 'work') return;
        const { name, label } = given.message;
        if (dies(name, number)) return end();
        const record: UnitRecord = {
          ...{ name, file: label, status: 'ok' as const, template: null, inputs: [], fingerprint: null },
          ...{ outputs: [], findings: [], seconds: { produce: number, print: 0, write: 0 } },
        };
        const done: FromWorker = {
          kind: 'done',
          id: given.id,
          answer: {
            files: [{ name: '.txt', content: name }],
            record,
            asked: [],
            sources: [],
            interrupted: false,
          },
        };
        setTimeout(() => gone || listener.hear(structuredClone(done)), 1);
      },
      kill: end,
    };
  };
  return { start, told };
}

const namesOf = (told: readonly ToWorker[]) =>
  told.flatMap((each) => (each.kind === 'work' ? [each.message.name] : []));

test('units go to whoever has least in hand, and every worker is told the settings first', async () => {
  const { start, told } = workers(() => false);
  const work = new DividedWork(settings, { workers: 2, pages: 2 }, null, start);
  const answers = await Promise.all(['a', 'b', 'c', 'd'].map((name) => work.work(message(name))));
  await work.close();
  expect(answers.map(({ record }) => record.name)).toEqual(['a', 'b', 'c', 'd']);
  expect(told.map(namesOf)).toEqual([
    ['a', 'c'],
    ['b', 'd'],
  ]);
  expect(told.map(([first]) => first?.kind === 'open' && first.settings.concurrency)).toEqual([2, 2]);
});

test('a worker that dies costs no unit but the one it dies of, again, alone', async () => {
  const { start, told } = workers((name) => name === 'poison');
  const work = new DividedWork(settings, { workers: 2, pages: 2 }, null, start);
  const names = ['a', 'poison', 'b', 'c', 'd', 'e'];
  const answers = await Promise.all(names.map((name) => work.work(message(name))));
  expect(answers.map(({ record }) => record.status)).toEqual(['ok', 'failed', 'ok', 'ok', 'ok', 'ok']);
  const { record, interrupted } = answers[1]!;
  expect(interrupted).toBe(false);
  expect(record.findings.map(({ code }) => code)).toEqual(['O05']);
  expect(record.findings[0]!.message).toMatch(/工作进程两次中断或没有反应/);
  // Whoever tries again has nothing else in hand.
  const alone = told.filter((each) => namesOf(each).includes('poison')).at(-1)!;
  expect(namesOf(alone)).toEqual(['poison']);
  await work.close();
});

test('a unit that killed its worker once is done by another', async () => {
  const { start } = workers((name, worker) => name === 'unlucky' && worker === 0);
  const work = new DividedWork(settings, { workers: 2, pages: 2 }, null, start);
  expect((await work.work(message('unlucky'))).record.status).toBe('ok');
  await work.close();
});

test('after a signal nothing is begun, and what dies at the end is interrupted, not at fault', async () => {
  const { start, told } = workers((name) => name === 'slow');
  const work = new DividedWork(settings, { workers: 2, pages: 2 }, null, start);
  const controller = new AbortController();
  const slow = work.work(message('slow'), controller.signal);
  await work.close();
  controller.abort();
  expect((await slow).interrupted).toBe(true);
  expect((await work.work(message('late'), controller.signal)).interrupted).toBe(true);
  expect(told.flatMap(namesOf)).toEqual(['slow']);
});

afterEach(() => {
  jest.useRealTimers();
});

test('a worker that gives no sign of life is ended, one that does may take its time', async () => {
  jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick', 'setTimeout'] });
  const listeners: WorkerListener[] = [];
  const killed: number[] = [];
  const start = (listener: WorkerListener) => {
    const number = listeners.push(listener) - 1;
    return {
      pid: number,
      send: () => {},
      kill: () => {
        killed.push(number);
        listener.gone();
      },
    };
  };
  const work = new DividedWork(settings, { workers: 2, pages: 2 }, null, start);
  const controller = new AbortController();
  void work.work(message('slow'), controller.signal);
  void work.work(message('hung'), controller.signal);
  for (let second = 0; second < 12; second++) {
    listeners[0]!.hear({ kind: 'alive' });
    jest.advanceTimersByTime(1000);
  }
  expect(killed).toEqual([1]);
});

test.each([
  ['the first ones', 2, true],
  ['all of them', 9, false],
])('workers that die while they start: %s', async (_, dying, starts) => {
  let hired = 0;
  const start = (listener: WorkerListener) => {
    const isDying = hired++ < dying;
    return {
      pid: hired,
      kill: () => {},
      send: (given: ToWorker) => {
        if (given.kind === 'close' || (given.kind === 'start' && isDying))
          queueMicrotask(() => listener.gone());
        else if (given.kind === 'start')
          queueMicrotask(() => listener.hear({ kind: 'started', findings: null }));
      },
    };
  };
  const work = new DividedWork(settings, { workers: 2, pages: 2 }, printer, start);
  const { value, findings } = (await work.start())!;
  expect(value !== null).toBe(starts);
  expect(findings.map(({ code }) => code)).toEqual(starts ? [] : ['P04', 'P04']);
  await work.close();
});

test('workers look for no browser again, and each may begin a unit while its own starts', async () => {
  const { start, told } = workers(() => false);
  const work = new DividedWork(settings, { workers: 3, pages: 2 }, printer, start);
  expect([work.early, work.places]).toEqual([3, 12]);
  for (const own of told)
    expect(own[0]).toMatchObject({ kind: 'open', settings: { concurrency: 2, browser: printer.browser } });
  await work.close();
});
