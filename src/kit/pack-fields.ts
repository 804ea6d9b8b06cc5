import type { Finding } from '../model/finding.ts';
import type { LocatedPack } from '../pack/load-pack.ts';
import { levelsOf } from '../pack/pack.ts';

/** Where the fields of the view come from: paths of the view, and the field of the unit file behind them. */
export const FIELD_SOURCES: Readonly<Record<string, readonly string[]>> = {
  date: ['date'],
  cover: ['cover'],
  contents: ['contents'],
  'unit.region': ['unit.region'],
  'unit.introduction': ['unit.introduction'],
  'unit.kind': ['unit.kind', 'unit.isAdministrative', 'unit.isReferenced', 'unit.isInstitution'],
  'unit.functions': ['unit.functions'],
  'unit.subordinates': ['unit.subordinates'],
  'unit.offices': ['unit.offices'],
  'unit.establishment': ['unit.establishment'],
  'unit.staff': ['unit.staff', 'unit.staffTotal'],
  'projects.basis': ['projects[].basis'],
  'projects.allocation': ['projects[].allocation'],
  'projects.bearer': ['projects[].bearer'],
  'projects.period': ['projects[].period'],
  'projects.goal': ['projectGoals', 'projects[].hasGoal', 'goals.count', 'goals.amount'],
  'performance.unit': ['unitGoal'],
  'performance.goals': ['goals.count', 'goals.amount'],
  'procurement.goods': ['procurement.goods', 'procurement.total'],
  'procurement.works': ['procurement.works', 'procurement.total'],
  'procurement.services': ['procurement.services', 'procurement.total'],
  'procurement.reservedForSmallMedium': ['procurement.reservedForSmallMedium'],
  'procurement.reservedForMicro': ['procurement.reservedForMicro'],
  'assets.asOf': ['assets.asOf', 'assets.isYearEnd'],
  'assets.buildings': ['assets.buildingArea', 'assets.buildingValue'],
  'assets.vehicles': ['assets.vehicles', 'assets.vehicleCount', 'assets.vehicleValue'],
  'assets.furniture': ['assets.furniture'],
  'assets.other': ['assets.other'],
  'assets.equipmentOver500k': ['assets.equipmentOver500k'],
  'assets.equipmentOver1m': ['assets.equipmentOver1m'],
  'assets.plannedVehicles': ['assets.plannedVehicles', 'assets.plannedVehicleCount'],
  'assets.plannedOver500k': ['assets.plannedOver500k'],
  'assets.plannedOver1m': ['assets.plannedOver1m'],
  options: ['options'],
  otherMatters: ['otherMatters'],
  glossary: ['glossary'],
  members: ['members', 'memberCounts'],
  projectNotes: ['projectNotes'],
  threePublic: ['visits'],
  'procurement.contracts': ['contracts'],
  'procurement.reserved': ['contracts.reservedForSmallMedium', 'contracts.reservedForMicro'],
  'procurement.awarded': [
    'contracts.awardedInReserved',
    'contracts.awardedToMicro',
    'contracts.awardedElsewhere',
  ],
  performance: ['evaluation'],
};

/** Fields that only the file of a department has. */
const OF_DEPARTMENTS = ['members', 'projectNotes'];

/** Fields that only a final account has, and those that only a budget has. */
const OF_FINALS = [
  'threePublic',
  'procurement.contracts',
  'procurement.reserved',
  'procurement.awarded',
  'performance',
];
const OF_BUDGETS =
  /^(projects\.|performance\.|procurement\.(goods|works|services|reservedFor)|assets\.planned)/;

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
  const isUnread = (path: string): boolean =>
    unread.some((each) => each === path || path.startsWith(`${each}.`) || path.startsWith(`${each}[`));
  const printsDepartments = levelsOf(settings.value).includes('部门');
  const isFinal = settings.value.document === '决算';
  const unprinted = Object.entries(FIELD_SOURCES)
    .filter(([field]) => printsDepartments || !OF_DEPARTMENTS.includes(field))
    .filter(([field]) => (isFinal ? !OF_BUDGETS.test(field) : !OF_FINALS.includes(field)))
    .filter(([, paths]) => paths.every(isUnread))
    .map(([field]) => field);
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
