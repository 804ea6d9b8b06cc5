import { type Money, parseDecimal, sumMoney } from '../model/money.ts';
import type { Random } from './random.ts';
import { fill, type Trade, type Vocabulary, type WorkItem } from './vocabulary.ts';

/** A ledger line of an invented unit. */
export interface SampleLine {
  readonly functionCode: string;
  readonly economicCode: string;
  readonly project: string | null;
  readonly fund: string;
  readonly carriedOver: boolean;
  /** In 元. */
  readonly amount: Money;
  /** Not spent, but handed to another unit. */
  readonly handed?: { readonly kind: 'subsidyDown' | 'remittedUp'; readonly to: string };
}

/** What a project buys: `6000` 册 of 印制宣传手册 for 60000 元. */
export interface SampleWork {
  readonly item: WorkItem;
  readonly count: number;
  readonly amount: Money;
}

export interface SampleProject {
  readonly name: string;
  readonly work: readonly SampleWork[];
}

/** Both years of an invented unit. */
export interface SampleLedger {
  readonly current: readonly SampleLine[];
  readonly prior: readonly SampleLine[];
  readonly projects: readonly SampleProject[];
  readonly staff: number;
}

type Range = readonly [least: number, most: number];
const STAFF: Readonly<Record<string, Range>> = { small: [3, 12], medium: [10, 45], large: [30, 160] };
const PROJECTS: Readonly<Record<string, Range>> = { small: [0, 1], medium: [1, 4], large: [4, 10] };

const GENERAL = '一般公共预算';
const SALARY = ['30101', '30102', '30103', '30107', '30112', '30199'];
const OPERATING =
  '30201 30202 30205 30206 30207 30208 30209 30211 30213 30215 30216 30226 30228 30229 30239 30299'.split(
    ' ',
  );
/** Function codes that belong to one kind of money. */
const FUND_PROJECTS: readonly (readonly [string, string])[] = [
  ['2120899', '政府性基金预算'],
  ['2296002', '上级政府性基金转移支付'],
  ['2296099', '政府性基金预算'],
  ['2230105', '上级国有资本经营转移支付'],
  ['2230105', '国有资本经营预算'],
];
const OWN_FUNDS = ['财政专户', '事业收入', '上级补助收入', '其他收入'];

/**
 * This year's and last year's ledger of one unit: from a dozen lines to about a hundred, of one to six kinds
 * of money. `step` is the fineness of the amounts in 元.
 */
export function sampleLedger(
  random: Random,
  trade: Trade,
  { projectNames }: Vocabulary,
  step: number,
): SampleLedger {
  const size = random.pick(['small', 'medium', 'medium', 'large'] as const);
  const staff = random.int(...STAFF[size]!);
  const lines: SampleLine[] = [
    ...salaries(random, trade, staff, step),
    ...running(random, trade, staff, step),
  ];
  const count = random.int(...PROJECTS[size]!);
  const projects = random.some(projectNames, count).map((name): SampleProject => {
    const work = random
      .some(trade.work, random.int(1, trade.work.length))
      .map((item) => sampleWork(random, item));
    return { name: fill(name, { theme: trade.theme }), work };
  });
  for (const project of projects) lines.push(...projectLines(random, trade, project));
  const current = merged(lines);
  return { current, prior: lastYear(random, current, trade, step), projects, staff };
}

function salaries(random: Random, trade: Trade, staff: number, step: number): SampleLine[] {
  const line = (functionCode: string, economicCode: string, least: number, most: number): SampleLine => ({
    functionCode,
    economicCode,
    project: null,
    fund: GENERAL,
    carriedOver: false,
    amount: random.amount(staff * least, staff * most, step),
  });
  const administrative = trade.kind !== '事业单位';
  const lines = random
    .some(SALARY, random.int(3, SALARY.length))
    .map((code) => line(trade.main, code, 3000, 36000));
  lines.push(line('2080505', '30108', 8000, 16000), line('2210201', '30113', 6000, 14000));
  lines.push(line(administrative ? '2101101' : '2101102', '30110', 3000, 8000));
  if (random.chance(60)) lines.push(line('2080506', '30109', 3000, 8000));
  if (random.chance(40)) lines.push(line('2101103', '30111', 900, 3000));
  if (random.chance(50)) lines.push(line(administrative ? '2080501' : '2080502', '30302', 900, 6000));
  return lines;
}

