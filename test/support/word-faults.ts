import { unzipSync } from 'fflate';
import { findElements, isElement, lineOf, parseHtml } from '../../src/document/html-tree.ts';
import { orderFaults } from './word-order.ts';
import { reportLines, type WordLine, wordLines } from './word-text.ts';

/**
 * What another program reads otherwise in a Word document than the report says: paragraph by paragraph and cell by cell,
 * what stands above the tables, and the title that each table tells to who sees no page.
 */
export async function wordTextFaults(html: string, bytes: Uint8Array): Promise<string[]> {
  const expected = reportLines(html);
  const read = await wordLines(bytes);
  const faults: string[] = [];
  const compare = (what: string, said: readonly unknown[], wanted: readonly unknown[]): void => {
    const [a, b] = [said, wanted].map((list) => list.map((each) => JSON.stringify(each)));
    const at = b!.findIndex((each, index) => each !== a![index]);
    if (at >= 0 || a!.length !== b!.length)
      faults.push(`${what} ${at}: ${a![at]} for ${b![at]} (${a!.length} of ${b!.length})`);
  };
  const cells = (lines: readonly WordLine[]) => lines.filter((line) => typeof line !== 'string');
  compare('row', cells(read), cells(expected));
  const isCaption = (line: WordLine) => typeof line === 'string' && line.startsWith('〔');
  const words = expected.filter((line) => typeof line === 'string' && !isCaption(line));
  const above: string[] = [];
  let next = 0;
  for (const line of read) {
    if (typeof line !== 'string') continue;
    if (line === words[next]) next++;
    else above.push(line);
  }
  compare('paragraph', words.slice(0, next), words);
  compare('caption', [above.join(' ')], [visibleCaptions(html).join(' ')]);
  const main = partsOf(bytes).get('word/document.xml') ?? '';
  const told = [...main.matchAll(/<w:tblCaption w:val="([^"]*)"/g)].map(([, text]) => `〔${text}〕`);
  compare('title of a table', told, expected.filter(isCaption));
  return faults;
}

/** Elements out of the order of the schema, ids twice, rows that are no full grid. */
export function wordXmlFaults(bytes: Uint8Array): string[] {
  return [...partsOf(bytes)].flatMap(([part, xml]) => {
    if (!part.startsWith('word/') || part.includes('_rels')) return [];
    const rows = (xml.match(/<w:tbl>.*?<\/w:tbl>/gs) ?? []).flatMap((table) => {
      const columns = table.match(/<w:gridCol /g)!.length;
      return table.match(/<w:tr>.*?<\/w:tr>/gs)!.flatMap((row, index) => {
        const spans = row
          .match(/<w:tc>.*?<\/w:tcPr>/gs)!
          .map((cell) => Number(/gridSpan w:val="(\d+)"/.exec(cell)?.[1] ?? 1));
        const sum = spans.reduce((all, span) => all + span, 0);
        return sum === columns ? [] : [`row ${index} spans ${sum} of ${columns} columns`];
      });
    });
    return [...orderFaults(xml), ...rows].map((fault) => `${part}: ${fault}`);
  });
}

function partsOf(bytes: Uint8Array): Map<string, string> {
  return new Map(
    Object.entries(unzipSync(Buffer.from(bytes))).map(([name, content]) => [
      name,
      Buffer.from(content).toString('utf8'),
    ]),
  );
}

/** What stands above the tables of a report for everybody to see. */
function visibleCaptions(html: string): string[] {
  const isHidden = (attributes: object) => /for-readers/.test(JSON.stringify(attributes));
  return findElements(parseHtml(html).children, 'caption')
    .filter(
      ({ attribs, children }) =>
        ![attribs, ...children.filter(isElement).map((each) => each.attribs)].some(isHidden),
    )
    .map(({ children }) => lineOf(children))
    .filter((text) => text !== '');
}
