import { availableParallelism, freemem } from 'node:os';

/** A page with a long report in it, and its share of the browser. */
const MEMORY_PER_PAGE = 300e6;
const MOST_PAGES = 16;

/** What the default depends on. */
export interface Machine {
  readonly cores: number;
  /** Bytes that may still be taken. */
  readonly memory: number;
}

/** The machine at hand; limits of a container count. */
export function thisMachine(): Machine {
  const limit = process.constrainedMemory();
  const free = limit > 0 ? Math.min(freemem(), limit - process.memoryUsage.rss()) : freemem();
  return { cores: availableParallelism(), memory: free };
}

/**
 * Pages that print at once: one to a core, as many as the free memory holds (0.3 GB each), 16 at most. More than
 * one to a core was measured to bring nothing (docs/performance.md).
 *
 * Example: `defaultConcurrency({ cores: 2, memory: 4e9 })` → 2
 */
export function defaultConcurrency({ cores, memory }: Machine): number {
  return Math.max(1, Math.min(cores, Math.floor(memory / MEMORY_PER_PAGE), MOST_PAGES));
}
