import { behindOpening, extentOf, type HtmlEdit, type TextEdits } from '../document/html-edits.ts';
import type { HtmlTable } from '../document/html-table.ts';
import { childrenNamed, type HtmlElement } from '../document/html-tree.ts';
import { escapeHtml } from '../template/safe-html.ts';

/** The HTML of the table, and what is put into its texts. */
export interface SplitSource {
  readonly html: string;
  readonly kept: TextEdits;
}

/** One cell of the body: where it begins, how far it reaches. */
interface BodyCell {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly element: HtmlElement;
}

/**
 * Divides the body of a table into one `<tbody class="page">` to a page; `breaks` are the indices of the
 * body rows that begin one. Merged cells that a break cuts are opened again below it with their label; the
 * plain text leaves the copies out.
 *
 * Example: a label over 30 rows with a break at 20 becomes one over 20 rows and its copy over 10.
 */
export function splitTable(
  source: SplitSource,
  element: HtmlElement,
  table: HtmlTable,
  breaks: readonly number[],
): HtmlEdit[] {
  const bodies = childrenNamed(element, 'tbody');
  const first = bodies[0];
  if (breaks.length === 0 || first === undefined) return [];
  const rows = table.rows.filter(({ section }) => section === 'body');
  const cells = cellsOf(rows);
  const starts = [0, ...breaks];
  const pages = starts.map((start, page) => {
    const end = starts[page + 1] ?? rows.length;
    const lines = rows.slice(start, end).map((each, index) => {
      const row = start + index;
      const inRow = cells.filter((cell) => cell.row === row || (row === start && reaches(cell, row)));
      const tag = source.html.slice(each.element.startIndex!, behindOpening(source.html, each.element));
      return `${tag}${inRow.map((cell) => part(source, cell, start, end)).join('')}</tr>`;
    });
    return `<tbody${page > 0 ? ' class="next-page"' : ''}>\n${lines.join('\n')}\n</tbody>`;
  });
  return [{ from: extentOf(first).from, to: extentOf(bodies.at(-1)!).to, put: pages.join('\n') }];
}

function reaches(cell: BodyCell, row: number): boolean {
  return cell.row < row && cell.row + cell.rows > row;
}

/** What of a cell stands between two breaks. */
function part({ html, kept }: SplitSource, cell: BodyCell, start: number, end: number): string {
  const { element } = cell;
  const isCopy = cell.row < start;
  const isCut = cell.row + cell.rows > end;
  const { from, to } = extentOf(element);
  if (!isCopy && !isCut) return kept.slice(from, to);
  const rows = Math.min(end, cell.row + cell.rows) - Math.max(start, cell.row);
  const { class: own = '', rowspan: _, ...rest } = element.attribs;
  const classes = [isCopy ? 'reopened' : '', isCut ? 'cut' : '', own].filter((name) => name !== '').join(' ');
  const attributes = [
    ` class="${escapeHtml(classes)}"`,
    isCopy ? ' data-text="skip"' : '',
    ...Object.entries(rest).map(([name, value]) => ` ${name}="${escapeHtml(value)}"`),
    rows > 1 ? ` rowspan="${rows}"` : '',
  ];
  return `<${element.name}${attributes.join('')}>${kept.slice(behindOpening(html, element), to)}`;
}

/** In reading order: from top to bottom, then from left to right. */
function cellsOf(rows: HtmlTable['rows']): BodyCell[] {
  const cells = rows.flatMap(({ slots }, row) =>
    slots.flatMap((slot, column): BodyCell[] => {
      if (!slot?.isFirst) return [];
      const { element } = slot.cell;
      return [{ row, column, rows: Number.parseInt(element.attribs.rowspan ?? '1', 10) || 1, element }];
    }),
  );
  return cells.sort((a, b) => a.column - b.column);
}
