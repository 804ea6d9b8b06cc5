import { budgetedMembers, type Unit } from '../books/unit.ts';
import type { Filter } from '../model/filter.ts';
import type { FigureDeclaration } from '../pack/pack.ts';
import { resolveWhere } from './filter.ts';

type Declared = Pick<FigureDeclaration, 'where' | 'unitKinds'>;

/** The filters of a figure that a pack declares, its kinds of units among them. */
export function filtersOf(
  { where = [], unitKinds }: Declared,
  named: Readonly<Record<string, Filter>>,
): Filter[] {
  const filters = resolveWhere(where, named);
  return unitKinds === undefined ? filters : [...filters, { unitKinds }];
}

/**
 * Whether a figure is one of a unit of this kind, or of a department with such a member. 机关运行经费 of a 事业单位 is
 * not: nothing of it is printed, so that neither last year's figure nor a reason may be demanded.
 */
export function concerns({ unitKinds }: Declared, unit: Unit): boolean {
  if (unitKinds === undefined) return true;
  const members = budgetedMembers(unit);
  if (members.length === 0) return unitKinds.includes(unit.data.unit.kind);
  return members.some((member) => concerns({ unitKinds }, member));
}
