import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { printedChart } from '../../src/document/chart-rows.ts';
import { readDocument } from '../../src/document/read-document.ts';
import { everyBlock } from '../../src/document/tree.ts';
import { parseDecimal } from '../../src/model/money.ts';
import { openPrinter, type Printer } from '../../src/print/printer.ts';
import { reportFiles } from '../../src/report/report-files.ts';
import { claimedPdf } from '../support/claim-faults.ts';
import { produceInvented } from '../support/every-report.ts';
import { produceVariant } from '../support/variant.ts';

let printer: Printer;

beforeAll(async () => {
  printer = (await openPrinter({ fonts: 'bundled', timeoutMs: 120_000 })).value!;
});
afterAll(() => printer.close());

/** Where each file says its form, which its choices stand beside. */
const TEMPLATES = {
  'data/kuerle.yaml': 'template: xinjiang-2025',
  'data/demo/2025.yaml': 'template: xinjiang-2025',
  'data/putuo-commerce.yaml': 'template: shanghai-unit-2025',
  'data/finals/demo-final-2025.yaml': 'template: national-final-2025',
  'data/demo/education/department.yaml': 'template: xinjiang-2025',
} as const;

const produced = async (file: keyof typeof TEMPLATES, choices: string) =>
  (await produceVariant(file, [TEMPLATES[file], `${TEMPLATES[file]}\noptions: { ${choices} }`])).report!;

test.each(Object.keys(TEMPLATES) as (keyof typeof TEMPLATES)[])(
  '%s with charts claims what it is, each figure says its table, and its amounts stand in the tables',
  async (file) => {
    const report = await produced(file, 'charts: 印');
    const { alternatives, faults } = await claimedPdf(report, printer);
    expect(faults).toEqual([]);
    expect(alternatives.length).toBeGreaterThanOrEqual(2);
    for (const words of alternatives) expect(report.html).toContain(`aria-label="${words}"`);
    const inTables = new Set(
      report.data.grids.flatMap(({ rows }) =>
        rows.flatMap(({ cells }) =>
          cells.flatMap((cell) =>
            cell.kind === 'figure' ? [cell.figure.amount.div(10_000).toFixed(2)] : [],
          ),
        ),
      ),
    );
    for (const block of everyBlock(readDocument(report.html).blocks)) {
      if (block.kind !== 'chart') continue;
      // What several small ones are together stands in no table.
      const rows = printedChart(block).rows.filter(({ label }) => label !== '其余各项');
      const amounts = rows.map(({ amounts: [now = ''] }) =>
        parseDecimal(now.replaceAll(',', ''))!.toFixed(2),
      );
      expect(amounts.filter((amount) => !inTables.has(amount))).toEqual([]);
    }
  },
);

test('generated units keep their claims with charts and data', async () => {
  for (const number of [1, 2]) {
    const { report } = await produceInvented(47, number, { charts: '印' });
    expect((await claimedPdf(report!, printer)).faults).toEqual([]);
  }
});

test('without the choice nothing of a chart is printed', async () => {
  const report = await produced('data/kuerle.yaml', 'charts: 不印');
  expect(report.html).not.toMatch(/<figure|<svg/);
});

test('a pack may have its PDF carry the data, without a word on the command line', async () => {
  const names = async (choice: string) => {
    const attached: string[] = [];
    const report = await produced('data/kuerle.yaml', `attachedData: ${choice}`);
    await reportFiles(
      report,
      ['pdf'],
      async (_, attachments = []) => {
        for (const { name } of attachments) attached.push(name);
        return { value: new Uint8Array(), findings: [] };
      },
      'kuerle',
    );
    return attached;
  };
  expect(await names('附')).toEqual(expect.arrayContaining(['tables.xlsx', 'datapackage.json']));
  expect(await names('不附')).toEqual([]);
});
