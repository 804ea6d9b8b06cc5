import type { Filter, Where } from '../model/filter.ts';
import { CLOSING, type LedgerLine } from '../model/ledger.ts';

/** The filters that a pack's `where` stands for. Throws on an unknown name: the pack was checked when loaded. */
export function resolveWhere(where: Where, named: Readonly<Record<string, Filter>>): Filter[] {
  return where.map((part) => {
    if (typeof part !== 'string') return part;
    const filter = named[part];
    if (!filter) throw new Error(`unknown filter ${part}`);
    return filter;
  });
}

/**
 * Whether a ledger line meets all filters. A line without an economic code (a lump sum of last year)
 * meets no filter that asks for one.
 *
 * Where no filter names a side, expenditure is meant. `given` are filters that the line is known to meet.
 *
 * Example: `{kind: 'basic', economics: ['301', '303']}` takes 30101 基本工资 of 基本支出.
 */
export function matches(
  line: LedgerLine,
  filters: readonly Filter[],
  given: readonly Filter[] = [],
): boolean {
  if (line.side !== 'expenditure' && !namesSide(filters) && !namesSide(given)) return false;
  return filters.every((filter) => matchesOne(line, filter));
}

function matchesOne(line: LedgerLine, filter: Filter): boolean {
  let tests = testsByFilter.get(filter);
  if (tests === undefined) {
    tests = testsOf(filter);
    testsByFilter.set(filter, tests);
  }
  for (const test of tests) if (!test(line)) return false;
  return true;
}

type Test = (line: LedgerLine) => boolean;

// Most filters ask for one or two things, and every cell of every table asks for every line.
const testsByFilter = new WeakMap<Filter, readonly Test[]>();

function testsOf(filter: Filter): Test[] {
  const { kind, carriedOver, budgets, levels, funds, side, phase, units, unitKinds, project } = filter;
  const { functions, economics, exceptEconomics } = filter;
  const tests: Test[] = [];
  if (kind !== undefined) tests.push((line) => line.kind === kind);
  if (carriedOver !== undefined) tests.push((line) => line.carriedOver === carriedOver);
  if (budgets) tests.push((line) => budgets.includes(line.fund.budget));
  if (levels) tests.push((line) => levels.includes(line.fund.level));
  if (funds) tests.push((line) => funds.includes(line.fund.id));
  // What is left at the end belongs to every side.
  if (side && !side.includes(CLOSING)) tests.push((line) => side.includes(line.side));
  if (phase) tests.push((line) => phase.includes(line.phase));
  if (units) tests.push((line) => line.member !== null && units.includes(line.member.name));
  // What a unit itself may spend is not asked for its kind; that is said of the members of a department.
  if (unitKinds) tests.push((line) => line.member === null || unitKinds.includes(line.member.kind));
  if (project !== undefined) tests.push((line) => line.project === project);
  if (functions) tests.push((line) => startsWithAny(line.functionCode, functions));
  if (economics)
    tests.push((line) => line.economicCode !== null && startsWithAny(line.economicCode, economics));
  if (exceptEconomics)
    tests.push((line) => line.economicCode !== null && !startsWithAny(line.economicCode, exceptEconomics));
  return tests;
}

function startsWithAny(code: string, prefixes: readonly string[]): boolean {
  for (const prefix of prefixes) if (code.startsWith(prefix)) return true;
  return false;
}

/** Whether any of the filters says which side is meant. */
export function namesSide(filters: readonly Filter[]): boolean {
  return filters.some(({ side }) => side !== undefined);
}

/** Whether a line meets all filters but for the side. */
export function matchesButSide(line: LedgerLine, filters: readonly Filter[]): boolean {
  return filters.every((filter) => matchesOne(line, withoutSide(filter)));
}

/** The same filter whatever the side. */
export function withoutSide({ side: _, ...rest }: Filter): Filter {
  return rest;
}

/** The same filters without their economic conditions: what a lump sum would have to be split by. */
export function withoutEconomics(filters: readonly Filter[]): Filter[] {
  return filters.map(({ economics: _, exceptEconomics: __, ...rest }) => rest);
}

/** Whether the filters ask for an economic code. */
export function needsEconomics(filters: readonly Filter[]): boolean {
  return filters.some((filter) => filter.economics !== undefined || filter.exceptEconomics !== undefined);
}
