import { expect, test } from '@jest/globals';
import { countCharacters, isReadable } from '../../src/foreign/readable-text.ts';
import { fixture } from '../support/sample.ts';

test.each<[string, string, boolean]>([
  ['a published report', fixture('published/prose.txt'), true],
  ['one character for all', '第'.repeat(400) + fixture('published/prose.txt').slice(0, 200), false],
  ['a page of figures', '715.20 '.repeat(200), true],
])('%s', (_, text, expected) => {
  const counts = new Map<string, number>();
  countCharacters(text, counts);
  expect(isReadable(counts)).toBe(expected);
});
