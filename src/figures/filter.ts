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
  if (filter.kind !== undefined && line.kind !== filter.kind) return false;
  if (filter.carriedOver !== undefined && line.carriedOver !== filter.carriedOver) return false;
  if (filter.budgets && !filter.budgets.includes(line.fund.budget)) return false;
  if (filter.levels && !filter.levels.includes(line.fund.level)) return false;
  if (filter.funds && !filter.funds.includes(line.fund.id)) return false;
  // What is left at the end belongs to every side.
  if (filter.side && !filter.side.includes(CLOSING) && !filter.side.includes(line.side)) return false;
  if (filter.phase && !filter.phase.includes(line.phase)) return false;
  if (filter.units && (line.member === null || !filter.units.includes(line.member.name))) return false;
  // What a unit itself may spend is not asked for its kind; that is said of the members of a department.
  if (filter.unitKinds && line.member !== null && !filter.unitKinds.includes(line.member.kind)) return false;
  if (filter.project !== undefined && line.project !== filter.project) return false;
  if (filter.functions && !startsWithAny(line.functionCode, filter.functions)) return false;
  if (filter.economics || filter.exceptEconomics) {
    if (line.economicCode === null) return false;
    if (filter.economics && !startsWithAny(line.economicCode, filter.economics)) return false;
    if (filter.exceptEconomics && startsWithAny(line.economicCode, filter.exceptEconomics)) return false;
  }
  return true;
}

function startsWithAny(code: string, prefixes: readonly string[]): boolean {
  return prefixes.some((prefix) => code.startsWith(prefix));
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
