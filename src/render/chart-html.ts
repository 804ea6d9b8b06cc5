import { shareOf } from '../figures/compare.ts';
import type { Chart, ChartRow } from '../model/chart.ts';
import type { Figure } from '../model/figure.ts';
import { type FigureMarks, NO_MARKS } from '../model/provenance.ts';
import type { PackSettings } from '../pack/pack.ts';
import { escapeHtml } from '../template/safe-html.ts';
import { formatPercent } from '../words/change-sentence.ts';
import { formatAmount } from '../words/format.ts';

type Formats = Pick<PackSettings, 'money' | 'percent'>;
type Words = Pick<PackSettings, 'chartWords'>;

/**
 * A chart as HTML: its title, and its figures as a table that only the web page shows. What is drawn and what is read
 * aloud is made of that table (render/draw-charts.ts), and of nothing else.
 *
 * Example: `图1 2025年收入预算结构（单位：万元）`, 一般公共预算, 715.20, 100.00%
 */
export function chartHtml(
  { id, title, series, rows }: Chart,
  number: number,
  settings: Formats & Words,
  marks: FigureMarks = NO_MARKS,
): string {
  const { chartWords: words } = settings;
  const hasShares = rows.some(({ whole }) => whole !== null);
  return [
    `<figure class="chart" id="${escapeHtml(id)}">`,
    `<figcaption>${escapeHtml(title.replace('{number}', String(number)))}</figcaption>`,
    `<details class="screen-only"><summary>${escapeHtml(words.table)}</summary>`,
    '<table class="chart-figures">',
    `<thead><tr>${[words.item, ...series].map((text) => headHtml(text)).join('')}${hasShares ? headHtml(words.share, 'share') : ''}</tr></thead>`,
    `<tbody>${rows.map((row) => rowHtml(row, settings, marks)).join('\n')}</tbody>`,
    '</table></details>',
    '</figure>',
  ].join('\n');
}

function headHtml(text: string, kind?: string): string {
  return `<th scope="col"${kind === undefined ? '' : ` class="${kind}"`}>${escapeHtml(text)}</th>`;
}

function rowHtml(
  { label, figures, whole }: ChartRow,
  { money, percent }: Formats,
  marks: FigureMarks,
): string {
  // A bar without a length still has its digits.
  const digits = { ...money, zero: null };
  const cells = figures.map((figure) =>
    marks.mark(formatAmount(figure.amount, digits), {
      kind: 'amount',
      label,
      figure,
      rounding: money,
      cell: null,
    }),
  );
  if (whole !== null) cells.push(shareText(label, figures[0]!, whole, { money, percent }, marks));
  const amounts = cells.map((text) => `<td class="amount">${escapeHtml(text)}</td>`).join('');
  return `<tr><th scope="row">${escapeHtml(label)}</th>${amounts}</tr>`;
}

function shareText(
  label: string,
  part: Figure,
  whole: Figure,
  { money, percent }: Formats,
  marks: FigureMarks,
): string {
  const share = shareOf(part, whole, money, percent.decimals);
  // What is taken away has a share that is taken away.
  const text = formatPercent(part.amount.isNegative() ? share.negated() : share, { percent });
  const { decimals } = percent;
  return marks.mark(text, { kind: 'share', label, part, whole, rounding: money, decimals });
}
