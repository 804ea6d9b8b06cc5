import type { CalendarDate } from '../kinds/field.ts';
import type { ListEntry } from '../model/entry.ts';
import type { Comparison, Figure } from '../model/figure.ts';
import type { Grid } from '../model/grid.ts';
import { chartNames, type Dimension, type Pack } from '../pack/pack.ts';
import {
  boolean,
  list,
  nullable,
  number,
  object,
  opaque,
  opaqueObject,
  type Shape,
  type ShapeOf,
  text,
} from '../template/shape.ts';
import type { IndicatorView, Measure, SelfMoneyView, View } from './view.ts';

/** Values that only helpers print. */
interface Opaque {
  Figure: Figure;
  Comparison: Comparison;
  Grid: Grid;
  Measure: Measure;
  Date: CalendarDate;
}

const figure = opaqueObject('Figure', { isZero: boolean() });
const comparison = opaqueObject('Comparison', { isZero: boolean(), unused: boolean(), label: text() });
const date = opaqueObject('Date', { year: number(), month: number(), day: number() });

const selfMoney: ShapeOf<SelfMoneyView, Opaque> = object({
  planned: figure,
  wholeYear: figure,
  spent: figure,
  rate: nullable(opaque('Measure')),
});

const entry: ShapeOf<ListEntry, Opaque> = object({
  key: text(),
  label: text(),
  figure: comparison,
  className: nullable(text()),
  sectionName: nullable(text()),
  itemName: nullable(text()),
  purpose: nullable(text()),
});

const indicators: ShapeOf<readonly IndicatorView[], Opaque> = list(
  object({
    level1: nullable(object({ text: text(), rows: number() })),
    level2: nullable(object({ text: text(), rows: number() })),
    level1Name: text(),
    level2Name: text(),
    name: text(),
    value: text(),
    basis: text(),
    lastYear: text(),
    weight: text(),
    scoring: text(),
    evidence: text(),
  }),
);

const fixedShape: ShapeOf<
  Omit<View, 'figures' | 'lists' | 'charts' | 'words' | 'parts' | 'options'>,
  Opaque
