import { join } from 'node:path';
import { type ExportedLedger, readExport } from '../../src/import/export-reader.ts';
import { loadImportAliases } from '../../src/lists/read-import-aliases.ts';
import type { AmountUnit } from '../../src/model/money.ts';
import type { Workbook } from '../../src/ooxml/cell.ts';
import { readWorkbook } from '../../src/ooxml/read-workbook.ts';
import { DATA_FOLDER } from './folders.ts';
import type { TestCell } from './workbooks.ts';

const aliases = (await loadImportAliases(join(DATA_FOLDER, 'import', 'aliases.yaml'), 'aliases')).value!;

/** A number in a test table. */
export const n = (text: string): TestCell => ({ n: text });

/** The usual headings of an export. */
export const HEAD = [
  '单位名称',
  '支出功能分类科目编码',
  '部门经济分类科目编码',
  '支出类型',
  '项目名称',
  '资金性质',
  '预算数（元）',
];

/** The workbook in a file. */
export async function workbookOf(file: Buffer): Promise<Workbook> {
  return (await readWorkbook(file, '导出.xlsx')).value!;
}

/** What an import takes from an export, as texts, and what it says of it. */
export async function readExportFile(file: Buffer, unit: AmountUnit | null = null) {
  return readExportOf(await workbookOf(file), unit);
}

/** {@link readExportFile} of a workbook in memory. */
export function readExportOf(workbook: Workbook, unit: AmountUnit | null = null) {
  const { value, findings } = readExport(workbook, '导出.xlsx', { aliases, unit });
  return {
    units: value?.map(shown) ?? null,
    findings: findings.map(
      ({ code, severity, message, position }) => `${code} ${severity} ${position?.place} ${message}`,
    ),
  };
}

/** `某中心 元: 2010350 30101 basic - 一般公共预算 229740` */
function shown({ unitName, unit, current, prior }: ExportedLedger): string[] {
  const lines = (list: ExportedLedger['current'], mark: string): string[] =>
    list.map(({ functionCode, economicCode, kind, project, fund, carriedOver, amount }) =>
      [
        mark,
        functionCode,
        economicCode ?? '-',
        kind,
        project ?? '-',
        fund + (carriedOver ? '结转' : ''),
        amount,
      ].join(' '),
    );
  return [`${unitName} ${unit}`, ...lines(current, '本年'), ...lines(prior ?? [], '上年')];
}
