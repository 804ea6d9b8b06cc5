/*
 * A workbook as this program sees it, both when read and when written: sheets of sparse rows of texts.
 * Numbers stay the decimal text that the file stores; no amount passes through a float.
 */

export type CellKind = 'text' | 'number' | 'boolean' | 'error';

/** A cell that has content. */
export interface Cell {
  readonly kind: CellKind;
  /** Text as shown, or a plain decimal number as stored. */
  readonly text: string;
  /** How the number is shown, where that changes what it means. */
  readonly shown?: 'date' | 'percent';
  /** What a reader sees, where the number format shows another number than `text`. */
  readonly misleading?: string;
  /** The cell holds a formula; `text` is its result when the file was saved. */
  readonly isFormula?: boolean;
  /** The number as stored, where it was more than a person could have typed. */
  readonly stored?: string;
}

export interface Row {
  /** As the spreadsheet counts, from 1. */
  readonly number: number;
  /** By column, from 1; only cells with content. */
  readonly cells: ReadonlyMap<number, Cell>;
  /** Not seen in a spreadsheet program: hidden, filtered out, folded away or of no height. */
  readonly isHidden?: boolean;
}

export interface Sheet {
  readonly name: string;
  readonly isHidden: boolean;
  /** Rows with content, in order. */
  readonly rows: readonly Row[];
  /** Ranges of merged cells, `A2:A5`; the content stands in the first. */
  readonly merges: readonly string[];
  /** First and last number of columns that are hidden. */
  readonly hiddenColumns?: readonly (readonly [number, number])[];
}

export interface Workbook {
  readonly sheets: readonly Sheet[];
  /** Days are counted from 1904, as old Macintosh files do. */
  readonly is1904: boolean;
}

/** Letters of a column: 1 → A, 27 → AA. */
export function columnName(column: number): string {
  let name = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  }
  return name;
}

/** Address of a cell: `addressOf(12, 7)` → `G12` */
export function addressOf(row: number, column: number): string {
  return `${columnName(column)}${row}`;
}

/** Row and column of an address, or null: `G12` → `{ row: 12, column: 7 }` */
export function parseAddress(address: string): { readonly row: number; readonly column: number } | null {
  const match = /^([A-Z]{1,3})([1-9]\d{0,6})$/.exec(address);
  if (!match) return null;
  let column = 0;
  for (const letter of match[1]!) column = column * 26 + letter.charCodeAt(0) - 64;
  return { row: Number.parseInt(match[2]!, 10), column };
}
