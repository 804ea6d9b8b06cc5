import fc from 'fast-check';
import type { MemberBook } from '../../src/books/member-book.ts';
import type { LedgerLine } from '../../src/model/ledger.ts';
import { randomLedger } from './random-ledger.ts';
import { lineOf } from './unit-of.ts';

/** What one member hands to another, in 万元. */
export interface Transfer {
  readonly payer: number;
  readonly receiver: number;
  readonly kind: 'subsidyDown' | 'remittedUp';
  readonly functionCode: string;
  /** Fund that the payer pays it from. */
  readonly fund: string;
  readonly carriedOver: boolean;
  /** What the receiver spends it on; together what is handed on. */
  readonly parts: readonly number[];
}

const FUND_OF = { subsidyDown: '上级补助收入', remittedUp: '附属单位上缴收入' } as const;
const HANDED: readonly string[] = Object.values(FUND_OF);

const transfer = (members: number): fc.Arbitrary<Transfer> =>
  fc.record({
    payer: fc.nat(members - 1),
    receiver: fc.nat(members - 1),
    kind: fc.constantFrom('subsidyDown' as const, 'remittedUp' as const),
    functionCode: fc.constantFrom('2050499', '2010350', '2080505'),
    fund: fc.constantFrom('其他收入', '事业收入', '事业单位经营收入'),
    carriedOver: fc.boolean(),
    parts: fc.array(fc.integer({ min: 1, max: 10 ** 9 }), { minLength: 1, maxLength: 3 }),
  });

export interface RandomDepartment {
  readonly members: readonly MemberBook[];
  readonly transfers: readonly Transfer[];
}

/** Budget units with ledgers of any mixture, and what they hand to each other. */
export const randomDepartment: fc.Arbitrary<RandomDepartment> = fc
  .array(randomLedger, { minLength: 1, maxLength: 4 })
  .chain((ledgers) =>
    fc.record({
      ledgers: fc.constant(ledgers),
      kinds: fc.array(fc.constantFrom('行政单位', '参公事业单位', '事业单位'), {
        minLength: ledgers.length,
        maxLength: ledgers.length,
      }),
      transfers: fc.array(transfer(ledgers.length), { maxLength: 4 }),
    }),
  )
  .map(({ ledgers, kinds, transfers: drawn }) => {
    const transfers = drawn.filter(({ payer, receiver }) => payer !== receiver);
    const members = ledgers.map((ledger, index): MemberBook => {
      const paid = transfers.filter(({ payer }) => payer === index).map(paidLine);
      const got = transfers.filter(({ receiver }) => receiver === index).flatMap(gotLines);
      const own = ledger.filter((line) => !HANDED.includes(line.fund.name));
      const payers = Object.fromEntries(
        HANDED.map((fund) => [
          fund,
          transfers
            .filter(({ receiver, kind }) => receiver === index && FUND_OF[kind] === fund)
            .map(({ payer }) => nameOf(payer)),
        ]),
      );
      return {
        name: nameOf(index),
        kind: kinds[index]!,
        aliases: [],
        file: `${nameOf(index)}.yaml`,
        payers,
        payersAt: null,
        ledger: [...own, ...paid, ...got],
      };
    });
    return { members, transfers };
  });

const nameOf = (index: number): string => `单位${'甲乙丙丁'[index]}`;
const amountOf = (numbers: readonly number[]) => String(numbers.reduce((sum, each) => sum + each, 0));

function paidLine({ functionCode, kind, fund, carriedOver, parts, receiver }: Transfer): LedgerLine {
  const line = lineOf(functionCode, null, amountOf(parts), { fund, carriedOver, kind });
  return { ...line, counterpart: nameOf(receiver) };
}

function gotLines({ functionCode, kind, parts }: Transfer): LedgerLine[] {
  return parts.map((part, index) =>
    lineOf(functionCode, ['30201', '30227', '30101'][index]!, String(part), {
      fund: FUND_OF[kind],
      ...(index === 1 ? { project: '公益课程' } : {}),
    }),
  );
}
