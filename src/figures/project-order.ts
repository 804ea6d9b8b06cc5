import { ledgerOf } from '../books/books.ts';
import { budgetedMembers, type Unit } from '../books/unit.ts';
import type { Dimension } from '../pack/pack.ts';

const orders = new WeakMap<Unit, ReadonlyMap<string, number>>();

/**
 * The order of projects everywhere in a report: by their first functional code (as the project table lists
 * them), then as the data file lists them, so that prose, tables and goal tables agree.
 */
export function projectOrder(unit: Unit): ReadonlyMap<string, number> {
  let order = orders.get(unit);
  if (!order) {
    order = makeOrder(unit);
    orders.set(unit, order);
  }
  return order;
}

function makeOrder(unit: Unit): ReadonlyMap<string, number> {
  const listed = new Map(unit.data.projects.map((project, index) => [project.name, index]));
  const firstCode = new Map<string, string>();
  for (const line of ledgerOf(unit)) {
    if (line.project === null) continue;
    const known = firstCode.get(line.project);
    if (known === undefined || line.functionCode < known) firstCode.set(line.project, line.functionCode);
  }
  const code = (name: string) => firstCode.get(name) ?? '9999999';
  const place = (name: string) => listed.get(name) ?? listed.size;
  const names = new Set([...listed.keys(), ...firstCode.keys()]);
  return new Map(
    [...names]
      .sort(
        (a, b) =>
          (code(a) < code(b) ? -1 : code(a) > code(b) ? 1 : 0) || place(a) - place(b) || (a < b ? -1 : 1),
      )
      .map((name, index) => [name, index]),
  );
}

/** The order of the budget units of a department: as its file names them, down to the lowest. */
function unitOrder(unit: Unit): ReadonlyMap<string, number> {
  const names = (of: Unit): string[] =>
    of.members.length === 0 ? [of.data.unit.name] : budgetedMembers(of).flatMap(names);
  return new Map(names(unit).map((name, index) => [name, index]));
}

/** The order of the names that a dimension has in a report. */
export function orderOf(unit: Unit, dimension: Dimension): ReadonlyMap<string, number> {
  return dimension === 'unit' ? unitOrder(unit) : projectOrder(unit);
}
