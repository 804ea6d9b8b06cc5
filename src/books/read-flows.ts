import type { FlowPlaces } from '../kinds/registry.ts';
import type { UnitFile } from '../kinds/unit-file.ts';
import { DEFAULT_FUND, type Fund, fundByName } from '../model/fund.ts';
import { BALANCE, type Ledger, type LedgerLine, type Side } from '../model/ledger.ts';
import type { DataPath } from '../model/locator.ts';
import { type Money, toYuan, ZERO } from '../model/money.ts';
import type { Book } from './books.ts';
import type { ReadEntity } from './entity.ts';
import type { EntityFile, EntityFiles } from './entity-file.ts';
import { ledgerFromPriorBudget } from './ledger-from-budget.ts';
import { otherEntity, valueAt } from './other-file.ts';

type ByUse = NonNullable<UnitFile['prior']['budget']>;
type Use = ByUse[string];
type ByFund = Readonly<Record<string, Money>>;

/**
 * The book of a final account: what is spent, with what comes in, what the year begins with and what is handed on. Income
 * of funds that follow their payments is what is spent of this year's money and what of it is carried forward; the year
 * begins with what last year's final left, where the file states nothing else. Null when that file cannot be read.
 *
 * Example: 303.56 spent, of which 1.50 carried over, 2.00 carried forward → 304.06 万元 of income
 */
export async function withFlows(
  book: Book,
  places: FlowPlaces,
  file: EntityFile,
  files: EntityFiles,
  readOther: ReadEntity,
): Promise<Book | null> {
  const reader = new FlowReader(file);
  const sides = Object.entries(places.sides) as [Side, DataPath][];
  const stated = sides.flatMap(([side, at]) => reader.flow(side, at));
  const isBegun = valueAt(file.data, places.sides.opening ?? []) !== undefined;
  const opening = isBegun ? [] : await closingOfLast(places.from, file, files, readOther);
  if (opening === null) return null;
  const follows = (valueAt(file.data, places.follows) ?? []) as readonly string[];
  const earned = book.ledger
    .filter(({ fund, carriedOver }) => !carriedOver && follows.includes(fund.name))
    // What it is spent on is said of the spending.
    .map((line): LedgerLine => ({ ...line, side: 'income', economicCode: null }));
  const ledger = [
    ...book.ledger,
    ...earned,
    ...reader.byUse('income', places.forward),
    ...stated,
    ...opening,
    ...reader.distribution(places.distribution),
  ];
  return { ...book, ledger };
}

/** What last year's final left, by function and fund: what this year begins with. */
async function closingOfLast(
  from: DataPath,
  file: EntityFile,
  files: EntityFiles,
  readOther: ReadEntity,
): Promise<LedgerLine[] | null> {
  if (valueAt(file.data, from) === undefined) return [];
  const last = await otherEntity(file, from, '决算', files, readOther);
  return last?.current ? openingOf(last.current.ledger) : null;
}

/** How closely the use of what lies there may be known: by kind and project, by kind, not at all. */
const USES: readonly {
  says(line: LedgerLine): boolean;
  of(line: LedgerLine): Pick<LedgerLine, 'kind' | 'project'>;
}[] = [
  {
    says: ({ kind, project }) => kind !== null && (kind !== 'project' || project !== null),
    of: ({ kind, project }) => ({ kind, project }),
  },
  { says: ({ kind }) => kind !== null, of: ({ kind }) => ({ kind, project: null }) },
];

/**
 * The opening lines that follow a ledger: its closing balance by function and fund, with their places in its file. What
 * it is for (basic, which project) is kept where every line of that function and fund says so.
 *
 * Example: 38.00 spent on a project and 39.50 万元 of income for it → 1.50 for that project
 */
