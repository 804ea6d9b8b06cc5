import { defaultConcurrency, divide, thisMachine } from './concurrency.ts';
import { Crew } from './crew.ts';
import type { TaskKind } from './task.ts';
import type { startWorker } from './worker-process.ts';

/** Inputs that each worker has in hand, so that none waits for this process. */
const IN_HAND = 3;
/** For a worker that is caught in one of them. */
const TIMEOUT_MS = 300_000;

export interface PerformOptions<Input, Answer> {
  /** What this process does itself, where it has been made ready already. */
  readonly own?: (input: Input) => Promise<Answer>;
  /** Done at once; what the machine has, unless told. */
  readonly concurrency?: number;
  readonly start?: typeof startWorker;
}

/**
 * Does tasks of one kind and gives the answers in the order of the inputs: by this process one after the other where
 * they are few, by as many workers as the machine has cores where it pays. Null for an input that two workers died of;
 * the others are not concerned.
 */
export async function* perform<Settings, Input, Answer>(
  kind: TaskKind<Settings, Input, Answer>,
  settings: Settings,
  inputs: readonly Input[],
  { own, concurrency = defaultConcurrency(thisMachine()), start }: PerformOptions<Input, Answer> = {},
): AsyncGenerator<Answer | null> {
  const { workers } = divide(inputs.length, concurrency, false);
  if (workers === 1) {
    if (inputs.length === 0) return;
    const work = own ?? (await kind.open(settings));
    for (const input of inputs) yield work(input);
    return;
  }
  const crew = new Crew({ kind: 'open task', task: kind.name, settings }, workers, TIMEOUT_MS, start);
  const inHand: Promise<unknown>[] = [];
  try {
    for (let next = 0; next < inputs.length || inHand.length > 0; ) {
      while (inHand.length < workers * IN_HAND && next < inputs.length) {
        inHand.push(crew.ask({ kind: 'task', input: inputs[next++]! }));
      }
      yield (await inHand.shift()!) as Answer | null;
    }
  } finally {
    await crew.close();
  }
}
