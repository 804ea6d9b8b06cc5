import { join } from 'node:path';
import { produceReviewCopy, type ReviewProduction } from '../../src/report/review-copy.ts';
import { readText } from '../../src/source/read-text.ts';
import { ROOT_FOLDER } from './folders.ts';
import { packs } from './repository-packs.ts';

/** A replacement in a data file: what must be there, and what stands in its place. */
export type Edit = readonly [find: string, replace: string];

/** A unit file of the repository produced with some of its words replaced; the files are left alone. */
export async function produceVariant(file: string, ...edits: readonly Edit[]): Promise<ReviewProduction> {
  const left = new Set(edits);
  const production = await produceReviewCopy(join(ROOT_FOLDER, file), file, packs, async (path, label) => {
    const outcome = await readText(path, label);
    if (!outcome.value) return outcome;
    let { text } = outcome.value;
    for (const edit of edits) {
      if (!text.includes(edit[0])) continue;
      text = text.replace(edit[0], () => edit[1]);
      left.delete(edit);
    }
    return { ...outcome, value: { ...outcome.value, text } };
  });
  if (left.size > 0) throw new Error(`not found in ${file}: ${[...left].map(([find]) => find).join(', ')}`);
  return production;
}

/** Its text. Throws when it does not render. */
export async function textOfVariant(file: string, ...edits: readonly Edit[]): Promise<string> {
  const { report, findings } = await produceVariant(file, ...edits);
  if (!report) throw new Error(findings.map(({ message }) => message).join('\n'));
  return report.text;
}
