import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test as plain } from '@jest/globals';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { readDocument } from '../../src/document/read-document.ts';
import { readReportText } from '../../src/document/read-text.ts';
import { type Document, everyBlock, type Sheet, type Table } from '../../src/document/tree.ts';
import { fontConfiguration } from '../../src/fonts/font-configuration.ts';
import { openForeign } from '../../src/foreign/open-foreign.ts';
import { readPlain } from '../../src/foreign/read-plain.ts';
import { compareReports } from '../../src/review/compare.ts';
import { changesOf, summarize } from '../../src/review/report-diff.ts';
import { fromPdf } from '../../src/review/report-source.ts';
import { planDocument } from '../../src/word/plan-document.ts';
import { writeWord } from '../../src/word/write-word.ts';
import { adopted } from '../support/adopted-report.ts';
import { audit, faultsOf } from '../support/audit-text.ts';
import { debianFonts, testWith } from '../support/other-programs.ts';
import { openPdf, type PdfPage } from '../support/pdf.ts';
import { produce } from '../support/sample.ts';
import { compareCells, tablesOf } from '../support/table-cells.ts';

/* The Word document of the demo as LibreOffice lays it out. */

// Without a Chinese face nobody reads what it lays out.
const fonts = debianFonts('truetype/wqy');
if (fonts === null) console.warn('no Chinese face of Debian: LibreOffice is left out');
const test = fonts === null ? plain.skip : testWith('soffice');
const isTried = test !== plain.skip;
let folder = '';
let asText = '';
let asPage = '';
let pages: readonly PdfPage[] = [];
let sheets: readonly Sheet[] = [];

const bare = (text: string): string => text.replace(/\s|\u200b/g, '');
const isWide = ({ width, height }: PdfPage): boolean => width > height;
const rowsOf = (table: Table): number => table.rows.length;
const titleOf = ({ captionLines }: Table): string =>
  bare(captionLines.find(({ role }) => role === 'title')?.text ?? '');

/** A document whose tables no line draws and no colour tells. */
function withoutBorders(word: Uint8Array): Uint8Array {
  const files = unzipSync(word);
  for (const name of ['word/document.xml', 'word/styles.xml']) {
    const xml = strFromU8(files[name]!).replace(
      /<w:(tblBorders|tcBorders|pBdr)>.*?<\/w:\1>|<w:(?:shd|tblStyle) [^>]*\/>/gs,
      '',
    );
    files[name] = strToU8(xml);
  }
  return zipSync(files);
}

const isOf = (title: string) => (table: Table) => bare(table.caption ?? '').includes(title);

beforeAll(async () => {
  if (!isTried) return;
  folder = await mkdtemp(join(tmpdir(), 'yugong-office-'));
  const { report } = await produce('data/demo/2025.yaml');
  // The largest table, long enough for several pages.
  const rows = report!.html.match(/<tbody>.*?<\/tbody>/gs)!.reduce((a, b) => (b.length > a.length ? b : a));
  const inside = rows.slice('<tbody>'.length, -'</tbody>'.length);
  const html = report!.html.replace(rows, () => `<tbody>${inside.repeat(4)}</tbody>`);
  sheets = [...everyBlock(readDocument(html).blocks)].filter((block) => block.kind === 'sheet');
  const [file, published, unruled] = ['demo.docx', 'published.docx', 'bare.docx'].map((name) =>
    join(folder, name),
  );
  const word = writeWord(planDocument(report!));
  await writeFile(file!, writeWord(planDocument({ ...report!, html })));
  await writeFile(published!, word);
  await writeFile(unruled!, withoutBorders(word));
  asText = report!.text;
  asPage = report!.html;
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
  const configuration = join(folder, 'fonts.conf');
  await writeFile(configuration, fontConfiguration(fonts!, join(folder, 'fontconfig'), null));
  await promisify(execFile)(
    'soffice',
    [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, file!, published!, unruled!],
    {
      env: { ...process.env, FONTCONFIG_FILE: configuration },
    },
  );
  ({ pages } = await openPdf(await readFile(join(folder, 'demo.pdf'))));
});
afterAll(() => (folder === '' ? undefined : rm(folder, { recursive: true, force: true })));

test('every table stands on pages that lie or stand as the pack wants', () => {
  expect(sheets.some((sheet) => sheet.isWide)).toBe(true);
  for (const sheet of sheets) {
    const table = [...everyBlock(sheet.blocks)].find((block) => block.kind === 'table');
    const title = table === undefined ? '' : titleOf(table);
    if (title === '') continue;
    const on = pages.filter(({ text }) => bare(text).includes(title));
    expect([title, on.some((page) => isWide(page) === sheet.isWide)]).toEqual([title, true]);
  }
});

