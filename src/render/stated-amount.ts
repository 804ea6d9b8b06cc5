import { budgetedMembers, type Unit } from '../books/unit.ts';
import { statedFigure, totalFigure } from '../figures/figure.ts';
import type { EntityData } from '../kinds/entity-data.ts';
import type { Figure } from '../model/figure.ts';
import type { DataPath } from '../model/locator.ts';
import { type Money, toYuan } from '../model/money.ts';

/** An amount that an entity states, in 元; of a department what its members state, added up. */
export function stated(unit: Unit, amount: (data: EntityData) => Money, ...path: DataPath): Figure {
  const members = budgetedMembers(unit);
  if (members.length > 0) return totalFigure(members.map((member) => stated(member, amount, ...path)));
  return statedFigure(toYuan(amount(unit.data), unit.data.amounts), unit.locator.positionOf(path));
}
