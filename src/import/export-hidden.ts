import type { ExportLine, TotalRow } from '../kinds/ledger-totals.ts';
import type { ImportAliases } from '../lists/import-aliases.ts';
import { type AmountUnit, formatDecimal, type Money, sumMoney } from '../model/money.ts';
import { columnName } from '../ooxml/cell.ts';
import { CellReader } from '../ooxml/cell-reader.ts';
import { AMOUNT_COLUMNS, type ExportHead } from './export-head.ts';
import { ExportRowReader } from './export-row.ts';
import { mergedBlocks } from './merged-cells.ts';

/** Rows named in one message. */
const NAMED = 10;

/** Ledger lines that are not to be taken, for a message: how many, and what they come to. */
export function hiddenLines(
  reader: CellReader,
  head: ExportHead,
  aliases: ImportAliases,
  isMeant: (row: { readonly isHidden?: boolean }) => boolean,
): { readonly rows: number[]; readonly sum: Money } {
  // What is wrong in lines that are not taken is nobody's concern.
  const silent = new CellReader('', reader.sheet, false);
  const rows = new ExportRowReader(silent, head, aliases);
  const lines: ExportLine[] = [];
  const totals: TotalRow[] = [];
  for (const row of reader.sheet.rows) {
    if (row.number > head.row && isMeant(row)) rows.read(row, lines, totals);
  }
  const sum = sumMoney(lines.flatMap(({ amount }) => amount ?? []));
  return { rows: [...new Set(lines.map(({ row }) => row))], sum };
}

/** `R13`: lines in hidden, filtered or folded rows, which a reader does not see and a total may count or not. */
export function reportHiddenRows(
  reader: CellReader,
  head: ExportHead,
  aliases: ImportAliases,
  unit: AmountUnit,
): void {
  const { rows, sum } = hiddenLines(reader, head, aliases, (row) => row.isHidden === true);
  const [first] = rows;
  if (first === undefined) return;
  const named = rows.slice(0, NAMED).join('、') + (rows.length > NAMED ? ' 等' : '');
  reader.report(
    'R13',
    first,
    head.columns.get('amount') ?? 1,
    `“${reader.sheet.name}”的第 ${named} 行（共 ${rows.length} 行）看不见（隐藏、筛选或折叠），金额合计 ${shownSum(sum)} ${unit}。`,
    '要的行请取消隐藏和筛选，不要的行请删去，保存后再导入。',
  );
}

/** `R13`: amounts in a column that nobody sees. */
export function reportHiddenColumns(reader: CellReader, head: ExportHead): void {
  for (const column of AMOUNT_COLUMNS) {
    const at = head.columns.get(column);
    const isHidden = (reader.sheet.hiddenColumns ?? []).some(([from, to]) => at! >= from && at! <= to);
    if (at === undefined || !isHidden) continue;
    const message = `“${reader.sheet.name}”的金额列 ${columnName(at)} 是隐藏的。`;
    reader.report('R13', head.row, at, message, '要的列请取消隐藏，不要的列请删去，保存后再导入。');
  }
}

/** `R06`: one amount merged over several lines, so that nobody can tell what each of them gets. */
export function reportMergedAmounts(reader: CellReader, head: ExportHead): void {
  const columns = new Set(AMOUNT_COLUMNS.flatMap((column) => head.columns.get(column) ?? []));
  const byNumber = new Map(reader.sheet.rows.map((row) => [row.number, row]));
  for (const { column, first, range } of mergedBlocks(reader.sheet)) {
    if (first <= head.row || !columns.has(column) || !byNumber.get(first)?.cells.has(column)) continue;
    const message = `金额单元格 ${range} 合并了几行，看不出各行是多少。`;
    reader.report('R06', first, column, message, '请取消合并，逐行填写金额。');
  }
}

/** `1234.5` → 1234.50 */
export function shownSum(sum: Money): string {
  return formatDecimal(sum, Math.max(2, sum.decimalPlaces()));
}
