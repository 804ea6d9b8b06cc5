import { budgetedMembers, type Unit } from '../books/unit.ts';
import type { DataPath } from '../model/locator.ts';
import type { Money } from '../model/money.ts';
import type { FigureMarks, Provenance, StatedNumber } from '../model/provenance.ts';
import type { AssetsView, PlannedVehicleView, UnitView, VehicleView, View } from './view.ts';

/** Says where the counts and measures of a view come from (amounts carry their origin themselves). */
export function describeNumbers(view: View, unit: Unit, marks: FigureMarks): void {
  const about = new NumberSource(unit);
  describeUnit(view.unit, about, marks);
  describeAssets(view.assets, about, marks);
  marks.describe(view, {
    projectCount: about.entries('有预算金额的项目', view.projects, ['projects']),
  });
}

function describeUnit(view: UnitView, about: NumberSource, marks: FigureMarks): void {
  const staff = view.staff.map(({ name, count }) =>
    about.part(name, count, ['unit', 'staff', name, 'count']),
  );
  marks.describe(view, {
    establishment: about.stated('编制数', view.establishment, ['unit', 'establishment']),
    staffTotal: about.sum('实有人数', staff),
  });
  for (const group of view.staff) {
    const change = unitChange(group.difference, group.decreased);
    marks.describe(group, {
      count: about.stated(`${group.name}人数`, group.count, ['unit', 'staff', group.name, 'count']),
      difference: about.stated(`${group.name}人数增减`, change, ['unit', 'staff', group.name, 'change']),
    });
  }
  const named = (list: readonly string[]) => list.map((name) => ({ name }));
  marks.describe(view.offices, {
    length: about.entries('科室', named(view.offices), ['unit', 'offices']),
  });
  marks.describe(view.subordinates, {
    length: about.entries('下属预算单位', named(view.subordinates), ['unit', 'subordinates']),
  });
  marks.describe(view.functions, {
    length: about.entries('主要职能', named(view.functions), ['unit', 'functions']),
  });
}

function unitChange(difference: number, decreased: boolean): number {
  return decreased ? -difference : difference;
}

function describeAssets(view: AssetsView, about: NumberSource, marks: FigureMarks): void {
  marks.describe(view.buildingArea, {
    value: about.stated('房屋面积（平方米）', view.buildingArea.value.toFixed(), [
      'assets',
      'buildings',
      'area',
    ]),
  });
  const owned = ({ name, count }: VehicleView) =>
    about.part(name, count, ['assets', 'vehicles', name, 'count']);
  const planned = ({ name, count }: PlannedVehicleView) =>
    about.part(name, count, ['assets', 'plannedVehicles', name]);
  marks.describe(view, {
    vehicleCount: about.sum('车辆数', view.vehicles.map(owned)),
    plannedVehicleCount: about.sum('安排购置车辆数', view.plannedVehicles.map(planned)),
    ...about.fields(SINGLE_ASSETS, { ...view }),
  });
  for (const vehicle of view.vehicles)
    marks.describe(vehicle, { count: about.sum(`${vehicle.name}辆数`, [owned(vehicle)]) });
  for (const vehicle of view.plannedVehicles)
    marks.describe(vehicle, { count: about.sum(`安排购置${vehicle.name}辆数`, [planned(vehicle)]) });
}

const SINGLE_ASSETS = {
  equipmentOver500k: '单位价值50万元以上大型设备台数',
  equipmentOver1m: '单位价值100万元以上大型设备台数',
  plannedOver500k: '安排购置50万元以上大型设备台数',
  plannedOver1m: '安排购置100万元以上大型设备台数',
};

class NumberSource {
  private readonly unit: Unit;

  constructor(unit: Unit) {
    this.unit = unit;
  }

  /** A number that is written down; of a department one for each member that states it. */
  part(label: string, value: number | string, path: DataPath): StatedNumber[] {
    const members = budgetedMembers(this.unit);
    if (members.length === 0) {
      return [{ label, value: String(value), position: this.unit.locator.positionOf(path) }];
    }
    return members.flatMap((member) =>
      new NumberSource(member).part(`${member.data.unit.name} ${label}`, writtenAt(member, path), path),
    );
  }

  stated(label: string, value: number | string, path: DataPath): Provenance {
    return this.sum(label, [this.part(label, value, path)]);
  }

  sum(label: string, parts: readonly (readonly StatedNumber[])[]): Provenance {
    return { kind: 'number', label, parts: parts.flat() };
  }

  /** Numbers of `assets` that stand alone, by field. */
  fields(labels: Readonly<Record<string, string>>, numbers: Readonly<Record<string, unknown>>) {
    return Object.fromEntries(
      Object.entries(labels).map(([field, label]) => [
        field,
        this.stated(label, String(numbers[field]), ['assets', field]),
      ]),
    );
  }

  entries(label: string, list: readonly { readonly name: string }[], path: DataPath): Provenance {
    const entries = list.map(({ name }) => name);
    return { kind: 'entries', label, entries, position: this.unit.locator.positionOf(path) };
  }
}

/** The number at a path of what an entity states; 0 where it states none. */
function writtenAt({ data }: Unit, path: DataPath): string {
  let here: unknown = data;
  for (const step of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, step)) return '0';
    here = (here as Record<string | number, unknown>)[step];
  }
  return isMoney(here) ? here.toFixed() : String(here ?? 0);
}

function isMoney(value: unknown): value is Money {
  return typeof value === 'object' && value !== null && 'toFixed' in value;
}
