import { changeOf } from '../figures/compare.ts';
import type { Comparison } from '../model/figure.ts';
import { formatDecimal, type Money } from '../model/money.ts';
import { type FigureMarks, NO_MARKS } from '../model/provenance.ts';
import type { ChangeStyle, PackSettings } from '../pack/pack.ts';
import { formatPrinted } from './format.ts';
import { fillPhrase } from './phrase.ts';

/** The budget year and the year before, which phrases may name. */
export interface Years {
  readonly year: number;
  readonly priorYear: number;
}

const yearWords = ({ year, priorYear }: Years) => ({ year: String(year), priorYear: String(priorYear) });

/**
 * The clause that compares a figure with last year, with its reason (docs/design.md §4). Direction, change and
 * rate come from the one pair of printed figures.
 *
 * Example: 508.18 and 530.16 → 比上年预算减少21.98万元，下降4.15%，主要原因是人员减少
 */
export function changeSentence(
  comparison: Comparison,
  style: ChangeStyle,
  settings: PackSettings,
  years: Years,
  marks: FigureMarks = NO_MARKS,
): string {
  const { current, prior, label } = comparison;
  if (prior === null) throw new Error(`figure ${comparison.name} is not compared`);
  const { decimals } = settings.percent;
  const change = changeOf(current, prior, settings.money, decimals);
  const difference = { kind: 'difference', label, current, prior, rounding: settings.money } as const;
  const rate = { ...difference, kind: 'rate', decimals } as const;
  const clause = fillPhrase(style[change.direction], {
    ...yearWords(years),
    label,
    amount: marks.mark(formatPrinted(change.difference, settings.money), difference) + settings.money.suffix,
    rate: change.rate === null ? '' : marks.mark(formatPercent(change.rate, settings), rate),
  });
  const reason = reasonOf(comparison, change.direction, style);
  return reason === null ? clause : clause + fillPhrase(style.reason, { ...yearWords(years), label, reason });
}

/** The reason to print: the unit's own where the figure changed; the style's where nothing was planned in either year. */
function reasonOf(comparison: Comparison, direction: string, style: ChangeStyle): string | null {
  if (style.reason === '') return null;
  if (direction === 'equal') return comparison.reason;
  if (direction === 'zero') {
    if (comparison.reason !== null) return comparison.reason;
    return style.zeroReason === '' ? null : fillPhrase(style.zeroReason, { label: comparison.label });
  }
  return comparison.reason;
}

/** A percentage with its sign, `71.05%`. */
export function formatPercent(value: Money, settings: PackSettings): string {
  const { decimals, zero } = settings.percent;
  return value.isZero() && zero !== null ? zero : `${formatDecimal(value, decimals)}%`;
}
