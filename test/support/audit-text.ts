import { auditDocument } from '../../src/audit/audit-document.ts';
import { profileOf } from '../../src/audit/form-profile.ts';
import type { Document } from '../../src/document/tree.ts';
import { openForeign } from '../../src/foreign/open-foreign.ts';
import { loadCheckWords } from '../../src/lists/read-check-words.ts';
import { loadClassification } from '../../src/lists/read-classification.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Pack } from '../../src/pack/pack.ts';
import { CLASSIFICATION_FOLDER } from './folders.ts';

const words = loadCheckWords();
const YEARS = [2025, 2026];

/** What the audit finds in a document of others. */
export async function audit(
  document: Document,
  more: { readonly lastYear?: Document; readonly approved?: string; readonly pack?: Pack } = {},
): Promise<Finding[]> {
  const [year, month, day] = (more.approved ?? '').split('-').map(Number);
  return auditDocument({
    document,
    file: 'a.txt',
    words: await words,
    classificationOf: async (known) =>
      YEARS.includes(known) ? loadClassification(CLASSIFICATION_FOLDER, String(known)) : null,
    lastYear: more.lastYear ?? null,
    profileFor: more.pack ? (level) => profileOf(more.pack!, level) : null,
    approved: more.approved === undefined ? null : { year: year!, month: month!, day: day! },
  });
}

/** The same of a text. */
export async function auditText(text: string): Promise<Finding[]> {
  const { value } = await openForeign(Buffer.from(text), 'a.txt');
  return audit(value!);
}

/** Findings that say that something is wrong, each with its code. */
export function faultsOf(findings: readonly Finding[]): string[] {
  return findings
    .filter(({ severity }) => severity !== 'note')
    .map(({ code, message }) => `${code} ${message}`);
}
