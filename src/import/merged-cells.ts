import { parseAddress, type Row, type Sheet } from '../ooxml/cell.ts';

/** Cells merged over several rows. */
export interface MergedBlock {
  readonly column: number;
  readonly first: number;
  readonly last: number;
  /** `A2:B6` */
  readonly range: string;
}

/** The merged ranges of a sheet that span more than one row. */
export function mergedBlocks({ merges, rows }: Sheet): MergedBlock[] {
  const end = rows.at(-1)?.number ?? 0;
  return merges.flatMap((range) => {
    const [first, last] = range.split(':').map(parseAddress);
    if (!first || !last) return [];
    const lastRow = Math.min(last.row, end);
    return lastRow > first.row ? [{ column: first.column, first: first.row, last: lastRow, range }] : [];
  });
}

/**
 * The sheet with the content of merged blocks repeated downwards in their first column, as a reader takes it: 单位名称
 * written once for its lines. An amount must not be taken so: {@link mergedBlocks} tells where one stands.
 */
export function unmerged(sheet: Sheet): Sheet {
  const byNumber = new Map(sheet.rows.map((row) => [row.number, row]));
  const fills = new Map<number, Map<number, number>>();
  for (const { column, first, last } of mergedBlocks(sheet)) {
    if (!byNumber.get(first)?.cells.has(column)) continue;
    for (let row = first + 1; row <= last; row += 1) {
      const columns = fills.get(row) ?? new Map<number, number>();
      fills.set(row, columns.set(column, first));
    }
  }
  if (fills.size === 0) return sheet;
  const rows = sheet.rows.map((row): Row => {
    const columns = fills.get(row.number);
    if (!columns) return row;
    const cells = new Map(row.cells);
    for (const [column, source] of columns) {
      const cell = byNumber.get(source)?.cells.get(column);
      if (cell && !cells.has(column)) cells.set(column, cell);
    }
    return { ...row, cells };
  });
  return { ...sheet, rows };
}
