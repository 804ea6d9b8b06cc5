/** Thrown by `withDeadline` when the time is over. */
export class DeadlineError extends Error {}

/**
 * Waits for a promise, but not longer than `ms`; then throws a DeadlineError. The promise itself goes
 * on, its later failure is ignored.
 *
 * Example: `await withDeadline(page.print(), 30_000)`
 */
export async function withDeadline<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DeadlineError(`not done within ${ms} ms`)), ms);
  });
  work.catch(() => {});
  try {
    return await Promise.race([work, over]);
  } finally {
    clearTimeout(timer);
  }
}
