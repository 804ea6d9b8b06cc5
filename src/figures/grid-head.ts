import type { ColumnKind, GridColumn, HeadCell } from '../model/grid.ts';
import type { ColumnDeclaration } from '../pack/table-declaration.ts';

export type LeafDeclaration = Exclude<ColumnDeclaration, { columns: readonly ColumnDeclaration[] }>;

/** The leaf columns of a declaration, left to right, each with its labels from the outside in. */
export function leavesOf(columns: readonly ColumnDeclaration[], path: readonly string[] = []) {
  const leaves: { leaf: LeafDeclaration; path: readonly string[] }[] = [];
  for (const column of columns) {
    const here = [...path, column.label];
    if ('columns' in column) leaves.push(...leavesOf(column.columns, here));
    else leaves.push({ leaf: column, path: here });
  }
  return leaves;
}

function kindOf(leaf: LeafDeclaration): ColumnKind {
  if (!('show' in leaf)) return 'amount';
  return ['class', 'section', 'item', 'rowNumber'].includes(leaf.show) ? 'code' : 'name';
}

export function columnsOf(columns: readonly ColumnDeclaration[]): GridColumn[] {
  return leavesOf(columns).map(({ leaf, path }) => ({ kind: kindOf(leaf), path }));
}

/**
 * The head as rows of cells: a label without columns below it reaches down to the last head row.
 *
 * Example: `[{科目: [类, 款]}, {合计}]` → `[[科目 2×1, 合计 1×2], [类, 款]]`
 */
export function headOf(columns: readonly ColumnDeclaration[]): HeadCell[][] {
  const depth = depthOf(columns);
  const rows: HeadCell[][] = Array.from({ length: depth }, () => []);
  const place = (column: ColumnDeclaration, level: number): number => {
    const below = 'columns' in column ? column.columns : [];
    const cell = { text: column.label, colSpan: 1, rowSpan: below.length > 0 ? 1 : depth - level };
    const row = rows[level]!;
    const index = row.push(cell) - 1;
    const width = below.reduce((sum, child) => sum + place(child, level + 1), 0) || 1;
    row[index] = { ...cell, colSpan: width };
    return width;
  };
  for (const column of columns) place(column, 0);
  return rows;
}

function depthOf(columns: readonly ColumnDeclaration[]): number {
  return Math.max(0, ...columns.map((column) => 1 + ('columns' in column ? depthOf(column.columns) : 0)));
}

/** The row under the head: the mark in text columns, 1 … n in amount columns. */
export function markRowOf(columns: readonly GridColumn[], mark: string): string[] {
  let number = 0;
  return columns.map((column) => (column.kind === 'amount' ? String(++number) : mark));
}
