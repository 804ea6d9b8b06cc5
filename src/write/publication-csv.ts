import type { Grid, GridRow } from '../model/grid.ts';
import { formatDecimal, printedValue } from '../model/money.ts';
import type { MoneyFormat } from '../model/money-format.ts';
import type { Report } from '../render/report.ts';
import type { IndicatorView } from '../render/view.ts';

/** One CSV file, or the description of all. */
export interface CsvFile {
  readonly name: string;
  readonly content: string;
}

interface Field {
  readonly name: string;
  readonly type: 'string' | 'number' | 'integer';
  readonly title?: string;
}

interface Resource {
  readonly name: string;
  readonly title: string;
  readonly fields: readonly Field[];
  /** The unit of its amounts; absent from a table without any. */
  readonly amountUnit?: string;
  readonly rows: readonly (readonly string[])[];
}

/** A spreadsheet program would run a text that begins so. */
const FORMULA_START = /^[=+\-@\t\r]/;

/**
 * The tables of a report as tidy CSV (one head row, one record to a line, every amount a plain number, zero included)
 * with the `datapackage.json` that describes them. Amounts are rounded as the report prints them.
 */
export function publicationCsv({ title, author, date, data }: Report): CsvFile[] {
  const resources = [
    ...data.grids.map(gridResource),
    ...goalResource([
      ...(data.unitGoal ? [{ name: author, indicators: data.unitGoal.indicators }] : []),
      ...data.projectGoals,
    ]),
  ];
  const descriptor = {
    name: `unit-budget-${data.year}`,
    title,
    created: date,
    contributors: [{ title: author, role: 'publisher' }],
    currency: 'CNY',
    amountUnit: data.money.unit,
    resources: resources.map(({ name, title: resourceTitle, fields, amountUnit }) => ({
      name,
      title: resourceTitle,
      path: `${name}.csv`,
      profile: 'tabular-data-resource',
      format: 'csv',
      mediatype: 'text/csv',
      encoding: 'utf-8',
      // Said only where a table has its own money.
      ...(amountUnit === undefined || amountUnit === data.money.unit ? {} : { amountUnit }),
      schema: { fields, missingValues: [''] },
    })),
  };
  return [
    ...resources.map((resource) => ({
      name: `${resource.name}.csv`,
      content: csvText(resource),
    })),
    { name: 'datapackage.json', content: `${JSON.stringify(descriptor, null, 2)}\n` },
  ];
}

/** One table: `row` numbers its rows, `role` tells totals from lines, then its columns by their full headings. */
function gridResource(grid: Grid): Resource {
  const names = unique(grid.columns.map(({ path }) => [...new Set(path)].join('/')));
  const columns = grid.columns.map(({ kind }, index) => ({
    name: names[index]!,
    type: kind === 'amount' ? ('number' as const) : ('string' as const),
  }));
  return {
    name: grid.id,
    title: grid.title,
    fields: [{ name: 'row', type: 'integer' }, { name: 'role', type: 'string' }, ...columns],
    amountUnit: grid.money.unit,
    rows: grid.rows.map((row, index) => [String(index + 1), row.role, ...cellTexts(row, grid.money)]),
  };
}

function cellTexts(row: GridRow, { unit, decimals }: MoneyFormat): string[] {
  return row.cells.map((cell) =>
    cell.kind === 'text'
      ? safeText(cell.text)
      : formatDecimal(printedValue(cell.figure.amount, unit, decimals), decimals),
  );
}

const INDICATOR_PARTS = [
  'level1Name',
  'level2Name',
  'name',
  'value',
  'weight',
  'basis',
  'lastYear',
  'scoring',
  'evidence',
] as const satisfies readonly (keyof IndicatorView)[];

/** All indicators of all goal tables, one to a line; none when there are no goals. */
function goalResource(
  goals: readonly { readonly name: string; readonly indicators: readonly IndicatorView[] }[],
): Resource[] {
  if (goals.length === 0) return [];
  const fields: Field[] = ['goal', ...INDICATOR_PARTS].map((name) => ({ name, type: 'string' }));
  const rows = goals.flatMap(({ name, indicators }) =>
    indicators.map((indicator) => [name, ...INDICATOR_PARTS.map((part) => indicator[part])].map(safeText)),
  );
  return [{ name: 'goals', title: 'goals', fields, rows }];
}

/** Headings that stand twice in a table (收入 and 支出 side by side both have 预算数) are numbered. */
function unique(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name} ${count}`;
  });
}

function safeText(text: string): string {
  return FORMULA_START.test(text) ? `'${text}` : text;
}

function csvText({ fields, rows }: Resource): string {
  return [fields.map(({ name }) => safeText(name)), ...rows]
    .map((cells) => `${cells.map(quoted).join(',')}\n`)
    .join('');
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
