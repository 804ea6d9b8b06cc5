import { expect, test } from '@jest/globals';
import { runsOf } from '../../src/review/edit-runs.ts';

test('the shortest way from one list to the other', () => {
  expect(runsOf(['甲', '乙', '丙'], ['甲', '丁', '丙'])).toEqual([
    { kind: 'same', count: 1 },
    { kind: 'removed', count: 1 },
    { kind: 'added', count: 1 },
    { kind: 'same', count: 1 },
  ]);
});

test('lists that have hardly anything in common give way as a whole', () => {
  expect(runsOf(['甲', '乙', '丙'], ['丁', '戊', '丙'], 3)).toEqual([
    { kind: 'removed', count: 3 },
    { kind: 'added', count: 3 },
  ]);
  expect(runsOf(['甲', '乙', '丙'], ['丁', '戊', '丙'], 4)).toContainEqual({ kind: 'same', count: 1 });
});
