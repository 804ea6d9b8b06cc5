import type { Figure } from '../../src/model/figure.ts';
import type { Grid, GridRow } from '../../src/model/grid.ts';
import { type Money, ZERO } from '../../src/model/money.ts';

/** A row as a reader of the table sees it. */
export interface ReadRow {
  readonly role: GridRow['role'];
  readonly depth: number;
  /** The code columns joined: 201 | 03 | 50 → `2010350`. */
  readonly code: string;
  /** Text of the first column that is no code, without its indent. */
  readonly label: string;
  readonly indent: number;
  /** Amounts of the amount columns, exact, in 元. */
  readonly amounts: readonly Money[];
}

/** The rows of a table, or of one of the blocks it has side by side, as numbers of columns from and to. */
export function readRows(grid: Grid, from = 0, to = grid.columns.length): ReadRow[] {
  return grid.rows.map((row) => {
    const cells = row.cells.slice(from, to);
    const texts = cells.flatMap((cell, index) =>
      cell.kind === 'text' ? [{ ...cell, column: grid.columns[from + index]!.kind }] : [],
    );
    const label = texts.find(({ column }) => column === 'name');
    return {
      role: row.role,
      depth: row.depth,
      code: texts.flatMap(({ column, text }) => (column === 'code' ? [text] : [])).join(''),
      label: label?.text ?? '',
      indent: label?.indent ?? 0,
      amounts: cells.flatMap((cell) => (cell.kind === 'figure' ? [cell.figure.amount] : [])),
    };
  });
}

/** A block of a table, or the whole; amounts that it does not have, as an empty table has none, are zero. */
export class TableReader {
  readonly rows: readonly ReadRow[];

  constructor(grid: Grid, from?: number, to?: number) {
    // A block that is shorter than its neighbour is filled up with blank rows.
    this.rows = readRows(grid, from, to).filter((row) => row.amounts.length > 0);
  }

  get hierarchy(): readonly ReadRow[] {
    return this.rows.filter((row) => row.role === 'line');
  }

  /** Amount of the total row in an amount column, from 1 as the tables number them. */
  total(column = 1): Money {
    return amountOf(
      this.rows.find((row) => row.role === 'total'),
      column,
    );
  }

  /** Amount of the row with that label, at the n-th place where it stands. */
  labelled(label: string, column = 1, nth = 0): Money {
    return amountOf(this.rows.filter((row) => row.label === label)[nth], column);
  }

  /** Sum of all rows of that code: one, but for projects. */
  coded(code: string, column = 1): Money {
    let sum = ZERO;
    for (const row of this.hierarchy) if (row.code === code) sum = sum.plus(amountOf(row, column));
    return sum;
  }
}

function amountOf(row: ReadRow | undefined, column: number): Money {
  return row?.amounts[column - 1] ?? ZERO;
}

/** Every figure of a table. */
export function figuresOf(grid: Grid): Figure[] {
  return grid.rows.flatMap((row) =>
    row.cells.flatMap((cell) => (cell.kind === 'figure' ? [cell.figure] : [])),
  );
}
