import { z } from 'zod';

/** A chart as data: which figures, of what they are shares, whether last year stands beside them. */
const chart = z.strictObject({
  /** `{year}`, `{priorYear}`, `{unit}` (万元), `{number}` among the charts of the document, and the pack's words. */
  title: z.string(),
  /** The entries of a list, the greatest first … */
  list: z.string().optional(),
  /** … or figures in this order. */
  figures: z.array(z.string()).min(1).optional(),
  /** The figure that all rows together are: shares are printed, and what no row shows stands in the last one. */
  whole: z.string().optional(),
  /** Last year beside this one; there is no chart where last year is not known or had nothing. */
  compare: z.boolean().default(false),
  /** What this year and last year are called. */
  series: z.tuple([z.string(), z.string()]).default(['{year}年', '{priorYear}年']),
  /** More rows than these stand together in the last one. */
  most: z
    .string()
    .regex(/^(?:[3-9]|[12]\d)$/)
    .transform((source) => Number.parseInt(source, 10))
    .default(8),
});
export type ChartDeclaration = z.output<typeof chart>;

/** What charts are labelled with. */
export const chartWords = z.strictObject({
  /** Heads of the table behind a chart: names, amounts where they are of one year, shares. */
  item: z.string().default(''),
  amount: z.string().default(''),
  share: z.string().default(''),
  /** The last row, of what the others do not show. */
  rest: z.string().default(''),
  /** What unfolds the table on the page of the web. */
  table: z.string().default(''),
});

/** `charts` of `pack.yaml`, by the name that templates use: `{{chart charts.income}}`. */
export const chartsSchema = z.record(z.string(), chart).default({});