function running(random: Random, trade: Trade, staff: number, step: number): SampleLine[] {
  const line = (economicCode: string, fund: string, carriedOver: boolean, most: number): SampleLine => ({
    functionCode: trade.main,
    economicCode,
    project: null,
    fund,
    carriedOver,
    amount: random.amount(1000, most, step),
  });
  const lines = random
    .some(OPERATING, random.int(4, OPERATING.length))
    .map((code) => line(code, GENERAL, random.chance(6), 2000 + staff * 2600));
  if (random.chance(55)) lines.push(line('30217', GENERAL, false, 40_000));
  if (random.chance(50)) lines.push(line('30231', GENERAL, false, 90_000));
  if (random.chance(8)) lines.push(line('30212', GENERAL, false, 60_000));
  if (random.chance(10))
    lines.push({ ...line('31013', GENERAL, false, 1000), amount: parseDecimal('180000')! });
  if (random.chance(45)) lines.push(line('31002', GENERAL, false, 80_000));
  if (random.chance(30)) {
    const fund = random.pick(OWN_FUNDS);
    for (const code of random.some(OPERATING, random.int(1, 4)))
      lines.push(line(code, fund, random.chance(20), 120_000));
  }
  return lines;
}

function sampleWork(random: Random, item: WorkItem): SampleWork {
  const [, , , leastPrice, mostPrice, leastCount, mostCount] = item;
  const exact = random.int(leastCount, mostCount);
  // Counts are planned in round figures, and so is the money.
  const count =
    exact >= 1000 ? Math.round(exact / 100) * 100 : exact >= 100 ? Math.round(exact / 10) * 10 : exact;
  const yuan = count * random.int(leastPrice, mostPrice);
  return { item, count, amount: parseDecimal(String(Math.max(1, Math.round(yuan / 1000)) * 1000))! };
}

function projectLines(random: Random, trade: Trade, project: SampleProject): SampleLine[] {
  const special = random.chance(18) ? random.pick(FUND_PROJECTS) : null;
  const functionCode = special?.[0] ?? random.pick(trade.projectFunctions);
  const fund = special?.[1] ?? (random.chance(18) ? '上级一般公共预算转移支付' : GENERAL);
  const carriedOver = random.chance(8);
  return project.work.map(({ item, amount }) => ({
    functionCode,
    economicCode: item[2],
    project: project.name,
    fund,
    carriedOver,
    amount,
  }));
}

/** Last year: most amounts a little different, some the same, some lines new this year, some ended since. */
function lastYear(random: Random, current: readonly SampleLine[], trade: Trade, step: number): SampleLine[] {
  if (random.chance(4)) return [];
  const lines = current.flatMap((line): SampleLine[] => {
    if (line.project === null ? random.chance(5) : random.chance(15)) return [];
    if (random.chance(25)) return [line];
    const amount = line.amount
      .times(random.int(70, 130))
      .div(100 * step)
      .floor()
      .times(step);
    return amount.isZero() ? [] : [{ ...line, amount }];
  });
  if (random.chance(30)) {
    const functionCode = trade.projectFunctions.at(-1)!;
    const fund = random.chance(70) ? GENERAL : '上级一般公共预算转移支付';
    const project = `${trade.theme}上年一次性任务`;
    const amount = random.amount(20_000, 400_000, 1000);
    lines.push({ functionCode, economicCode: '30227', project, fund, carriedOver: false, amount });
  }
  return merged(lines);
}

/** One line for each combination, in a fixed order. */
export function merged(lines: readonly SampleLine[]): SampleLine[] {
  const groups = new Map<string, SampleLine[]>();
  for (const line of lines) {
    const key = [
      line.functionCode,
      line.project ?? '',
      line.economicCode,
      line.fund,
      line.carriedOver ? '1' : '0',
      ...(line.handed ? [line.handed.kind, line.handed.to] : []),
    ].join('|');
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  return [...groups.keys()]
    .sort()
    .map((key) => groups.get(key)!)
    .map((group) => ({ ...group[0]!, amount: sumMoney(group.map(({ amount }) => amount)) }));
}
