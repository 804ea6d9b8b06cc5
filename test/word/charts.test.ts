import { beforeAll, expect, test } from '@jest/globals';
import { unzipSync } from 'fflate';
import { alternativeOf, printedChart } from '../../src/document/chart-rows.ts';
import { readDocument } from '../../src/document/read-document.ts';
import { everyBlock } from '../../src/document/tree.ts';
import type { Report } from '../../src/render/report.ts';
import { redline } from '../../src/review/redline.ts';
import { planDocument } from '../../src/word/plan-document.ts';
import { writeWord } from '../../src/word/write-word.ts';
import { produceVariant } from '../support/variant.ts';
import { wordTextFaults, wordXmlFaults } from '../support/word-faults.ts';

const WITH_CHARTS = ['amounts: 万元', 'amounts: 万元\noptions: { charts: 印 }'] as const;

let report: Report;
let bytes: Uint8Array;
let parts: ReadonlyMap<string, string>;

const partsOf = (file: Uint8Array) =>
  new Map(Object.entries(unzipSync(file)).map(([name, part]) => [name, Buffer.from(part).toString('utf8')]));

beforeAll(async () => {
  report = (await produceVariant('data/kuerle.yaml', WITH_CHARTS)).report!;
  bytes = writeWord(planDocument(report));
  parts = partsOf(bytes);
});

test('every chart is a part of its own, with the figures of its table and a name that says them', () => {
  const charts = [...everyBlock(readDocument(report.html).blocks)].flatMap((block) =>
    block.kind === 'chart' ? [printedChart(block)] : [],
  );
  expect(charts).toHaveLength(3);
  const main = parts.get('word/document.xml')!;
  for (const [index, chart] of charts.entries()) {
    const xml = parts.get(`word/charts/chart${index + 1}.xml`)!;
    const values = [...xml.matchAll(/<c:numLit>(.*?)<\/c:numLit>/gs)].map(([, list]) =>
      [...list!.matchAll(/<c:v>(.*?)<\/c:v>/g)].map(([, value]) => value),
    );
    expect(values).toEqual(chart.series.map((_, series) => chart.rows.map(({ amounts }) => amounts[series])));
    for (const { label } of chart.rows) expect(xml).toContain(`<c:v>${label}`);
    expect(main).toContain(`descr="${alternativeOf(chart)}"`);
    expect(main).toContain(`r:id="rIdChart${index + 1}"`);
    expect(parts.get('[Content_Types].xml')).toContain(`/word/charts/chart${index + 1}.xml`);
  }
});

test('the document is sound, and its words are those of the report', async () => {
  expect(wordXmlFaults(bytes)).toEqual([]);
  expect(await wordTextFaults(report.html, bytes)).toEqual([]);
});

test('in a redline a chart that changed goes, and the new one comes', async () => {
  const other = (await produceVariant('data/kuerle.yaml', WITH_CHARTS, ['30113: 25.23', '30113: 26.23']))
    .report!;
  const marked = partsOf(writeWord(redline(planDocument(report), planDocument(other))));
  const main = marked.get('word/document.xml')!;
  expect(main.match(/<w:del [^>]*><w:r><w:drawing>/g)).toHaveLength(3);
  expect(main.match(/<w:ins [^>]*><w:r><w:drawing>/g)).toHaveLength(3);
  expect([...marked.keys()].filter((name) => name.startsWith('word/charts/'))).toHaveLength(6);
});
