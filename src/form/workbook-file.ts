import { readFile, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Finding, Outcome } from '../model/finding.ts';
import type { Workbook } from '../ooxml/cell.ts';
import { readWorkbook } from '../ooxml/read-workbook.ts';
import { Refusal, refusalFinding } from '../ooxml/refusal.ts';
import type { UnitWorkbook, WorkbookDraft } from './unit-reader.ts';

/** A hundred times what a full workbook of one unit takes, twenty times a ledger of 50,000 lines. */
const MAX_BYTES = 50_000_000;

export const WORKBOOK_EXTENSION = '.xlsx';

export function isWorkbookFile(path: string): boolean {
  return extname(path).toLowerCase() === WORKBOOK_EXTENSION;
}

/** Reads an `.xlsx` file; `R01` when it cannot or must not be read. `label` is the path as findings show it. */
export async function readWorkbookFile(path: string, label: string): Promise<Outcome<Workbook>> {
  try {
    const { size } = await stat(path);
    if (size > MAX_BYTES)
      return refused(new Refusal('tooLarge', `${Math.round(size / 1_000_000)} MB`), label);
    return await readWorkbook(await readFile(path), label);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === undefined) throw error;
    return refused(new Refusal('unreadable', code), label);
  }
}

/** A workbook file as read; `draft` is what could be read of it, null where it is none to fill in. */
export interface WorkbookReading extends Outcome<UnitWorkbook> {
  readonly draft: WorkbookDraft | null;
}

/** Reads a filled-in workbook as the data of a unit file, not yet checked. */
export async function readUnitWorkbookFile(path: string, label: string): Promise<WorkbookReading> {
  const { value: workbook, findings } = await readWorkbookFile(path, label);
  if (!workbook) return { value: null, findings, draft: null };
  // Most files are no workbooks, and what a form asks is made from the schemas.
  const { isUnitWorkbook, readUnitWorkbook } = await import('./unit-reader.ts');
  if (!isUnitWorkbook(workbook)) return refused(new Refusal('notUnitWorkbook'), label);
  const read = readUnitWorkbook(workbook, label);
  return { ...read, findings: [...findings, ...read.findings] };
}

function refused(refusal: Refusal, label: string): { value: null; findings: Finding[]; draft: null } {
  return { value: null, draft: null, findings: [refusalFinding(refusal, label)] };
}
