import type { Grid, GridCell, GridColumn, GridRow, HeadCell } from '../model/grid.ts';
import type { MoneyFormat } from '../model/pack.ts';
import { formatAmount } from '../narrate/format.ts';
import { escapeHtml } from './safe-html.ts';

/**
 * A public table as an HTML table: caption, head with scoped cells, the row that numbers the columns as
 * part of the head (so that it is repeated with it), and the body. Amounts are formatted here.
 */
export function gridHtml(grid: Grid, captionHtml: string, money: MoneyFormat): string {
  const mark = grid.markRow === null ? '' : markRow(grid.markRow);
  return [
    `<table class="grid" data-columns="${grid.columns.length}">`,
    `<caption>${captionHtml.trim()}</caption>`,
    `<colgroup>${grid.columns.map((column) => `<col class="${column.kind}">`).join('')}</colgroup>`,
    `<thead>${grid.head.map(headRow).join('')}${mark}</thead>`,
    `<tbody>${grid.rows.map((row) => bodyRow(row, grid.columns, money)).join('\n')}</tbody>`,
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

function bodyRow(row: GridRow, columns: readonly GridColumn[], money: MoneyFormat): string {
  const cells = row.cells.map((cell, index) => bodyCell(cell, columns[index]!, money));
  return `<tr class="${row.role} depth-${row.depth}">${cells.join('')}</tr>`;
}

function bodyCell(cell: GridCell, column: GridColumn, money: MoneyFormat): string {
  if (cell.kind === 'figure') {
    return `<td class="amount">${escapeHtml(formatAmount(cell.figure.amount, money))}</td>`;
  }
  const indent = cell.indent > 0 ? ` indent-${cell.indent}` : '';
  return `<td class="${column.kind}${indent}">${escapeHtml(cell.text)}</td>`;
}
