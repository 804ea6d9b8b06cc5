import type { Finding } from '../model/finding.ts';
import type { LocatedPack } from '../pack/load-pack.ts';
import { OF_BUDGETS, unprintedFields } from '../render/unprinted-fields.ts';

/** Fields of a unit file without which the program assumes zero or nothing. */
const ASSUMED = [
  'unit.establishment',
  'unit.staff',
  'procurement.reservedForSmallMedium',
  'procurement.reservedForMicro',
  'assets.buildings',
  'assets.furniture',
  'assets.other',
  'assets.equipmentOver500k',
  'assets.equipmentOver1m',
  'assets.plannedOver500k',
  'assets.plannedOver1m',
];

/**
 * Fields of a unit file that a pack never prints (`T25`, a note: a form need not print everything), that it
 * needs and never prints (`T26`), and that it prints as zero where they are missing (`T27`).
 */
export function fieldFindings({ settings, pack }: LocatedPack, unread: readonly string[]): Finding[] {
  const isFinal = settings.value.document === '决算';
  const unprinted = unprintedFields(settings.value, unread);
  const { needs, options } = settings.value;
  // What only a choice prints, that choice needs.
  const choices = Object.values(options).flatMap((option) => Object.values(option.choices));
  const isNeeded = (field: string): boolean =>
    [needs, ...choices.map((choice) => choice.needs)].some((each) => Object.hasOwn(each ?? {}, field));
  const silent = unprinted.filter((field) => field !== 'options' && needs[field] === undefined);
  const top = { file: `${pack.folder}/pack.yaml`, line: 1, column: 1 };
  return [
    ...Object.keys(needs)
      .filter((field) => unprinted.includes(field))
      .map((field) => ({
        code: 'T26',
        severity: 'warning' as const,
        message: `needs 中的“${field}”没有印出来。`,
        hint: '在模板中印出它，或从 needs 中删去。',
        position: settings.locator.keyPositionOf(['needs', field]),
      })),
    ...ASSUMED.filter((field) => !(isFinal && OF_BUDGETS.test(field)))
      .filter((field) => !unprinted.includes(field) && !isNeeded(field))
      .map((field) => ({
        code: 'T27',
        severity: 'warning' as const,
        message: `印出了“${field}”，但单位文件没有写时会印成 0。`,
        hint: `在 pack.yaml 的 needs 中加上 ${field}: error。`,
        position: settings.locator.positionOf(['needs']),
      })),
    ...(silent.length === 0
      ? []
      : [
          {
            code: 'T25',
            severity: 'note' as const,
            message: `单位文件的 ${silent.length} 项内容在这份样式中没有印出来：${silent.join('、')}。`,
            hint: '样式确实不公开这些内容的，不必处理。',
            position: top,
          },
        ]),
  ];
}
