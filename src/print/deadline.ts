/** What tells the time; tests have one that they turn by hand. */
export interface Clock {
  /** Calls `strike` when the limit is passed; gives a function that calls it off. */
  after(limit: Limit, strike: () => void): () => void;
}

export const wallClock: Clock = {
  after({ ms }, strike) {
    const timer = setTimeout(strike, ms);
    return () => clearTimeout(timer);
  },
};

/** How long a wait may last, and what it is for: who ends it can say so. */
export interface Limit {
  readonly ms: number;
  readonly clock: Clock;
  /** What is waited for when the time is over, in Chinese: `载入字体`. */
  waitingFor(): string;
}

/** Thrown by {@link withDeadline} when the time is over. */
export class DeadlineError extends Error {
  readonly waitedFor: string;

  constructor({ ms, waitingFor }: Limit) {
    const waitedFor = waitingFor();
    super(`not done within ${ms} ms: ${waitedFor}`);
    this.waitedFor = waitedFor;
  }
}

/**
 * Waits for a promise, but not beyond the limit; then throws a DeadlineError. The promise itself goes on, its later
 * failure is ignored.
 *
 * Example: `await withDeadline(page.print(), { ms: 30_000, clock: wallClock, waitingFor: () => '打印' })`
 */
export async function withDeadline<T>(work: Promise<T>, limit: Limit): Promise<T> {
  let callOff = () => {};
  const over = new Promise<never>((_, reject) => {
    callOff = limit.clock.after(limit, () => reject(new DeadlineError(limit)));
  });
  work.catch(() => {});
  try {
    return await Promise.race([work, over]);
  } finally {
    callOff();
  }
}
