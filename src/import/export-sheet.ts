import type { BudgetLine } from '../kinds/budget-lines.ts';
import { checkTotals, type ExportLine, type TotalRow } from '../kinds/ledger-totals.ts';
import type { ImportAliases } from '../lists/import-aliases.ts';
import { addAll } from '../model/add-all.ts';
import { hasErrors } from '../model/finding.ts';
import { AMOUNT_UNITS, type AmountUnit } from '../model/money.ts';
import { unitKey } from '../model/unit-name.ts';
import type { CellReader } from '../ooxml/cell-reader.ts';
import type { ExportHead } from './export-head.ts';
import { reportHiddenColumns, reportHiddenRows, reportMergedAmounts } from './export-hidden.ts';
import { ExportRowReader } from './export-row.ts';

/** The ledger of one unit in an export; amounts in `unit`. */
export interface ExportedLedger {
  readonly unitName: string;
  readonly unit: AmountUnit;
  /** The department above the unit; null where the export names none. */
  readonly department: string | null;
  readonly current: readonly BudgetLine[];
  /** Null when the export says nothing of last year. */
  readonly prior: readonly BudgetLine[] | null;
}

export interface ExportOptions {
  readonly aliases: ImportAliases;
  /** Unit of the amounts where the export does not say it. */
  readonly unit: AmountUnit | null;
}

/** The ledgers of one sheet, unit by unit. What is hidden in it is refused: it cannot be told whether it counts. */
export function readExportSheet(
  reader: CellReader,
  head: ExportHead,
  options: ExportOptions,
): ExportedLedger[] {
  const unit = amountUnit(reader, head, options.unit);
  if (!isComplete(reader, head) || unit === null) return [];
  const lines: ExportLine[] = [];
  const totals: TotalRow[] = [];
  const rows = new ExportRowReader(reader, head, options.aliases);
  const below = reader.sheet.rows.filter((row) => row.number > head.row);
  for (const row of below) if (!row.isHidden) rows.read(row, lines, totals);
  rows.tell();
  reportHiddenRows(reader, head, options.aliases, unit);
  reportHiddenColumns(reader, head);
  reportMergedAmounts(reader, head);
  // Where an amount cannot be read, that its total does not agree says nothing more.
  if (!hasErrors(reader.findings)) addAll(reader.findings, checkTotals(totals, lines, unit));
  if (head.unused.length > 0) {
    const message = `没有用到的列：${head.unused.join('、')}。`;
    reader.report(
      'R03',
      head.row,
      1,
      message,
      '如果其中有需要的数据，请把列名补写到 data/import/aliases.yaml。',
      'note',
    );
  }
  return split(lines, unit, head, reader);
}

/** One unit of amounts for the sheet; `R11` when it cannot be told or two columns differ. */
function amountUnit(reader: CellReader, head: ExportHead, fallback: AmountUnit | null): AmountUnit | null {
  const units = new Set([...head.units.values()]);
  if (units.size > 1) {
    const at = head.columns.get('priorAmount') ?? 1;
    reader.report('R11', head.row, at, '金额和上年金额的单位不同。', '请在导出时选用同一单位。');
    return null;
  }
  const [unit = fallback] = units;
  if (unit) return unit;
  const hint = `在列名里写明，例如“金额（万元）”，或用 --unit ${AMOUNT_UNITS.join(' / ')} 指明。`;
  reader.report('R11', head.row, head.columns.get('amount') ?? 1, '看不出金额的单位是元还是万元。', hint);
  return null;
}

function isComplete(reader: CellReader, { columns, row, unitName, unused, isWide }: ExportHead): boolean {
  const hasFunction = columns.has('functionCode') || columns.has('functionItem');
  const missing = [
    hasFunction ? [] : '功能科目编码',
    columns.has('economicCode') || columns.has('economicSection') ? [] : '经济科目编码',
    columns.has('amount') || isWide ? [] : '金额',
    columns.has('unitName') || unitName !== null ? [] : '单位名称',
  ].flat();
  if (missing.length === 0) return true;
  const others = unused.length === 0 ? '' : `没有认出的列：${unused.join('、')}。`;
  const hint = `核对列名；${others}本系统的列名可以补写到 data/import/aliases.yaml。`;
  reader.report('R02', row, 1, `缺少列：${missing.join('、')}。`, hint);
  return false;
}

function split(
  lines: readonly ExportLine[],
  unit: AmountUnit,
  head: ExportHead,
  reader: CellReader,
): ExportedLedger[] {
  const hasPrior = head.columns.has('priorAmount');
  const byUnit = new Map<string, ExportLine[]>();
  for (const line of lines) {
    const key = unitKey(line.unitName);
    const own = byUnit.get(key);
    if (own) own.push(line);
    else byUnit.set(key, [line]);
  }
  const budget = (own: readonly ExportLine[], column: 'amount' | 'priorAmount'): BudgetLine[] =>
    own.flatMap(({ unitName, department, row, amount, priorAmount, ...key }) => {
      const value = column === 'amount' ? amount : priorAmount;
      return value === null ? [] : [{ ...key, amount: value.toFixed() }];
    });
  return [...byUnit.values()].map((own) => ({
    unitName: own[0]!.unitName,
    unit,
    department: departmentOf(own, head, reader),
    current: budget(own, 'amount'),
    prior: hasPrior ? budget(own, 'priorAmount') : null,
  }));
}

/** The department of a unit's lines, null where they name none; `R08` where they name two. */
function departmentOf(lines: readonly ExportLine[], head: ExportHead, reader: CellReader): string | null {
  const [first, ...others] = lines.flatMap(({ department, row }) =>
    department === undefined ? [] : [{ department, row }],
  );
  if (!first) return null;
  const other = others.find(({ department }) => unitKey(department) !== unitKey(first.department));
  if (other) {
    const message = `“${lines[0]!.unitName}”在第 ${first.row} 行的主管部门是“${first.department}”，这一行是“${other.department}”。`;
    const at = head.columns.get('department') ?? 1;
    reader.report('R08', other.row, at, message, '一个单位只归一个部门；核对这一列。');
  }
  return first.department;
}
