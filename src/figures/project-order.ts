import { ledgerOf } from '../books/books.ts';
import type { Unit } from '../books/unit.ts';

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
