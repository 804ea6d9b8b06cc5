import { addAll } from '../model/add-all.ts';
import type { BookName } from '../model/book.ts';
import type { Ledger, Phase } from '../model/ledger.ts';
import { sumMoney } from '../model/money.ts';
import { type Book, bookOf, type StatedFigures } from './books.ts';
import { consolidate } from './consolidate.ts';
import type { EntityFiles } from './entity-file.ts';
import { type Branch, leavesOf } from './leaves.ts';
import type { Member, Unit } from './unit.ts';

/**
 * A book of a department whose file says nothing of it: what its members' books add up to, internal transfers offset,
 * and the figures that all of them state. Findings are those of {@link consolidate}.
 */
export function bookOfMembers(
  members: readonly Member[],
  name: string,
  book: BookName,
  files: EntityFiles,
): Book {
  const units = members.flatMap(({ loaded }) => (loaded === null ? [] : [loaded.unit]));
  const branches = members.flatMap(({ isHead, loaded }) =>
    loaded === null ? [] : [{ isHead, branch: branchOf(loaded.unit, book) }],
  );
  const own = { name, kind: '', file: '', payers: {}, payersAt: null, ledger: [], members: branches };
  const { ledger, byMember, findings } = consolidate(leavesOf(own));
  addAll(files.findings, findings);
  return {
    ledger,
    byMember,
    stated: statedByAll(units, book),
    isStatedOnly: units.some((unit) => bookOf(unit, book).isStatedOnly),
    from: null,
  };
}

/** What the members' books of that name have of one step of the year: the adjustments of their budgets. */
export function linesOfMembers(members: readonly Member[], book: BookName, phase: Phase): Ledger {
  const units = members.flatMap(({ loaded }) => (loaded === null ? [] : [loaded.unit]));
  return units.flatMap((unit) => {
    const { name, kind } = unit.data.unit;
    const lines = bookOf(unit, book).ledger.filter((line) => line.phase === phase);
    return lines.map((line) => ({ ...line, member: line.member ?? { name, kind } }));
  });
}

function branchOf(unit: Unit, book: BookName): Branch {
  const { data, file, locator, members } = unit;
  return {
    name: data.unit.name,
    kind: data.unit.kind,
    file,
    payers: data.counterparts,
    payersAt: locator.positionOf(['counterparts']),
    ledger: bookOf(unit, book).ledger,
    members: members.flatMap(({ isHead, loaded }) =>
      loaded === null ? [] : [{ isHead, branch: branchOf(loaded.unit, book) }],
    ),
  };
}

/** Figures that every member states, added up. */
function statedByAll(units: readonly Unit[], book: BookName): StatedFigures {
  const [first, ...others] = units.map((unit) => bookOf(unit, book).stated);
  const shared = [...(first ?? [])].filter(([name]) => others.every((stated) => stated.has(name)));
  return new Map(
    shared.map(([name, { amount, position }]) => [
      name,
      { amount: sumMoney([amount, ...others.map((stated) => stated.get(name)!.amount)]), position },
    ]),
  );
}