> = object({
  cover: boolean(),
  contents: boolean(),
  year: number(),
  priorYear: number(),
  isFirstYear: boolean(),
  date,
  isDepartment: boolean(),
  members: list(
    object({
      name: text(),
      title: text(),
      kind: text(),
      isHead: boolean(),
      isMerged: boolean(),
      remark: nullable(text()),
      offices: list(text()),
    }),
  ),
  memberCounts: object({
    total: number(),
    subordinate: number(),
    administrative: number(),
    referenced: number(),
    institution: number(),
    budgeted: number(),
    withGoals: number(),
  }),
  projectNotes: list(
    object({
      title: text(),
      overview: text(),
      basis: text(),
      implementer: text(),
      plan: text(),
      period: text(),
      amount: figure,
      allocation: nullable(text()),
      goal: text(),
    }),
  ),
  amountUnit: text(),
  unit: object({
    name: text(),
    region: nullable(text()),
    introduction: nullable(text()),
    introductionLeads: boolean(),
    kind: text(),
    isAdministrative: boolean(),
    isReferenced: boolean(),
    isInstitution: boolean(),
    functions: list(text()),
    subordinates: list(text()),
    offices: list(text()),
    officeSentences: nullable(list(text())),
    establishment: number(),
    staffTotal: number(),
    staff: list(object({ name: text(), count: number(), difference: number(), decreased: boolean() })),
  }),
  projects: list(
    object({
      name: text(),
      basis: text(),
      allocation: text(),
      bearer: text(),
      period: nullable(text()),
      general: figure,
      total: figure,
      hasGoal: boolean(),
    }),
  ),
  projectCount: number(),
  unitGoal: nullable(object({ contact: text(), phone: text(), aim: text(), indicators })),
  projectGoals: list(
    object({
      id: text(),
      unitName: text(),
      name: text(),
      leader: text(),
      aim: text(),
      total: figure,
      fiscal: figure,
      other: figure,
      indicators,
    }),
  ),
  goals: object({ count: number(), amount: figure }),
  procurement: object({
    total: figure,
    goods: figure,
    works: figure,
    services: figure,
    reservedForSmallMedium: figure,
    reservedForMicro: figure,
  }),
  assets: object({
    asOf: date,
    isYearEnd: boolean(),
    buildingArea: opaque('Measure'),
    buildingValue: figure,
    vehicleCount: number(),
    vehicleValue: figure,
    vehicles: list(object({ name: text(), count: number(), value: figure })),
    furniture: figure,
    other: figure,
    equipmentOver500k: number(),
    equipmentOver1m: number(),
    plannedVehicleCount: number(),
    plannedVehicles: list(object({ name: text(), count: number() })),
    plannedOver500k: number(),
    plannedOver1m: number(),
  }),
  contracts: nullable(
    object({
      total: figure,
      goods: figure,
      works: figure,
      services: figure,
      reservedForSmallMedium: figure,
      reservedForMicro: figure,
      awardedInReserved: figure,
      awardedToMicro: figure,
      awardedElsewhere: figure,
    }),
  ),
  visits: nullable(
    object({
      groups: number(),
      travellers: number(),
      travelPurpose: nullable(text()),
      vehiclesBought: number(),
      vehiclesHeld: number(),
      vehiclePurpose: nullable(text()),
      receptionPurpose: nullable(text()),
      domesticReception: figure,
      foreignReception: figure,
      abroadReception: figure,
      domesticBatches: number(),
      domesticPersons: number(),
      foreignBatches: number(),
      foreignPersons: number(),
      abroadBatches: number(),
      abroadPersons: number(),
    }),
  ),
  evaluation: nullable(
    object({
      systems: nullable(text()),
      goals: object({ count: number(), amount: figure }),
      tracking: object({ count: number(), amount: figure }),
      self: object({ count: number(), amount: figure }),
      average: nullable(opaque('Measure')),
      grades: list(object({ name: text(), count: number() })),
      problems: object({ found: number(), corrected: number(), correcting: number() }),
    }),
  ),
  selfEvaluations: list(
    object({
      id: text(),
      name: text(),
      department: text(),
      implementer: text(),
      money: object({
        total: selfMoney,
        fiscal: selfMoney,
        specialAccount: selfMoney,
        own: selfMoney,
      }),
      executionWeight: number(),
      executionPoints: opaque('Measure'),
      execution: text(),
      aim: text(),
      outcome: text(),
      indicators: list(
        object({
          level1: nullable(object({ text: text(), rows: number() })),
          level2: nullable(object({ text: text(), rows: number() })),
          name: text(),
          nature: text(),
          value: text(),
          unit: text(),
          achieved: text(),
          weight: opaque('Measure'),
          points: opaque('Measure'),
          deviation: text(),
        }),
      ),
      weight: opaque('Measure'),
      score: opaque('Measure'),
    }),
  ),
  corrections: nullable(object({ amount: figure, lowers: boolean(), reason: nullable(text()) })),
  otherMatters: list(text()),
  glossary: list(object({ term: text(), text: text() })),
  tables: list(
    object({
      id: text(),
      number: text(),
      title: text(),
      form: nullable(text()),
      isWide: boolean(),
      isEmpty: boolean(),
      amountUnit: text(),
      emptySentence: nullable(text()),
      grid: opaque('Grid'),
    }),
  ),
});

/** The shape of a view for one pack: the fixed fields, and the figures and lists that the pack declares. */
export function viewShape(pack: Pack): Shape {
  const figures = Object.fromEntries(Object.keys(pack.settings.figures).map((name) => [name, comparison]));
  const lists = Object.fromEntries(
    Object.entries(pack.settings.lists).map(([name, { by }]) => [name, list(entryShape(by))]),
  );
  const words = Object.values(pack.settings.words).flatMap((level) => Object.keys(level));
  return object({
    ...(fixedShape as { fields: object }).fields,
    figures: object(figures),
    lists: object(lists),
    charts: object(
      Object.fromEntries(chartNames(pack.settings).map((name) => [name, nullable(opaque('Chart'))])),
    ),
    words: object(Object.fromEntries(words.map((name) => [name, text()]))),
    options: object(Object.fromEntries(Object.keys(pack.settings.options).map((name) => [name, text()]))),
    parts: object(Object.fromEntries(Object.keys(pack.settings.parts).map((name) => [name, boolean()]))),
  });
}

/** Entries by functional code have the names of their levels; templates need not ask. */
function entryShape(by: Dimension | undefined): Shape {
  const { fields } = entry as { fields: Record<string, Shape> };
  const levels: Partial<Record<Dimension, readonly string[]>> = {
    functionClass: ['className'],
    functionSection: ['className', 'sectionName'],
    functionItem: ['className', 'sectionName', 'itemName'],
  };
  const named = (by && levels[by]) ?? [];
  return object({ ...fields, ...Object.fromEntries(named.map((name) => [name, text()])) });
}
