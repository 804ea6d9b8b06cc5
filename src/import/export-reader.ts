import { addAll } from '../model/add-all.ts';
import { type Finding, hasErrors, type Outcome } from '../model/finding.ts';
import { unitKey } from '../model/unit-name.ts';
import type { Sheet, Workbook } from '../ooxml/cell.ts';
import { CellReader } from '../ooxml/cell-reader.ts';
import { findExportHead } from './export-head.ts';
import { hiddenLines, shownSum } from './export-hidden.ts';
import { type ExportedLedger, type ExportOptions, readExportSheet } from './export-sheet.ts';
import { convertLines } from './ledger-budget.ts';
import { unmerged } from './merged-cells.ts';
import { type Likeness, repeatedLedgers, type SheetLedger } from './repeated-ledgers.ts';

export type { ExportedLedger, ExportOptions } from './export-sheet.ts';

/**
 * The ledgers in the export of a budget system, unit by unit. Every cell that cannot be taken is named and every total
 * row compared with its lines; the value is null when there is an error, so that nothing is taken by halves. What a
 * reader does not see is not taken: a hidden sheet is left out and told (`R13`), hidden rows are refused.
 */
export function readExport(
  workbook: Workbook,
  file: string,
  options: ExportOptions,
): Outcome<ExportedLedger[]> {
  const findings: Finding[] = [];
  const found: SheetLedger[] = [];
  let tables = 0;
  for (const sheet of workbook.sheets) {
    if (sheet.rows.length === 0) continue;
    const reader = new CellReader(file, unmerged(sheet), workbook.is1904);
    const head = findExportHead(reader, options.aliases);
    if (!head) continue;
    if (sheet.isHidden) {
      const { rows, sum } = hiddenLines(reader, head, options.aliases, () => true);
      if (rows.length > 0) {
        const unit = head.units.get('amount') ?? options.unit ?? '';
        const message = `工作表“${sheet.name}”是隐藏的，其中 ${rows.length} 行明细（金额合计 ${shownSum(sum)}${unit === '' ? '' : ` ${unit}`}）没有读入。`;
        reader.report('R13', head.row, 1, message, '需要读入的，请取消隐藏后再导入。', 'warning');
      }
    } else {
      tables += 1;
      const own = readExportSheet(reader, head, options);
      addAll(
        found,
        own.map((ledger) => ({ sheet: sheet.name, ledger })),
      );
      addAll(reader.findings, reader.notes());
    }
    addAll(findings, reader.findings);
  }
  addAll(findings, repetitions(found, workbook.sheets, file));
  if (tables === 0) {
    const message =
      '没有找到预算明细表：没有一行能认作表头（至少要有功能科目编码、经济科目编码、金额等列名）。';
    const hint = '核对列名；本系统的列名可以补写到 data/import/aliases.yaml。';
    const position = { file, line: 1, column: 1, place: '' };
    findings.push({ code: 'R02', severity: 'error', message, hint, position });
  }
  return { value: hasErrors(findings) ? null : joined(found.map(({ ledger }) => ledger)), findings };
}

const REPETITIONS = {
  same: ['完全相同，金额会重复计算', 'error'],
  near: ['大多相同，金额会重复计算', 'error'],
  draft: ['列的多是同样的科目和项目，只是金额不同，已经相加', 'warning'],
} as const satisfies Record<Likeness, readonly [string, Finding['severity']]>;

function repetitions(found: readonly SheetLedger[], sheets: readonly Sheet[], file: string): Finding[] {
  return repeatedLedgers(found).map(({ first, second, likeness }) => {
    const [words, severity] = REPETITIONS[likeness];
    const line = sheets.find(({ name }) => name === second.sheet)?.rows[0]?.number ?? 1;
    return {
      code: 'R10',
      severity,
      message: `“${second.ledger.unitName}”的明细在工作表“${first.sheet}”和“${second.sheet}”中${words}。`,
      hint:
        severity === 'error'
          ? '请删去复制出来的工作表再导入；如果两张表是不同的资金，请加“资金来源”一列写明。'
          : '如果是同一份预算的两稿，请删去旧稿，再导入。',
      position: { file, line, column: 1, place: `${second.sheet}!A${line}` },
    };
  });
}

/** Ledgers of a unit that is spread over several sheets, together, in the unit of amounts of the first. */
function joined(ledgers: readonly ExportedLedger[]): ExportedLedger[] {
  const byUnit = new Map<string, ExportedLedger>();
  for (const ledger of ledgers) {
    const key = unitKey(ledger.unitName);
    const earlier = byUnit.get(key);
    const { unit } = earlier ?? ledger;
    const same = (lines: ExportedLedger['current']) => convertLines(lines, ledger.unit, unit);
    byUnit.set(
      key,
      earlier
        ? {
            ...earlier,
            department: earlier.department ?? ledger.department,
            current: [...earlier.current, ...same(ledger.current)],
            prior:
              earlier.prior || ledger.prior ? [...(earlier.prior ?? []), ...same(ledger.prior ?? [])] : null,
          }
        : ledger,
    );
  }
  return [...byUnit.values()];
}
