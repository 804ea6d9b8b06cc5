import type { Figure } from '../model/figure.ts';
import type { Filter } from '../model/filter.ts';
import type { GridCell, GridRow } from '../model/grid.ts';
import type { LedgerLine } from '../model/ledger.ts';
import { fromPrinted, printedValue } from '../model/money.ts';
import type { MoneyFormat } from '../model/money-format.ts';
import { sumFigure, totalFigure } from './figure.ts';
import { meeting } from './filter.ts';

/**
 * The same rows of a hierarchy with every subtotal the sum of what is printed below it, column by column; the grand
 * total stays the exact sum. So do the tables of final accounts (公开的决算表): three items of 84.6475, 160.7475 and
 * 80.3775 万元 and one of 0.9375 are 326.71 together, and printed 326.72.
 */
export function withPrintedSubtotals(rows: readonly GridRow[], money: MoneyFormat): GridRow[] {
  const made: GridRow[] = [];
  // From the innermost outwards: a row takes the rows that were made after it.
  for (const [index, row] of [...rows.entries()].reverse()) {
    const children = childrenOf(index, rows).map((child) => made[rows.length - 1 - child]!);
    made.push(row.role === 'total' || children.length === 0 ? row : subtotal(row, children, money));
  }
  return made.reverse();
}

/** The sum of the functional items of some lines as each of them is printed. 201 of 1503.524 and 8.372 → 1511.89 */
export function printedItems(
  lines: readonly LedgerLine[],
  filters: readonly Filter[],
  money: MoneyFormat,
): Figure {
  const taken = lines.filter(meeting(filters));
  const items = [...new Set(taken.map(({ functionCode }) => functionCode))].sort();
  return totalFigure(
    items.map((item) => asPrinted(sumFigure(taken, [...filters, { functions: [item] }]), money)),
  );
}

/** The rows right below a row: those one level deeper, up to the next row as deep as itself. */
function childrenOf(index: number, rows: readonly GridRow[]): number[] {
  const { depth } = rows[index]!;
  const children: number[] = [];
  for (let next = index + 1; next < rows.length; next++) {
    const row = rows[next]!;
    if (row.role === 'total' || row.depth <= depth) break;
    if (row.depth === depth + 1) children.push(next);
  }
  return children;
}

function subtotal(row: GridRow, children: readonly GridRow[], money: MoneyFormat): GridRow {
  const cells = row.cells.map((cell, column): GridCell => {
    if (cell.kind === 'text') return cell;
    const parts = children.flatMap(({ cells: below }) => {
      const part = below[column]!;
      return part.kind === 'figure' ? [asPrinted(part.figure, money)] : [];
    });
    return { kind: 'figure', figure: totalFigure(parts) };
  });
  return { ...row, cells };
}

/** The amount that a reader sees. */
function asPrinted(figure: Figure, { unit, decimals }: MoneyFormat): Figure {
  const amount = fromPrinted(printedValue(figure.amount, unit, decimals), unit);
  return amount.equals(figure.amount)
    ? figure
    : { ...totalFigure([figure]), amount, isZero: amount.isZero() };
}
