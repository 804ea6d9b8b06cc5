import type { BudgetLine } from '../kinds/budget-lines.ts';
import type { ImportAliases } from '../lists/import-aliases.ts';
import { addAll } from '../model/add-all.ts';
import { type Finding, hasErrors, type Outcome } from '../model/finding.ts';
import { AMOUNT_UNITS, type AmountUnit } from '../model/money.ts';
import { unitKey } from '../model/unit-name.ts';
import { parseAddress, type Row, type Sheet, type Workbook } from '../ooxml/cell.ts';
import { CellReader } from '../ooxml/cell-reader.ts';
import { type ExportHead, findExportHead } from './export-head.ts';
import { ExportRowReader } from './export-row.ts';
import { checkTotals, type ExportLine, type TotalRow } from './export-totals.ts';

/** The ledger of one unit in an export; amounts in `unit`. */
export interface ExportedLedger {
  readonly unitName: string;
  readonly unit: AmountUnit;
  readonly current: readonly BudgetLine[];
  /** Null when the export says nothing of last year. */
  readonly prior: readonly BudgetLine[] | null;
}

export interface ExportOptions {
  readonly aliases: ImportAliases;
  /** Unit of the amounts where the export does not say it. */
  readonly unit: AmountUnit | null;
}

/**
 * The ledgers in the export of a budget system, unit by unit. Every cell that cannot be taken is named and every total
 * row compared with its lines; the value is null when there is an error, so that nothing is taken by halves.
 */
export function readExport(
  workbook: Workbook,
  file: string,
  options: ExportOptions,
): Outcome<ExportedLedger[]> {
  const findings: Finding[] = [];
  const ledgers: ExportedLedger[] = [];
  let tables = 0;
  const seen = new Map<string, string>();
  for (const sheet of workbook.sheets) {
    if (sheet.isHidden || sheet.rows.length === 0) continue;
    const reader = new CellReader(file, unmerged(sheet), workbook.is1904);
    const head = findExportHead(reader, options.aliases);
    if (!head) continue;
    tables += 1;
    const own = readSheet(reader, head, options);
    for (const ledger of own) {
      ledgers.push(ledger);
      const identity = JSON.stringify([
        unitKey(ledger.unitName),
        ledger.unit,
        ledger.current.map(identityOf).sort(),
        ledger.prior?.map(identityOf).sort(),
      ]);
      const earlier = seen.get(identity);
      seen.set(identity, earlier ?? sheet.name);
      if (earlier === undefined) continue;
      const message = `“${ledger.unitName}”的明细在工作表“${earlier}”和“${sheet.name}”中完全相同，金额会重复计算。`;
      reader.report('X10', head.row, 1, message, '请删去复制出来的工作表，再导入。');
    }
    addAll(findings, reader.findings);
    addAll(findings, reader.notes());
  }
  if (tables === 0) {
    const message =
      '没有找到预算明细表：没有一行能认作表头（至少要有功能科目编码、经济科目编码、金额等列名）。';
    const hint = '核对列名；本系统的列名可以补写到 data/import/aliases.yaml。';
    findings.push({
      code: 'X02',
      severity: 'error',
      message,
      hint,
      position: { file, line: 1, column: 1, place: '' },
    });
  }
  return { value: hasErrors(findings) ? null : joined(ledgers), findings };
}

function readSheet(reader: CellReader, head: ExportHead, options: ExportOptions): ExportedLedger[] {
  const unit = amountUnit(reader, head, options.unit);
  if (!isComplete(reader, head) || unit === null) return [];
  const lines: ExportLine[] = [];
  const totals: TotalRow[] = [];
  const rows = new ExportRowReader(reader, head, options.aliases);
  for (const row of reader.sheet.rows) if (row.number > head.row) rows.read(row, lines, totals);
  addAll(reader.findings, checkTotals(totals, lines, unit));
  if (head.unused.length > 0) {
    const message = `没有用到的列：${head.unused.join('、')}。`;
    reader.report(
      'X03',
      head.row,
      1,
      message,
      '如果其中有需要的数据，请把列名补写到 data/import/aliases.yaml。',
      'note',
    );
  }
  return split(lines, unit, head.columns.has('priorAmount'));
}

