import { ledgerOf } from '../books/books.ts';
import type { Unit } from '../books/unit.ts';
import { functionName } from '../lists/classification.ts';
import type { ListEntry } from '../model/entry.ts';
import type { Filter } from '../model/filter.ts';
import { functionClass, functionSection } from '../model/ledger.ts';
import type { ListDeclaration } from '../pack/pack.ts';
import { compareValues, memberFilter, memberOf, nameOf } from './dimension.ts';
import { meeting, resolveWhere } from './filter.ts';
import { orderOf } from './project-order.ts';

export interface ListMember {
  readonly key: string;
  readonly label: string;
  readonly filters: readonly Filter[];
  readonly names: Pick<ListEntry, 'className' | 'sectionName' | 'itemName'>;
  readonly onlyWhenUsed: boolean;
}

const NO_NAMES = { className: null, sectionName: null, itemName: null };

/** The members of a declared list, in the order in which they are printed; their lines are not yet summed. */
export function listMembers(
  declared: ListDeclaration,
  base: readonly Filter[],
  unit: Unit,
  named: Readonly<Record<string, Filter>>,
): ListMember[] {
  if (declared.entries) {
    return declared.entries.map((entry) => ({
      key: entry.key,
      label: entry.label,
      filters: [...base, ...resolveWhere(entry.where, named)],
      names: NO_NAMES,
      onlyWhenUsed: entry.show === 'used',
    }));
  }
  const dimension = declared.by!;
  const beside = { current: null, either: declared.base, planned: 'plan' } as const;
  const other = beside[declared.include];
  const lines = other === null ? ledgerOf(unit) : [...ledgerOf(unit), ...ledgerOf(unit, other)];
  const values = new Set<string>();
  const isMeant = meeting(base);
  for (const line of lines) {
    const value = memberOf(line, dimension);
    if (value !== null && !line.amount.isZero() && isMeant(line)) values.add(value);
  }
  return [...values].sort(compareValues(dimension, orderOf(unit, dimension))).map((value) => ({
    key: value,
    label: nameOf(unit.classification, dimension, value),
    filters: [...base, memberFilter(dimension, value)],
    names: dimension.startsWith('function') ? functionNames(unit, value) : NO_NAMES,
    onlyWhenUsed: false,
  }));
}

/** Names of the 类, 款 and 项 of a functional code, as far as it reaches. */
function functionNames(unit: Unit, code: string): ListMember['names'] {
  const name = (part: string, length: number) =>
    code.length >= length ? functionName(unit.classification, part) : null;
  return {
    className: name(functionClass(code), 3),
    sectionName: name(functionSection(code), 5),
    itemName: name(code, 7),
  };
}
