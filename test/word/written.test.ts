import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Report } from '../../src/render/report.ts';
import { planDocument } from '../../src/word/plan-document.ts';
import { writeWord } from '../../src/word/write-word.ts';
import { produceInvented } from '../support/every-report.ts';
import { produce } from '../support/sample.ts';
import { wordTextFaults, wordXmlFaults } from '../support/word-faults.ts';
import { orderFaults } from '../support/word-order.ts';

const SAMPLES = [
  'data/kuerle.yaml',
  'data/putuo-commerce.yaml',
  'data/demo/2025.yaml',
  'data/demo/2024.yaml',
  'data/demo/education/department.yaml',
  'data/finals/demo-final-2025.yaml',
];
/** Some of those that `npm run check:word` looks at. */
const INVENTED = [1, 2];

async function reportOf(name: string | number): Promise<Report> {
  const { report } = await (typeof name === 'number' ? produceInvented(20, name) : produce(name));
  return report!;
}

describe.each([...SAMPLES, ...INVENTED])('%s', (name) => {
  let report: Report;
  let bytes: Uint8Array;

  beforeAll(async () => {
    report = await reportOf(name);
    bytes = writeWord(planDocument(report));
  });

  test('another program reads the words of the report, paragraph by paragraph and cell by cell', async () => {
    expect(await wordTextFaults(report.html, bytes)).toEqual([]);
  });

  test('the same bytes again', () => {
    expect(Buffer.from(writeWord(planDocument(report))).equals(Buffer.from(bytes))).toBe(true);
  });

  test('every part keeps the order of the schema, every id stands once, every table is a full grid', () => {
    expect(wordXmlFaults(bytes)).toEqual([]);
  });
});

test('a document of another report is told by its first row and paragraph', async () => {
  const [one, other] = await Promise.all([reportOf(1), reportOf(2)]);
  const faults = await wordTextFaults(one.html, writeWord(planDocument(other)));
  expect(faults.map((fault) => fault.split(' ')[0])).toEqual(expect.arrayContaining(['row', 'paragraph']));
});

test('the checker of the order sees what Word refuses', () => {
  expect(orderFaults('<w:p><w:r><w:t>文</w:t></w:r><w:pPr/></w:p>')).toHaveLength(1);
  expect(orderFaults('<w:pPr><w:jc w:val="left"/><w:spacing w:line="1"/></w:pPr>')).toHaveLength(1);
  expect(orderFaults('<w:rPr><w:sz w:val="1"/><w:b/></w:rPr>')).toHaveLength(1);
  expect(orderFaults('<w:p><w:bookmarkStart w:id="1"/><w:ins w:id="1"/></w:p>')).toHaveLength(1);
  expect(orderFaults('<w:p><w:pPr><w:jc w:val="left"/></w:pPr><w:r><w:t>文</w:t></w:r></w:p>')).toEqual([]);
});
