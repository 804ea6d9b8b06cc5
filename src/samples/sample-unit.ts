import { fundByName } from '../model/fund.ts';
import { type AmountUnit, type Money, sumMoney } from '../model/money.ts';
import { Random } from './random.ts';
import { merged, type SampleLedger, type SampleLine, sampleLedger } from './sample-ledger.ts';
import { sampleProject } from './sample-projects.ts';
import { sampleReasons, statedLastYear } from './sample-reasons.ts';
import { budgetEntries, ledgerCsv, lumpEntries, unitText, writtenAmount } from './unit-text.ts';
import { fill, type Trade, type Vocabulary } from './vocabulary.ts';

/** A file of an invented unit, path relative to the folder of the set. */
export interface SampleFile {
  readonly path: string;
  readonly text: string;
}

export const YEAR = '2025';

/** An invented unit as far as others need to know it. */
export interface InventedUnit {
  /** Who pays what it gets from others of its department. */
  readonly counterparts: Dealings['counterparts'];
  readonly name: string;
  readonly trade: Trade;
  readonly ledger: SampleLedger;
  readonly files: readonly SampleFile[];
}

/** What a unit hands to others of its department and gets from them. */
export interface Dealings {
  readonly lines: readonly SampleLine[];
  /** Who pays what it gets, by fund. */
  readonly counterparts: Readonly<Record<string, readonly string[]>>;
}

const NO_DEALINGS: Dealings = { lines: [], counterparts: {} };

/**
 * The files of the `number`th invented unit of a seed: the unit file and, for some, ledgers as CSV. The same
 * seed and number always give the same bytes, however many units are made.
 *
 * Example: `sampleUnit(7, 1, vocabulary)[0].path` → `unit-0001.yaml`
 */
export function sampleUnit(seed: number, number: number, words: Vocabulary): readonly SampleFile[] {
  return inventUnit(seed, number, words).files;
}

/** The same with what it hands to others and gets from them. */
export function inventUnit(
  seed: number,
  number: number,
  words: Vocabulary,
  { lines, counterparts }: Dealings = NO_DEALINGS,
): InventedUnit {
  // Neighbouring seeds give related streams; the odd factor spreads them.
  const random = new Random((Math.imul(seed, 0x9e3779b1) ^ Math.imul(number, 0x85ebca6b)) | 0);
  const name = `unit-${String(number).padStart(4, '0')}`;
  const trade = random.pick(words.trades);
  const amounts: AmountUnit = random.chance(50) ? '元' : '万元';
  // Amounts finer than printed make the differences of rounding (尾差) that real tables have.
  const own = sampleLedger(random, trade, words, random.pick([10, 100, 100]));
  const ledger = lines.length === 0 ? own : { ...own, current: merged([...own.current, ...lines]) };
  const isHanding = lines.some(({ handed }) => handed !== undefined);
  // A CSV file has no place for what is handed on.
  const ledgerFile = random.chance(35) && !isHanding ? `ledgers/${name}-2025.csv` : null;
  const priorFile = random.chance(35) ? `ledgers/${name}-2024.csv` : null;
  const district = random.pick(words.districts);
  const unitName = `${words.city}${district}第${number}片区${trade.name}`;
  const data = {
    template: 'xinjiang-2025',
    year: YEAR,
    date: `2025-02-${random.int(18, 27)}`,
    approved: `2025-02-${random.int(10, 17)}`,
    amounts,
    unit: organisation(random, trade, words, ledger.staff, unitName),
    ...(ledgerFile === null ? { budget: budgetEntries(ledger.current, amounts) } : { ledgerFile }),
    ...(Object.keys(counterparts).length === 0 ? {} : { counterparts }),
    prior:
      priorFile === null || ledger.prior.length === 0
        ? {
            budget: lumpEntries(ledger.prior, amounts),
            stated: written(statedLastYear(ledger), amounts),
          }
        : { ledgerFile: priorFile },
    reasons: sampleReasons(random, ledger, words) ?? {},
    purposes: purposes(ledger, words),
    projects: ledger.projects.map((project) =>
      sampleProject(random, project, trade, words, { city: words.city, district, year: YEAR }),
    ),
    performance: { unit: performance(random, trade, words, ledger) },
    ...property(random, ledger, amounts),
    otherMatters: random
      .some(words.otherMatters, random.int(0, words.otherMatters.length))
      .map((text) => fill(text, { year: YEAR })),
    glossary: glossary(random, trade, ledger, words),
  };
  const files: SampleFile[] = [{ path: `${name}.yaml`, text: unitText(words.notice, data) }];
  if (ledgerFile !== null) files.push({ path: ledgerFile, text: ledgerCsv(ledger.current, amounts) });
  if (priorFile !== null && ledger.prior.length > 0) {
    files.push({ path: priorFile, text: ledgerCsv(ledger.prior, amounts) });
  }
  return { name: unitName, trade, ledger, files, counterparts };
}

