import type { Figure } from './figure.ts';
import type { MoneyFormat } from './money-format.ts';

/** A cell of the head; spans count leaf columns and head rows. */
export interface HeadCell {
  readonly text: string;
  readonly colSpan: number;
  readonly rowSpan: number;
}

/** What a leaf column holds, for its alignment and width. */
export type ColumnKind = 'code' | 'name' | 'amount';

export interface GridColumn {
  readonly kind: ColumnKind;
  /** Labels from the outermost head cell to the leaf. */
  readonly path: readonly string[];
}

export type GridCell =
  | { readonly kind: 'text'; readonly text: string; readonly indent: number }
  | { readonly kind: 'figure'; readonly figure: Figure };

/** `total`: a sum over the whole block; `line`: anything else. */
export interface GridRow {
  readonly role: 'total' | 'line';
  /** Depth in the hierarchy, from 0. */
  readonly depth: number;
  readonly cells: readonly GridCell[];
}

/** A public table with its figures, before any of it is formatted. */
export interface Grid {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  /** The number of the form beside the title (公开01表); null where it has none. */
  readonly form: string | null;
  readonly isWide: boolean;
  /** How its amounts are printed. */
  readonly money: MoneyFormat;
  readonly columns: readonly GridColumn[];
  readonly head: readonly (readonly HeadCell[])[];
  /** The row that numbers the amount columns (※ in the others); null where a table has none. */
  readonly markRow: readonly string[] | null;
  readonly rows: readonly GridRow[];
  readonly isEmpty: boolean;
  /** Name of the template with the sentence of the empty table. */
  readonly emptyTemplate: string | null;
}
