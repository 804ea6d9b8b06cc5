import type { Figure } from '../../model/figure.ts';
import type { Position } from '../../model/finding.ts';
import type { Grid, GridRow } from '../../model/grid.ts';
import type { LedgerLine } from '../../model/ledger.ts';
import { type Money, printedValue, sumMoney } from '../../model/money.ts';
import type { TableDeclaration } from '../../model/pack.ts';
import type { Check, CheckContext, RawFinding } from '../context.ts';

const HINT = '合计由准确数相加后四舍五入，不必也不应改动；可在报告中注明“部分合计数因四舍五入存在尾差”。';

/** B04 纵向尾差: where the printed rows below a row do not add up to its printed figure. */
export const rowResidues: Check = (context) =>
  context.pack.tables.flatMap((table) => {
    const grid = context.grids.find(({ id }) => id === table.id);
    return grid === undefined ? [] : oneForEachTable(hierarchyResidues(grid, table, context));
  });

function hierarchyResidues(grid: Grid, table: TableDeclaration, context: CheckContext): RawFinding[] {
  const [block] = table.blocks;
  if (table.blocks.length !== 1 || !block || !('by' in block.rows)) return [];
  return grid.rows.flatMap((row, index) => {
    const children = childrenOf(grid.rows, index);
    if (children.length === 0) return [];
    return firstResidue(
      row,
      grid.columns.map((column) => column.path),
      (column) => ({
        whole: figureAt(row, column),
        parts: children.map((child) => figureAt(child, column)),
      }),
      (name, numbers) => `表${grid.number}“${labelOf(row)}”${name}${numbers}`,
      context,
    );
  });
}

/** The rows one level below a row of a hierarchy; for the total, the outermost rows. */
function childrenOf(rows: readonly GridRow[], index: number): GridRow[] {
  const row = rows[index]!;
  if (row.role === 'total') return rows.filter((each) => each.role === 'line' && each.depth === 0);
  const children: GridRow[] = [];
  for (const next of rows.slice(index + 1)) {
    if (next.role === 'total' || next.depth <= row.depth) break;
    if (next.depth === row.depth + 1) children.push(next);
  }
  return children;
}

/** B05 横向尾差: where the printed columns of a row do not add up to its printed total column. */
export const columnResidues: Check = (context) =>
  context.grids.flatMap((grid) => {
    const total = grid.rows.find((row) => row.role === 'total') ?? grid.rows[0];
    if (total === undefined) return [];
    const identities = columnIdentities(total);
    const residues = grid.rows.flatMap((row) =>
      identities.flatMap(({ whole, parts }) =>
        firstResidue(
          row,
          [grid.columns[whole]!.path],
          () => ({ whole: figureAt(row, whole), parts: parts.map((part) => figureAt(row, part)) }),
          (name, numbers) => `表${grid.number}“${labelOf(row)}”的${name}${numbers}`,
          context,
        ),
      ),
    );
    return oneForEachTable(residues);
  });

/** A residue is no fault: of a table with many, one is told and the others are counted. */
function oneForEachTable(residues: readonly RawFinding[]): RawFinding[] {
  const [first] = residues;
  if (!first || residues.length === 1) return [...residues];
  return [{ ...first, message: `${first.message}这张表另有 ${residues.length - 1} 处尾差。` }];
}

/**
 * Which columns are the sum of columns behind them, told from the ledger lines that a row's figures take:
 * a total and its parts have the same lines, each once.
 */
function columnIdentities(row: GridRow): { readonly whole: number; readonly parts: readonly number[] }[] {
  const lines = row.cells.map((_, index) => linesOf(figureAt(row, index)));
  const end: number[] = [];
  const identities: { whole: number; parts: number[] }[] = [];
  for (let whole = row.cells.length - 1; whole >= 0; whole -= 1) {
    end[whole] = whole;
    const own = lines[whole];
    if (!own || own.size === 0) continue;
    const parts: number[] = [];
    const seen = new Set<LedgerLine>();
    for (let next = whole + 1; next < row.cells.length; next = end[next]! + 1) {
      const part = lines[next];
      if (!part || [...part].some((line) => seen.has(line) || !own.has(line))) break;
      for (const line of part) seen.add(line);
      parts.push(next);
      if (seen.size < own.size) continue;
      end[whole] = end[next]!;
      if (parts.length > 1) identities.unshift({ whole, parts });
      break;
    }
  }
  return identities;
}

function linesOf(figure: Figure | null): ReadonlySet<LedgerLine> | null {
  return figure?.origin.kind === 'sum' ? new Set(figure.origin.lines) : null;
}

/** One note for a row: the first column with a residue, the others named. */
function firstResidue(
  row: GridRow,
  columns: readonly (readonly string[])[],
  at: (column: number) => { whole: Figure | null; parts: readonly (Figure | null)[] },
  tell: (name: string, numbers: string) => string,
  context: CheckContext,
): RawFinding[] {
  const { tableMoney } = context.pack.settings;
  const print = (figure: Figure): Money => printedValue(figure.amount, tableMoney.unit, tableMoney.decimals);
  const found = columns.flatMap((path, column) => {
    const { whole, parts } = at(column);
    const amounts = parts.flatMap((part) => part ?? []);
    if (whole === null || amounts.length < 2) return [];
    const total = print(whole);
    const sum = sumMoney(amounts.map(print));
    return total.equals(sum) ? [] : [{ path, whole, total, sum }];
  });
  const [first] = found;
  if (!first) return [];
  const { decimals, unit } = tableMoney;
  const difference = first.total.minus(first.sum).abs().toFixed(decimals);
  const exact = first.whole.amount.div(unit === '万元' ? 10_000 : 1).toFixed();
  const names = found.map(({ path }) => path.at(-1)).join('、');
  const numbers = `印作${first.total.toFixed(decimals)}，各部分印出数之和为${first.sum.toFixed(decimals)}，相差${difference}（尾差：准确数为${exact}，各数分别四舍五入）。`;
  return [
    {
      message: tell(`“${names}”`, numbers),
      hint: HINT,
      position: finePosition(first.whole) ?? rowPosition(row),
    },
  ];
}

/** The first amount with more decimals than are printed: it is what makes the residue. */
function finePosition(figure: Figure): Position | null {
  if (figure.origin.kind !== 'sum') return null;
  const fine = figure.origin.lines.find((line) => !line.amount.modulo(100).isZero());
  return fine?.position ?? figure.origin.lines[0]?.position ?? null;
}

function rowPosition(row: GridRow): Position | null {
  for (const cell of row.cells) {
    if (cell.kind === 'figure' && cell.figure.origin.kind === 'sum')
      return cell.figure.origin.lines[0]?.position ?? null;
  }
  return null;
}

function figureAt(row: GridRow, column: number): Figure | null {
  const cell = row.cells[column];
  return cell?.kind === 'figure' ? cell.figure : null;
}

function labelOf(row: GridRow): string {
  const texts = row.cells.flatMap((cell) => (cell.kind === 'text' && cell.text !== '' ? [cell.text] : []));
  return texts.filter((text) => !/^\d+$/.test(text)).at(-1) ?? texts.join('');
}
