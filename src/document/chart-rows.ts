import { withoutMarks } from './figure-marks.ts';
import type { Chart, Table } from './tree.ts';

/** One thing of a chart as it is printed. */
export interface PrintedRow {
  readonly label: string;
  /** Digits, one for each series. */
  readonly amounts: readonly string[];
  /** `71.05%`; null where the chart prints no shares. */
  readonly share: string | null;
}

export interface PrintedChart {
  readonly title: string;
  readonly series: readonly string[];
  /** What shares are called; null where it prints none. */
  readonly share: string | null;
  readonly rows: readonly PrintedRow[];
}

/** A chart as its table says it, without marks of numbers. */
export function printedChart({ title, table, hasShares }: Chart): PrintedChart {
  const [head = [], ...body] = textsOf(table);
  const rows = body.map(([label = '', ...cells]) => ({
    label,
    amounts: hasShares ? cells.slice(0, -1) : cells,
    share: hasShares ? (cells.at(-1) ?? '') : null,
  }));
  return {
    title: withoutMarks(title),
    series: head.slice(1, hasShares ? -1 : undefined),
    share: hasShares ? (head.at(-1) ?? '') : null,
    rows,
  };
}

function textsOf({ rows }: Table): string[][] {
  return rows.map(({ cells }) => cells.map(({ text }) => withoutMarks(text)));
}

/**
 * What is said to whoever does not see a chart: every figure of its table.
 *
 * Example: `图1 2025年支出预算结构（单位：万元）：基本支出508.18，占比71.05%；项目支出207.02，占比28.95%。`
 */
export function alternativeOf({ title, series, share: word, rows }: PrintedChart): string {
  const said = rows.map(({ label, amounts, share }) => {
    const named = amounts.map((amount, index) => (series.length > 1 ? `${series[index]}${amount}` : amount));
    return `${label}${named.join('，')}${share === null ? '' : `，${word ?? ''}${share}`}`;
  });
  return `${title}：${said.join('；')}。`;
}
