import { addAll } from '../model/add-all.ts';
import { runsOf } from './edit-runs.ts';

/** Two things that belong together; one is null where the other is new or gone. */
export interface Pair<T> {
  readonly before: T | null;
  readonly after: T | null;
}

export interface Likeness<T> {
  /** Things with equal keys belong together where the order allows it. */
  keyOf(item: T): string;
  /** From 0 to 1, asked only for what has no equal. */
  similarity(before: T, after: T): number;
  /** Below this, two things have nothing to do with each other. */
  readonly least: number;
}

/**
 * Pairs two lists in order: equal things first, then between them the most alike. What has moved across others
 * comes out as gone here and new there.
 */
export function align<T>(before: readonly T[], after: readonly T[], likeness: Likeness<T>): Pair<T>[] {
  const pairs: Pair<T>[] = [];
  let left: T[] = [];
  let right: T[] = [];
  let i = 0;
  let j = 0;
  const flush = (): void => {
    addAll(pairs, alignGap(left, right, likeness));
    left = [];
    right = [];
  };
  const keys = (list: readonly T[]) => list.map((item) => likeness.keyOf(item));
  for (const run of runsOf(keys(before), keys(after))) {
    if (run.kind === 'removed') {
      addAll(left, before.slice(i, i + run.count));
      i += run.count;
    } else if (run.kind === 'added') {
      addAll(right, after.slice(j, j + run.count));
      j += run.count;
    } else {
      flush();
      for (let step = 0; step < run.count; step++) pairs.push({ before: before[i++]!, after: after[j++]! });
    }
  }
  flush();
  return pairs;
}

// Beyond this a gap is two different texts, and trying all pairs would take too long.
const MOST_PAIRS_TRIED = 40_000;

/** The pairing of a gap with the greatest likeness in all, found by dynamic programming. */
function alignGap<T>(left: readonly T[], right: readonly T[], { similarity, least }: Likeness<T>): Pair<T>[] {
  const gone = left.map((before) => ({ before, after: null }));
  const fresh = right.map((after) => ({ before: null, after }));
  if (left.length === 0 || right.length === 0 || left.length * right.length > MOST_PAIRS_TRIED) {
    return [...gone, ...fresh];
  }
  const alike = left.map((a) => right.map((b) => similarity(a, b)));
  const width = right.length + 1;
  const best = new Float64Array((left.length + 1) * width);
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) {
      const score = alike[i]![j]!;
      const together = score >= least ? score + best[(i + 1) * width + j + 1]! : 0;
      best[i * width + j] = Math.max(together, best[(i + 1) * width + j]!, best[i * width + j + 1]!);
    }
  }
  const pairs: Pair<T>[] = [];
  let i = 0;
  let j = 0;
  while (i < left.length && j < right.length) {
    const score = alike[i]![j]!;
    const here = best[i * width + j]!;
    if (score >= least && here === score + best[(i + 1) * width + j + 1]!) {
      pairs.push({ before: left[i++]!, after: right[j++]! });
    } else if (here === best[(i + 1) * width + j]!) pairs.push(gone[i++]!);
    else pairs.push(fresh[j++]!);
  }
  return [...pairs, ...gone.slice(i), ...fresh.slice(j)];
}
