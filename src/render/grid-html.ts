import type { Grid, GridCell, GridColumn, GridRow, HeadCell } from '../model/grid.ts';
import { type CellPlace, type FigureMarks, NO_MARKS } from '../model/provenance.ts';
import { escapeHtml } from '../template/safe-html.ts';
import { formatAmount } from '../words/format.ts';

/**
 * A public table as an HTML table: caption, head with scoped cells, the row that numbers the columns as
 * part of the head (so that it is repeated with it), and the body. Amounts are formatted here.
 */
export function gridHtml(grid: Grid, captionHtml: string, marks: FigureMarks = NO_MARKS): string {
  const mark = grid.markRow === null ? '' : markRow(grid.markRow);
  return [
    `<table class="grid" data-columns="${grid.columns.length}">`,
    `<caption>${captionHtml.trim()}</caption>`,
    `<colgroup>${grid.columns.map((column) => `<col class="${column.kind}">`).join('')}</colgroup>`,
    `<thead>${grid.head.map(headRow).join('')}${mark}</thead>`,
    `<tbody>${grid.rows.map((row) => bodyRow(row, grid, marks)).join('\n')}</tbody>`,
    '</table>',
  ].join('\n');
}

function headRow(cells: readonly HeadCell[]): string {
  return `<tr>${cells.map(headCell).join('')}</tr>`;
}

function headCell({ text, colSpan, rowSpan }: HeadCell): string {
  const spans = (colSpan > 1 ? ` colspan="${colSpan}"` : '') + (rowSpan > 1 ? ` rowspan="${rowSpan}"` : '');
  return `<th scope="${colSpan > 1 ? 'colgroup' : 'col'}"${spans}>${escapeHtml(text)}</th>`;
}

function markRow(cells: readonly string[]): string {
  return `<tr class="mark" data-row="mark">${cells.map((text) => `<th scope="col">${escapeHtml(text)}</th>`).join('')}</tr>`;
}

function bodyRow(row: GridRow, grid: Grid, marks: FigureMarks): string {
  const { money } = grid;
  const cells = row.cells.map((cell, index) => {
    if (cell.kind === 'text') return textCell(cell, grid.columns[index]!);
    const { figure } = cell;
    const place = placeOf(row, index, grid);
    const provenance = { kind: 'amount', label: null, figure, rounding: money, cell: place } as const;
    return `<td class="amount">${escapeHtml(marks.mark(formatAmount(figure.amount, money), provenance))}</td>`;
  });
  return `<tr class="${row.role} depth-${row.depth}">${cells.join('')}</tr>`;
}

function textCell(cell: Extract<GridCell, { kind: 'text' }>, column: GridColumn): string {
  const indent = cell.indent > 0 ? ` indent-${cell.indent}` : '';
  return `<td class="${column.kind}${indent}">${escapeHtml(cell.text)}</td>`;
}

/** The name of a cell: its table, the texts that stand before it in its block (codes joined), its column. */
function placeOf(row: GridRow, index: number, grid: Grid): CellPlace {
  let last = index;
  while (last >= 0 && row.cells[last]!.kind === 'figure') last--;
  let first = last;
  while (first > 0 && row.cells[first - 1]!.kind === 'text') first--;
  let code = '';
  const names: string[] = [];
  for (let at = first; at <= last; at++) {
    const cell = row.cells[at];
    if (cell?.kind !== 'text' || cell.text === '') continue;
    if (grid.columns[at]!.kind === 'code') code += cell.text;
    else names.push(cell.text);
  }
  return { table: grid.id, row: code === '' ? names : [code, ...names], column: grid.columns[index]!.path };
}
