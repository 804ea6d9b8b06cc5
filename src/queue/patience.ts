const SHORTEST = 1;
const LONGEST = 600;
const USUAL = 10;

/**
 * Milliseconds after which a worker that is not heard of is taken for lost, and its units are given to others: those of
 * the environment variable `YUGONG_QUEUE_PATIENCE`, in seconds, else ten seconds. All other times of a queue follow it.
 *
 * Example: `patienceOf('30')` → 30000, `patienceOf('soon')` → 10000
 */
export function patienceOf(given: string | undefined): number {
  const seconds = Number(given ?? USUAL);
  return (seconds >= SHORTEST && seconds <= LONGEST ? seconds : USUAL) * 1_000;
}

/** That of this process. */
export const QUEUE_PATIENCE_MS = patienceOf(process.env.YUGONG_QUEUE_PATIENCE);
