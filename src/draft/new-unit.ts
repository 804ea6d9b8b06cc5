import { type KindName, kindOf } from '../kinds/registry.ts';
import { SchemaTree } from '../kinds/schema-tree.ts';
import type { Pack } from '../pack/pack.ts';
import { askedFields } from '../render/asked-fields.ts';
import { newUnitText } from './new-unit-text.ts';

/** What a new file is to say already. */
export interface NewUnit {
  readonly kind: KindName;
  readonly name: string;
  readonly template: string;
  readonly year: number;
  /** `2026-02-21`; null where it is not known yet. */
  readonly date: string | null;
  readonly amounts: '元' | '万元';
  /** Fields that the defaults file of the folder says. */
  readonly saidElsewhere: readonly string[];
}

/**
 * The text of a new unit file for a form: everything that the form demands, empty, each field with what it means; what
 * it prints besides behind `#`; nothing that it never prints.
 */
export function newUnit(unit: NewUnit, pack: Pack): string {
  const { level, schema } = kindOf(unit);
  const { settings } = pack;
  const holder = level === '部门' ? 'department' : 'unit';
  return newUnitText({
    schema: new SchemaTree(schema),
    fields: askedFields(pack),
    known: {
      ...(unit.kind === 'unit-budget' ? {} : { level, document: kindOf(unit).document }),
      template: unit.template,
      year: String(unit.year),
      ...(unit.date === null ? {} : { date: unit.date }),
      amounts: unit.amounts,
      [`${holder}.name`]: unit.name,
    },
    saidElsewhere: unit.saidElsewhere,
    names: {
      'unit.staff': settings.staff,
      'assets.vehicles': settings.vehicles,
      'assets.plannedVehicles': settings.vehicles,
    },
    options: Object.entries(settings.options).map(([name, option]) => ({
      name,
      title: option.title,
      choices: Object.keys(option.choices),
      usual: option.default,
    })),
  });
}
