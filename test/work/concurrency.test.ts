import { expect, test } from '@jest/globals';
import { defaultConcurrency, divide } from '../../src/work/concurrency.ts';

test.each([
  [{ cores: 2, memory: 4e9 }, 2],
  [{ cores: 16, memory: 64e9 }, 16],
  [{ cores: 64, memory: 512e9 }, 16],
  [{ cores: 16, memory: 1e9 }, 2],
  [{ cores: 16, memory: 4e9 }, 8],
  [{ cores: 16, memory: 1e6 }, 1],
])('%j prints %d at once', (machine, pages) => {
  expect(defaultConcurrency(machine)).toBe(pages);
});

test.each([
  // A single unit, and a few, are done here.
  [1, 16, true, { workers: 1, pages: 16 }],
  [23, 16, true, { workers: 1, pages: 16 }],
  [24, 16, true, { workers: 2, pages: 2 }],
  [200, 16, true, { workers: 8, pages: 2 }],
  [99, 2, true, { workers: 1, pages: 2 }],
  [100, 2, true, { workers: 2, pages: 1 }],
  [149, 3, true, { workers: 1, pages: 3 }],
  [150, 3, true, { workers: 3, pages: 1 }],
  [200, 4, true, { workers: 2, pages: 2 }],
  [200, 1, true, { workers: 1, pages: 1 }],
  [200, 2, false, { workers: 2, pages: 1 }],
  [200, 1, false, { workers: 1, pages: 1 }],
])('%d units, %d at once, printing %s', (units, concurrency, printing, division) => {
  expect(divide(units, concurrency, printing)).toEqual(division);
});

test('a machine that holds no two browsers prints in one', () => {
  expect(divide(200, 2, true, 1e9)).toEqual({ workers: 1, pages: 2 });
  expect(divide(200, 2, true, 2e9)).toEqual({ workers: 2, pages: 1 });
});
