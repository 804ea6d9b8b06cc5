import type { BookDeclaration } from '../kinds/registry.ts';
import type { UnitFile } from '../kinds/unit-file.ts';
import type { Ledger } from '../model/ledger.ts';
import { type Book, type Books, bookOf } from './books.ts';
import type { EntityFile } from './entity-file.ts';
import { ledgerFromPriorBudget } from './ledger-from-budget.ts';
import { valueAt } from './other-file.ts';

type PriorBudget = NonNullable<UnitFile['prior']['budget']>;

/**
 * A book that is another one with what was added to it in the course of the year (signed): the whole-year budget is the
 * opening budget with its adjustments, those of a department's members among them. 1560.05 and −48.16 万元 → 1511.89
 */
export function bookWithAdded(
  { data, locator }: EntityFile,
  { book, at, phase }: NonNullable<BookDeclaration['adds']>,
  books: Books,
  ofMembers: Ledger = [],
): Book {
  const below = bookOf({ books }, book);
  const added = ledgerFromPriorBudget(
    (valueAt(data, at) ?? {}) as PriorBudget,
    data.amounts,
    locator,
    at,
  ).map((line) => ({ ...line, side: 'expenditure' as const, phase, member: null }));
  const byMember = below.byMember && [...below.byMember, ...ofMembers];
  const ledger = [...below.ledger, ...added, ...ofMembers];
  return { ...below, ledger, byMember, stated: new Map(), from: null };
}
