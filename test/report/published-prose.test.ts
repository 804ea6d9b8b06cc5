import { beforeAll, describe, expect, test } from '@jest/globals';
import { proseParagraphs } from '../support/prose.ts';
import { bare, fixture, reportOf } from '../support/sample.ts';

/** The published report has placeholders where its goal tables stand. */
const published = fixture('published/prose.txt')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('〔表'));

describe('the prose of the published report', () => {
  let paragraphs: string[] = [];

  beforeAll(async () => {
    paragraphs = proseParagraphs((await reportOf('data/kuerle.yaml')).text);
  });

  test('has as many paragraphs', () => {
    expect(paragraphs).toHaveLength(published.length);
  });

  test.each(published.map((line, index) => [index + 1, line] as const))(
    'paragraph %i: %s',
    (number, line) => {
      expect(bare(paragraphs[number - 1] ?? '')).toBe(bare(line));
    },
  );
});
