import type { Unit } from '../books/unit.ts';
import type { Analysis } from '../figures/analysis.ts';
import { statedFigure, totalFigure } from '../figures/figure.ts';
import type { Figure } from '../model/figure.ts';
import type { Grid } from '../model/grid.ts';
import type { DataPath } from '../model/locator.ts';
import { type Money, toYuan } from '../model/money.ts';
import { type FigureMarks, NO_MARKS } from '../model/provenance.ts';
import type { Pack } from '../pack/pack.ts';
import { projectGoals, unitGoal } from './goal-view.ts';
import { projectViews } from './project-view.ts';
import type {
  AssetsView,
  GoalTotalsView,
  ProcurementView,
  ProjectGoalView,
  StaffView,
  TableView,
  UnitView,
  View,
} from './view.ts';

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
    date: data.date,
    amountUnit: pack.settings.tableMoney.unit,
    unit: unitView(unit, pack),
    figures: analysis.figures,
    lists: analysis.lists,
    projects,
    projectCount: projects.length,
    unitGoal: unitGoal(unit),
    projectGoals: goals,
    goals: goalTotals(unit, goals),
    procurement: procurementView(unit),
    assets: assetsView(unit, pack),
    otherMatters: data.otherMatters,
    glossary: data.glossary,
    tables: grids.map(tableView),
  };
}

function tableView(grid: Grid): TableView {
  const { id, number, title, isWide, isEmpty, money } = grid;
  return { id, number, title, isWide, isEmpty, amountUnit: money.unit, emptySentence: null, grid };
}

function unitView({ data: { unit } }: Unit, pack: Pack): UnitView {
  const names = new Set([...pack.settings.staff, ...Object.keys(unit.staff)]);
  const staff: StaffView[] = [...names].map((name) => {
    const { count, change } = unit.staff[name] ?? { count: 0, change: 0 };
    return { name, count, difference: Math.abs(change), decreased: change < 0 };
  });
  return {
    name: unit.name,
    region: unit.region ?? null,
    introduction: unit.introduction ?? null,
    kind: unit.kind,
    isAdministrative: unit.kind === '行政单位',
    isReferenced: unit.kind === '参公事业单位',
    isInstitution: unit.kind === '事业单位',
    functions: unit.functions,
    subordinates: unit.subordinates,
    offices: unit.offices,
    establishment: unit.establishment,
    staffTotal: staff.reduce((sum, group) => sum + group.count, 0),
    staff,
  };
}

/** Figures of an amount written in the unit file, converted to 元. */
function statedIn(unit: Unit) {
  return (value: Money, ...path: DataPath): Figure =>
    statedFigure(toYuan(value, unit.data.amounts), unit.locator.positionOf(path));
}

function goalTotals(unit: Unit, goals: readonly ProjectGoalView[]): GoalTotalsView {
  const given = unit.data.performance.goals;
  if (given === undefined) {
    return { count: goals.length, amount: totalFigure(goals.map((goal) => goal.total)) };
  }
  return { count: given.count, amount: statedIn(unit)(given.amount, 'performance', 'goals', 'amount') };
}

function procurementView(unit: Unit): ProcurementView {
  const stated = statedIn(unit);
  const given = unit.data.procurement;
  const goods = stated(given.goods, 'procurement', 'goods');
  const works = stated(given.works, 'procurement', 'works');
  const services = stated(given.services, 'procurement', 'services');
  const total = totalFigure([goods, works, services]);
  const reserved = (name: 'reservedForSmallMedium' | 'reservedForMicro'): Figure => {
    const value = given[name];
    return typeof value === 'string'
      ? totalFigure([goods, works, services])
      : stated(value, 'procurement', name);
  };
  return {
    total,
    goods,
    works,
    services,
    reservedForSmallMedium: reserved('reservedForSmallMedium'),
    reservedForMicro: reserved('reservedForMicro'),
  };
}

function assetsView(unit: Unit, pack: Pack): AssetsView {
  const stated = statedIn(unit);
  const { assets, year } = unit.data;
  const kinds = new Set([...pack.settings.vehicles, ...Object.keys(assets.vehicles)]);
  const vehicles = [...kinds].map((name) => {
    const given = assets.vehicles[name];
    const value = given ? stated(given.value, 'assets', 'vehicles', name) : totalFigure([]);
    return { name, count: given?.count ?? 0, value };
  });
  const plannedKinds = new Set([...pack.settings.vehicles, ...Object.keys(assets.plannedVehicles)]);
  const plannedVehicles = [...plannedKinds].map((name) => ({
    name,
    count: assets.plannedVehicles[name] ?? 0,
  }));
  return {
    asOf: assets.asOf ?? { year: year - 1, month: 12, day: 31 },
    isYearEnd: assets.asOf === undefined || (assets.asOf.month === 12 && assets.asOf.day === 31),
    buildingArea: { value: assets.buildings.area },
    buildingValue: stated(assets.buildings.value, 'assets', 'buildings', 'value'),
    vehicleCount: vehicles.reduce((sum, vehicle) => sum + vehicle.count, 0),
    vehicleValue: totalFigure(vehicles.map((vehicle) => vehicle.value)),
    vehicles,
    furniture: stated(assets.furniture, 'assets', 'furniture'),
    other: stated(assets.other, 'assets', 'other'),
    equipmentOver500k: assets.equipmentOver500k,
    equipmentOver1m: assets.equipmentOver1m,
    plannedVehicleCount: plannedVehicles.reduce((sum, vehicle) => sum + vehicle.count, 0),
    plannedVehicles,
    plannedOver500k: assets.plannedOver500k,
    plannedOver1m: assets.plannedOver1m,
  };
}
