import { LEDGER_COLUMNS } from '../kinds/ledger-columns.ts';
import { plainHeading, unitIn, unitInTitles } from '../kinds/ledger-words.ts';
import { EXPORT_COLUMNS, type ExportColumn, type ImportAliases } from '../lists/import-aliases.ts';
import type { AmountUnit } from '../model/money.ts';
import type { Row } from '../ooxml/cell.ts';
import type { CellReader } from '../ooxml/cell-reader.ts';

/** Where the columns of an export stand, and what its title rows say. */
export interface ExportHead {
  readonly row: number;
  readonly columns: ReadonlyMap<ExportColumn, number>;
  /** Units of the amount columns, from their headings or the title rows. */
  readonly units: ReadonlyMap<ExportColumn, AmountUnit>;
  /** 基本支出 and 项目支出 stand in columns of their own. */
  readonly isWide: boolean;
  /** The unit that the title rows name. */
  readonly unitName: string | null;
  /** Headings that nothing is taken from. */
  readonly unused: readonly string[];
}

/** Columns of money. */
export const AMOUNT_COLUMNS = ['amount', 'priorAmount', 'basicAmount', 'projectAmount', 'sumAmount'] as const;

const ECONOMIC_PARTS: readonly ExportColumn[] = ['economicClass', 'economicSection'];

/** Rows looked at for the head; merged title rows may stand above it. */
const HEAD_SEARCH = 30;
/** A row with fewer known headings is no head. */
const MIN_HEADINGS = 3;

/**
 * Finds the head of an export, whichever row it is in and in whatever order its columns stand. A heading may be
 * spread over two rows (功能科目 above 编码). Null when no row looks like one.
 */
export function findExportHead(reader: CellReader, aliases: ImportAliases): ExportHead | null {
  const rows = reader.sheet.rows.filter(({ number }) => number <= HEAD_SEARCH);
  let best: {
    readonly row: Row;
    readonly found: ReturnType<typeof columnsIn>;
    readonly index: number;
  } | null = null;
  for (const [index, row] of rows.entries()) {
    const found = columnsIn(row, rows[index - 1] ?? null, reader, aliases);
    if (found.columns.size > (best?.found.columns.size ?? 0)) best = { row, found, index };
  }
  if (!best || !isLedgerHead(best.found.columns)) return null;
  const titles = rows
    .slice(0, best.index)
    .flatMap((row) => [...row.cells.keys()].sort((a, b) => a - b).map((at) => reader.text(row, at)))
    .filter((text) => text !== '');
  const fallback = unitInTitles(titles);
  const units = new Map<ExportColumn, AmountUnit>();
  for (const column of AMOUNT_COLUMNS) {
    const unit = unitIn(best.found.headings.get(column) ?? '') ?? fallback;
    if (unit && best.found.columns.has(column)) units.set(column, unit);
  }
  const { columns, unused } = best.found;
  return {
    row: best.row.number,
    columns,
    units,
    unused,
    isWide: columns.has('basicAmount') || columns.has('projectAmount'),
    unitName: unitNameIn(titles),
  };
}

/** A summary by function (合计, 基本支出, 项目支出) has no economic codes and is no ledger. */
function isLedgerHead(columns: ReadonlyMap<ExportColumn, number>): boolean {
  const summed = ['basicAmount', 'projectAmount', 'sumAmount'] as const;
  const known = columns.size - summed.filter((column) => columns.has(column)).length;
  const isEconomic = columns.has('economicCode') || columns.has('economicSection');
  return known >= MIN_HEADINGS || (isEconomic && columns.size >= MIN_HEADINGS);
}

