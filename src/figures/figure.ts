import type { Figure } from '../model/figure.ts';
import type { Filter } from '../model/filter.ts';
import type { Position } from '../model/finding.ts';
import { BALANCE, CLOSING, type LedgerLine, type Side } from '../model/ledger.ts';
import { type Money, sumMoney, ZERO } from '../model/money.ts';
import { type LineTest, meeting, namesSide, withoutSide } from './filter.ts';

/**
 * Sum of the lines that meet all filters, exact, in 元, with the lines as its origin.
 * `given` are filters that the lines are known to meet; they only belong to the origin. `isMeant` is what the filters
 * ask of a line, where it is made already.
 */
export function sumFigure(
  lines: Iterable<LedgerLine>,
  filters: readonly Filter[],
  given: readonly Filter[] = [],
  isMeant: LineTest = meeting(filters, given),
): Figure {
  const closing = filters.findIndex(({ side }) => side?.includes(CLOSING));
  if (closing >= 0) return withClosing([...lines], filters, closing, given);
  // What a figure says of the side is meant, whatever the block of its table is about.
  const known = namesSide(filters) && namesSide(given) ? given.map(withoutSide) : given;
  const taken: LedgerLine[] = [];
  let amount = ZERO;
  for (const line of lines) {
    if (!isMeant(line)) continue;
    taken.push(line);
    amount = amount.plus(line.amount);
  }
  return {
    amount,
    origin: { kind: 'sum', filters: [...known, ...filters], lines: taken },
    isZero: amount.isZero(),
  };
}

/**
 * What is left at the end of the year, beside what else a filter asks for: the balance of the lines that meet the other
 * filters, with its signed parts as origin. 5.60 = 2.30 + 307.26 − 303.56 − 0.40
 */
function withClosing(
  lines: readonly LedgerLine[],
  filters: readonly Filter[],
  at: number,
  given: readonly Filter[],
): Figure {
  const asked = filters[at]!;
  // A block that asks for several sides still has one balance.
  const others = filters.filter((_, index) => index !== at).map(withoutSide);
  const of = (side: Side): Figure => sumFigure(lines, [...others, { ...asked, side: [side] }], given);
  const isOfMoney = (figure: Figure): boolean =>
    figure.origin.kind === 'sum' && figure.origin.lines.length > 0;
  const beside = asked.side!.filter((side) => side !== CLOSING).map((side) => of(side as Side));
  return totalFigure(
    [...beside, ...BALANCE.raises.map(of).filter(isOfMoney)],
    BALANCE.lowers.map(of).filter(isOfMoney),
  );
}

/** Sum of other figures less others, exact. */
export function totalFigure(parts: readonly Figure[], less: readonly Figure[] = []): Figure {
  const plus = sumMoney(parts.map((part) => part.amount));
  const amount = plus.minus(sumMoney(less.map((part) => part.amount)));
  const origin = { kind: 'total', parts, ...(less.length > 0 ? { less } : {}) } as const;
  return { amount, origin, isZero: amount.isZero() };
}

/** A figure written down in the data file, in 元. */
export function statedFigure(amount: Money, position: Position | null): Figure {
  return { amount, origin: { kind: 'stated', position }, isZero: amount.isZero() };
}

/** Nothing, from no line. */
export const NO_MONEY: Figure = {
  amount: ZERO,
  origin: { kind: 'sum', filters: [], lines: [] },
  isZero: true,
};
