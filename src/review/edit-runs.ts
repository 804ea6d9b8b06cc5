import { diffArrays } from 'diff';

/** A run of things that both lists have, or only one of them. */
export interface Run {
  readonly kind: 'same' | 'removed' | 'added';
  readonly count: number;
}

/** Beyond this two lists have hardly anything to do with each other, and the time to tell grows with its square. */
const MOST_EDITS = 30_000;

/**
 * The shortest way from one list to the other; all of one for all of the other where it would be endless.
 * `['甲', '乙']`, `['甲', '丙']` → 1 same, 1 removed, 1 added
 */
export function runsOf(
  before: readonly string[],
  after: readonly string[],
  maxEditLength: number = MOST_EDITS,
): Run[] {
  const found = diffArrays([...before], [...after], { maxEditLength });
  if (found === undefined)
    return [
      { kind: 'removed', count: before.length },
      { kind: 'added', count: after.length },
    ];
  return found.map(({ count, removed, added }) => ({
    kind: removed ? 'removed' : added ? 'added' : 'same',
    count,
  }));
}
