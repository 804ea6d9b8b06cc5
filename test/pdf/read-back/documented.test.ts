import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { CLAUSES } from '../../../src/pdf/read-back/clauses.ts';
import { ROOT } from '../../support/sample.ts';

test('every clause stands in the documentation with its words and its source', () => {
  const text = readFileSync(join(ROOT, 'docs', 'pdf.md'), 'utf8');
  const rows = CLAUSES.map(({ id, words, source }) => `| ${id} | ${words} | ${source} |`);
  expect(rows.filter((row) => !text.includes(row))).toEqual([]);
});
