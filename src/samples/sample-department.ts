import { parseDecimal } from '../model/money.ts';
import { Random } from './random.ts';
import { merged, type SampleLedger, type SampleLine } from './sample-ledger.ts';
import { sampleReasons, statedLastYear } from './sample-reasons.ts';
import {
  type Dealings,
  type InventedUnit,
  inventUnit,
  performance,
  purposes,
  type SampleFile,
  written,
  YEAR,
} from './sample-unit.ts';
import { lumpEntries, unitText } from './unit-text.ts';
import { fill, type Vocabulary } from './vocabulary.ts';

/** What one unit hands to another of its department. */
interface Transfer {
  readonly kind: 'subsidyDown' | 'remittedUp';
  readonly payer: number;
  readonly receiver: number;
  readonly functionCode: string;
  readonly fund: string;
  readonly amount: SampleLine['amount'];
}

const FUND_OF = { subsidyDown: '上级补助收入', remittedUp: '附属单位上缴收入' } as const;
/** What the receiver spends it on. */
const SPENT_ON = '30299';
const PAID_FROM = ['其他收入', '事业收入'];

/**
 * The files of the `number`th invented department of a seed and of its units, the numbers of which are given: the
 * first is its own office, which bears its name. Some of them hand money to each other. The same arguments always
 * give the same bytes.
 *
 * Example: `sampleDepartment(7, 1, [1, 2, 3], vocabulary).at(-1)!.path` → `department-0001.yaml`
 */
export function sampleDepartment(
  seed: number,
  number: number,
  units: readonly number[],
  words: Vocabulary,
): readonly SampleFile[] {
  return inventDepartment(seed, number, units, words).files;
}

/** A department with what its units are made of. */
export interface InventedDepartment {
  readonly members: readonly InventedUnit[];
  /** All that is spent in it, what its units hand to each other offset. */
  readonly ledger: SampleLedger;
  /** Its own last. */
  readonly files: readonly SampleFile[];
}

/** The same with what its finals are made of. */
export function inventDepartment(
  seed: number,
  number: number,
  units: readonly number[],
  words: Vocabulary,
): InventedDepartment {
  const random = new Random((Math.imul(seed, 0x9e3779b1) ^ Math.imul(number, 0xc2b2ae35)) | 0);
  const plain = units.map((unit) => inventUnit(seed, unit, words));
  const transfers = drawTransfers(random, plain);
  const members = units.map((unit, index) =>
    inventUnit(seed, unit, words, dealingsOf(index, plain, transfers, words)),
  );
  const path = `department-${String(number).padStart(4, '0')}.yaml`;
  const text = unitText(words.notice, departmentData(random, members, transfers, words));
  const files = [...members.flatMap(({ files: own }) => own), { path, text }];
  return { members, ledger: consolidated(members, transfers), files };
}

/** Nothing, or one or two transfers between the office and one of the others. */
function drawTransfers(random: Random, units: readonly InventedUnit[]): Transfer[] {
  const others = units.slice(1).map((_, index) => index + 1);
  const count = others.length === 0 ? 0 : random.pick([0, 1, 1, 2]);
  return random.some(others, count).map((other): Transfer => {
    const kind = random.chance(70) ? 'subsidyDown' : 'remittedUp';
    const [payer, receiver] = kind === 'subsidyDown' ? [0, other] : [other, 0];
    return {
      kind,
      payer,
      receiver,
      functionCode: units[receiver]!.trade.main,
      fund: random.pick(PAID_FROM),
      amount: random.amount(10_000, 400_000, 1000),
    };
  });
}

/** What a unit's own file says of the transfers. */
function dealingsOf(
  index: number,
  units: readonly InventedUnit[],
  transfers: readonly Transfer[],
  words: Vocabulary,
): Dealings {
  const line = ({ functionCode, amount }: Transfer) => ({
    functionCode,
    project: null,
    carriedOver: false,
    amount,
  });
  const paid = transfers
    .filter(({ payer }) => payer === index)
    .map(
      (each): SampleLine => ({
        ...line(each),
        economicCode: '',
        fund: each.fund,
        handed: { kind: each.kind, to: units[each.receiver]!.name },
      }),
    );
  const taken = transfers.filter(({ receiver }) => receiver === index);
  const got = taken.map(
    (each): SampleLine => ({ ...line(each), economicCode: SPENT_ON, fund: FUND_OF[each.kind] }),
  );
  const counterparts = Object.fromEntries(
    [...new Set(taken.map(({ kind }) => FUND_OF[kind]))].map((fund) => {
      const payers = taken
        .filter(({ kind }) => FUND_OF[kind] === fund)
        .map(({ payer }) => units[payer]!.name);
      const isPaidBesides = units[index]!.ledger.current.some((own) => own.fund === fund);
      return [fund, [...payers, ...(isPaidBesides ? [words.departments.outsidePayer] : [])]] as const;
    }),
  );
  return { lines: [...paid, ...got], counterparts };
}

function departmentData(
  random: Random,
  members: readonly InventedUnit[],
  transfers: readonly Transfer[],
  words: Vocabulary,
) {
  const [head] = members;
  const ledger = consolidated(members, transfers);
  const organs = consolidated(
    members.filter(({ trade }) => trade.kind !== '事业单位'),
    [],
  );
  const isMerging = random.chance(30);
  const { departments } = words;
  return ofDepartment({
    level: '部门',
    template: 'xinjiang-2025',
    year: YEAR,
    date: `2025-02-${random.int(18, 27)}`,
    approved: `2025-02-${random.int(10, 17)}`,
    department: {
      name: head!.name,
      functions: [
        ...departments.duties,
        ...head!.trade.duties.map((duty) => fill(words.duties[1]!, { duty })),
      ],
    },
    members: [
      ...members.map(({ files }, index) => ({
        from: files[0]!.path,
        ...(index === 0 ? { role: '本级' } : {}),
      })),
      ...(isMerging
        ? [
            {
              name: `${head!.name}${departments.mergedBody}`,
              kind: '事业单位',
              mergedInto: '本级',
              remark: departments.mergedRemark,
            },
          ]
        : []),
    ],
    unitTables: random.chance(50),
    prior: { budget: lumpEntries(ledger.prior, '元'), stated: written(statedLastYear(ledger, organs), '元') },
    reasons: sampleReasons(random, ledger, words, organs) ?? {},
    purposes: purposes(ledger, words),
    ...(random.chance(40)
      ? { performance: { department: performance(random, head!.trade, words, ledger) } }
      : {}),
  });
}

/** Both years of all members, what they hand to each other offset. */
function consolidated(members: readonly InventedUnit[], transfers: readonly Transfer[]): SampleLedger {
  const all = members.flatMap(({ ledger }) => ledger.current).filter(({ handed }) => handed === undefined);
  const offset = transfers.flatMap(({ kind, functionCode, fund, amount }): SampleLine[] => {
    const line = { functionCode, economicCode: SPENT_ON, project: null, carriedOver: false };
    return [
      { ...line, fund: FUND_OF[kind], amount: amount.negated() },
      { ...line, fund, amount },
    ];
  });
  return {
    current: merged([...all, ...offset]).filter(({ amount }) => !amount.equals(parseDecimal('0')!)),
    prior: merged(members.flatMap(({ ledger }) => ledger.prior)),
    projects: members.flatMap(({ ledger }) => ledger.projects),
    staff: members.reduce((sum, { ledger }) => sum + ledger.staff, 0),
  };
}

/** The words of a unit as a department says them. */
export function ofDepartment<T>(data: T): T {
  return JSON.parse(JSON.stringify(data).replaceAll('本单位', '本部门')) as T;
}
