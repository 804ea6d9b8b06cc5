import { documentText } from '../document/text.ts';
import type { Report } from '../render/report.ts';

/**
 * A Word document of a report in which every change against an earlier text is tracked. It is read back before it is
 * given: accepted it says what the report says, rejected what the earlier text says, line by line; null where it would
 * not (the head of a table that has changed, a caption).
 */
export async function textRedline(report: Report, earlier: string): Promise<Uint8Array | null> {
  const { planDocument } = await import('../word/plan-document.ts');
  const { readWord } = await import('../word/read-word.ts');
  const { writeWord } = await import('../word/write-word.ts');
  const { earlierPlan } = await import('./earlier-plan.ts');
  const { redline } = await import('./redline.ts');
  const plan = planDocument(report);
  const bytes = writeWord(redline(earlierPlan(plan, report.text, earlier), plan));
  const says = async (changes: 'accept' | 'reject', text: string): Promise<boolean> => {
    const { value } = await readWord(Buffer.from(bytes), '修订.docx', changes);
    return value !== null && filled(documentText(value)) === filled(text);
  };
  return (await says('accept', report.text)) && (await says('reject', earlier)) ? bytes : null;
}

/** Blank lines are white, which Word keeps in its own way. */
function filled(text: string): string {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .join('\n');
}
