import { fundByName } from '../model/fund.ts';
import { type AmountUnit, type Money, parseDecimal, sumMoney, ZERO } from '../model/money.ts';
import { Random } from './random.ts';
import { merged, type SampleLine } from './sample-ledger.ts';
import { type InventedUnit, inventUnit, purposes, type SampleFile, YEAR } from './sample-unit.ts';
import { budgetEntries, unitText, writtenAmount } from './unit-text.ts';
import type { Vocabulary } from './vocabulary.ts';

export const LAST_YEAR = String(Number.parseInt(YEAR, 10) - 1);
export const TEMPLATES: Readonly<Record<string, readonly string[]>> = {
  [LAST_YEAR]: ['shanghai-final-2024'],
  [YEAR]: ['national-final-2025', 'xinjiang-final-2025'],
};
const ABROAD = '30212';
const RECEPTION = '30217';
const BOUGHT = '31013';
const RUNNING = '30231';
const BUSINESS = '事业单位经营收入';
const WORK_CHANGED = '工作任务有变化';

/** Of whoever had no final before. */
export const NOTHING_BEFORE: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'total',
    'fiscalTotal',
    'general',
    'abroad',
    'vehiclePurchase',
    'vehicleRunning',
    'reception',
    'operatingCost',
  ].map((figure) => [figure, '0']),
);

/** What is said of every figure that may change. */
export function changeReasons(codes: readonly SampleLine[]) {
  const items = Object.fromEntries(
    [...new Set(codes.map(({ functionCode }) => functionCode))]
      .sort()
      .map((code) => [code, '按实际工作量执行']),
  );
  const changed = [...Object.keys(NOTHING_BEFORE), 'threePublic'];
  return {
    prior: Object.fromEntries(changed.map((figure) => [figure, WORK_CHANGED])),
    plan: {
      general: WORK_CHANGED,
      threePublic: WORK_CHANGED,
      governmentFund: '年中追加',
      stateCapital: '年中追加',
      items,
    },
  };
}

export const SPENT_FOR = { vehiclePurpose: '日常公务出行', receptionPurpose: '接待来访单位' };

/** The file of a unit's final. `finalName(1, '2025')` → final-0001-2025.yaml */
export function finalName(number: number, year: string): string {
  return `final-${String(number).padStart(4, '0')}-${year}.yaml`;
}

const isHanded = ({ handed, fund }: SampleLine): boolean =>
  handed !== undefined || fund === '上级补助收入' || fund === '附属单位上缴收入';
const isFiscal = (fund: string): boolean => fundByName(fund)!.level !== 'own';

/** What of a year's money lies at its end, by function, project and fund. */
interface Left {
  readonly functionCode: string;
  readonly project: string | null;
  readonly economicCode: string;
  readonly fund: string;
  readonly amount: Money;
}

/**
 * The files of the `number`th invented unit of a seed with its final accounts: its budget, last year's final and that of
 * the budget's year. This year begins with what last year's left; some of that is spent, some of this year's is carried
 * forward. The same arguments always give the same bytes.
 *
 * Example: `sampleFinals(7, 1, vocabulary).map(({ path }) => path)` → unit-0001.yaml, final-0001-2024.yaml, …-2025.yaml
 */
export function sampleFinals(seed: number, number: number, words: Vocabulary): readonly SampleFile[] {
  const unit = inventUnit(seed, number, words);
  return [...unit.files, ...finalsOf(unit, seed, number, words)];
}

/** The finals of last year and of the budget's year of an invented unit. */
export function finalsOf(
  unit: InventedUnit,
  seed: number,
  number: number,
  words: Vocabulary,
): readonly SampleFile[] {
  const random = new Random((Math.imul(seed, 0x27d4eb2f) ^ Math.imul(number, 0x165667b1)) | 0);
  const name = (year: string) => finalName(number, year);
  const [budgetFile] = unit.files;
  const codes = [...unit.ledger.current, ...unit.ledger.prior];
  const common = {
    document: '决算',
    unit: { from: budgetFile!.path },
    purposes: purposes({ ...unit.ledger, current: codes }, words),
  };
  const isRunning = codes.some(({ economicCode }) => economicCode === RUNNING);
  const vehicles = isRunning ? random.int(1, 4) : 0;
  const last = new SampleYear(random, unit.ledger.prior, [], vehicles);
  const now = new SampleYear(random, unit.ledger.current, last.left, vehicles + last.bought);
  const business = unit.trade.kind === '事业单位' && random.chance(40);
  const file = (
    year: string,
    made: SampleYear,
    more: object,
    planned: readonly SampleLine[] | null = null,
  ): SampleFile => ({
    path: name(year),
    text: unitText(words.notice, {
      ...common,
      template: random.pick(TEMPLATES[year]!),
      year,
      date: `${Number.parseInt(year, 10) + 1}-09-${random.int(10, 14)}`,
      approved: `${Number.parseInt(year, 10) + 1}-08-${random.int(25, 29)}`,
      ...made.data(random, codes, business, planned),
      ...more,
    }),
  });
  const { counterparts } = unit;
  const dealings = Object.keys(counterparts).length === 0 ? {} : { counterparts };
  return [
    file(LAST_YEAR, last, { opening: {}, prior: { stated: NOTHING_BEFORE } }, unit.ledger.prior),
    file(YEAR, now, { budgetFrom: budgetFile!.path, ...dealings, prior: { from: name(LAST_YEAR) } }),
  ];
}

