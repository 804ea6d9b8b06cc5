import { levelsOf, type PackSettings } from '../pack/pack.ts';

/** Where the fields of the view come from: paths of the view, and the field of the unit file behind them. */
export const FIELD_SOURCES: Readonly<Record<string, readonly string[]>> = {
  date: ['date'],
  cover: ['cover'],
  contents: ['contents'],
  'unit.region': ['unit.region'],
  'unit.introduction': ['unit.introduction', 'unit.introductionLeads'],
  'unit.kind': ['unit.kind', 'unit.isAdministrative', 'unit.isReferenced', 'unit.isInstitution'],
  'unit.functions': ['unit.functions'],
  'unit.subordinates': ['unit.subordinates'],
  'unit.offices': ['unit.offices', 'unit.officeSentences'],
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
  termsOfForm: ['glossary'],
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
  'projects[].evaluation': ['selfEvaluations'],
  corrections: ['corrections'],
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
  'projects[].evaluation',
  'corrections',
];
export const OF_BUDGETS =
  /^(projects\.|performance\.|procurement\.(goods|works|services|reservedFor)|assets\.planned)/;

/** The field of the schema of a final that only a budget prints: what is to be bought in the year. */
const PLANNED = /^assets\.planned/;

/** Fields that nobody would read, beside those that a pack does not print. `assets.plannedOver1m` of a final */
export function isOfOtherKind(field: string, { document }: Pick<PackSettings, 'document'>): boolean {
  return document === '决算' && PLANNED.test(field);
}

/**
 * The fields of a unit file that the reports of a pack never print, given those of the view that its templates never
 * read. Fields of kinds of files that the pack does not print are left out.
 *
 * Example: `shanghai-unit-2025` → `unit.establishment`, `unit.staff`, `assets.furniture` …
 */
export function unprintedFields(settings: PackSettings, unread: readonly string[]): string[] {
  const isUnread = (path: string): boolean =>
    unread.some((each) => each === path || path.startsWith(`${each}.`) || path.startsWith(`${each}[`));
  const printsDepartments = levelsOf(settings).includes('部门');
  const isFinal = settings.document === '决算';
  return Object.entries(FIELD_SOURCES)
    .filter(([field]) => printsDepartments || !OF_DEPARTMENTS.includes(field))
    .filter(([field]) => (isFinal ? !OF_BUDGETS.test(field) : !OF_FINALS.includes(field)))
    .filter(([, paths]) => paths.every(isUnread))
    .map(([field]) => field);
}
