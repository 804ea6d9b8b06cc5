import type { BookName } from '../model/book.ts';
import type { Position } from '../model/finding.ts';
import type { Ledger, LedgerLine } from '../model/ledger.ts';
import type { Money } from '../model/money.ts';

/** Figures written down in a file, in 元, by name. */
export type StatedFigures = ReadonlyMap<string, { readonly amount: Money; readonly position: Position }>;

/** What the file that a book was read from says of itself. */
export interface BookSource {
  readonly file: string;
  readonly unitName: string;
  readonly year: number;
  readonly codeNames: Readonly<Record<string, string>>;
  /** Heads by kind of staff. */
  readonly staff: Readonly<Record<string, number>>;
  /** The budget units of a department, down to the lowest; none of a unit. */
  readonly members: readonly string[];
  /** Vehicles at the end of its year, and those that it plans to buy. */
  readonly vehicles: number;
  readonly plannedVehicles: number;
  /** What it says of public procurement, in 元: all of it, and what is reserved for small and medium enterprises. */
  readonly procurement: Money;
  readonly reserved: Money;
}

/** One ledger of an entity, with the figures that are stated outright beside it. */
export interface Book {
  readonly ledger: Ledger;
  readonly stated: StatedFigures;
  /**
   * Of a department: every member's own lines, and lines of nobody that offset what one hands to another; they add up to
   * `ledger`, whatever is asked. Null where there are no members.
   */
  readonly byMember: Ledger | null;
  /** Nothing is known line by line: only what is stated. */
  readonly isStatedOnly: boolean;
  /** The file of its own that it was read from; null where it stands in the entity's file. */
  readonly from: BookSource | null;
}

/** The ledgers of an entity by name; an entity without one of them has nothing in it. */
export type Books = Readonly<Partial<Record<BookName, Book>>>;

export const NO_BOOK: Book = {
  ledger: [],
  stated: new Map(),
  byMember: null,
  isStatedOnly: true,
  from: null,
};

/** Whoever holds books: a unit, a department. */
interface BookOwner {
  readonly books: Books;
}

/** The book of that name; an empty one where there is none. `bookOf(unit, 'prior').from?.year` → 2024 */
export function bookOf({ books }: BookOwner, name: BookName): Book {
  return books[name] ?? NO_BOOK;
}

/** The lines of the book of that name. `ledgerOf(unit)` are those that the document reports. */
export function ledgerOf(owner: BookOwner, name: BookName = 'current'): Ledger {
  return bookOf(owner, name).ledger;
}

/** The lines of a book that are spent: all of a budget, and of a final what is no income, balance or distribution. */
export function spendingOf(owner: BookOwner, name: BookName = 'current'): Ledger {
  return ledgerOf(owner, name).filter(({ side }) => side === 'expenditure');
}

/** All lines of all books, the reported ones first. */
export function allLines({ books }: BookOwner): LedgerLine[] {
  return Object.values(books).flatMap(({ ledger }) => ledger);
}

/** The same books with every line changed. */
export function mapLines(books: Books, change: (line: LedgerLine) => LedgerLine): Books {
  return Object.fromEntries(
    Object.entries(books).map(([name, { ledger, byMember, ...book }]) => [
      name,
      { ...book, ledger: ledger.map(change), byMember: byMember?.map(change) ?? null },
    ]),
  );
}
