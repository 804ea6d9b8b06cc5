import { loadUnit } from '../books/load-unit.ts';
import { isWorkbookFile } from '../form/workbook-file.ts';
import { readExistingUnit } from '../import/existing-unit.ts';
import { addAll } from '../model/add-all.ts';
import { errorFinding } from '../model/error-finding.ts';
import { type Finding, hasErrors, type Outcome } from '../model/finding.ts';
import type { PackStore } from '../report/packs.ts';
import { missingReasons, withEmptyReasons } from './empty-reasons.ts';

/** A unit file with the lines of the reasons that it lacks. */
export interface FilledReasons {
  readonly text: string;
  /** How many reasons are to be written. */
  readonly count: number;
  readonly isChanged: boolean;
}

/**
 * The text of a unit file with an empty line for each reason that its figures demand. No value where the figures cannot
 * be known yet; the findings say why. `L68` a workbook, which has no lines of text.
 */
export async function fillReasons(
  { path, label }: { readonly path: string; readonly label: string },
  packs: PackStore,
): Promise<Outcome<FilledReasons>> {
  if (isWorkbookFile(path)) {
    const hint = '先读入成单位文件：npm run import；或直接在工作簿的“增减原因”表中填写。';
    return { value: null, findings: [errorFinding('L68', `${label} 是工作簿，不能补列原因。`, hint)] };
  }
  const { value: loaded, findings } = await loadUnit(path, label, packs);
  if (!loaded) return { value: null, findings };
  const existing = await readExistingUnit(path, label);
  const found: Finding[] = [];
  addAll(found, existing.findings);
  if (!existing.value || hasErrors(found)) return { value: null, findings: found };
  const missing = missingReasons(loaded);
  const { text, tree } = existing.value;
  const filled = withEmptyReasons(text, tree, missing);
  return { value: { text: filled, count: missing.length, isChanged: filled !== text }, findings: [] };
}
