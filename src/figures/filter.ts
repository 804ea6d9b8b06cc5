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

/** Tells of a ledger line whether it is meant. */
export type LineTest = (line: LedgerLine) => boolean;

/**
 * What tells of a ledger line whether it meets all filters; made once for many lines. A line without an economic code (a
 * lump sum of last year) meets no filter that asks for one.
 *
 * Where no filter names a side, expenditure is meant. `given` are filters that the lines are known to meet.
 *
 * Example: `{kind: 'basic', economics: ['301', '303']}` takes 30101 基本工资 of 基本支出.
 */
export function meeting(filters: readonly Filter[], given: readonly Filter[] = []): LineTest {
  const isSided = namesSide(filters) || namesSide(given);
  return meetingAll([...(isSided ? [] : [isExpenditure]), ...filters.flatMap(testsOf)]);
}

/** The same whatever side the filters name. */
export function meetingButSide(filters: readonly Filter[]): LineTest {
  return meetingAll(filters.map(withoutSide).flatMap(testsOf));
}

function meetingAll(tests: readonly LineTest[]): LineTest {
  return (line) => {
    for (const test of tests) if (!test(line)) return false;
    return true;
  };
}

function isExpenditure({ side }: LedgerLine): boolean {
  return side === 'expenditure';
}

function testsOf(filter: Filter): LineTest[] {
  const { kind, carriedOver, budgets, levels, funds, side, phase, units, unitKinds, project } = filter;
  const { functions, economics, exceptEconomics } = filter;
  const tests: LineTest[] = [];
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
