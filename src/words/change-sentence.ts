import { type Change, changeOf } from '../figures/compare.ts';
import type { Comparison, Figure } from '../model/figure.ts';
import { formatDecimal, type Money } from '../model/money.ts';
import type { MoneyFormat } from '../model/money-format.ts';
import { type FigureMarks, NO_MARKS } from '../model/provenance.ts';
import type { ChangeStyle, PackSettings } from '../pack/pack.ts';
import { formatAmount, formatPrinted } from './format.ts';
import { fillPhrase } from './phrase.ts';

/** The budget year and the year before, which phrases may name. */
export interface Years {
  readonly year: number;
  readonly priorYear: number;
  /** There was no budget at all last year. */
  readonly isFirst?: boolean;
}

/** The parts of a change sentence, each printed as in the sentence; null where there is nothing to print. */
export interface ChangeParts {
  readonly change: Change;
  /** Amounts with their unit: 本年, 上年, 增减额. */
  readonly current: string;
  readonly prior: string;
  readonly amount: string;
  /** With its sign; null where last year is zero and this year is not. */
  readonly rate: string | null;
}

/**
 * What a comparison says, in digits: all from the one pair of printed figures. `money` is how its amounts are printed.
 *
 * Example: 508.18 and 530.16 → 508.18万元, 530.16万元, 21.98万元, 4.15%
 */
export function changeParts(
  comparison: Comparison,
  settings: PackSettings,
  marks: FigureMarks = NO_MARKS,
  money: MoneyFormat = settings.money,
): ChangeParts {
  return new PrintedChange(comparison, settings, marks, money);
}

/** Each part is made when it is asked for; a class, because an object with getters of its own is kept until all memory is tidied. */
class PrintedChange implements ChangeParts {
  readonly change: Change;
  readonly #label: string;
  readonly #current: Figure;
  readonly #prior: Figure;
  readonly #settings: PackSettings;
  readonly #marks: FigureMarks;
  readonly #money: MoneyFormat;

  constructor(
    { name, label, current, prior }: Comparison,
    settings: PackSettings,
    marks: FigureMarks,
    money: MoneyFormat,
  ) {
    if (prior === null) throw new Error(`figure ${name} is not compared`);
    this.change = changeOf(current, prior, money, settings.percent.decimals);
    this.#label = label;
    this.#current = current;
    this.#prior = prior;
    this.#settings = settings;
    this.#marks = marks;
    this.#money = money;
  }

  get current(): string {
    return this.#amountOf(this.#current);
  }

  get prior(): string {
    return this.#amountOf(this.#prior);
  }

  get amount(): string {
    const text = formatPrinted(this.change.difference, this.#money);
    return this.#marks.mark(text, { kind: 'difference', ...this.#pair() }) + this.#money.suffix;
  }

  get rate(): string | null {
    const { rate } = this.change;
    if (rate === null) return null;
    const { decimals } = this.#settings.percent;
    return this.#marks.mark(formatPercent(rate, this.#settings), { kind: 'rate', ...this.#pair(), decimals });
  }

  #pair() {
    return {
      label: this.#label,
      current: this.#current,
      prior: this.#prior,
      rounding: this.#money,
    };
  }

  #amountOf(figure: Figure): string {
    const text = formatAmount(figure.amount, this.#money);
    const about = { kind: 'amount', label: this.#label, figure, rounding: this.#money, cell: null } as const;
    return this.#marks.mark(text, about) + this.#money.suffix;
  }
}

/**
 * The clause that compares a figure with last year, with its reason (docs/design.md §4). Direction, change and
 * rate come from the one pair of printed figures. `money` is how its amounts are printed.
 *
 * Example: 508.18 and 530.16 → 比上年预算减少21.98万元，下降4.15%，主要原因是人员减少
 */
export function changeSentence(
  comparison: Comparison,
  style: ChangeStyle,
  settings: PackSettings,
  { year, priorYear, isFirst = false }: Years,
  marks: FigureMarks = NO_MARKS,
  money: MoneyFormat = settings.money,
): string {
  const parts = changeParts(comparison, settings, marks, money);
  const { change } = parts;
  const values = {
    label: () => comparison.label,
    year: () => String(year),
    priorYear: () => String(priorYear),
    current: () => parts.current,
    prior: () => parts.prior,
    amount: () => parts.amount,
    rate: () => parts.rate ?? '',
    times: () => (change.rate === null ? '' : timesOf(change.rate, settings)),
  };
  const clause = fillPhrase(phraseOf(change, style, isFirst), values);
  const reason = reasonOf(comparison, change.direction, style);
  if (reason === null) return clause;
  const connective = style.reasons[change.direction] ?? style.reason;
  return clause + fillPhrase(connective, { ...values, reason: () => reason });
}

/** The phrase of a case; small rates and large ones, and bodies that are new, may have phrases of their own. */
function phraseOf({ direction, rate }: Change, style: ChangeStyle, isFirst: boolean): string {
  if (direction === 'created' && isFirst && style.first !== undefined) return style.first;
  const { steady, steadyBelow, times, timesFrom } = style;
  const moves = direction === 'increase' || direction === 'decrease';
  if (moves && rate !== null && steady !== undefined && steadyBelow && rate.lessThan(steadyBelow))
    return steady;
  const isLarge = direction === 'increase' && rate !== null && timesFrom && rate.gte(timesFrom);
  return isLarge && times !== undefined ? times : style[direction];
}

/** The reason to print: the unit's own where the figure changed; the style's where nothing was planned in either year. */
function reasonOf(comparison: Comparison, direction: Change['direction'], style: ChangeStyle): string | null {
  if ((style.reasons[direction] ?? style.reason) === '') return null;
  if (direction !== 'zero' || comparison.reason !== null) return comparison.reason;
  return style.zeroReason === '' ? null : fillPhrase(style.zeroReason, { label: () => comparison.label });
}

/** A percentage with its sign, `71.05%`; as the setting `percent` says `1,055.4%`. */
export function formatPercent(value: Money, settings: Pick<PackSettings, 'percent'>): string {
  const { decimals, zero, grouping, trim } = settings.percent;
  return value.isZero() && zero !== null ? zero : `${formatDecimal(value, decimals, grouping, trim)}%`;
}

/** By how many times something grew, from the printed rate, without zeros at the end. 1055.40 % → 10.55 */
function timesOf(rate: Money, { percent }: PackSettings): string {
  return formatDecimal(rate.div(100), percent.decimals, percent.grouping, true);
}
