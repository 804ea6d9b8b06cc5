import type { DataPath } from '../model/locator.ts';
import { type Money, sumMoney, toYuan, ZERO } from '../model/money.ts';
import type { DepartmentFile } from './department-file.ts';
import type { EntityData, MemberData, MemberProject } from './entity-data.ts';
import type { ProjectEntry } from './unit-file.ts';

/** A member of a department as its file names it, with what it states; null for a body without a budget. */
export interface MemberFacts extends MemberData {
  readonly data: EntityData | null;
}

/**
 * What a department's document states beside its ledgers: its own words, and what its members state added up, in 元.
 * Heads, procurement, assets and planned purchases add; duties, reasons, purposes and waivers are the department's own;
 * glossary terms are united.
 *
 * Example: two members with 3 and 2 vehicles → 5
 */
export function departmentFacts(file: DepartmentFile, members: readonly MemberFacts[]): EntityData {
  const given = members.flatMap(({ data }) => (data === null ? [] : [data]));
  const listed = members.flatMap(listedOf);
  const head = members.find(({ isHead }) => isHead);
  const { department, performance, projectNotes, unitTables, members: _, ...own } = file;
  return {
    ...own,
    amounts: '元',
    unit: {
      ...department,
      kind: head?.data?.unit.kind ?? '行政单位',
      subordinates: listed.filter(({ isHead }) => !isHead).map(({ name }) => name),
      offices: [],
      establishment: total(given, (data) => data.unit.establishment),
      staff: addStaff(given),
    },
    prior: own.prior ?? {},
    counterparts: {},
    codeNames: Object.assign({}, ...given.map((data) => data.codeNames), own.codeNames),
    projects: members.flatMap(({ data }, member) => (data?.projects ?? []).map(projectOf(data!, member))),
    performance: { unit: performance.department },
    procurement: addProcurement(given),
    assets: addAssets(given),
    glossary: uniteTerms([own.glossary, ...given.map((data) => data.glossary)]),
    department: {
      members: listed,
      projectNotes,
      unitTables,
      ownTerms: own.glossary.length,
    },
  };
}

/** A member as the composition lists it; of a department its own members, down to the lowest. */
function listedOf({ data, ...member }: MemberFacts): readonly MemberData[] {
  const below = data?.department?.members;
  return below?.map((each) => ({ ...each, isHead: member.isHead && each.isHead })) ?? [member];
}

function projectOf(data: EntityData, member: number) {
  return (project: ProjectEntry & { readonly of?: MemberProject }, index: number) => ({
    ...project,
    bearer: project.bearer ?? project.of?.unit ?? data.unit.name,
    of: { unit: project.of?.unit ?? data.unit.name, member, index },
  });
}

const total = (given: readonly EntityData[], count: (data: EntityData) => number): number =>
  given.reduce((sum, data) => sum + count(data), 0);

/** A sum of amounts of several files, in 元. */
const yuan = (given: readonly EntityData[], amount: (data: EntityData) => Money): Money =>
  sumMoney(given.map((data) => toYuan(amount(data), data.amounts)));

function keysOf(maps: readonly object[]): string[] {
  return [...new Set(maps.flatMap((map) => Object.keys(map)))];
}

function addStaff(given: readonly EntityData[]): EntityData['unit']['staff'] {
  const groups = keysOf(given.map((data) => data.unit.staff));
  return Object.fromEntries(
    groups.map((group) => [
      group,
      {
        count: total(given, (data) => data.unit.staff[group]?.count ?? 0),
        change: total(given, (data) => data.unit.staff[group]?.change ?? 0),
      },
    ]),
  );
}

function addProcurement(given: readonly EntityData[]): EntityData['procurement'] {
  const whole = ({ procurement: { goods, works, services } }: EntityData) =>
    sumMoney([goods, works, services]);
  const reserved = (name: 'reservedForSmallMedium' | 'reservedForMicro'): Money =>
    yuan(given, (data) => {
      const value = data.procurement[name];
      return typeof value === 'string' ? whole(data) : value;
    });
  return {
    goods: yuan(given, (data) => data.procurement.goods),
    works: yuan(given, (data) => data.procurement.works),
    services: yuan(given, (data) => data.procurement.services),
    reservedForSmallMedium: reserved('reservedForSmallMedium'),
    reservedForMicro: reserved('reservedForMicro'),
  };
}

function addAssets(given: readonly EntityData[]): EntityData['assets'] {
  const assets = given.map((data) => data.assets);
  return {
    asOf: assets.find(({ asOf }) => asOf !== undefined)?.asOf,
    buildings: {
      area: sumMoney(assets.map(({ buildings }) => buildings.area)),
      value: yuan(given, (data) => data.assets.buildings.value),
    },
    vehicles: Object.fromEntries(
      keysOf(assets.map(({ vehicles }) => vehicles)).map((kind) => [
        kind,
        {
          count: total(given, (data) => data.assets.vehicles[kind]?.count ?? 0),
          value: yuan(given, (data) => data.assets.vehicles[kind]?.value ?? ZERO),
        },
      ]),
    ),
    furniture: yuan(given, (data) => data.assets.furniture),
    other: yuan(given, (data) => data.assets.other),
    equipmentOver500k: total(given, (data) => data.assets.equipmentOver500k),
    equipmentOver1m: total(given, (data) => data.assets.equipmentOver1m),
    plannedVehicles: Object.fromEntries(
      keysOf(assets.map(({ plannedVehicles }) => plannedVehicles)).map((kind) => [
        kind,
        total(given, (data) => data.assets.plannedVehicles[kind] ?? 0),
      ]),
    ),
    plannedOver500k: total(given, (data) => data.assets.plannedOver500k),
    plannedOver1m: total(given, (data) => data.assets.plannedOver1m),
  };
}

/** One entry for each term, the first that explains it. */
function uniteTerms(lists: readonly EntityData['glossary'][]): EntityData['glossary'] {
  const known = new Set<string>();
  return lists.flat().filter(({ term }) => !known.has(term) && known.add(term));
}

/** Fields of 部门概况 that stand in the department's own file. */
const OWN_FIELDS = ['name', 'region', 'introduction', 'functions'];

/** Where a datum of a department's facts stands in its file; null where its members state it. */
export function departmentPath(path: DataPath): DataPath | null {
  const [head, next, ...rest] = path;
  if (head === 'unit' && (next === undefined || OWN_FIELDS.includes(String(next))))
    return ['department', ...path.slice(1)];
  if (head === 'performance' && next === 'unit') return ['performance', 'department', ...rest];
  return ['unit', 'projects', 'procurement', 'assets'].includes(String(head)) ? null : path;
}
