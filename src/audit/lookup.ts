import type { PublishedTable } from '../lists/check-words.ts';
import { tableOf } from './audit-rule.ts';
import type { Placed } from './printed.ts';
import type { Reading } from './reading.ts';
import type { AmountColumn, Block, BlockRow, ColumnRole, PublishedWords, TableView } from './table-view.ts';

/** Finds amounts of a report by what they are called. */
export class Lookup {
  readonly #reading: Reading;
  readonly #words: PublishedWords;

  constructor(reading: Reading, words: PublishedWords) {
    this.#reading = reading;
    this.#words = words;
  }

  table(kind: PublishedTable): TableView | null {
    return tableOf(this.#reading, kind);
  }

  /** The row with the total of a table of codes; the last of a side where the table has two. */
  totalRow(view: TableView): { readonly block: Block; readonly row: BlockRow } | null {
    for (const block of view.blocks) {
      const row = block.rows.find(({ label, code }) => code === '' && this.#words.rows.sum.test(label));
      if (row) return { block, row };
    }
    return null;
  }

  /** The total of a table in the column of a role; the first of the totals where none is asked for. Null where there is no such column or row. */
  total(kind: PublishedTable, role: ColumnRole = 'total'): Placed | null {
    const view = this.table(kind);
    const found = view && this.totalRow(view);
    const column = found && this.column(found.block, role);
    if (!view || !found || !column) return null;
    return { view, row: found.row, amount: found.row.amounts.get(column.index) ?? null };
  }

  column({ columns }: Block, role: ColumnRole): AmountColumn | null {
    const told = columns.find((column) => column.role === role);
    if (told) return told;
    const expression = this.#words.columns[role];
    const own = columns.filter((column) => !this.#words.columns.aside.test(column.path.at(-1)!));
    if (role === 'total')
      return (
        own.find(({ path }) => expression.test(path.at(-1)!)) ?? (columns.length === 1 ? columns[0]! : null)
      );
    const found = own.filter(({ path }) =>
      path.slice(path.length > 1 ? 1 : 0).some((word) => expression.test(word)),
    );
    // A group counts by its own total.
    if (found.length < 2) return found[0] ?? null;
    return found.find(({ path }) => this.#words.columns.total.test(path.at(-1)!)) ?? null;
  }

  /** The total of income or expenditure of a table with two sides. */
  side(kind: 'balance' | 'fiscal', side: 'income' | 'expenditure'): Placed | null {
    const view = this.table(kind);
    if (!view || view.blocks.length < 2) return null;
    const expression = side === 'income' ? this.#words.rows.incomeTotal : this.#words.rows.expenditureTotal;
    const named = view.blocks.flatMap((block) =>
      block.rows.filter(({ label }) => expression.test(label)).map((row) => ({ block, row })),
    );
    const bare = view.blocks.flatMap((block) =>
      block.rows.filter(({ label }) => /^(?:总计|合计)$/.test(label)).map((row) => ({ block, row })),
    );
    const found = named.at(-1) ?? (bare.length === 2 ? (side === 'income' ? bare[0] : bare[1]) : undefined);
    return found ? this.placed(view, found.block, found.row) : null;
  }

  /** The first amount of a row. */
  placed(view: TableView, block: Block, row: BlockRow): Placed {
    const column = this.column(block, 'total') ?? block.columns[0]!;
    return { view, row, amount: row.amounts.get(column.index) ?? null };
  }

  /** A row by its label, on any side. */
  rowNamed(kind: PublishedTable, expression: RegExp): Placed | null {
    const view = this.table(kind);
    for (const block of view?.blocks ?? []) {
      const row = block.rows.find(({ label }) => expression.test(label));
      if (row) return this.placed(view!, block, row);
    }
    return null;
  }

  /** The classes of expenditure of a table, by name, with their first amount. */
  classes(kind: PublishedTable): Map<string, Placed> {
    const view = this.table(kind);
    const classes = new Map<string, Placed>();
    for (const block of view?.blocks ?? []) {
      for (const row of block.rows) {
        const name = row.label.replace(/^[一二三四五六七八九十]+[、.．]/, '');
        const isClass =
          row.code.length === 3 ||
          (row.code === '' && /^[一二三四五六七八九十]+[、.．].*支出$/.test(row.label));
        if (isClass && name !== '' && !classes.has(name)) classes.set(name, this.placed(view!, block, row));
      }
    }
    return classes;
  }
}
