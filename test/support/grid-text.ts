import type { Grid, GridCell } from '../../src/model/grid.ts';
import type { MoneyFormat } from '../../src/model/money-format.ts';
import { formatAmount } from '../../src/words/format.ts';

const TABLE_MONEY: MoneyFormat = {
  unit: '万元',
  decimals: 2,
  grouping: false,
  trim: false,
  zero: '',
  suffix: '',
};

/** The rows of a grid as printed, cells divided by `|`; zero amounts are blank. */
export function gridText(grid: Grid): string[] {
  return grid.rows.map((row) => row.cells.map(cellText).join('|'));
}

function cellText(cell: GridCell): string {
  return cell.kind === 'text' ? cell.text : formatAmount(cell.figure.amount, TABLE_MONEY);
}
