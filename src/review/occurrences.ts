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

/** How the cells of one table are named. */
export interface CellNames {
  readonly table: string;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
}

/**
 * The names of the cells of the table that a question speaks of, whatever else it says; null where it speaks of none.
 *
 * Example: `表5 B3` → `table-5`, its rows `2010350`, … and its columns `基本支出`, …
 */
export function cellNamesFor(occurrences: readonly Occurrence[], question: string): CellNames | null {
  const words = question.split(/[\s:：!,，]+/).map(bare);
  const cells = occurrences.flatMap(({ provenance }) =>
    provenance.kind === 'amount' && provenance.cell !== null ? [provenance.cell] : [],
  );
  const isMeant = (table: string): boolean =>
    words.some((word) => bare(table) === word || bare(table) === `table-${word.replace(/^表/, '')}`);
  const own = cells.filter(({ table }) => isMeant(table));
  const [first] = own;
  if (!first) return null;
  const rows = new Set(own.map(({ row }) => row[0] ?? ''));
  const columns = new Set(own.map(({ column }) => column.at(-1) ?? ''));
  return { table: first.table, rows: [...rows], columns: [...columns] };
}

function bare(text: string): string {
  return text.normalize('NFKC').replace(/\s/g, '');
}

function digitsOf(text: string): string {
  return bare(text)
    .replace(/,/g, '')
    .replace(/(亿元|万元|元)$/, '');
}
