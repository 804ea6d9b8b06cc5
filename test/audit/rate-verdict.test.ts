import { expect, test } from '@jest/globals';
import { type RateVerdict, rateVerdict } from '../../src/audit/rate-verdict.ts';
import { parseDecimal } from '../../src/model/money.ts';

const of = (text: string) => parseDecimal(text)!;

test.each<[string, string, string, RateVerdict | null]>([
  ['59.02', '656.18', '8.99', 'right'],
  // 0.11 of 2.89, each ±0.005, may be 3.62 to 3.99.
  ['0.11', '2.89', '3.9', 'residue'],
  ['0.11', '2.89', '38.10', 'impossible'],
  ['81.00', '126.02', '64.27', 'residue'],
  ['8100.00', '12602.00', '64.27', 'truncated'],
  ['255.80', '1690.69', '1.10', 'impossible'],
  ['1.00', '0', '100.00', null],
])('%s of %s is %s%%: %s', (change, base, rate, verdict) => {
  const half = of('0.005');
  const decimals = rate.split('.')[1]!.length;
  expect(rateVerdict(of(rate), decimals, { value: of(change), half }, { value: of(base), half })).toBe(
    verdict,
  );
});
