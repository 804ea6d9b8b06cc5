import { diffArrays } from 'diff';

/** A run of things that both lists have, or only one of them. */
export interface Run {
  readonly kind: 'same' | 'removed' | 'added';
  readonly count: number;
}

/** The shortest way from one list to the other. `['甲', '乙']`, `['甲', '丙']` → 1 same, 1 removed, 1 added */
export function runsOf(before: readonly string[], after: readonly string[]): Run[] {
  return diffArrays([...before], [...after]).map(({ count, removed, added }) => ({
    kind: removed ? 'removed' : added ? 'added' : 'same',
    count,
  }));
}
