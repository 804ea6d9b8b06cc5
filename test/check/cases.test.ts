import { describe, expect, test } from '@jest/globals';
import { RULES } from '../../src/check/registry.ts';
import { speakOfSheets } from '../../src/form/speak-of-sheets.ts';
import type { Finding } from '../../src/model/finding.ts';
import { CASES, lineOf, produceMutated } from '../support/check-cases.ts';

/*
 * Every implemented code is shown on the clean demo unit, spoiled in one place: exactly that code is found, at
 * the right line, naming the figures; and changes that look alike find nothing.
 */

const checked = RULES.filter(({ verdict }) => verdict.kind === 'checked').map(({ code }) => code);

/** What only shows while many files are worked on; test/batch/same-state.test.ts. */
const OF_BATCHES = ['H19'];

/** No workbook has them. */
const WITHOUT_CELL = ['counterparts', 'subsidyDown', 'remittedUp'];

/** What a remedy would still call by its path for who fills in a workbook. */
function pathsLeft(findings: readonly Finding[], isDepartment: boolean): string[] {
  const hints = findings.map((finding) => speakOfSheets(finding, isDepartment ? 'department' : 'unit').hint);
  const words = hints.flatMap(
    (hint) => hint.match(/(?<![-./\w])[a-z][A-Za-z]{2,}(?:\.[\w]+)*(?![-/\w.])/g) ?? [],
  );
  return words.filter((word) => !WITHOUT_CELL.includes(word) && !/\.ya?ml$/.test(word) && word !== 'change');
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
    if (!/^demo-/.test(each.unit ?? '')) expect(pathsLeft(left, each.unit === 'department')).toEqual([]);
  });

  test.each(near.map((each) => [each.what, each] as const))('no finding: %s', async (_, each) => {
    const { findings } = await produceMutated(each);
    expect(findings).toEqual([]);
  });
});
