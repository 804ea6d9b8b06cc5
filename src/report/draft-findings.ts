import type { JudgedPart } from '../books/workbook-draft.ts';
import { ruleOf } from '../check/registry.ts';
import { PLACEHOLDER } from '../kinds/mend-file.ts';
import type { Finding } from '../model/finding.ts';
import type { DataPath } from '../model/locator.ts';

/**
 * Of all that is found in a draft what is so whatever stands in the cells that could not be read: what led to the draft
 * (`known`), and of the rest what is about other cells. Where a sheet or a line of the ledger could not be read, no figure
 * means anything, and only what the texts alone say is kept; a note (`R14`) says that the figures were not judged.
 */
export function asFarAsJudged(
  findings: readonly Finding[],
  known: readonly Finding[],
  { spoiled, places, isWhole, brokenLists }: JudgedPart,
): Finding[] {
  const kept = findings.filter((finding) => {
    if (known.some((one) => one.code === finding.code && one.message === finding.message)) return true;
    const { subject, position, message, hint, code } = finding;
    if (`${message}${hint}`.includes(PLACEHOLDER) || places.has(position?.place ?? '')) return false;
    if (subject?.path && spoiled.some((at) => isWithin(subject.path!, at))) return false;
    const isOfBrokenList = brokenLists.some((sheet) => position?.place?.startsWith(`${sheet}!`));
    return (
      (isWhole && !isOfBrokenList) || (ruleOf(code)?.needs ?? ['data']).every((need) => need === 'texts')
    );
  });
  if (isWhole) return kept;
  const note: Finding = {
    code: 'R14',
    severity: 'note',
    message: '工作簿没有全部读出，与金额有关的检查没有做。',
    hint: '改正列出的错误后再查一次。',
    position: null,
  };
  return [...kept, note];
}

function isWithin(path: DataPath, above: DataPath): boolean {
  return above.every((step, index) => step === path[index]);
}
