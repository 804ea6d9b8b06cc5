import type { HtmlTable } from '../document/html-table.ts';

/** One cell of the body: where it begins, how far it reaches, its HTML. */
interface BodyCell {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly html: string;
}

/**
 * Divides the body of a table into one `<tbody class="page">` to a page; `breaks` are the indices of the
 * body rows that begin one. Merged cells that a break cuts are opened again below it with their label; the
 * plain text leaves the copies out.
 *
 * Example: a label over 30 rows with a break at 20 becomes one over 20 rows and its copy over 10.
 */
export function splitTable(html: string, table: HtmlTable, breaks: readonly number[]): string {
  if (breaks.length === 0) return html;
  return html.replace(/<tbody>([\s\S]*)<\/tbody>/, (_, body: string) => {
    const rows = [...body.matchAll(/<tr\b[^>]*>([\s\S]*?)<\/tr>/g)];
    const tags = rows.map(([row]) => /^<tr\b[^>]*>/.exec(row)![0]);
    const cells = cellsOf(table, rows);
    const starts = [0, ...breaks];
    const pages = starts.map((start, page) => {
      const end = starts[page + 1] ?? rows.length;
      const lines = tags.slice(start, end).map((tag, index) => {
        const row = start + index;
        const inRow = cells.filter((cell) => cell.row === row || (row === start && reaches(cell, row)));
        return `${tag}${inRow.map((cell) => part(cell, start, end)).join('')}</tr>`;
      });
      return `<tbody${page > 0 ? ' class="next-page"' : ''}>\n${lines.join('\n')}\n</tbody>`;
    });
    return pages.join('\n');
  });
}

function reaches(cell: BodyCell, row: number): boolean {
  return cell.row < row && cell.row + cell.rows > row;
}

/** What of a cell stands between two breaks. */
function part(cell: BodyCell, start: number, end: number): string {
  const isCopy = cell.row < start;
  const isCut = cell.row + cell.rows > end;
  if (!isCopy && !isCut) return cell.html;
  const rows = Math.min(end, cell.row + cell.rows) - Math.max(start, cell.row);
  const classes = [isCopy ? 'reopened' : '', isCut ? 'cut' : ''].filter((name) => name !== '').join(' ');
  return cell.html
    .replace(/ rowspan="\d+"/, rows > 1 ? ` rowspan="${rows}"` : '')
    .replace(/^<(t[hd])/, `<$1 class="${classes}"${isCopy ? ' data-text="skip"' : ''}`);
}

/** In reading order: from top to bottom, then from left to right. */
function cellsOf(table: HtmlTable, rows: readonly RegExpExecArray[]): BodyCell[] {
  const body = table.rows.filter(({ section }) => section === 'body');
  const cells = rows.flatMap(([, inner], row) => {
    const columns = body[row]!.slots.flatMap((slot, column) => (slot?.isFirst ? [column] : []));
    return [...inner!.matchAll(/<(t[hd])\b[^>]*>[\s\S]*?<\/\1>/g)].map(([html], index) => ({
      row,
      column: columns[index]!,
      rows: Number.parseInt(/ rowspan="(\d+)"/.exec(html)?.[1] ?? '1', 10),
      html,
    }));
  });
  return cells.sort((a, b) => a.column - b.column);
}
