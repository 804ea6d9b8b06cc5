import { type Classification, economicName, functionName } from '../lists/classification.ts';
import type { Filter } from '../model/filter.ts';
import { economicClass, functionClass, functionSection, type LedgerLine } from '../model/ledger.ts';
import type { Dimension } from '../pack/pack.ts';

const VALUE_OF: Record<Dimension, (line: LedgerLine) => string | null> = {
  functionClass: (line) => functionClass(line.functionCode) || null,
  functionSection: (line) => functionSection(line.functionCode) || null,
  functionItem: (line) => line.functionCode || null,
  economicClass: (line) => (line.economicCode === null ? null : economicClass(line.economicCode)),
  economicSection: (line) => line.economicCode,
  project: (line) => line.project,
  unit: (line) => line.member?.name ?? null,
};

/** A line's value of a dimension; null for lines without it (no economic code, no project). */
export function memberOf(line: LedgerLine, dimension: Dimension): string | null {
  return VALUE_OF[dimension](line);
}

/** The filter that takes the lines of one value. */
export function memberFilter(dimension: Dimension, value: string): Filter {
  if (dimension === 'project') return { project: value };
  if (dimension === 'unit') return { units: [value] };
  return dimension.startsWith('function') ? { functions: [value] } : { economics: [value] };
}

/** Name of a value in the code lists; a project is its own name. `('functionItem', '2010350')` → 事业运行 */
export function nameOf(classification: Classification, dimension: Dimension, value: string): string {
  if (isNamed(dimension)) return value;
  return dimension.startsWith('function')
    ? functionName(classification, value)
    : economicName(classification, value);
}

/** Whether the values of a dimension are names, not codes. */
export function isNamed(dimension: Dimension): boolean {
  return dimension === 'project' || dimension === 'unit';
}

/** Orders values the way reports print them: codes ascending, names in the given order. */
export function compareValues(dimension: Dimension, order: ReadonlyMap<string, number>) {
  return (a: string, b: string): number => {
    if (isNamed(dimension)) return (order.get(a) ?? 0) - (order.get(b) ?? 0);
    return a < b ? -1 : a > b ? 1 : 0;
  };
}
