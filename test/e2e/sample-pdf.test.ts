import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type CommandResult, run, temporaryFolder } from '../support/command.ts';
import { openPdf, type PdfFacts } from '../support/pdf.ts';
import { proseParagraphs } from '../support/prose.ts';
import { runHere } from '../support/run-here.ts';
import { bare, fixture, ROOT } from '../support/sample.ts';

const published = JSON.parse(fixture('published/tables.json'));

describe('the files of the sample, made by the command', () => {
  const folder = temporaryFolder();
  let result: CommandResult;
  let pdf: PdfFacts;
  let text = '';
  let html = '';

  beforeAll(async () => {
    const out = join(folder.path, 'out');
    result = await run(['render', 'data/kuerle.yaml', '--out', out, '--fonts', 'bundled']);
    pdf = await openPdf(await readFile(join(out, 'kuerle.pdf')));
    text = await readFile(join(out, 'kuerle.txt'), 'utf8');
    html = await readFile(join(out, 'kuerle.html'), 'utf8');
  });

  afterAll(() => folder.remove());

  test('the command succeeds and names them', () => {
    expect(result.code).toBe(0);
    expect(result.stdout).toMatch(/✓ .*kuerle\.pdf、.*kuerle\.html、.*kuerle\.txt/);
  });

  test('every paragraph of the prose is in the PDF, as ordinary characters', () => {
    const all = bare(pdf.pages.map((page) => page.text).join(''));
    // Page numbers stand between the parts of a paragraph that runs over a page.
    const flowing = bare(pdf.pages.map((page) => page.text.replace(/—\s*\d+\s*—/g, '')).join(''));
    const missing = proseParagraphs(text).filter((paragraph) => !flowing.includes(bare(paragraph)));
    expect(missing).toEqual([]);
    expect(all).not.toMatch(/[\u2e80-\u2fdf]/);
    expect(pdf.pages.map((page) => page.text).join('')).not.toMatch(/[\u2e80-\u2fdf\ufffd]/);
  });

  test('every figure of the published tables is in the PDF', () => {
    const all = bare(pdf.pages.map((page) => page.text).join(' '));
    const figures = new Set<string>();
    for (const table of published.tables) {
      for (const cell of table.rows.flat()) if (/^\d+\.\d\d$/.test(cell)) figures.add(cell);
    }
    expect(figures.size).toBe(30);
    expect([...figures].filter((figure) => !all.includes(figure))).toEqual([]);
  });

  test('fonts are embedded and none is Type 3', () => {
    expect(pdf.fonts.length).toBeGreaterThan(0);
    for (const font of pdf.fonts) expect(font).toMatchObject({ embedded: true, isType3: false });
  });

  test('one outline entry for each heading, in order', () => {
    const report = html.slice(html.indexOf('<main'));
    const headings = [...report.matchAll(/<h[1-6][^>]*>(.*?)<\/h[1-6]>/gs)].map((match) =>
      bare(match[1]!.replace(/<[^>]*>/g, '')),
    );
    expect(headings.length).toBeGreaterThan(20);
    expect(pdf.outline.map(bare)).toEqual(headings);
  });

  test('title, author, language and tags', () => {
    expect(pdf.title).toBe('库尔勒经济技术开发区政务服务中心2025年单位预算公开');
    expect(pdf.author).toBe('库尔勒经济技术开发区政务服务中心');
    expect(pdf.language).toBe('zh-CN');
    expect(pdf.isTagged).toBe(true);
  });

  test('A4, the wide tables on landscape pages', () => {
    const sizes = pdf.pages.map(({ width, height }) => `${Math.round(width)}×${Math.round(height)}`);
    expect(new Set(sizes)).toEqual(new Set(['595×842', '842×595']));
    const wide = pdf.pages.filter(({ width, height }) => width > height).map((page) => bare(page.text));
    for (const title of ['单位收入总体情况表', '一般公共预算项目支出情况表']) {
      expect(wide.some((page) => page.includes(title))).toBe(true);
    }
  });

  test('each public table starts on a page of its own', () => {
    const pages = pdf.pages.map((page) => bare(page.text));
    const starts = published.tables.map(({ id, title }: { id: number; title: string }) =>
      pages.findIndex((page) => page.includes(`表${id}${title}`)),
    );
    expect(starts).not.toContain(-1);
    expect(new Set(starts).size).toBe(11);
  });

  test('a second run gives the same bytes', async () => {
    const again = join(folder.path, 'again');
    await runHere(['render', 'data/kuerle.yaml', '--out', again, '--fonts', 'bundled']);
    for (const name of ['kuerle.pdf', 'kuerle.html', 'kuerle.txt']) {
      const first = await readFile(join(folder.path, 'out', name));
      expect((await readFile(join(again, name))).equals(first)).toBe(true);
    }
  });

  test('a file anywhere, a folder and a glob are found, outputs mirror the folders', async () => {
    const units = join(folder.path, 'units', 'east');
    await mkdir(units, { recursive: true });
    await copyFile(join(ROOT, 'data', 'kuerle.yaml'), join(units, 'one.yaml'));
    const out = join(folder.path, 'mirrored');
    const { code, stdout } = await runHere([
      'render',
      join(folder.path, 'units'),
      '--out',
      out,
      '--format',
      'txt',
    ]);
    expect(code).toBe(0);
    expect(stdout).toContain('east/one.txt');
    expect(await readFile(join(out, 'east', 'one.txt'), 'utf8')).toBe(text);
  });
});