function organisation(random: Random, trade: Trade, words: Vocabulary, staff: number, name: string) {
  const [first, ...others] = words.duties;
  const last = others.slice(-2);
  const middle = trade.duties.map((duty, index) =>
    fill(index === 0 ? first! : random.pick(others.slice(0, 2)), { duty }),
  );
  const retired = random.int(0, Math.ceil(staff / 3));
  return {
    name,
    kind: trade.kind,
    functions: [...middle, ...last],
    subordinates: [],
    offices: random.some(words.offices, random.int(2, 7)),
    establishment: staff + random.int(0, 6),
    staff: {
      在职: { count: staff, change: random.int(-2, 2) },
      退休: { count: retired, change: retired > 0 ? random.int(0, 1) : 0 },
      离休: { count: 0, change: 0 },
    },
  };
}

export function purposes({ current }: SampleLedger, words: Vocabulary) {
  const classes = [...new Set(current.map((line) => line.functionCode.slice(0, 3)))].sort();
  return Object.fromEntries(classes.map((code) => [code, words.purposes[code] ?? words.purposes.default!]));
}

/** The terms that a report of this unit uses, and now and then one more; a few units forget theirs. */
function glossary(random: Random, { kind }: Trade, { current }: SampleLedger, words: Vocabulary) {
  const own = current.some(({ fund }) => fundByName(fund)!.budget === 'ownFunds');
  const used = [kind === '事业单位' ? '事业单位运行经费' : '机关运行经费', ...(own ? ['单位资金'] : [])];
  const forgets = random.chance(15);
  return words.glossary
    .filter(([term]) =>
      used.includes(term) ? !forgets : words.extraTerms.includes(term) && random.chance(40),
    )
    .map(([term, text]) => ({ term, text }));
}

export function performance(random: Random, trade: Trade, words: Vocabulary, { projects }: SampleLedger) {
  return {
    contact: random.pick(words.offices),
    phone: '0000-0000000',
    aim: fill(words.unitAim, {
      duty: trade.duties[0]!,
      projects: projects.map(({ name }) => name).join('、') || trade.theme,
    }),
    defaults: { basis: `${YEAR}年工作计划` },
    indicators: {
      履职效能: {
        数量指标: trade.duties.map((duty, index) => ({
          name: `${duty}任务完成率`,
          value: `≥${random.int(90, 99)}%`,
          weight: index === 0 ? 60 - 20 * (trade.duties.length - 1) : 20,
        })),
      },
      预算管理: { 预算执行: [{ name: '预算执行率', value: '≥95%', weight: 20 }] },
      社会效应: { 满意度指标: [{ name: '服务对象满意度', value: `≥${random.int(85, 98)}%`, weight: 20 }] },
    },
  };
}

/** 政府采购 within what the ledger pays for, and 国有资产. */
function property(random: Random, { current }: SampleLedger, amounts: AmountUnit) {
  const paid = (pattern: RegExp) =>
    sumMoney(current.filter((line) => pattern.test(line.economicCode)).map(({ amount }) => amount));
  const purchase = {
    goods: paid(/^31(002|003|007|099)/),
    works: paid(/^3100[56]/),
    services: paid(/^302(09|14)/),
  };
  const total = sumMoney(Object.values(purchase));
  const reserved = random.chance(30)
    ? { reservedForSmallMedium: '全额', reservedForMicro: '全额' }
    : written({ reservedForSmallMedium: portion(total, 60), reservedForMicro: portion(total, 40) }, amounts);
  const driven = current.some((line) => line.economicCode === '30231');
  const vehicles = driven ? random.int(1, 4) : 0;
  const hasBuilding = random.chance(60);
  const bought = current.filter((line) => line.economicCode === '31013').length;
  return {
    procurement: { ...written(purchase, amounts), ...reserved },
    assets: {
      buildings: {
        area: hasBuilding ? `${random.int(120, 9000)}.${random.int(10, 99)}` : '0',
        value: writtenAmount(
          random.amount(hasBuilding ? 200_000 : 0, hasBuilding ? 30_000_000 : 0, 1000),
          amounts,
        ),
      },
      ...(vehicles === 0
        ? {}
        : {
            vehicles: {
              一般公务用车: {
                count: vehicles,
                value: writtenAmount(random.amount(vehicles * 60_000, vehicles * 200_000, 100), amounts),
              },
            },
          }),
      furniture: writtenAmount(random.amount(5_000, 600_000, 100), amounts),
      other: writtenAmount(random.amount(10_000, 3_000_000, 100), amounts),
      equipmentOver500k: random.int(0, 2),
      equipmentOver1m: 0,
      ...(bought === 0 ? {} : { plannedVehicles: { 一般公务用车: bought } }),
      plannedOver500k: 0,
      plannedOver1m: 0,
    },
  };
}

function portion(total: Money, percent: number): Money {
  return total.times(percent).div(10_000).floor().times(100);
}

export function written(
  values: Readonly<Record<string, Money>>,
  amounts: AmountUnit,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, writtenAmount(value, amounts)]),
  );
}