test('the head of a long table stands on each of its pages, and no row is torn', () => {
  const tables = sheets.flatMap(({ blocks }) =>
    [...everyBlock(blocks)].filter((block) => block.kind === 'table'),
  );
  const longest = tables.reduce((one, other) => (rowsOf(other) > rowsOf(one) ? other : one));
  const head = longest.rows.filter(({ section }) => section === 'head').flatMap(({ cells }) => cells);
  const names = longest.rows
    .filter(({ section }) => section !== 'head')
    .map(({ cells }) => bare(cells.map(({ text }) => text).join('')))
    .filter((text) => text.length > 4);
  const titles = tables.map(titleOf).filter((title) => title !== '');
  const first = pages.findIndex(({ text }) => bare(text).includes(titleOf(longest)));
  const others = titles.filter((title) => title !== titleOf(longest));
  const after = pages.slice(first + 1);
  const end = after.findIndex(({ text }) => others.some((title) => bare(text).includes(title)));
  const own = [pages[first]!, ...after.slice(0, end)];
  for (const name of names) expect(own.map(({ text }) => bare(text)).join('')).toContain(name);
  expect(own.length).toBeGreaterThan(1);
  for (const { text } of own) for (const cell of head) expect(bare(text)).toContain(bare(cell.text));
});

test('what the layout keeps on one page is on one page: the two tables of each goal', () => {
  const words = (row: Table['rows'][number]) => bare(row.cells.map(({ text }) => text).join(''));
  const goals = sheets
    .map(({ blocks }) => [...everyBlock(blocks)].filter((block) => block.kind === 'table'))
    .filter((tables) => tables.length > 1);
  expect(goals.length).toBeGreaterThan(3);
  for (const [first, second] of goals as [Table, Table][]) {
    const all = [...first.rows, ...second.rows].map(words);
    const together = pages.some(({ text }) => all.every((row) => bare(text).includes(row)));
    expect([all[0], together]).toEqual([all[0], true]);
  }
});

test('pages are numbered from 1 to the last without a gap, the cover and the contents are not', () => {
  const numbers = pages.map(({ text }) => /—(\d+)—/.exec(bare(text))?.[1] ?? null);
  const counted = numbers.filter((number) => number !== null).map(Number);
  expect(counted).toEqual(counted.map((_, index) => index + 1));
  expect(counted.length).toBeGreaterThan(20);
  expect(numbers.slice(0, numbers.indexOf('1')).every((number) => number === null)).toBe(true);
});

describe('a report that only its PDF is left of', () => {
  const published = async () =>
    (await openForeign(await readFile(join(folder, 'published.pdf')), 'published.pdf')).value!;

  test('is adopted as from its text', async () => {
    // LibreOffice leaves a comma out of the file that hangs over the edge of a line.
    const withoutPlaces = async (document: Document) =>
      (await adopted(document, 'xinjiang-2025', true)).text.replace(/ *# .*$|，/gm, '');
    expect(await withoutPlaces(await published())).toBe(await withoutPlaces(readPlain(asText)));
  });

  test('has the tables of its text, to the last cell', async () => {
    const { diff } = compareReports(fromPdf(await published()), readReportText(asText), 'tables');
    expect(summarize(changesOf(diff))).toMatchObject({ rows: 0, cells: 0 });
  });
});

describe('a report whose tables no line draws', () => {
  const read = async () => (await openForeign(await readFile(join(folder, 'bare.pdf')), 'bare.pdf')).value!;

  test('has the tables of its page to the last cell, but for forms, which are told as not read', async () => {
    const document = await read();
    const found = tablesOf(document);
    const forms = found.filter(({ isTorn }) => isTorn);
    const wrong = tablesOf(readDocument(asPage))
      .filter((table) => table.captionLines.length > 0 && !/绩效/.test(titleOf(table)))
      .flatMap(
        (table) => compareCells({ blocks: [table] }, { blocks: found.filter(isOf(titleOf(table))) }).wrong,
      );
    expect(wrong).toEqual([]);
    expect(forms.length).toBeGreaterThan(3);
    const last = (await audit(document)).at(-1)!;
    expect([last.code, last.message]).toEqual(['V03', expect.stringContaining('没有表格线、认不全栏的表')]);
  });

  test('is compared without its forms, and adopted, which tells that they are left out', async () => {
    const document = await read();
    const source = fromPdf(document);
    expect(source.unread).toEqual(['项目支出绩效目标表（2025年）']);
    const { diff } = compareReports(source, readReportText(asText), 'tables');
    expect(summarize(changesOf(diff))).toMatchObject({ cells: 0 });
    const { prior } = await adopted(document, 'xinjiang-2025', true);
    expect(prior.findings.map(({ message }) => message)).toContainEqual(
      expect.stringContaining('认不全栏的表“项目支出绩效目标表（2025年）”'),
    );
  });

  test('is judged without a false alarm', async () => {
    expect(faultsOf(await audit(await read()))).toEqual([]);
  });
});
