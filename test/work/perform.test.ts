import { expect, test } from '@jest/globals';
import { perform } from '../../src/work/perform.ts';
import type { TaskKind } from '../../src/work/task.ts';
import { serveWork, type WorkerLine } from '../../src/work/worker.ts';
import type { FromWorker, ToWorker } from '../../src/work/worker-message.ts';
import type { WorkerListener } from '../../src/work/worker-process.ts';

const SQUARES: TaskKind<{ readonly plus: number }, number, string> = {
  name: 'squares',
  open:
    async ({ plus }) =>
    async (input) => {
      if (input === 13) throw new Error('a fault of the program');
      // The later, the sooner.
      await new Promise((resolve) => setTimeout(resolve, (7 * (60 - input)) % 5));
      return `${input * input + plus}`;
    },
};

/** Workers in this process, who die of some inputs; what is said to them crosses as it would to another process. */
function workers(dies: (input: unknown, worker: number) => boolean = () => false) {
  const given: unknown[][] = [];
  const start = (listener: WorkerListener) => {
    const number = given.push([]) - 1;
    let hear: (message: ToWorker | null) => void = () => {};
    let isGone = false;
    const gone = () => {
      if (isGone) return;
      isGone = true;
      hear(null);
      listener.gone();
    };
    const line: WorkerLine = {
      send: (message: FromWorker) => isGone || listener.hear(structuredClone(message)),
      listen: (heard) => {
        hear = heard;
      },
    };
    void serveWork(line, { squares: async () => SQUARES }).then(gone);
    return {
      pid: number,
      send(message: ToWorker) {
        if (message.kind === 'task') {
          given[number]!.push(message.input);
          if (dies(message.input, number)) return queueMicrotask(gone);
        }
        hear(structuredClone(message));
      },
      kill: gone,
    };
  };
  return { start, given };
}

async function all<T>(answers: AsyncGenerator<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const answer of answers) found.push(answer);
  return found;
}

const INPUTS = Array.from({ length: 50 }, (_, index) => index + 100);
const expected = INPUTS.map((input) => `${input * input + 1}`);

test.each([1, 2, 4])('the answers in the order of the inputs, by %d', async (concurrency) => {
  const { start, given } = workers();
  expect(await all(perform(SQUARES, { plus: 1 }, INPUTS, { concurrency, start }))).toEqual(expected);
  // Alone this process needs nobody.
  expect(given).toHaveLength(concurrency === 1 ? 0 : concurrency);
  expect(given.every((inputs) => inputs.length > 5)).toBe(true);
});

test('few are done here, whatever the machine has', async () => {
  const { start, given } = workers();
  const few = INPUTS.slice(0, 20);
  const done = await all(perform(SQUARES, { plus: 1 }, few, { concurrency: 16, start }));
  expect(done).toEqual(expected.slice(0, 20));
  expect(given).toEqual([]);
  expect(await all(perform(SQUARES, { plus: 1 }, [], { concurrency: 16, start }))).toEqual([]);
});

test('what workers die of, and what the program fails at, costs that one alone', async () => {
  const { start, given } = workers((input, worker) => input === 120 || (input === 130 && worker === 0));
  const inputs = [...INPUTS, 13];
  const done = await all(perform(SQUARES, { plus: 1 }, inputs, { concurrency: 2, start }));
  expect(done).toEqual([...expected.map((text, at) => (INPUTS[at] === 120 ? null : text)), null]);
  // Both are tried again alone.
  for (const bad of [120, 13]) expect(given).toContainEqual([bad]);
});

test('who has seen enough ends the workers', async () => {
  const { start, given } = workers();
  for await (const answer of perform(SQUARES, { plus: 1 }, INPUTS, { concurrency: 2, start })) {
    expect(answer).toBe(expected[0]);
    break;
  }
  expect(given.flat().length).toBeLessThan(INPUTS.length);
});
