import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { readReportText } from '../../src/document/read-text.ts';
import { documentText } from '../../src/document/text.ts';
import { readPdf } from '../../src/foreign/read-pdf.ts';
import { compareReports } from '../../src/review/compare.ts';
import { changesOf } from '../../src/review/report-diff.ts';
import { fromPdf } from '../../src/review/report-source.ts';
import { ROOT_FOLDER } from '../support/folders.ts';
import { produce } from '../support/sample.ts';

test('tables of a PDF without tags are matched by title, row and column', async () => {
  const { value } = await readPdf(
    readFileSync(join(ROOT_FOLDER, 'test/fixtures/foreign/untagged-putuo.pdf')),
    'a.pdf',
  );
  const { report } = await produce('data/putuo-commerce.yaml');
  const changes = (text: string) =>
    changesOf(compareReports(fromPdf(value!), readReportText(text), 'tables').diff);
  expect(changes(report!.text)).toEqual(changes(documentText(value!)));
  // The same figure in another column is another cell.
  const row = '201\t13\t02\t一般行政管理事务\t4,545,000.00\t\t4,545,000.00';
  expect(report!.text).toContain(row);
  expect(changes(report!.text)).not.toEqual(
    changes(report!.text.replace(row, row.replace('\t\t', '\t').replace(/$/, '\t'))),
  );
});
