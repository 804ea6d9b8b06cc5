import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { SOURCE_FOLDER, sourceFiles } from './support/folders.ts';
import { withoutComments } from './support/imports.ts';

/*
 * A call takes its arguments on the stack: a list of some hundred thousand entries, spread into it, breaks the program.
 * What grows with the data is added with `addAll`; the places below spread lists of the program or of one template pack.
 */
const BOUNDED: readonly string[] = [
  'check/rules-page.ts',
  'cli/check-summary.ts',
  'document/read-text.ts',
  'document/text.ts',
  'figures/grid-head.ts',
  'figures/grid.ts',
  'form/lists-sheet.ts',
  'kinds/budget-lines.ts',
  'print/browser-binary.ts',
  'print/print-numbered.ts',
  'print/process-memory.ts',
  'render/table-plan.ts',
  'review/diff-html.ts',
  'samples/sample-ledger.ts',
  'source/schema-findings.ts',
  'write/publication-sheets.ts',
];

const SPREAD =
  /\.(?:push|unshift)\(\s*\.\.\.|Math\.(?:max|min)\(\s*\.\.\.|String\.from(?:CharCode|CodePoint)\(\s*\.\.\./;

test('no list that grows with the data is spread into a call', () => {
  const found = sourceFiles().filter((file) =>
    SPREAD.test(withoutComments(readFileSync(join(SOURCE_FOLDER, file), 'utf8'))),
  );
  expect(found.filter((file) => !BOUNDED.includes(file))).toEqual([]);
});
