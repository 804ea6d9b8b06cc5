import { alternativeOf, type PrintedChart, type PrintedRow } from '../document/chart-rows.ts';
import { type Money, parseDecimal, ZERO } from '../model/money.ts';
import { escapeHtml } from '../template/safe-html.ts';
import { divide, measureText } from './text-measure.ts';

/*
 * Bars with their names above and their amounts behind them. Widths are shares of the width at hand, so that the same
 * drawing fits a page and a phone; heights and type are in px. This year is filled, last year striped, and every bar says
 * what it is: nothing is told by colour alone.
 */

const TYPE = 14;
/** Characters to a line of a name: what the narrowest phone shows. */
const NAME = 22;
const LINE = 20;
const BAR = 13;
const BETWEEN_BARS = 4;
const BETWEEN_ROWS = 12;
const BASELINE = 15;
const BEHIND_BAR = 6;
/** The width that amounts must fit in beside the longest bar. */
const NARROWEST = 340;
/** Figures of the faces of a phone are so much wider than those of the report. */
const WIDER = 1.3;
const LEAST_BARS = 30;
const MOST_BARS = 70;
/** In per cent of the width; a figure that is there is seen. */
const LEAST_BAR = 0.4;

/**
 * A chart as inline SVG: an image to whoever listens, with the figures of its table as its name; no colour space but
 * RGB, nothing half-transparent. Amounts are exact until they are a place on the page.
 *
 * Example: 508.18 and 207.02 → two bars, the second 40.74 per cent as long as the first
 */
export function chartSvg(chart: PrintedChart): string {
  const scale = scaleOf(chart);
  const parts: string[] = [];
  let y = 0;
  for (const [index, row] of chart.rows.entries()) {
    if (index > 0) y += BETWEEN_ROWS;
    for (const line of divide(row.label, NAME)) {
      parts.push(text('0', y + BASELINE, line));
      y += LINE;
    }
    y += 2;
    for (const series of row.amounts.keys()) {
      if (series > 0) y += BETWEEN_BARS;
      parts.push(bar(scale, row, series, y), amount(scale, chart, row, series, y));
      y += BAR;
    }
  }
  const name = escapeHtml(alternativeOf(chart));
  return `<svg class="bars" role="img" aria-label="${name}" width="100%" height="${y + BETWEEN_BARS}">\n${parts.join('\n')}\n</svg>`;
}

interface Scale {
  readonly low: Money;
  readonly span: Money;
  /** Width of the longest bars together, in per cent. */
  readonly room: number;
}

function scaleOf(chart: PrintedChart): Scale {
  const values = chart.rows.flatMap(({ amounts }) => amounts.map(amountOf));
  const low = values.reduce((least, value) => (value.lessThan(least) ? value : least), ZERO);
  const high = values.reduce((most, value) => (value.greaterThan(most) ? value : most), ZERO);
  let longest = 0;
  for (const row of chart.rows)
    for (const series of row.amounts.keys())
      longest = Math.max(longest, measureText(amountText(chart, row, series)).width);
  const words = (longest * TYPE * WIDER + BEHIND_BAR) / NARROWEST;
  const room = Math.floor(Math.min(MOST_BARS, Math.max(LEAST_BARS, 100 * (1 - words))));
  return { low, span: high.minus(low), room };
}

function amountOf(digits: string): Money {
  return parseDecimal(digits.replaceAll(',', '')) ?? ZERO;
}

/** Where an amount lies, in per cent of the width. */
function placeOf({ low, span, room }: Scale, value: Money): number {
  return span.isZero() ? 0 : value.minus(low).times(room).div(span).toDecimalPlaces(3).toNumber();
}

function endsOf(scale: Scale, digits: string): { readonly from: number; readonly to: number } {
  const value = amountOf(digits);
  const zero = placeOf(scale, ZERO);
  const end = placeOf(scale, value);
  if (value.isZero()) return { from: zero, to: zero };
  return value.isNegative()
    ? { from: Math.min(end, Math.max(0, zero - LEAST_BAR)), to: zero }
    : { from: zero, to: Math.max(end, zero + LEAST_BAR) };
}

/** This year filled, last year striped inside a frame. */
function bar(scale: Scale, { amounts }: PrintedRow, series: number, y: number): string {
  const { from, to } = endsOf(scale, amounts[series]!);
  if (from === to)
    return `<line class="axis" x1="${percent(from)}" x2="${percent(from)}" y1="${y}" y2="${y + BAR}"/>`;
  const place = `x="${percent(from)}" y="${y}" width="${percent(to - from)}" height="${BAR}"`;
  if (series === 0) return `<rect class="this" ${place}/>`;
  const middle = y + BAR / 2;
  return (
    `<line class="last" x1="${percent(from)}" x2="${percent(to)}" y1="${middle}" y2="${middle}" stroke-width="${BAR}"/>` +
    `<rect class="frame" ${place}/>`
  );
}

function amount(scale: Scale, chart: PrintedChart, row: PrintedRow, series: number, y: number): string {
  const { to } = endsOf(scale, row.amounts[series]!);
  return text(percent(to), y + 11.5, amountText(chart, row, series), BEHIND_BAR);
}

function amountText({ series: names }: PrintedChart, { amounts, share }: PrintedRow, series: number): string {
  const year = names.length > 1 ? `${names[series]} ` : '';
  return `${year}${amounts[series]}${series === 0 && share !== null ? `（${share}）` : ''}`;
}

function text(x: string, y: number, content: string, dx = 0): string {
  const moved = dx === 0 ? '' : ` dx="${dx}"`;
  return `<text x="${x}" y="${y}"${moved}>${escapeHtml(content)}</text>`;
}

function percent(value: number): string {
  return value === 0 ? '0' : `${Math.round(value * 1000) / 1000}%`;
}
