import { ledgerOf } from '../books/books.ts';
import type { Unit } from '../books/unit.ts';
import type { ComparedBook } from '../model/book.ts';
import type { Figure } from '../model/figure.ts';
import type { Filter } from '../model/filter.ts';
import type { Grid, GridCell, GridRow } from '../model/grid.ts';
import type { MoneyFormat } from '../model/money-format.ts';
import type { Pack, TableDeclaration } from '../pack/pack.ts';
import {
  type BlockDeclaration,
  lastRowsOf,
  type ShowColumn,
  type SumColumn,
} from '../pack/table-declaration.ts';
import { bookFigure } from './book-figure.ts';
import { NO_MONEY, sumFigure } from './figure.ts';
import { meeting, meetingButSide, namesSide, resolveWhere } from './filter.ts';
import { columnsOf, headOf, leavesOf, markRowOf } from './grid-head.ts';
import { anyMoney, planRows, type RowPlan, totalPlan } from './grid-rows.ts';
import { withPrintedSubtotals } from './printed-subtotals.ts';
import { linesFor, tablesFor } from './table-for.ts';

/** All tables of a pack, made from one unit's ledger. Amounts stay exact, in 元. */
export function makeGrids(unit: Unit, pack: Pack): Grid[] {
  return tablesFor(unit, pack).map((table) =>
    makeGrid(table, unit, pack.namedFilters, pack.settings.tableMoney, (name, book) => {
      const { figure } = bookFigure(name, book, unit, pack);
      return figure ?? NO_MONEY;
    }),
  );
}

/**
 * One public table: a pivot of the ledger by a table declaration.
 *
 * Example: table 3 of the published report: 14 rows; 总计 7151980 = 5081780 + 2070200 元.
 */
export function makeGrid(
  table: TableDeclaration,
  unit: Unit,
  named: Readonly<Record<string, Filter>>,
  money: MoneyFormat,
  figureOf: FigureOf = () => NO_MONEY,
): Grid {
  const columns = table.blocks.flatMap((block) => columnsOf(block.columns));
  const own = tableMoney(table, money);
  const printed = table.subtotals === 'printed' ? own : null;
  const blocks = table.blocks.map((block) => makeBlock(block, unit, named, figureOf, printed));
  // Columns may be of other books: a budget of which nothing was spent.
  const isEmpty =
    table.empty !== undefined &&
    !table.blocks.some((block) => anyMoney(ledgerOf(unit), resolveWhere(block.where, named))) &&
    !blocks.some(({ rows }) => rows.some(hasMoney));
  return {
    id: table.id,
    number: table.number,
    title: table.title.replace('{year}', String(unit.data.year)),
    form: table.form ?? null,
    isWide: table.page === 'wide',
    money: own,
    columns,
    head: headOf(table.blocks.flatMap((block) => block.columns)),
    markRow: table.mark === undefined ? null : markRowOf(columns, table.mark),
    rows: withRowNumbers(isEmpty ? emptyRows(table, blocks) : sideBySide(blocks), table),
    isEmpty,
    emptyTemplate: table.empty ?? null,
  };
}

function hasMoney({ cells }: GridRow): boolean {
  return cells.some((cell) => cell.kind === 'figure' && !cell.figure.isZero);
}

function tableMoney({ money: own = {} }: TableDeclaration, general: MoneyFormat): MoneyFormat {
  const { unit = general.unit, decimals = general.decimals, grouping = general.grouping } = own;
  return { ...general, unit, decimals, grouping, zero: own.zero === undefined ? general.zero : own.zero };
}

/** Some forms keep the grid of an empty table: blank rows, then its rows without money (the total). */
function emptyRows({ emptyRows: count }: TableDeclaration, blocks: readonly Block[]): GridRow[] {
  if (count === undefined) return [];
  const width = blocks.reduce((sum, block) => sum + block.width, 0);
  return [...Array.from({ length: count }, () => blankRow(width)), ...sideBySide(blocks)];
}

interface Block {
  readonly width: number;
  readonly rows: readonly GridRow[];
  /** The rows at the bottom; null for one without anything. */
  readonly last: readonly (GridRow | null)[];
}

/** A figure that a column takes from another book. */
export type FigureOf = (name: string, book: ComparedBook) => Figure;