/** One unit of amounts for the sheet; `X11` when it cannot be told or two columns differ. */
function amountUnit(reader: CellReader, head: ExportHead, fallback: AmountUnit | null): AmountUnit | null {
  const units = new Set([...head.units.values()]);
  if (units.size > 1) {
    const at = head.columns.get('priorAmount') ?? 1;
    reader.report('X11', head.row, at, '金额和上年金额的单位不同。', '请在导出时选用同一单位。');
    return null;
  }
  const [unit = fallback] = units;
  if (unit) return unit;
  const hint = `在列名里写明，例如“金额（万元）”，或用 --unit ${AMOUNT_UNITS.join(' / ')} 指明。`;
  reader.report('X11', head.row, head.columns.get('amount') ?? 1, '看不出金额的单位是元还是万元。', hint);
  return null;
}

function isComplete(reader: CellReader, { columns, row, unitName, unused }: ExportHead): boolean {
  const hasFunction = columns.has('functionCode') || columns.has('functionItem');
  const missing = [
    hasFunction ? [] : '功能科目编码',
    columns.has('economicCode') ? [] : '经济科目编码',
    columns.has('amount') ? [] : '金额',
    columns.has('unitName') || unitName !== null ? [] : '单位名称',
  ].flat();
  if (missing.length === 0) return true;
  const others = unused.length === 0 ? '' : `没有认出的列：${unused.join('、')}。`;
  const hint = `核对列名；${others}本系统的列名可以补写到 data/import/aliases.yaml。`;
  reader.report('X02', row, 1, `缺少列：${missing.join('、')}。`, hint);
  return false;
}

function split(lines: readonly ExportLine[], unit: AmountUnit, hasPrior: boolean): ExportedLedger[] {
  const byUnit = new Map<string, ExportLine[]>();
  for (const line of lines) {
    const key = unitKey(line.unitName);
    const own = byUnit.get(key);
    if (own) own.push(line);
    else byUnit.set(key, [line]);
  }
  const budget = (own: readonly ExportLine[], column: 'amount' | 'priorAmount'): BudgetLine[] =>
    own.flatMap(({ unitName, row, amount, priorAmount, ...key }) => {
      const value = column === 'amount' ? amount : priorAmount;
      return value === null ? [] : [{ ...key, amount: value.toFixed() }];
    });
  return [...byUnit.values()].map((own) => ({
    unitName: own[0]!.unitName,
    unit,
    current: budget(own, 'amount'),
    prior: hasPrior ? budget(own, 'priorAmount') : null,
  }));
}

/** Everything that a line of a ledger says, in a fixed order. */
function identityOf(line: BudgetLine): string {
  return JSON.stringify(Object.entries(line).sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Ledgers of a unit that is spread over several sheets, together. */
function joined(ledgers: readonly ExportedLedger[]): ExportedLedger[] {
  const byUnit = new Map<string, ExportedLedger>();
  for (const ledger of ledgers) {
    const key = `${unitKey(ledger.unitName)}\n${ledger.unit}`;
    const earlier = byUnit.get(key);
    byUnit.set(
      key,
      earlier
        ? {
            ...earlier,
            current: [...earlier.current, ...ledger.current],
            prior: earlier.prior || ledger.prior ? [...(earlier.prior ?? []), ...(ledger.prior ?? [])] : null,
          }
        : ledger,
    );
  }
  return [...byUnit.values()];
}

/** The sheet with the content of vertically merged cells repeated downwards: 单位名称 written once for its lines. */
function unmerged(sheet: Sheet): Sheet {
  const fills = new Map<number, Map<number, number>>();
  for (const range of sheet.merges) {
    const [first, last] = range.split(':').map(parseAddress);
    if (!first || !last || first.column !== last.column) continue;
    for (let row = first.row + 1; row <= last.row; row += 1) {
      const columns = fills.get(row) ?? new Map<number, number>();
      fills.set(row, columns.set(first.column, first.row));
    }
  }
  if (fills.size === 0) return sheet;
  const byNumber = new Map(sheet.rows.map((row) => [row.number, row]));
  const rows = sheet.rows.map((row): Row => {
    const columns = fills.get(row.number);
    if (!columns) return row;
    const cells = new Map(row.cells);
    for (const [column, source] of columns) {
      const cell = byNumber.get(source)?.cells.get(column);
      if (cell && !cells.has(column)) cells.set(column, cell);
    }
    return { number: row.number, cells };
  });
  return { ...sheet, rows };
}
