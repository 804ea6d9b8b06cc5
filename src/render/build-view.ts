import { type Book, bookOf } from '../books/books.ts';
import { budgetedMembers, type Unit } from '../books/unit.ts';
import type { Analysis } from '../figures/analysis.ts';
import { totalFigure } from '../figures/figure.ts';
import { makeCharts } from '../figures/make-charts.ts';
import type { Figure } from '../model/figure.ts';
import type { Grid } from '../model/grid.ts';
import { ZERO } from '../model/money.ts';
import { officeOf } from '../model/office.ts';
import { type FigureMarks, NO_MARKS } from '../model/provenance.ts';
import { chartNames, type Pack } from '../pack/pack.ts';
import { departmentView } from './department-view.ts';
import { finalView } from './final-view.ts';
import { glossaryView } from './glossary-view.ts';
import { goalTotals, projectGoals, unitGoal } from './goal-view.ts';
import { projectViews } from './project-view.ts';
import { stated } from './stated-amount.ts';
import type { AssetsView, ProcurementView, StaffView, TableView, UnitView, View } from './view.ts';

/**
 * What the templates of a pack see of one unit. Tables come without the sentences of empty tables;
 * those are templates too and are filled in by {@link renderReport}.
 */
export function buildView(
  unit: Unit,
  pack: Pack,
  analysis: Analysis,
  grids: readonly Grid[],
  marks: FigureMarks = NO_MARKS,
): View {
  const { data } = unit;
  const projects = projectViews(unit, pack, marks);
  const goals = projectGoals(unit, pack, marks);
  return {
    cover: data.cover,
    contents: data.contents,
    year: data.year,
    priorYear: data.year - 1,
    isFirstYear: !hasMoney(bookOf(unit, 'prior')),
    date: data.date,
    ...departmentView(unit, pack, marks),
    options: pack.chosen,
    amountUnit: pack.settings.tableMoney.unit,
    unit: unitView(unit, pack),
    figures: analysis.figures,
    lists: analysis.lists,
    charts: chartsView(unit, pack, analysis),
    projects,
    projectCount: projects.length,
    unitGoal: unitGoal(unit),
    projectGoals: goals,
    goals: goalTotals(unit, pack, goals),
    procurement: procurementView(unit),
    assets: assetsView(unit, pack),
    ...finalView(unit, analysis, pack),
    otherMatters: data.otherMatters,
    glossary: glossaryView(unit, pack),
    tables: grids.map(tableView),
  };
}

function chartsView(unit: Unit, pack: Pack, analysis: Analysis): View['charts'] {
  const charts = makeCharts(analysis, unit, pack);
  return Object.fromEntries(chartNames(pack.settings).map((name) => [name, charts[name] ?? null]));
}

/** Whether anything is planned in a book, line by line or as a figure stated outright. */
function hasMoney({ ledger, stated }: Book): boolean {
  return (
    ledger.some(({ amount }) => !amount.isZero()) ||
    [...stated.values()].some(({ amount }) => !amount.isZero())
  );
}

function tableView(grid: Grid): TableView {
  const { id, number, title, form, isWide, isEmpty, money } = grid;
  return { id, number, title, form, isWide, isEmpty, amountUnit: money.unit, emptySentence: null, grid };
}

function unitView({ data: { unit, department } }: Unit, pack: Pack): UnitView {
  const isDepartment = department !== undefined;
  const names = new Set([...pack.settings.staff, ...Object.keys(unit.staff)]);
  const staff: StaffView[] = [...names].map((name) => {
    const { count, change } = unit.staff[name] ?? { count: 0, change: 0 };
    return { name, count, difference: Math.abs(change), decreased: change < 0 };
  });
  const offices = unit.offices.map(officeOf);
  return {
    name: unit.name,
    region: unit.region ?? null,
    introduction: unit.introduction ?? null,
    introductionLeads: unit.introduction?.trimEnd().endsWith('：') ?? false,
    kind: unit.kind,
    // A department's operating cost is that of its organs, whatever its own office is.
    isAdministrative: isDepartment || unit.kind === '行政单位',
    isReferenced: !isDepartment && unit.kind === '参公事业单位',
    isInstitution: !isDepartment && unit.kind === '事业单位',
    functions: unit.functions,
    subordinates: unit.subordinates,
    offices: offices.map(({ name }) => name),
    officeSentences: offices.some(({ sentence }) => sentence !== null)
      ? offices.map(({ name, sentence }) => sentence ?? `${name}。`)
      : null,
    establishment: unit.establishment,
    staffTotal: staff.reduce((sum, group) => sum + group.count, 0),
    staff,
  };
}