export function openingOf(ledger: Ledger): LedgerLine[] {
  const placed = new Map<string, LedgerLine[]>();
  for (const line of ledger) {
    const key = JSON.stringify([line.functionCode, line.fund.id]);
    const known = placed.get(key);
    if (known) known.push(line);
    else placed.set(key, [line]);
  }
  return [...placed.values()].flatMap((lines) => {
    for (const { says, of } of USES) {
      const left = lines.every(says) ? balances(lines, of) : null;
      // A use that ends below zero was paid from another.
      if (left?.every(({ amount }) => !amount.isNegative())) return left;
    }
    return balances(lines, () => ({ kind: null, project: null }));
  });
}

/** What is left of some lines of one function and fund, by their use; nothing of what is used up. */
function balances(lines: Ledger, useOf: (typeof USES)[number]['of']): LedgerLine[] {
  const left = new Map<string, LedgerLine>();
  const raises: readonly Side[] = BALANCE.raises;
  for (const line of lines) {
    const use = useOf(line);
    const key = JSON.stringify([use.kind, use.project]);
    const known = left.get(key);
    const amount = raises.includes(line.side) ? line.amount : line.amount.negated();
    left.set(key, {
      ...(known ?? { ...line, ...UNSAID, ...use, side: 'opening' }),
      amount: (known?.amount ?? ZERO).plus(amount),
    });
  }
  return [...left.values()].filter(({ amount }) => !amount.isZero());
}

/** What is not known of money that lies there. */
const UNSAID = {
  economicCode: null,
  kind: null,
  project: null,
  carriedOver: false,
  counterpart: null,
  member: null,
} as const;

class FlowReader {
  private readonly file: EntityFile;

  constructor(file: EntityFile) {
    this.file = file;
  }

  /** Amounts by function or fund, then by fund or by use. */
  flow(side: Side, at: DataPath): LedgerLine[] {
    const given = (valueAt(this.file.data, at) ?? {}) as Readonly<Record<string, Money | ByFund | Use>>;
    return Object.entries(given).flatMap(([key, value]) => {
      if (isUse(value)) return this.uses(side, { [key]: value }, at);
      const fund = fundByName(key);
      const functionCode = fund === null ? key : '';
      if (isMoney(value)) return [this.line(side, functionCode, fund ?? DEFAULT_FUND, value, [...at, key])];
      return Object.entries(value).map(([name, amount]) =>
        this.line(side, functionCode, fundByName(name) ?? DEFAULT_FUND, amount, [...at, key, name]),
      );
    });
  }

  /** Amounts by function, kind and project. */
  byUse(side: Side, at: DataPath): LedgerLine[] {
    return this.uses(side, (valueAt(this.file.data, at) ?? {}) as ByUse, at);
  }

  private uses(side: Side, given: ByUse, at: DataPath): LedgerLine[] {
    const { data, locator } = this.file;
    return ledgerFromPriorBudget(given, data.amounts, locator, at).map((line) => ({
      ...line,
      side,
      phase: 'final',
      member: null,
    }));
  }

  /** Amounts by name, then by fund. */
  distribution(at: DataPath): LedgerLine[] {
    const given = (valueAt(this.file.data, at) ?? {}) as Readonly<Record<string, ByFund>>;
    return Object.entries(given).flatMap(([name, byFund]) =>
      Object.entries(byFund).map(([fund, amount]) => ({
        ...this.line('distribution', '', fundByName(fund) ?? DEFAULT_FUND, amount, [...at, name, fund]),
        counterpart: name,
      })),
    );
  }

  private line(side: Side, functionCode: string, fund: Fund, amount: Money, at: DataPath): LedgerLine {
    const { data, locator } = this.file;
    return {
      ...UNSAID,
      functionCode,
      fund,
      side,
      phase: 'final',
      amount: toYuan(amount, data.amounts),
      position: locator.positionOf(at),
    };
  }
}

function isMoney(value: Money | ByFund): value is Money {
  return 'toDecimalPlaces' in value;
}

function isUse(value: Money | ByFund | Use): value is Use {
  return 'basic' in value || 'project' in value;
}
