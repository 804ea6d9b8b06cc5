import type { Figure } from '../../model/figure.ts';
import type { Position } from '../../model/finding.ts';
import type { Grid, GridRow } from '../../model/grid.ts';
import { type Money, printedValue, sumMoney, ZERO } from '../../model/money.ts';
import type { RawFinding } from '../context.ts';
import { closingSum, type LineSet, type SumOfParts, sumsOfParts } from '../line-sets.ts';
import { checkedRule, type Rule } from '../rule.ts';

const HINT = '合计由准确数相加后四舍五入，不必也不应改动；可在报告中注明“部分合计数因四舍五入存在尾差”。';

/** B04 纵向尾差: where the printed rows below a row do not add up to its printed figure. */
export const rowResidues: Rule = checkedRule(
  {
    code: 'B04',
    title: '逐级汇总',
    meaning:
      '类之和等于总计，款之和等于类，项之和等于款。准确数必然相等；各数分别四舍五入后印出的数相差 0.01 之类的，作为尾差提示。',
    example: '表 6 的 301 类印作 389.85，八个款之和 389.84。',
    remedy: '尾差不必改动，可在报告中注明。',
    source: 'GBC OWN',
    severity: 'note',
    needs: ['tables', 'data'],
  },
  (context) => context.grids.flatMap((grid) => oneForEachTable(downwards(grid))),
  'test/figures/ledger-properties.test.ts: B04',
);

/** B05 横向尾差: where the printed columns of a row do not add up to its printed total column. */
export const columnResidues: Rule = checkedRule(
  {
    code: 'B05',
    title: '合计栏等于分栏之和',
    meaning: '每行的合计栏等于基本支出、项目支出等分栏之和。准确数必然相等；尾差作为提示。',
    example: '合计 1.01，基本支出 0.50、项目支出 0.50。',
    remedy: '尾差不必改动。',
    source: 'GBC PT26',
    severity: 'note',
    needs: ['tables', 'data'],
  },
  (context) => context.grids.flatMap((grid) => oneForEachTable(across(grid))),
  'test/figures/ledger-properties.test.ts: B05',
);

/** A residue is no fault: of a table with many, one is told and the others are counted. */
function oneForEachTable(residues: readonly RawFinding[]): RawFinding[] {
  const [first] = residues;
  if (!first || residues.length === 1) return [...residues];
  return [{ ...first, message: `${first.message}这张表另有 ${residues.length - 1} 处尾差。` }];
}

function downwards(grid: Grid): RawFinding[] {
  const told = new Set<number>();
  const print = printOnce(grid);
  return grid.columns.flatMap((column, index) => {
    if (column.kind !== 'amount') return [];
    const cells = grid.rows.map((row) => figureAt(row, index));
    const sets = cells.map(linesOf);
    const closing = closingSum(sets);
    const sums = closing ? [...sumsOfParts(sets), closing] : sumsOfParts(sets);
    return sums.flatMap((sum) => {
      // 合计 and 人员经费 of one row miss by the same cent: the row is told once.
      if (told.has(sum.whole)) return [];
      const residue = residueOf(cells, sum, print);
      if (residue === null) return [];
      told.add(sum.whole);
      const row = labelOf(grid.rows[sum.whole]!, index);
      return [findingOf(grid, row, column.path.at(-1)!, residue)];
    });
  });
}

function across(grid: Grid): RawFinding[] {
  const total = grid.rows.find((row) => row.role === 'total') ?? grid.rows[0];
  if (total === undefined) return [];
  // All rows have the same filters in a column, so the widest row shows which columns belong together.
  const sums = sumsOfParts(total.cells.map((_, index) => linesOf(figureAt(total, index))));
  const print = printOnce(grid);
  return grid.rows.flatMap((row) => {
    const cells = row.cells.map((_, index) => figureAt(row, index));
    return sums.flatMap((sum) => {
      const residue = residueOf(cells, sum, print);
      if (residue === null) return [];
      const column = grid.columns[sum.whole]!.path.at(-1)!;
      return [findingOf(grid, labelOf(row, sum.whole), column, residue)];
    });
  });
}

/** What is printed for the figures of a table: each is looked at as a sum, and as a part of several. */
function printOnce({ money: { unit, decimals } }: Grid): (figure: Figure) => Money {
  const known = new Map<Figure, Money>();
  return (figure) => {
    if (figure.isZero) return ZERO;
    const there = known.get(figure);
    if (there !== undefined) return there;
    const printed = printedValue(figure.amount, unit, decimals);
    known.set(figure, printed);
    return printed;
  };
}

interface Residue {
  readonly whole: Figure;
  readonly printed: Money;
  readonly sum: Money;
}

function residueOf(
  cells: readonly (Figure | null)[],
  { whole, parts }: SumOfParts,
  print: (figure: Figure) => Money,
): Residue | null {
  const figure = cells[whole];
  if (!figure) return null;
  const printed = print(figure);
  const sum = sumMoney(parts.flatMap((part) => cells[part] ?? []).map(print));
  if (printed.equals(sum)) return null;
  return { whole: figure, printed, sum };
}

function findingOf(
  { number: table, money: { unit, decimals } }: Grid,
  row: string,
  column: string,
  { whole, printed, sum }: Residue,
): RawFinding {
  const perUnit = unit === '万元' ? 10_000 : 1;
  const difference = printed.minus(sum).abs().toFixed(decimals);
  const exact = whole.amount.div(perUnit).toFixed();
  return {
    message: `表${table}${row === '' ? '' : `“${row}”`}的“${column}”印作${printed.toFixed(decimals)}，各部分印出数之和为${sum.toFixed(decimals)}，相差${difference}（尾差：准确数为${exact}，各数分别四舍五入）。`,
    subject: { figures: [row === '' ? column : row] },
    hint: HINT,
    position: finePosition(whole),
  };
}

/** The first amount with more decimals than are printed: it is what makes the residue. */
function finePosition({ origin }: Figure): Position | null {
  if (origin.kind !== 'sum') return null;
  const fine = origin.lines.find((line) => !line.amount.modulo(100).isZero());
  return (fine ?? origin.lines[0])?.position ?? null;
}

function linesOf(figure: Figure | null): LineSet {
  if (figure?.origin.kind !== 'sum') return null;
  const { lines } = figure.origin;
  return lines.length === 0 ? NO_LINES : new Set(lines.filter((line) => !line.amount.isZero()));
}

// Half the cells of a table hold nothing.
const NO_LINES: LineSet = new Set();

function figureAt(row: GridRow, column: number): Figure | null {
  const cell = row.cells[column];
  return cell?.kind === 'figure' ? cell.figure : null;
}

/** The name of a row, looked for before the column: tables with two halves have two. */
function labelOf(row: GridRow, column: number): string {
  const texts = row.cells
    .slice(0, column)
    .flatMap((cell) => (cell.kind === 'text' && cell.text !== '' ? [cell.text] : []));
  return texts.filter((text) => !/^\d+$/.test(text)).at(-1) ?? texts.join('');
}