function columnsIn(row: Row, above: Row | null, reader: CellReader, aliases: ImportAliases) {
  const columns = new Map<ExportColumn, number>();
  const headings = new Map<ExportColumn, string>();
  const unused: string[] = [];
  let group = '';
  const last = Math.max(0, ...row.cells.keys(), ...(above?.cells.keys() ?? []));
  for (let at = 1; at <= last; at += 1) {
    const own = row.cells.has(at) ? reader.text(row, at) : '';
    const upper = above?.cells.has(at) ? reader.text(above, at) : '';
    // The heading of a group stands over its first column only.
    if (upper !== '') group = upper;
    const candidates = own === '' ? [upper] : [own, group + own];
    const possible = candidates.flatMap((heading) => columnsOf(heading, aliases));
    // 类 and 款 stand below the heading of the codes that they are parts of.
    const parts = columnsOf(group, aliases).includes('economicCode') ? ECONOMIC_PARTS : [];
    const column =
      possible.find((found) => parts.includes(found)) ?? possible.find((found) => !columns.has(found));
    if (column !== undefined && !columns.has(column)) {
      columns.set(column, at);
      headings.set(column, `${upper} ${own}`);
    } else if (possible.includes('unitName') && namesDepartment(headings.get('unitName') ?? '', aliases)) {
      // What stood for the unit is the department where the unit has a column of its own.
      columns.set('department', columns.get('unitName')!);
      headings.set('department', headings.get('unitName')!);
      columns.set('unitName', at);
      headings.set('unitName', `${upper} ${own}`);
    } else if (own !== '') unused.push(own.replace(/\s/g, ''));
  }
  settleAmounts(columns, headings, unused);
  return { columns, headings, unused };
}

/** Whether a heading that was taken for the unit can be the department as well: 部门名称. */
function namesDepartment(heading: string, aliases: ImportAliases): boolean {
  return heading
    .split(' ')
    .some(
      (part) =>
        columnsOf(part, aliases).includes('department') && columnsOf(part, aliases).includes('unitName'),
    );
}

/** Which columns of money count: those by kind only where no column states the kind, 合计 where nothing else does. */
function settleAmounts(
  columns: Map<ExportColumn, number>,
  headings: Map<ExportColumn, string>,
  unused: string[],
): void {
  const drop = (column: ExportColumn): void => {
    if (!columns.delete(column)) return;
    unused.push(headings.get(column)!.replace(/\s/g, ''));
    headings.delete(column);
  };
  if (columns.has('kind')) {
    drop('basicAmount');
    drop('projectAmount');
  }
  if (columns.has('basicAmount') || columns.has('projectAmount')) return;
  if (columns.has('amount')) drop('sumAmount');
  else if (columns.has('sumAmount')) {
    columns.set('amount', columns.get('sumAmount')!);
    headings.set('amount', headings.get('sumAmount')!);
    columns.delete('sumAmount');
  }
}

function columnsOf(heading: string, aliases: ImportAliases): ExportColumn[] {
  const wanted = plainHeading(heading);
  if (wanted === '') return [];
  return EXPORT_COLUMNS.filter((column) =>
    [...(aliases.columns[column] ?? []), ...ownNames(column)].some((name) => plainHeading(name) === wanted),
  );
}

/** The names that every ledger of this program has, besides those of budget systems. */
function ownNames(column: ExportColumn): readonly string[] {
  return column in LEDGER_COLUMNS ? LEDGER_COLUMNS[column as keyof typeof LEDGER_COLUMNS].names : [];
}

function unitNameIn(titles: readonly string[]): string | null {
  for (const [index, title] of titles.entries()) {
    const match = /(?:单位名称|预算单位|编制单位|填报单位|部门名称)\s*[：:]\s*(\S+)/.exec(title);
    if (match) return match[1]!;
    // The label in one cell, the name in the next.
    const isLabel = /^(?:单位名称|预算单位|编制单位|填报单位|部门名称)[：:]?$/.test(title.replace(/\s/g, ''));
    const next = titles[index + 1];
    if (isLabel && next !== undefined && !/[：:]/.test(next)) return next;
  }
  return null;
}
