import { describe, expect, test } from '@jest/globals';
import { allLines, bookOf, ledgerOf, mapLines } from '../../src/books/books.ts';
import { lineOf, unitOf } from '../support/unit-of.ts';

const unit = unitOf({
  ledger: [lineOf('2010350', '30101', '1', { project: '甲' })],
  prior: [lineOf('2010350', null, '2', { project: '乙' })],
  stated: { reception: '3' },
});
const projects = (lines: ReturnType<typeof allLines>) => lines.map(({ project }) => project);

describe('books are asked by name', () => {
  test('for their lines', () => {
    expect(projects([...ledgerOf(unit)])).toEqual(['甲']);
    expect(projects([...ledgerOf(unit, 'prior')])).toEqual(['乙']);
    expect(projects(allLines(unit))).toEqual(['甲', '乙']);
  });

  test('for what is stated', () => {
    expect(bookOf(unit, 'prior').stated.get('reception')?.amount.toFixed()).toBe('30000');
    expect(bookOf(unit, 'current').stated.size).toBe(0);
  });

  test('and know nothing where there is none', () => {
    const { ledger, stated, isStatedOnly, from } = bookOf(unit, 'settlement');
    expect([ledger, stated.size, isStatedOnly, from]).toEqual([[], 0, true, null]);
  });
});

test('a change of lines reaches every book and nothing else', () => {
  const books = mapLines(unit.books, (line) => ({ ...line, project: `${line.project}！` }));
  expect(projects(allLines({ books }))).toEqual(['甲！', '乙！']);
  expect(books.prior?.stated).toBe(unit.books.prior?.stated);
  expect(projects(allLines(unit))).toEqual(['甲', '乙']);
});
