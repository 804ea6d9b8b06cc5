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
  /** The unit that the title rows name. */
  readonly unitName: string | null;
  /** Headings that nothing is taken from. */
  readonly unused: readonly string[];
}

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
  if (!best || best.found.columns.size < MIN_HEADINGS) return null;
  const titles = rows
    .slice(0, best.index)
    .flatMap((row) => [...row.cells.keys()].map((at) => reader.text(row, at)));
  const fallback = unitIn(titles.find((title) => /单\s*位\s*[：:]\s*(人民币)?(万?元)/.test(title)) ?? '');
  const units = new Map<ExportColumn, AmountUnit>();
  for (const column of ['amount', 'priorAmount'] as const) {
    const unit = unitIn(best.found.headings.get(column) ?? '') ?? fallback;
    if (unit && best.found.columns.has(column)) units.set(column, unit);
  }
  const { columns, unused } = best.found;
  return { row: best.row.number, columns, units, unused, unitName: unitNameIn(titles) };
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
    const column =
      candidates.map((heading) => columnOf(heading, aliases)).find((found) => found !== null) ?? null;
    if (column !== null && !columns.has(column)) {
      columns.set(column, at);
      headings.set(column, `${upper} ${own}`);
    } else if (own !== '') unused.push(own.replace(/\s/g, ''));
  }
  return { columns, headings, unused };
}

function columnOf(heading: string, aliases: ImportAliases): ExportColumn | null {
  const wanted = plainHeading(heading);
  if (wanted === '') return null;
  return (
    EXPORT_COLUMNS.find((column) => aliases.columns[column].some((name) => plainHeading(name) === wanted)) ??
    null
  );
}

/** A heading without blanks and without the unit of its amounts: `预算数 （万元）` → 预算数 */
function plainHeading(heading: string): string {
  return heading
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/[([]?(单位[:：])?(人民币)?万?元[)\]]?$/, '');
}

function unitIn(text: string): AmountUnit | null {
  const compact = text.replace(/\s/g, '');
  if (/万元/.test(compact)) return '万元';
  return /元/.test(compact) ? '元' : null;
}

function unitNameIn(titles: readonly string[]): string | null {
  for (const title of titles) {
    const match = /(?:单位名称|预算单位|编制单位|填报单位|部门名称)\s*[：:]\s*(\S+)/.exec(title);
    if (match) return match[1]!;
  }
  return null;
}
