import { NO_BOOK } from '../../src/books/books.ts';
import type { Unit } from '../../src/books/unit.ts';
import { type UnitFile, unitFileSchema } from '../../src/kinds/unit-file.ts';
import type { Classification } from '../../src/lists/classification.ts';
import { loadClassification } from '../../src/lists/read-classification.ts';
import { DEFAULT_FUND, fundByName } from '../../src/model/fund.ts';
import type { Kind, LedgerLine } from '../../src/model/ledger.ts';
import type { DataPath, Locator } from '../../src/model/locator.ts';
import { parseDecimal, toYuan } from '../../src/model/money.ts';
import { CLASSIFICATION_FOLDER } from './folders.ts';

export const classification2025: Classification = await loadClassification(CLASSIFICATION_FOLDER, '2025');

/** The least that a unit file may contain, every scalar as its source text. */
export const LEAST_FILE = {
  template: 'xinjiang-2025',
  year: '2025',
  date: '2025-02-21',
  amounts: '万元',
  unit: { name: '某中心', kind: '事业单位', functions: ['承担某项工作。'], establishment: '5', staff: {} },
  budget: {},
  prior: { budget: {} },
  procurement: {
    goods: '0',
    works: '0',
    services: '0',
    reservedForSmallMedium: '0',
    reservedForMicro: '0',
  },
  assets: {
    buildings: { area: '0', value: '0' },
    furniture: '0',
    other: '0',
    equipmentOver500k: '0',
    equipmentOver1m: '0',
    plannedOver500k: '0',
    plannedOver1m: '0',
  },
};

/** Positions whose file is the path asked for, so that a test can see where a finding points. */
export const pathLocator: Locator = {
  positionOf: (path: DataPath) => ({ file: path.join('/'), line: 1, column: 1 }),
  keyPositionOf: (path: DataPath) => ({ file: `key:${path.join('/')}`, line: 1, column: 1 }),
};

export interface LineOptions {
  /** Name of the 资金来源. */
  readonly fund?: string;
  readonly project?: string;
  /** Follows from `project` where it is not given. */
  readonly kind?: Kind;
  readonly carriedOver?: boolean;
}

/** A ledger line of an amount in 万元. `lineOf('2010350', '30101', '22.974')` */
export function lineOf(
  functionCode: string,
  economicCode: string | null,
  wan: string,
  options: LineOptions = {},
): LedgerLine {
  const fund = options.fund === undefined ? DEFAULT_FUND : fundByName(options.fund);
  const amount = parseDecimal(wan);
  if (fund === null || amount === null) throw new Error(`bad line: ${options.fund} ${wan}`);
  const project = options.project ?? null;
  return {
    functionCode,
    economicCode,
    kind: options.kind ?? (project === null ? 'basic' : 'project'),
    project,
    fund,
    carriedOver: options.carriedOver ?? false,
    side: 'expenditure',
    phase: 'budget',
    counterpart: null,
    member: null,
    amount: toYuan(amount, '万元'),
    position: { file: 'ledger', line: 1, column: 1 },
  };
}

/** `reasons` of a unit file. */
export type Reasons = Readonly<Record<string, string | Readonly<Record<string, string>>>>;

export interface UnitOptions {
  readonly ledger?: readonly LedgerLine[];
  readonly prior?: readonly LedgerLine[];
  /** Last year's figures stated outright, in 万元. */
  readonly stated?: Readonly<Record<string, string>>;
  readonly reasons?: Reasons;
  readonly purposes?: UnitFile['purposes'] | undefined;
  /** Projects in the order of the data file. */
  readonly projects?: readonly string[];
}

/** A unit in memory, with the code lists of 2025. */
export function unitOf(options: UnitOptions = {}): Unit {
  const projects = (options.projects ?? []).map((name) => ({ name, basis: '依据', allocation: '分配' }));
  const { reasons = {}, purposes = {} } = options;
  const data: UnitFile = {
    ...unitFileSchema.parse({ ...LEAST_FILE, projects }),
    reasons: reasons as UnitFile['reasons'],
    purposes,
  };
  const stated = Object.entries(options.stated ?? {}).map(
    ([name, wan]) =>
      [
        name,
        { amount: toYuan(parseDecimal(wan)!, '万元'), position: pathLocator.positionOf(['stated', name]) },
      ] as const,
  );
  return {
    file: 'unit.yaml',
    kind: 'unit-budget',
    data,
    books: {
      current: { ...NO_BOOK, ledger: options.ledger ?? [], isStatedOnly: false },
      prior: { ...NO_BOOK, ledger: options.prior ?? [], stated: new Map(stated), isStatedOnly: false },
    },
    members: [],
    classification: classification2025,
    locator: pathLocator,
    sources: [],
  };
}
