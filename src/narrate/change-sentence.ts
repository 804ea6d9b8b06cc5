import { changeOf } from '../derive/compare.ts';
import type { Comparison } from '../model/figure.ts';
import { formatDecimal, type Money } from '../model/money.ts';
import type { ChangeStyle, PackSettings } from '../model/pack.ts';
import { formatPrinted } from './format.ts';
import { fillPhrase } from './phrase.ts';

/**
 * The clause that compares a figure with last year, with its reason (design §4). Direction, change and
 * rate come from the one pair of printed figures.
 *
 * Example: 508.18 and 530.16 → 比上年预算减少21.98万元，下降4.15%，主要原因是人员减少
 */
export function changeSentence(comparison: Comparison, style: ChangeStyle, settings: PackSettings): string {
  const { current, prior, label } = comparison;
  if (prior === null) throw new Error(`figure ${comparison.name} is not compared`);
  const change = changeOf(current, prior, settings.money, settings.percent.decimals);
  const clause = fillPhrase(style[change.direction], {
    label,
    amount: formatPrinted(change.difference, settings.money) + settings.money.suffix,
    rate: change.rate === null ? '' : formatPercent(change.rate, settings),
  });
  const reason = reasonOf(comparison, change.direction, style);
  return reason === null ? clause : clause + fillPhrase(style.reason, { label, reason });
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