/** One year's execution of a budget. */
class SampleYear {
  readonly spent: readonly SampleLine[];
  /** Fiscal money of this year that is carried forward. */
  readonly left: readonly Left[];
  readonly income: readonly Left[];
  readonly bought: number;
  private readonly vehicles: number;

  constructor(random: Random, budget: readonly SampleLine[], begun: readonly Left[], vehicles: number) {
    const own = budget.map((line): SampleLine => {
      // What one unit hands to another both state alike.
      if (isHanded(line)) return { ...line, carriedOver: false };
      const isCounted = [ABROAD, RECEPTION, BOUGHT, RUNNING].includes(line.economicCode);
      const amount = share(line.amount, random.int(82, isCounted ? 100 : 106));
      return { ...line, carriedOver: false, amount };
    });
    const carried = begun.map(
      ({ functionCode, project, economicCode, fund, amount }): SampleLine => ({
        ...{ functionCode, project, economicCode, fund },
        carriedOver: true,
        amount: share(amount, random.int(40, 100)),
      }),
    );
    this.spent = merged([...own, ...carried].filter(({ amount }) => !amount.isZero()));
    this.left = own
      .filter(({ fund, project }) => isFiscal(fund) && project !== null)
      .filter(() => random.chance(30))
      .map(({ functionCode, project, economicCode, fund, amount }) => ({
        ...{ functionCode, project, economicCode, fund },
        amount: share(amount, random.int(2, 15)),
      }))
      .filter(({ amount }) => !amount.isZero());
    this.income = own
      .filter(({ fund }) => !isFiscal(fund))
      .map((line) => (isHanded(line) ? line : { ...line, amount: share(line.amount, random.int(100, 118)) }));
    this.bought = this.paid(BOUGHT).isZero() ? 0 : 1;
    this.vehicles = vehicles + this.bought;
  }

  data(
    random: Random,
    codes: readonly SampleLine[],
    isBusiness: boolean,
    planned: readonly SampleLine[] | null,
  ) {
    const amounts: AmountUnit = random.chance(50) ? '元' : '万元';
    const write = (amount: Money) => writtenAmount(amount, amounts);
    const entries = budgetEntries(this.spent, amounts) as Record<string, Record<string, unknown>>;
    const income = byFunction(this.income, write);
    const [main] = Object.keys(entries);
    const earned = isBusiness && main !== undefined ? random.amount(10_000, 90_000, 1000) : null;
    if (earned !== null) {
      entries[main!]!.operating = { [BUSINESS]: write(share(earned, random.int(60, 90))) };
      income[main!] = { ...income[main!], [BUSINESS]: write(earned) };
    }
    const guests = this.paid(RECEPTION);
    const persons = guests.isZero() ? 0 : Math.max(1, Math.ceil(guests.div(120).toNumber()));
    const journeys = this.paid(ABROAD).isZero() ? 0 : 1;
    return {
      amounts,
      ...(planned === null ? {} : { plan: { budget: budgetEntries(planned, amounts) } }),
      expenditure: entries,
      incomeFollows: [
        ...new Set([...this.spent, ...this.left].map(({ fund }) => fund).filter(isFiscal)),
        '一般公共预算',
      ].filter((fund, index, all) => all.indexOf(fund) === index),
      forward: forwardEntries(this.left, write),
      income,
      ...(earned === null
        ? {}
        : { distribution: { 提取专用结余: { [BUSINESS]: write(share(earned, random.int(1, 9))) } } }),
      reasons: changeReasons(codes),
      threePublic: {
        groups: journeys,
        travellers: journeys * random.int(1, 4),
        vehiclesBought: this.bought,
        vehiclesHeld: this.vehicles,
        ...SPENT_FOR,
        domestic: { batches: Math.ceil(persons / 6), persons },
      },
      assets: {
        vehicles: {
          其他用车: { count: this.vehicles, value: write(parseDecimal('120000')!.times(this.vehicles)) },
        },
        equipmentOver1m: 0,
      },
    };
  }

  private paid(code: string): Money {
    const lines = this.spent.filter(({ economicCode, fund }) => economicCode === code && isFiscal(fund));
    return sumMoney(lines.map(({ amount }) => amount));
  }
}

/** So many per cent, in whole 元. */
function share(amount: Money, percent: number): Money {
  return amount.times(percent).div(100).floor();
}

function byFunction(
  lines: readonly Left[],
  write: (amount: Money) => string,
): Record<string, Record<string, string>> {
  const sums = new Map<string, Map<string, Money>>();
  for (const { functionCode, fund, amount } of lines) {
    const funds = sums.get(functionCode) ?? new Map<string, Money>();
    sums.set(functionCode, funds.set(fund, (funds.get(fund) ?? ZERO).plus(amount)));
  }
  return Object.fromEntries(
    [...sums].map(([code, funds]) => [
      code,
      Object.fromEntries([...funds].map(([fund, amount]) => [fund, write(amount)])),
    ]),
  );
}

function forwardEntries(lines: readonly Left[], write: (amount: Money) => string) {
  const sums = new Map<string, Map<string, Left[]>>();
  for (const line of lines) {
    const projects = sums.get(line.functionCode) ?? new Map<string, Left[]>();
    projects.set(line.project!, [...(projects.get(line.project!) ?? []), line]);
    sums.set(line.functionCode, projects);
  }
  return Object.fromEntries(
    [...sums].map(([code, projects]) => [
      code,
      {
        project: Object.fromEntries(
          [...projects].map(([project, lefts]) => [project, Object.values(byFunction(lefts, write))[0]]),
        ),
      },
    ]),
  );
}
