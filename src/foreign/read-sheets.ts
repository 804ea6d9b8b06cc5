import type { Block, Document, Origin } from '../document/tree.ts';
import { addAll } from '../model/add-all.ts';
import { addressOf, type Cell, parseAddress, type Sheet, type Workbook } from '../ooxml/cell.ts';
import { cleaned, proseBlocks } from './prose-blocks.ts';
import type { RawCell, RawTable } from './raw-table.ts';
import { captionHeight, shapeTable, type TableWords } from './shape-table.ts';
import { splitTable } from './split-table.ts';

/**
 * The document that a workbook holds: what stands together on a sheet is a table, with its merged cells, the lines above
 * as its caption; lines of one cell are prose. Hidden sheets are left out, as a reader does not see them.
 */
export function readSheets({ sheets }: Workbook): Document {
  return { blocks: sheets.filter(({ isHidden }) => !isHidden).flatMap(sheetBlocks) };
}

function sheetBlocks(sheet: Sheet): Block[] {
  const blocks: Block[] = [];
  const rows = rowsOf(sheet);
  let above: TableWords[] = [];
  let open: NumberedRow[] = [];
  const prose = (lines: readonly TableWords[]): void => {
    const own = lines.map(({ text, at }) => ({
      text: cleaned(text),
      at: at!,
      isSetIn: true,
      isShort: true,
      isDisplayed: false,
    }));
    for (const block of proseBlocks(own)) blocks.push(block);
  };
  const close = (): void => {
    const tables = open.some(({ cells }) => cells.length > 1);
    if (!tables)
      addAll(
        above,
        open.flatMap(({ cells }) => cells.map(({ text, at }) => ({ text, ...(at && { at }) }))),
      );
    else {
      const from = above.length - captionHeight([...above].reverse().map(({ text }) => [text]));
      prose(above.slice(0, from));
      for (const [index, raw] of splitTable(rawOf(open)).entries()) {
        const { table, notes } = shapeTable(raw, index === 0 ? above.slice(from) : []);
        blocks.push(table);
        for (const note of notes) blocks.push(note);
      }
      above = [];
    }
    open = [];
  };
  for (const row of rows) {
    const last = open.at(-1);
    // An empty row parts tables, unless the one above is only a title.
    const isTotal = /[合总小]\s*计$/.test(row.cells[0]!.text);
    if (last && row.number > last.number + last.height && !isTotal) close();
    open.push(row);
  }
  if (open.length > 0) close();
  prose(above);
  return blocks;
}

interface NumberedRow {
  readonly number: number;
  /** Rows that its highest cell takes. */
  readonly height: number;
  readonly cells: readonly RawCell[];
}

function rowsOf({ name, rows, merges, hiddenColumns }: Sheet): NumberedRow[] {
  const spans = new Map<string, { readonly colSpan: number; readonly rowSpan: number }>();
  for (const merge of merges) {
    const [first, last] = merge.split(':').map(parseAddress);
    if (!first || !last) continue;
    spans.set(addressOf(first.row, first.column), {
      colSpan: last.column - first.column + 1,
      rowSpan: last.row - first.row + 1,
    });
  }
  const isHidden = (column: number): boolean =>
    hiddenColumns?.some(([from, to]) => column >= from && column <= to) === true;
  const fine = decimalColumns(rows);
  return rows
    .filter((row) => !row.isHidden)
    .map((row): NumberedRow => {
      const cells = [...row.cells]
        .filter(([column]) => !isHidden(column))
        .sort(([a], [b]) => a - b)
        .map(([column, cell]): RawCell => {
          const address = addressOf(row.number, column);
          const at: Origin = { line: row.number, place: `${name}!${address}` };
          const span = spans.get(address) ?? { colSpan: 1, rowSpan: 1 };
          return {
            text: textOf(cell, fine.has(column)),
            column: column - 1,
            ...span,
            indent: indentOf(cell.text),
            at,
          };
        })
        .filter(({ text }) => text !== '');
      return {
        number: row.number,
        height: Math.max(
          1,
          ...cells.map(({ rowSpan, colSpan }) => (colSpan > 1 || rowSpan < 50 ? rowSpan : 1)),
        ),
        cells,
      };
    })
    .filter(({ cells }) => cells.length > 0);
}

/** The columns in which a number has decimals: whole numbers among them are amounts as well. */
function decimalColumns(rows: Sheet['rows']): Set<number> {
  const columns = new Set<number>();
  for (const row of rows) {
    for (const [column, { kind, text }] of row.cells)
      if (kind === 'number' && text.includes('.')) columns.add(column);
  }
  return columns;
}

function textOf({ kind, text, shown, misleading }: Cell, isDecimal: boolean): string {
  if (misleading !== undefined) return misleading;
  if (kind !== 'number' || shown !== undefined || !isDecimal) return cleaned(text);
  const [whole, fraction = ''] = text.split('.');
  return `${whole}.${fraction.padEnd(2, '0')}`;
}

function indentOf(text: string): number {
  return Math.floor(/^[\s\u3000]*/.exec(text)![0].replace(/ {2}/g, '\u3000').length);
}

/** Columns that hold anything, without those beside them that are empty. */
function rawOf(rows: readonly NumberedRow[]): RawTable {
  const used = new Set<number>();
  for (const { cells } of rows) {
    for (const { column, colSpan } of cells) {
      used.add(column);
      // A head cell over columns of which each stands for itself.
      if (colSpan <= 60) for (let at = column; at < column + colSpan; at++) used.add(at);
    }
  }
  const columns = [...used].sort((a, b) => a - b);
  const numberOf = new Map(columns.map((column, index) => [column, index]));
  const table: RawCell[][] = [];
  for (const [index, { number, cells }] of rows.entries()) {
    // Rows that only a merged cell covers have their place in the grid.
    const previous = rows[index - 1];
    for (let gap = previous ? previous.number + 1 : number; gap < number; gap++) table.push([]);
    table.push(
      cells.map((cell) => ({
        ...cell,
        column: numberOf.get(cell.column)!,
        colSpan: columns.filter((column) => column >= cell.column && column < cell.column + cell.colSpan)
          .length,
      })),
    );
  }
  return { columnCount: columns.length, rows: table };
}
