import type { Phrase, ReportDocument } from '../document/report-document.ts';
import type { CellPlace, Provenance } from '../model/provenance.ts';

/** A number that a report prints, and where. */
export interface Occurrence {
  /** Its identity in the review copy. */
  readonly id: number;
  readonly text: string;
  readonly provenance: Provenance;
  /** The headings above, from the outermost, and the table where it stands in one. */
  readonly path: readonly string[];
  /** The sentence or row. */
  readonly context: string;
}

/** All marked numbers of a review copy in the order of reading. */
export function occurrencesOf(document: ReportDocument, figures: readonly Provenance[]): Occurrence[] {
  const found: Occurrence[] = [];
  const collect = (phrase: Phrase, path: readonly string[], context: string): void => {
    for (const { start, end, id } of phrase.numbers) {
      const provenance = figures[id];
      if (provenance) found.push({ id, text: phrase.text.slice(start, end), provenance, path, context });
    }
  };
  for (const { heading, above, items } of document.sections) {
    const path = heading ? [...above, heading.text] : above;
    if (heading) collect(heading, path, heading.text);
    for (const item of items) {
      if (item.type === 'sentence') {
        collect(item, path, item.text);
        continue;
      }
      const tablePath = [...path, item.caption.text];
      for (const { cells } of item.rows) {
        const row = cells.map((cell) => cell.text).filter((text) => text !== '');
        for (const cell of cells) collect(cell, tablePath, row.join(' | '));
      }
    }
  }
  return found;
}

/**
 * The numbers that a question means: digits as printed (`508.18`, `508.18万元`, `8.99%`) or a table cell
 * (`table-6:301:人员经费`: table, code or name of the row, name of the column).
 */
export function findNumbers(occurrences: readonly Occurrence[], question: string): Occurrence[] {
  const [table, row, column, ...more] = question.split(/[:：]/);
  if (row !== undefined && column !== undefined && more.length === 0) {
    return occurrences.filter(
      ({ provenance }) =>
        provenance.kind === 'amount' &&
        provenance.cell !== null &&
        isCell(provenance.cell, [table!, row, column].map(bare) as [string, string, string]),
    );
  }
  const digits = digitsOf(question);
  return occurrences.filter(({ text }) => digitsOf(text) === digits);
}

function isCell(cell: CellPlace, [table, row, column]: readonly [string, string, string]): boolean {
  const isTable = bare(cell.table) === table || bare(cell.table) === `table-${table.replace(/^表/, '')}`;
  const isRow = cell.row.some((name) => bare(name) === row) || bare(cell.row.join('')) === row;
  const isColumn = bare(cell.column.at(-1) ?? '') === column || bare(cell.column.join('/')) === column;
  return isTable && isRow && isColumn;
}

function bare(text: string): string {
  return text.normalize('NFKC').replace(/\s/g, '');
}

function digitsOf(text: string): string {
  return bare(text)
    .replace(/,/g, '')
    .replace(/(亿元|万元|元)$/, '');
}
