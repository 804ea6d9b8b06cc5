import { placesOf } from '../document/table-grid.ts';
import type { Cell, Look, Row, Table } from '../document/tree.ts';
import type { PlanCell, PlanParagraph, PlanRow, PlanTable } from './plan.ts';

/** White at the sides of a cell where the stylesheet says nothing, in pt. */
const USUAL_PADDING = 3;

/**
 * A table as rows of cells with their merges, as wide as the text. Cells that the layout opened again on a new page are
 * one cell again, for another program breaks its pages itself.
 */
export function planTable(table: Table, width: number, styleOf: (cell: Cell, row: Row) => string): PlanTable {
  const places = placesOf(table);
  const paddingX = paddingOf(table);
  const rows = table.rows.map((row, top) => {
    const planned = planRow(table, places, row, top, paddingX, styleOf);
    return staysWithNext(table, top) ? keptWithNext(planned) : planned;
  });
  return { kind: 'table', caption: table.caption, widths: widthsOf(table, width), paddingX, rows };
}

/** Word keeps a table on one page by keeping each row with the next one. */
function staysWithNext({ rows, look }: Table, top: number): boolean {
  return look?.isWhole === true && (top + 1 < rows.length || look.keepsNext);
}

function keptWithNext({ cells, ...row }: PlanRow): PlanRow {
  return {
    ...row,
    cells: cells.map((cell) => ({
      ...cell,
      paragraphs: cell.paragraphs.map((paragraph) => ({ ...paragraph, keepsNext: true })),
    })),
  };
}

function paddingOf({ rows }: Table): number {
  let least: number | null = null;
  for (const { cells } of rows) {
    for (const { look } of cells) if (look && (least === null || look.right < least)) least = look.right;
  }
  return least ?? USUAL_PADDING;
}

function widthsOf({ widths = [], columnCount }: Table, width: number): number[] {
  const shares = widths.length === columnCount ? widths : Array.from({ length: columnCount }, () => 1);
  const all = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share) => (share / all) * width);
}

type Places = ReturnType<typeof placesOf>;

function planRow(
  table: Table,
  places: Places,
  row: Row,
  top: number,
  paddingX: number,
  styleOf: (cell: Cell, row: Row) => string,
): PlanRow {
  const cells: PlanCell[] = [];
  const slots = places[top]!;
  for (let column = 0; column < table.columnCount; ) {
    const cell = slots[column]?.cell;
    if (cell === undefined) {
      cells.push(emptyCell(cells.at(-1)));
      column++;
      continue;
    }
    const span = cell.column + cell.colSpan - column;
    const isFirst = slots[column]!.isFirst && cell.continues !== true;
    const isLast = slots[column] === undefined || !reachesOn(places, top, column, cell);
    const merge = !isFirst ? 'next' : isLast ? 'none' : 'first';
    const paragraph = cellParagraph(isFirst ? cell.text : '', cell, styleOf(cell, row), paddingX);
    cells.push({ span, merge, isNoWrap: cell.look?.isNoWrap === true, paragraphs: [paragraph] });
    column += span;
  }
  return { isHead: row.section === 'head' || row.isMark, cells };
}

/** Whether the row below still belongs to a cell. */
function reachesOn(places: Places, top: number, column: number, cell: Cell): boolean {
  const below = places[top + 1]?.[column]?.cell;
  return (
    below !== undefined && (below === cell || (below.continues === true && below.column === cell.column))
  );
}

function cellParagraph(text: string, cell: Cell, style: string, paddingX: number): PlanParagraph {
  const look = cell.look!;
  const inner: Look = { ...look, left: Math.max(0, look.left - paddingX), right: 0 };
  const runs = text === '' ? [] : [{ text, look: null }];
  return { kind: 'paragraph', style, look: inner, runs, breaks: false };
}

/** Where a table has a hole, the page has an empty cell. */
function emptyCell(like: PlanCell | undefined): PlanCell {
  const paragraphs = like === undefined ? [] : [{ ...like.paragraphs[0]!, runs: [] }];
  return { span: 1, merge: 'none', isNoWrap: false, paragraphs };
}
