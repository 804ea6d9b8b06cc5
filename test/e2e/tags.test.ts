import { readFileSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { produceReport } from '../../src/report/produce-report.ts';
import { readManifestOf } from '../support/batch.ts';
import { temporaryFolder } from '../support/command.ts';
import { readTags, tagsOf } from '../support/pdf-tags.ts';
import { packs } from '../support/repository-packs.ts';
import { runHere } from '../support/run-here.ts';
import { ROOT } from '../support/sample.ts';

const folder = temporaryFolder();
afterAll(() => folder.remove());

/** The words of HTML without white space; captions that stand on no page are left out. */
const words = (html: string): string =>
  html
    .replace(/<caption class="for-readers"[\s\S]*?<\/caption>/g, '')
    .replace(/<[^>]*>/g, '')
    .replace(/&#x([0-9a-f]+);/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replace(/[\s\u200b]+/g, '');

/** The sample with a cover and a table of contents. */
const withContents = join(folder.path, 'contents.yaml');
writeFileSync(
  withContents,
  readFileSync(join(ROOT, 'data', 'kuerle.yaml'), 'utf8').replace(
    'amounts: 万元',
    'amounts: 万元\ncover: true\ncontents: true',
  ),
);

const REPORTS = [
  ['the sample', 'data/kuerle.yaml', 'kuerle'],
  ['the sample with page numbers in its contents', withContents, 'contents'],
  ['the invented unit, with last year’s data', 'data/demo/2025.yaml', 'demo/2025'],
  ['a report with a cover and contents', 'data/putuo-commerce.yaml', 'putuo-commerce'],
  ['the largest one', 'test/fixtures/stress.yaml', 'stress'],
  ['a final account', 'data/finals/putuo-finance-2024.yaml', 'finals/putuo-finance-2024'],
  ['a department', 'data/demo/education/department.yaml', 'demo/education/department'],
] as const;
const out = join(folder.path, 'out');

beforeAll(async () => {
  const files = REPORTS.map(([, file]) => resolve(ROOT, file));
  const { code } = await runHere(['render', ...files, '--out', out, '--fonts', 'bundled']);
  expect(code).toBe(0);
});

describe.each(REPORTS)('%s', (_, file, name) => {
  let html = '';
  let pdf = Buffer.alloc(0);
  let told: string[] = [];
  let tags: Awaited<ReturnType<typeof readTags>>;

  beforeAll(async () => {
    // The page of the web has more than is printed.
    html = (await produceReport(resolve(ROOT, file), file, packs)).report!.html;
    pdf = await readFile(join(out, `${name}.pdf`));
    tags = await readTags(pdf);
    const manifest = readManifestOf(out);
    told = manifest.units.find((unit) => unit.name === name)!.findings.map(({ code }) => code);
  });

  test('claims to be PDF/UA-1 and PDF/A-2a, which its bytes prove', () => {
    expect(told.filter((code) => code.startsWith('P'))).toEqual([]);
    const text = pdf.toString('latin1');
    expect(text).toContain('<pdfuaid:part>1</pdfuaid:part>');
    expect(text).toContain('<pdfaid:part>2</pdfaid:part>');
  });

  test('is read out as it is written, from the first word to the last', () => {
    const body = html.slice(html.indexOf('<body>'));
    const read = tags.pages.map((page) => page.text).join('');
    const written = words(body);
    const entries = body.match(/<span class="contents-page">/g)?.length ?? 0;
    // The page numbers of the contents are the printer's.
    if (entries === 0) expect(read).toBe(written);
    else expect(read.length).toBeGreaterThan(written.length + entries);
    expect(read.replace(/\d/g, '')).toBe(written.replace(/\d/g, ''));
    expect(tags.unmarked).toEqual([]);
  });

  test('every cell of every table is a cell of its own', () => {
    for (const [tag, type] of [
      ['td', 'TD'],
      ['th', 'TH'],
    ] as const) {
      const cells = [...html.matchAll(new RegExp(`<${tag}\\b[^>]*>([\\s\\S]*?)</${tag}>`, 'g'))].map(
        ([, inner]) => words(inner!),
      );
      const read = tags.pages.flatMap((page) => tagsOf(page, type)).map(({ text }) => text);
      expect(read.filter((text) => text !== '')).toEqual(cells.filter((text) => text !== ''));
    }
  });

  test('headings are headings', () => {
    const headings = [...html.matchAll(/<(h[1-3])\b[^>]*>([\s\S]*?)<\/\1>/g)].map(
      ([, tag, inner]) => `${tag!.toUpperCase()} ${words(inner!)}`,
    );
    const walk = (tag: (typeof tags.pages)[number]): string[] =>
      /^H[1-6]$/.test(tag.type) ? [`${tag.type} ${tag.text}`] : tag.children.flatMap(walk);
    expect(tags.pages.flatMap(walk)).toEqual(headings);
    expect(headings.length).toBeGreaterThan(3);
  });

  test('page numbers and repeated heads of tables are not read', () => {
    const numbers = tags.artifacts.join('').match(/—\d+—/g) ?? [];
    expect(numbers.length).toBeGreaterThan(tags.pages.length - 7);
    for (const page of tags.pages) expect(page.text).not.toMatch(/—\d+—/);
  });
});
