import { strToU8, unzipSync, zipSync } from 'fflate';
import type { PlanCell } from '../../src/ooxml/sheet-plan.ts';
import { writeWorkbook } from '../../src/ooxml/write-workbook.ts';

/** A cell of a test table: a text, a number as `{ n: '12.5' }`, or nothing. */
export type TestCell = string | { readonly n: string } | null;

/** An `.xlsx` file of one sheet, row by row. */
export function tableFile(
  rows: readonly (readonly TestCell[])[],
  options: { readonly merges?: readonly string[]; readonly name?: string } = {},
): Buffer {
  const cells = rows.map((row) => row.map(planCell));
  const sheet = { name: options.name ?? 'Sheet1', columns: [], rows: cells, merges: options.merges ?? [] };
  return Buffer.from(writeWorkbook({ title: '', author: '', sheets: [sheet] }));
}

function planCell(cell: TestCell): PlanCell | null {
  if (cell === null) return null;
  return typeof cell === 'string' ? { value: cell, style: {} } : { value: cell.n, isNumber: true, style: {} };
}

/** An `.xlsx` file with parts replaced, added, or (null) removed; names as in the package. */
export function withParts(file: Uint8Array, parts: Readonly<Record<string, string | null>>): Buffer {
  const entries = new Map(Object.entries(unzipSync(file)));
  for (const [name, text] of Object.entries(parts)) {
    if (text === null) entries.delete(name);
    else entries.set(name, strToU8(text));
  }
  return Buffer.from(zipSync(Object.fromEntries(entries)));
}

/** The text of one part of an `.xlsx` file. */
export function partOf(file: Uint8Array, name: string): string {
  const bytes = unzipSync(file)[name];
  if (!bytes) throw new Error(`no part ${name}`);
  return Buffer.from(bytes).toString('utf8');
}

/** An `.xlsx` file of one sheet with that XML as its rows. */
export function sheetDataFile(sheetData: string): Buffer {
  const file = tableFile([['']]);
  const sheet = partOf(file, 'xl/worksheets/sheet1.xml');
  const changed = sheet.replace(/<sheetData>.*<\/sheetData>/s, () => `<sheetData>${sheetData}</sheetData>`);
  return withParts(file, { 'xl/worksheets/sheet1.xml': changed });
}
