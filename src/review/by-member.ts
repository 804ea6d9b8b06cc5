import type { Book } from '../books/books.ts';
import type { Unit } from '../books/unit.ts';
import { meeting } from '../figures/filter.ts';
import type { Figure } from '../model/figure.ts';
import type { LedgerLine } from '../model/ledger.ts';
import { type Money, sumMoney } from '../model/money.ts';

/** What one member has in a figure of its department; without a name what offsets their transfers. */
export interface MemberShare {
  readonly name: string | null;
  readonly amount: Money;
  readonly lines: readonly LedgerLine[];
}

/** The books of a department, as far as an explanation needs them. */
export type Explained = Pick<Unit, 'books' | 'classification'>;

const owners = new WeakMap<Explained['books'], ReadonlyMap<LedgerLine, Book>>();

/**
 * A department's figure by member, each with its own lines, and what is offset between them; empty where the figure is
 * no sum over a department's book. 355.26 → 307.26, 53.00, −5.00
 */
export function sharesOf({ amount, origin }: Figure, { books }: Explained): MemberShare[] {
  if (origin.kind !== 'sum') return [];
  const book = origin.lines[0] && bookByLine(books).get(origin.lines[0]);
  const mine = book?.byMember?.filter(meeting(origin.filters)) ?? [];
  const groups = new Map<string | null, LedgerLine[]>();
  for (const line of mine) {
    const name = line.member?.name ?? null;
    const known = groups.get(name);
    if (known) known.push(line);
    else groups.set(name, [line]);
  }
  const shares = [...groups].map(([name, lines]) => ({
    name,
    lines,
    amount: sumMoney(lines.map((line) => line.amount)),
  }));
  const used = shares.filter((share) => share.name !== null || !share.amount.isZero());
  // A filter that asks for the kind of a member says nothing of what belongs to none.
  return sumMoney(used.map((share) => share.amount)).equals(amount) ? used : [];
}

function bookByLine(books: Explained['books']): ReadonlyMap<LedgerLine, Book> {
  let known = owners.get(books);
  if (!known) {
    const departments = Object.values(books).filter(({ byMember }) => byMember !== null);
    known = new Map(departments.flatMap((book) => book.ledger.map((line) => [line, book] as const)));
    owners.set(books, known);
  }
  return known;
}
