import type { Figure } from './figure.ts';

/** One thing of a chart with its money. */
export interface ChartRow {
  readonly label: string;
  /** One for each series of the chart, at least one. */
  readonly figures: readonly Figure[];
  /** What the first of them is a share of; null where the chart prints no shares. */
  readonly whole: Figure | null;
}

/** Figures of a report to be looked at: bars, and the same as a table for whoever does not see them. */
export interface Chart {
  readonly id: string;
  /** `{number}` stands for its place among the charts of the document. */
  readonly title: string;
  /** What the amounts of a row are: `金额`, or this year and last year. */
  readonly series: readonly string[];
  /** As they stand from above; none without money, at least one. */
  readonly rows: readonly ChartRow[];
}
