import type { EntityData } from '../kinds/entity-data.ts';
import { sumMoney, toYuan } from '../model/money.ts';
import type { BookSource } from './books.ts';
import type { Entity } from './entity.ts';

/**
 * What a document says of public procurement, in 元: a budget what is planned, a final what was contracted; and what of
 * it is reserved for small and medium enterprises.
 */
export function procurementOf({
  procurement: { goods, works, services, reservedForSmallMedium },
  amounts,
  final,
}: Pick<EntityData, 'procurement' | 'amounts' | 'final'>): Pick<BookSource, 'procurement' | 'reserved'> {
  const parts = final === undefined ? { goods, works, services } : final.procurement.contracts;
  const procurement = toYuan(sumMoney(Object.values(parts)), amounts);
  const reserved = final === undefined ? reservedForSmallMedium : final.procurement.reserved.smallMedium;
  // 全额
  return { procurement, reserved: typeof reserved === 'string' ? procurement : toYuan(reserved, amounts) };
}

/** What the file of another document says of itself, for what is compared between documents. */
export function sourceOf({ file: { label }, facts }: Entity): BookSource {
  const { unit, year, codeNames, assets, department } = facts;
  const heads = Object.entries(unit.staff).map(([kind, { count }]) => [kind, count] as const);
  return {
    unitName: unit.name,
    year,
    file: label,
    codeNames,
    staff: Object.fromEntries(heads),
    members: (department?.members ?? []).flatMap(({ isMerged, name }) => (isMerged ? [] : [name])),
    vehicles: Object.values(assets.vehicles).reduce((sum, { count }) => sum + count, 0),
    plannedVehicles: Object.values(assets.plannedVehicles).reduce((sum, count) => sum + count, 0),
    ...procurementOf(facts),
  };
}
