import { beforeAll, describe, expect, test } from '@jest/globals';
import { findElements, isElement, lineOf, parseHtml } from '../../src/document/html-tree.ts';
import { openZip } from '../../src/ooxml/zip-reader.ts';
import type { Report } from '../../src/render/report.ts';
import { planDocument } from '../../src/word/plan-document.ts';
import { writeWord } from '../../src/word/write-word.ts';
import { produceInvented } from '../support/every-report.ts';
import { produce } from '../support/sample.ts';
import { orderFaults } from '../support/word-order.ts';
import { reportLines, wordLines } from '../support/word-text.ts';

const SAMPLES = [
  'data/kuerle.yaml',
  'data/putuo-commerce.yaml',
  'data/demo/2025.yaml',
  'data/demo/2024.yaml',
  'data/demo/education/department.yaml',
  'data/finals/demo-final-2025.yaml',
];
const INVENTED = Array.from({ length: 4 }, (_, index) => index + 1);

async function reportOf(name: string | number): Promise<Report> {
  const { report } = await (typeof name === 'number' ? produceInvented(20, name) : produce(name));
  return report!;
}

/** What stands above the tables of a report for everybody to see. */
function visibleCaptions(html: string): string[] {
  return findElements(parseHtml(html).children, 'caption')
    .filter(
      (caption) =>
        !/for-readers/.test(
          JSON.stringify([caption, ...caption.children.filter(isElement)].map(({ attribs }) => attribs)),
        ),
    )
    .map(({ children }) => lineOf(children))
    .filter((text) => text !== '');
}

describe.each([...SAMPLES, ...INVENTED])('%s', (name) => {
  let report: Report;
  let bytes: Uint8Array;

  beforeAll(async () => {
    report = await reportOf(name);
    bytes = writeWord(planDocument(report));
  });

  test('another program reads the words of the report, paragraph by paragraph and cell by cell', async () => {
    const expected = reportLines(report.html);
    const read = await wordLines(bytes);
    const cells = (lines: typeof read) => lines.filter((line) => typeof line !== 'string');
    expect(cells(read)).toEqual(cells(expected));
    const isCaption = (line: (typeof read)[number]) => typeof line === 'string' && line.startsWith('〔');
    const words = expected.filter((line) => typeof line === 'string' && !isCaption(line));
    const above: string[] = [];
    let next = 0;
    for (const line of read) {
      if (typeof line !== 'string') continue;
      if (line === words[next]) next++;
      else above.push(line);
    }
    expect(next).toBe(words.length);
    expect(above.join(' ')).toBe(visibleCaptions(report.html).join(' '));
    // Every table tells its caption to who does not see the page.
    const main = (await partsOf(bytes)).get('word/document.xml')!;
    const told = [...main.matchAll(/<w:tblCaption w:val="([^"]*)"/g)].map(([, text]) => `〔${text}〕`);
    expect(told).toEqual(expected.filter(isCaption));
  });

  test('the same bytes again', () => {
    expect(Buffer.from(writeWord(planDocument(report))).equals(Buffer.from(bytes))).toBe(true);
  });

  test('every part keeps the order of the schema, every id stands once, every table is a full grid', async () => {
    for (const [part, xml] of await partsOf(bytes)) {
      if (part.startsWith('word/') && !part.includes('_rels'))
        expect([part, orderFaults(xml)]).toEqual([part, []]);
      for (const table of xml.match(/<w:tbl>.*?<\/w:tbl>/gs) ?? []) {
        const columns = table.match(/<w:gridCol /g)!.length;
        for (const row of table.match(/<w:tr>.*?<\/w:tr>/gs)!) {
          const spans = row
            .match(/<w:tc>.*?<\/w:tcPr>/gs)!
            .map((cell) => Number(/gridSpan w:val="(\d+)"/.exec(cell)?.[1] ?? 1));
          expect(spans.reduce((sum, span) => sum + span, 0)).toBe(columns);
        }
      }
    }
  });
});

async function partsOf(bytes: Uint8Array): Promise<Map<string, string>> {
  const zip = await openZip(Buffer.from(bytes));
  const parts = new Map<string, string>();
  for (const name of zip.names) {
    let text = '';
    await zip.read(name, (chunk) => {
      text += chunk.toString('latin1');
    });
    parts.set(name, Buffer.from(text, 'latin1').toString('utf8'));
  }
  return parts;
}

test('the checker of the order sees what Word refuses', () => {
  expect(orderFaults('<w:p><w:r><w:t>文</w:t></w:r><w:pPr/></w:p>')).toHaveLength(1);
  expect(orderFaults('<w:pPr><w:jc w:val="left"/><w:spacing w:line="1"/></w:pPr>')).toHaveLength(1);
  expect(orderFaults('<w:rPr><w:sz w:val="1"/><w:b/></w:rPr>')).toHaveLength(1);
  expect(orderFaults('<w:p><w:bookmarkStart w:id="1"/><w:ins w:id="1"/></w:p>')).toHaveLength(1);
  expect(orderFaults('<w:p><w:pPr><w:jc w:val="left"/></w:pPr><w:r><w:t>文</w:t></w:r></w:p>')).toEqual([]);
});
