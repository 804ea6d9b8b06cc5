import { readFileSync } from 'node:fs';
import { availableParallelism, freemem } from 'node:os';
import { containerLimits } from './container-limits.ts';

/** A page with a long report in it, and its share of the browser. */
const MEMORY_PER_PAGE = 300e6;
/** The same with its share of a worker and of that one's browser: 2.0 GB were measured for four pages. */
const MEMORY_PER_PAGE_OF_WORKERS = 500e6;
const MOST_PAGES = 16;
/** Pages of one browser beyond which its one main process, and the one thread beside it, hold each other up. */
const PAGES_TO_A_WORKER = 2;

/** What the default depends on. */
export interface Machine {
  readonly cores: number;
  /** Bytes that may still be taken. */
  readonly memory: number;
}

/** How work is divided. */
export interface Division {
  readonly workers: number;
  /** Units each prints at once. */
  readonly pages: number;
}

/** The machine at hand; limits of a container count. */
export function thisMachine(): Machine {
  const limits = containerLimits(textOrNull);
  const own = process.constrainedMemory();
  const limit = Math.min(limits.memory, own > 0 ? own : Number.POSITIVE_INFINITY);
  return {
    cores: Math.min(availableParallelism(), limits.cores),
    memory: Math.max(0, Math.min(freemem(), limit - process.memoryUsage.rss())),
  };
}

function textOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

/**
 * Pages that print at once: one to a core, as many as the free memory holds (0.3 GB each, 0.5
 * where there are workers), 16 at most. More than
 * one to a core was measured to bring nothing (docs/performance.md).
 *
 * Example: `defaultConcurrency({ cores: 2, memory: 4e9 })` → 2
 */
export function defaultConcurrency({ cores, memory }: Machine): number {
  const inOneProcess = Math.min(PAGES_TO_A_WORKER, Math.floor(memory / MEMORY_PER_PAGE));
  const held = Math.max(inOneProcess, Math.floor(memory / MEMORY_PER_PAGE_OF_WORKERS));
  return Math.max(1, Math.min(cores, held, MOST_PAGES));
}

/** Below so many units a worker, starting one costs more than it brings. */
const UNITS_TO_A_WORKER = 12;
/** The same for workers with a browser each, where one process with as many pages would keep the cores busy to 85 %. */
const UNITS_TO_A_WORKER_OF_ONE_PAGE = 50;
/** Two such workers took 1.14 GB, one process with two pages 0.79. */
const MEMORY_PER_WORKER_OF_ONE_PAGE = 600e6;

/**
 * How many processes do the work, and how many units each prints at once: with a browser two pages to a process, for
 * checks and data formats, where nothing is waited for, one unit. One process is this one. Its one thread has half as much
 * again to do for a unit as the browser, so that even two or three pages have a process each where there are units
 * enough and `memory`, the bytes that may still be taken, holds them.
 *
 * Example: 200 units, 16 at once, with a browser → 8 workers with 2 pages; 2 at once → 2 workers with 1 page
 */
export function divide(
  units: number,
  concurrency: number,
  printing: boolean,
  memory = Number.POSITIVE_INFINITY,
): Division {
  const pages = printing ? Math.min(PAGES_TO_A_WORKER, concurrency) : 1;
  const workers = Math.min(Math.floor(concurrency / pages), Math.floor(units / UNITS_TO_A_WORKER));
  if (workers > 1) return { workers, pages };
  const pays = units >= concurrency * UNITS_TO_A_WORKER_OF_ONE_PAGE;
  const fits = memory >= concurrency * MEMORY_PER_WORKER_OF_ONE_PAGE;
  if (printing && concurrency > 1 && concurrency < 2 * PAGES_TO_A_WORKER && pays && fits) {
    return { workers: concurrency, pages: 1 };
  }
  return { workers: 1, pages: concurrency };
}
