import { isAmount } from '../document/read-text.ts';
import type { Phrase, Table, TableLine } from '../document/report-document.ts';
import { align } from './align.ts';
import type { CellDiff, RowDiff } from './report-diff.ts';
import { similarity } from './similarity.ts';
import { maskFigures } from './tokens.ts';
import { EXACT, isSame, type Sameness } from './word-diff.ts';

const NOTHING: Phrase = { text: '', numbers: [] };

/**
 * The rows of two tables that belong together, compared cell by cell. Blocks that stand side by side (income and
 * expenditure) are lists of their own.
 */
export function diffRows(before: Table, after: Table, sameness: Sameness = EXACT): RowDiff[] {
  const left = blocksOf(before);
  const right = blocksOf(after);
  if (left.length !== right.length) return diffBlock(before, after, sameness);
  return left.flatMap((block, index) => diffBlock(block, right[index]!, sameness));
}

/** The blocks of a table: a new one begins where names follow amounts under another group of columns. */
function blocksOf(table: Table): Table[] {
  const amounts = amountColumns([table]);
  const group = (index: number) => /^[^/]+(?=\/)/.exec(table.columns[index] ?? '')?.[0] ?? null;
  const starts = table.columns.flatMap((_, index) => {
    const begins = amounts.has(index - 1) && !amounts.has(index);
    return begins && group(index) !== null && group(index) !== group(index - 1) ? index : [];
  });
  if (starts.length === 0) return [table];
  return [0, ...starts].map((start, at) => {
    const end = starts[at] ?? table.columns.length;
    const rows = table.rows.map(({ cells }) => ({ cells: cells.slice(start, end) }));
    return {
      ...table,
      columns: table.columns.slice(start, end),
      rows: rows.filter(({ cells }) => cells.some((cell) => cell.text !== '')),
    };
  });
}

function diffBlock(before: Table, after: Table, sameness: Sameness): RowDiff[] {
  const columns = alignColumns(before, after);
  const labels = labeler(before, after);
  const likeness = {
    keyOf: (line: TableLine) => labels(line).normalize('NFKC').replace(/\s/g, ''),
    similarity: (a: TableLine, b: TableLine) => similarity(labels(a), labels(b)),
    least: 0.5,
  };
  return align(before.rows, after.rows, likeness).map((pair): RowDiff => {
    const label = labels(pair.after ?? pair.before!);
    const cells = columns.map(({ name, left, right }): CellDiff => {
      const old = (left === null ? undefined : pair.before?.cells[left]) ?? NOTHING;
      const fresh = (right === null ? undefined : pair.after?.cells[right]) ?? NOTHING;
      const kind = isSame(old.text, fresh.text, sameness) ? 'same' : 'changed';
      return { column: name, kind, before: pair.before && old, after: pair.after && fresh };
    });
    if (pair.before === null) return { kind: 'added', label, cells };
    if (pair.after === null) return { kind: 'removed', label, cells };
    return { kind: cells.some((cell) => cell.kind !== 'same') ? 'changed' : 'same', label, cells };
  });
}

/** A row that only one of the tables has, as it is printed. */
export function rowsOf(table: Table, kind: 'added' | 'removed'): RowDiff[] {
  const labels = labeler(table, table);
  return table.rows.map((line) => ({
    kind,
    label: labels(line),
    cells: line.cells.map((cell, index) => ({
      column: table.columns[index] ?? '',
      kind,
      before: kind === 'removed' ? cell : null,
      after: kind === 'added' ? cell : null,
    })),
  }));
}

/** What a row calls itself: its cells without amounts. Without any, all of it. */
function labeler(...tables: readonly Table[]): (line: TableLine) => string {
  const amounts = amountColumns(tables);
  const hasHead = tables.every((table) => table.columns.length > 0);
  return (line) => {
    const named = line.cells.filter(
      (cell, index) => cell.text !== '' && !(hasHead ? amounts.has(index) : isAmount(cell.text)),
    );
    const words = named.length > 0 ? named : line.cells;
    return words
      .map((cell) => cell.text)
      .join(' ')
      .trim();
  };
}

/** The columns that hold amounts anywhere. */
function amountColumns(tables: readonly Table[]): Set<number> {
  const amounts = new Set<number>();
  for (const table of tables) {
    for (const line of table.rows) {
      for (const [index, cell] of line.cells.entries()) {
        if (isAmount(cell.text) || cell.numbers.length > 0) amounts.add(index);
      }
    }
  }
  return amounts;
}

interface Column {
  readonly name: string;
  readonly left: number | null;
  readonly right: number | null;
}

/** Columns that belong together, by name where both tables have a head, else by place. */
function alignColumns(before: Table, after: Table): Column[] {
  if (before.columns.length === 0 || after.columns.length === 0) {
    const width = [...before.rows, ...after.rows].reduce(
      (most, { cells }) => Math.max(most, cells.length),
      0,
    );
    const names = after.columns.length > 0 ? after.columns : before.columns;
    return Array.from({ length: width }, (_, index) => ({
      name: names[index] ?? '',
      left: index,
      right: index,
    }));
  }
  const numbered = (names: readonly string[]) => names.map((name, index) => ({ name, index }));
  type Named = { readonly name: string; readonly index: number };
  return align<Named>(numbered(before.columns), numbered(after.columns), {
    keyOf: ({ name }) => maskFigures(name),
    similarity: (a, b) => similarity(a.name, b.name),
    least: 0.6,
  }).map(({ before: left, after: right }) => ({
    name: (right ?? left)!.name,
    left: left?.index ?? null,
    right: right?.index ?? null,
  }));
}

/** The head of a table that is there twice, where it says something else now. */
export function headDiff(before: Table, after: Table, sameness: Sameness): RowDiff[] {
  if (before.columns.length === 0 || after.columns.length === 0) return [];
  const cells = alignColumns(before, after).map(({ left, right }): CellDiff => {
    const old = left === null ? null : { text: before.columns[left]!, numbers: [] };
    const fresh = right === null ? null : { text: after.columns[right]!, numbers: [] };
    const kind = isSame(old?.text ?? '', fresh?.text ?? '', sameness) ? 'same' : 'changed';
    return { column: '', kind, before: old, after: fresh };
  });
  return cells.some((cell) => cell.kind !== 'same') ? [{ kind: 'changed', label: '表头', cells }] : [];
}
