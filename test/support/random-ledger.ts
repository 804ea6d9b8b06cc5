import fc from 'fast-check';
import { FUNDS } from '../../src/model/fund.ts';
import type { LedgerLine } from '../../src/model/ledger.ts';
import { classification2025, lineOf } from './unit-of.ts';

const ITEMS = [...classification2025.functions.keys()].filter((code) => code.length === 7);
/** Few enough that several lines meet in one row. */
const COMMON_ITEMS = ['2010350', '2010399', '2080505', '2080506', '2101102', '2120801', '2210201', '2230101'];
const ECONOMIC_CLASSES = ['301', '302', '303', '307', '309', '310', '311', '312', '313', '399'];
const THREE_PUBLIC = ['30212', '30217', '30231', '31013'];

export const PROJECTS = ['办公场所租赁', '综柜建设', '基本支出', '总计', '2010399', 'constructor'];

const functionCode = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...COMMON_ITEMS) },
  { weight: 2, arbitrary: fc.constantFrom(...ITEMS) },
  // Codes that the lists do not have, also of classes that no table names.
  { weight: 1, arbitrary: fc.integer({ min: 1_000_000, max: 9_999_999 }).map(String) },
);

const economicCode = fc.oneof(
  fc
    .tuple(fc.constantFrom(...ECONOMIC_CLASSES), fc.integer({ min: 1, max: 99 }))
    .map(([economicClass, section]) => economicClass + String(section).padStart(2, '0')),
  fc.constantFrom('30101', '30201', ...THREE_PUBLIC),
);

/** An amount in 万元 with up to six decimals. */
const amount = fc.oneof(
  { weight: 6, arbitrary: decimal(10n ** 4n) },
  { weight: 2, arbitrary: decimal(10n ** 18n) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('0', '0.00', '0.000001', '0.004999', '0.005', '0.015', '22.974', '293.094'),
  },
);

function decimal(max: bigint): fc.Arbitrary<string> {
  return fc
    .tuple(fc.bigInt({ min: 0n, max }), fc.nat(6), fc.nat(999_999))
    .map(([whole, decimals, digits]) =>
      decimals === 0 ? `${whole}` : `${whole}.${String(digits).padStart(6, '0').slice(0, decimals)}`,
    );
}

const line: fc.Arbitrary<LedgerLine> = fc
  .record({
    functionCode,
    economicCode,
    amount,
    project: fc.option(fc.constantFrom(...PROJECTS), { nil: null }),
    fund: fc.constantFrom(...FUNDS.map((fund) => fund.name)),
    carriedOver: fc.boolean(),
    side: fc.constant('expenditure' as const),
    phase: fc.constant('budget' as const),
    counterpart: fc.constant(null),
    member: fc.constant(null),
  })
  .map(({ functionCode, economicCode, amount, project, fund, carriedOver }) =>
    lineOf(functionCode, economicCode, amount, {
      fund,
      carriedOver,
      ...(project === null ? {} : { project }),
    }),
  );

/** Ledgers of any mixture of funds, kinds and codes; small ones too, so that tables come out empty. */
export const randomLedger: fc.Arbitrary<LedgerLine[]> = fc.oneof(
  { weight: 3, arbitrary: fc.array(line, { maxLength: 40 }) },
  { weight: 1, arbitrary: fc.array(line, { maxLength: 3 }) },
);
