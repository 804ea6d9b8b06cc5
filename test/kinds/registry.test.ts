import { describe, expect, test } from '@jest/globals';
import { DOCUMENT_KINDS, type DocumentKind, kindOf, kindOfFile } from '../../src/kinds/registry.ts';
import { BOOK_NAMES } from '../../src/model/book.ts';
import { LEAST_FILE } from '../support/unit-of.ts';

const kinds: readonly (readonly [string, DocumentKind])[] = Object.entries(DOCUMENT_KINDS);

describe('the kind of a file', () => {
  test.each<[string, unknown, string]>([
    ['that says nothing of it', {}, 'unit-budget'],
    ['that says it', { level: '单位', document: '预算' }, 'unit-budget'],
    ['that says something unknown', { level: '街道' }, 'unit-budget'],
    ['that holds no mapping', 'text', 'unit-budget'],
    ['whose level comes from elsewhere', Object.create({ level: '部门' }), 'unit-budget'],
  ])('%s', (_, value, expected) => {
    expect(kindOfFile(value)).toBe(expected);
  });

  test.each(kinds)('%s is told from its own words', (name, { level, document }) => {
    expect(kindOfFile({ level, document })).toBe(name);
  });
});

describe.each(kinds)('%s', (_, kind) => {
  test('reports a book and knows where its others stand', () => {
    const { current } = kind.books;
    expect(current?.lines !== null || current.fromMembers === 'always').toBe(true);
    for (const name of Object.keys(kind.books)) expect(BOOK_NAMES).toContain(name);
    for (const { lines, stated, fromMembers } of Object.values(kind.books))
      expect(lines !== null || stated !== null || fromMembers === 'always').toBe(true);
  });
});

test('a unit file may say what it is, and no other word', () => {
  const { schema } = kindOf({ kind: 'unit-budget' });
  expect(schema.safeParse({ ...LEAST_FILE, level: '单位', document: '预算' }).success).toBe(true);
  expect(schema.safeParse({ ...LEAST_FILE, level: '街道' }).success).toBe(false);
});