function makeBlock(
  block: BlockDeclaration,
  unit: Unit,
  named: Readonly<Record<string, Filter>>,
  figureOf: FigureOf,
  printed: MoneyFormat | null,
): Block {
  const base = resolveWhere(block.where, named);
  const all = linesFor(unit, block.rows).filter(meetingButSide(base));
  // A list of rows may say for each of them which side it means.
  const lines = 'lines' in block.rows && !namesSide(base) ? all : all.filter(meeting(base));
  const leaves = leavesOf(block.columns).map(({ leaf }) => leaf);
  const sums = leaves.map((leaf) => ('sum' in leaf ? resolveWhere(leaf.sum, named) : null));
  // What tells the lines of a column is made once for all rows that ask for nothing else.
  const tests = sums.map((filters) => (filters === null ? null : meeting(filters, base)));
  const amount = (leaf: SumColumn, plan: RowPlan, index: number): Figure => {
    const filters = sums[index]!;
    if (leaf.book !== 'current')
      return sumFigure(ledgerOf(unit, leaf.book), [...base, ...plan.known, ...plan.filters, ...filters]);
    const given = [...base, ...plan.known];
    return plan.filters.length === 0
      ? sumFigure(plan.lines, filters, given, tests[index]!)
      : sumFigure(plan.lines, [...plan.filters, ...filters], given);
  };
  const row = (plan: RowPlan): GridRow => ({
    role: plan.role,
    depth: plan.depth,
    cells: leaves.map((leaf, index): GridCell => {
      if ('show' in leaf) {
        return {
          kind: 'text',
          text: shownText(leaf.show, plan),
          indent: leaf.show === 'label' ? plan.indent : 0,
        };
      }
      if ('figure' in leaf) return { kind: 'figure', figure: figureOf(leaf.figure, leaf.book) };
      return { kind: 'figure', figure: amount(leaf, plan, index) };
    }),
  });
  const bottom = (filters: readonly Filter[]) => (namesSide(filters) ? all : lines);
  const rows = planRows(block.rows, lines, unit, named).map(row);
  return {
    width: leaves.length,
    rows: printed === null ? rows : withPrintedSubtotals(rows, printed),
    last: lastRowsOf(block).map(({ label, where }) => {
      if (where === undefined) return null;
      const filters = resolveWhere(where, named);
      return row(totalPlan(label, filters, bottom(filters)));
    }),
  };
}

/** The parts of the code stand in columns of their own, the upper levels repeated: 201 | 03 | 50. */
function shownText(show: ShowColumn['show'], plan: RowPlan): string {
  switch (show) {
    // The number is known when the blocks stand beside each other.
    case 'rowNumber':
      return '';
    case 'class':
      return plan.code?.slice(0, 3) ?? '';
    case 'section':
      return plan.code?.slice(3, 5) ?? '';
    case 'item':
      return plan.code?.slice(5, 7) ?? '';
    case 'name':
      return plan.name;
    case 'project':
      return plan.project;
    case 'label':
      return plan.label;
  }
}

/** Rows counted through, block after block: 1 … 30 on the left, 31 … 60 on the right (行次). */
function withRowNumbers(rows: readonly GridRow[], { blocks }: TableDeclaration): GridRow[] {
  const places = blocks.flatMap((block, index) =>
    leavesOf(block.columns).map(({ leaf }) => ('show' in leaf && leaf.show === 'rowNumber' ? index : null)),
  );
  if (places.every((place) => place === null)) return [...rows];
  return rows.map((row, index) => ({
    ...row,
    cells: row.cells.map((cell, column): GridCell => {
      const place = places[column] ?? null;
      return place === null
        ? cell
        : { kind: 'text', text: String(place * rows.length + index + 1), indent: 0 };
    }),
  }));
}

/** Blocks beside each other; the shorter one is filled up, the last rows stand level at the bottom. */
function sideBySide(blocks: readonly Block[]): GridRow[] {
  const height = Math.max(...blocks.map((block) => block.rows.length));
  const rows: GridRow[] = [];
  for (let index = 0; index < height; index++) {
    rows.push(joinRows(blocks.map((block) => block.rows[index] ?? blankRow(block.width))));
  }
  const bottom = Math.max(...blocks.map((block) => block.last.length));
  for (let index = 0; index < bottom; index++) {
    rows.push(joinRows(blocks.map((block) => block.last[index] ?? blankRow(block.width))));
  }
  return rows;
}

function joinRows(rows: readonly GridRow[]): GridRow {
  const first = rows[0]!;
  return rows.length === 1 ? first : { ...first, cells: rows.flatMap((row) => row.cells) };
}

function blankRow(width: number): GridRow {
  return {
    role: 'line',
    depth: 0,
    cells: Array.from({ length: width }, () => ({ kind: 'text', text: '', indent: 0 })),
  };
}
