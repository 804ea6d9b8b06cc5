import { describe, expect, test } from '@jest/globals';
import { RULES } from '../../src/check/registry.ts';
import { NO_KEY_NAMES } from '../../src/form/key-names.ts';
import { speakOfSheets } from '../../src/form/speak-of-sheets.ts';
import type { FormOf } from '../../src/kinds/form-of.ts';
import type { Finding } from '../../src/model/finding.ts';
import { CASES, lineOf, produceMutated } from '../support/check-cases.ts';
import { wordsOfFile } from '../support/finding-text.ts';

/*
 * Every implemented code is shown on the clean demo unit, spoiled in one place: exactly that code is found, at
 * the right line, naming the figures; and changes that look alike find nothing.
 */

const checked = RULES.filter(({ verdict }) => verdict.kind === 'checked').map(({ code }) => code);

/** What only shows while many files are worked on; test/batch/same-state.test.ts. */
const OF_BATCHES = ['H19'];

/** Whose workbook a file of the cases would be. */
const formOf = (file: string): FormOf =>
  /final/.test(file) ? 'final' : file === 'department.yaml' ? 'department' : 'unit';

/** What who fills in a workbook would still be told in the words of the unit file. */
function wordsOfFiles(findings: readonly Finding[]): string[] {
  return findings.flatMap((finding) => {
    const { message, hint } = speakOfSheets(finding, {
      of: formOf(finding.position?.file ?? ''),
      names: NO_KEY_NAMES,
    });
    return wordsOfFile(message + hint);
  });
}

test('every implemented code has a spoiled case and a near miss', () => {
  const shown = CASES.filter(({ spoiled, near }) => spoiled?.length > 0 && near?.length > 0);
  expect(shown.map(({ code }) => code)).toEqual(
    checked.filter((code) => !OF_BATCHES.includes(code)).toSorted(),
  );
});

test.each(['2024', '2025', 'department'])('the clean demo unit of %s has no finding at all', async (unit) => {
  const { findings, report } = await produceMutated({ unit, edits: [] });
  expect(findings).toEqual([]);
  expect(report).not.toBeNull();
});

describe.each(CASES)('$code', ({ code, spoiled, near }) => {
  test.each(spoiled.map((each) => [each.what, each] as const))('found: %s', async (_, each) => {
    const { findings, files } = await produceMutated(each);
    const ignored = each.ignores ?? [];
    const left = findings.filter((finding) => !ignored.includes(finding.code));
    expect([...new Set(left.map((finding) => finding.code))]).toEqual([code]);
    const file = each.in ?? `${each.unit ?? '2025'}.yaml`;
    const line = lineOf(each, files);
    const here = left.filter(({ position }) => position?.file === file && position.line === line);
    expect(left.map(({ position }) => `${position?.file}:${position?.line}`)).toContain(`${file}:${line}`);
    const [finding] = here;
    for (const figure of each.says) expect(finding!.message + finding!.hint).toContain(figure);
    if (each.severity !== undefined) expect(finding!.severity).toBe(each.severity);
    expect(finding!.hint).not.toBe('');
    expect(wordsOfFiles(findings)).toEqual([]);
  });

  test.each(near.map((each) => [each.what, each] as const))('no finding: %s', async (_, each) => {
    const { findings } = await produceMutated(each);
    expect(findings).toEqual([]);
  });
});