function procurementView(unit: Unit): ProcurementView {
  const goods = stated(unit, (data) => data.procurement.goods, 'procurement', 'goods');
  const works = stated(unit, (data) => data.procurement.works, 'procurement', 'works');
  const services = stated(unit, (data) => data.procurement.services, 'procurement', 'services');
  return {
    total: totalFigure([goods, works, services]),
    goods,
    works,
    services,
    reservedForSmallMedium: reservedFigure(unit, 'reservedForSmallMedium'),
    reservedForMicro: reservedFigure(unit, 'reservedForMicro'),
  };
}

function reservedFigure(unit: Unit, name: 'reservedForSmallMedium' | 'reservedForMicro'): Figure {
  const members = budgetedMembers(unit);
  if (members.length > 0) return totalFigure(members.map((member) => reservedFigure(member, name)));
  const value = unit.data.procurement[name];
  if (typeof value === 'string') return procurementTotal(unit);
  return stated(unit, () => value, 'procurement', name);
}

function procurementTotal(unit: Unit): Figure {
  const parts = ['goods', 'works', 'services'] as const;
  return totalFigure(
    parts.map((part) => stated(unit, (data) => data.procurement[part], 'procurement', part)),
  );
}

function assetsView(unit: Unit, pack: Pack): AssetsView {
  const { assets, year } = unit.data;
  const vehicles = vehicleKinds(pack, Object.keys(assets.vehicles)).map(({ name, given }) => {
    const values = given.map((kind) =>
      stated(unit, (data) => data.assets.vehicles[kind]?.value ?? ZERO, 'assets', 'vehicles', kind),
    );
    const count = given.reduce((sum, kind) => sum + assets.vehicles[kind]!.count, 0);
    return { name, count, value: values.length === 1 ? values[0]! : totalFigure(values) };
  });
  const plannedVehicles = vehicleKinds(pack, Object.keys(assets.plannedVehicles)).map(({ name, given }) => ({
    name,
    count: given.reduce((sum, kind) => sum + assets.plannedVehicles[kind]!, 0),
  }));
  return {
    asOf: assets.asOf ?? { year: year - 1, month: 12, day: 31 },
    isYearEnd: assets.asOf === undefined || (assets.asOf.month === 12 && assets.asOf.day === 31),
    buildingArea: { value: assets.buildings.area },
    buildingValue: stated(unit, (data) => data.assets.buildings.value, 'assets', 'buildings', 'value'),
    vehicleCount: vehicles.reduce((sum, vehicle) => sum + vehicle.count, 0),
    vehicleValue: totalFigure(vehicles.map((vehicle) => vehicle.value)),
    vehicles,
    furniture: stated(unit, (data) => data.assets.furniture, 'assets', 'furniture'),
    other: stated(unit, (data) => data.assets.other, 'assets', 'other'),
    equipmentOver500k: assets.equipmentOver500k,
    equipmentOver1m: assets.equipmentOver1m,
    plannedVehicleCount: plannedVehicles.reduce((sum, vehicle) => sum + vehicle.count, 0),
    plannedVehicles,
    plannedOver500k: assets.plannedOver500k,
    plannedOver1m: assets.plannedOver1m,
  };
}

/** The kinds of vehicles that a form prints, each with those of the file that it counts. */
function vehicleKinds(
  { settings: { vehicles: listed, vehicleRest: rest } }: Pack,
  given: readonly string[],
): { readonly name: string; readonly given: readonly string[] }[] {
  const printedAs = (kind: string): string => (listed.includes(kind) ? kind : (rest ?? kind));
  const names = new Set([...listed, ...given.map(printedAs)]);
  return [...names].map((name) => ({ name, given: given.filter((kind) => printedAs(kind) === name) }));
}
