import type { Outcome } from '../model/finding.ts';
import type { Sheet, Workbook } from './cell.ts';
import { demandZip } from './container.ts';
import { findParts } from './parts.ts';
import { Refusal, refusalFinding } from './refusal.ts';
import { readSharedStrings, readSheet } from './sheet-reader.ts';
import { readStyles } from './styles-reader.ts';
import { openZip, type ZipLimits, type ZipParts } from './zip-reader.ts';

/**
 * The cells of an `.xlsx` file held in memory. `label` is the path as findings show it. A file that is none, is
 * broken, protected by a password, too large, or carries macros, links or connections is refused as a whole
 * (`R01`).
 */
export async function readWorkbook(
  bytes: Buffer,
  label: string,
  limits?: ZipLimits,
): Promise<Outcome<Workbook>> {
  let parts: ZipParts | null = null;
  try {
    demandZip(bytes);
    parts = await openZip(bytes, limits);
    return { value: await readParts(parts), findings: [] };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { value: null, findings: [refusalFinding(error, label)] };
  } finally {
    parts?.close();
  }
}

async function readParts(parts: ZipParts): Promise<Workbook> {
  const found = await findParts(parts);
  const context = {
    strings: await readSharedStrings(parts, found.sharedStrings),
    styles: await readStyles(parts, found.styles),
    cells: 0,
  };
  const sheets: Sheet[] = [];
  for (const { name, isHidden, part } of found.sheets) {
    sheets.push({ name, isHidden, ...(await readSheet(parts, part, context)) });
  }
  return { sheets, is1904: found.is1904 };
}
