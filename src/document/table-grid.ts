import type { Cell, Row, Table } from './tree.ts';

/** One place of the grid: the cell that covers it, and whether this is the cell's upper left place. */
export interface Place {
  readonly cell: Cell;
  readonly isFirst: boolean;
}

/** Every place of a table, row by row; null where no cell reaches. */
export function placesOf({ rows, columnCount }: Pick<Table, 'rows' | 'columnCount'>): (Place | null)[][] {
  const places = rows.map((): (Place | null)[] => Array.from({ length: columnCount }, () => null));
  for (const [top, { cells }] of rows.entries()) {
    for (const cell of cells) {
      for (let row = top; row < top + cell.rowSpan; row++) {
        for (let column = cell.column; column < cell.column + cell.colSpan; column++) {
          places[row]![column] ??= { cell, isFirst: row === top && column === cell.column };
        }
      }
    }
  }
  return places;
}

/**
 * The head as one text for every column: the texts from the top to the leaf joined by `/`, a cell that
 * spans several rows once. Empty where the table has no head. `收入/其中：一般公共预算`
 */
export function headerPaths(table: Pick<Table, 'rows' | 'columnCount'>): string[] {
  const isHead = table.rows.map((row) => row.section === 'head' && !row.isMark);
  if (!isHead.includes(true)) return [];
  const places = placesOf(table).filter((_, row) => isHead[row]);
  return Array.from({ length: table.columnCount }, (_, column) => {
    const cells = new Set(places.flatMap((row) => row[column]?.cell ?? []));
    return [...cells]
      .map((cell) => cell.text)
      .filter((text) => text !== '')
      .join('/');
  });
}

/** The texts of a row of a table, one for each column; places covered by a span are empty except the first. */
export function rowTexts({ columnCount }: Pick<Table, 'columnCount'>, row: Row): string[] {
  const texts = Array.from({ length: columnCount }, () => '');
  for (const { column, text } of row.cells) texts[column] = text;
  return texts;
}
