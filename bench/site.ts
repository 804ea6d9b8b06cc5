import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { sha256 } from '../src/files/file-hash.ts';
import { launchBrowser } from '../src/print/browser.ts';
import { findBrowser } from '../src/print/browser-binary.ts';
import type { Site, SiteDocument } from '../src/publish/site.ts';
import { writeSiteFiles } from '../src/publish/site-files.ts';
import { sitePages } from '../src/publish/site-pages.ts';
import { median, milliseconds, printTable, timeOf } from './measure.ts';

const UNITS = 1000;
const DEPARTMENTS = 50;
const ROUNDS = 9;
const VIEWS = { desktop: { width: 1280, height: 800 }, phone: { width: 375, height: 800 } };
/** Time from the request to the first content on the screen, and to the end of loading. */
const FIRST_VIEW = `new Promise((resolve) => {
  const read = () => {
    const [paint] = performance.getEntriesByName('first-contentful-paint');
    const { loadEventEnd } = performance.getEntriesByType('navigation')[0];
    if (paint && loadEventEnd > 0) resolve([paint.startTime, loadEventEnd]); else setTimeout(read, 5);
  };
  read();
})`;
/** A key in the field to find units by, until what it found is laid out. */
const TYPED = `(() => {
  const field = document.getElementById('search');
  const start = performance.now();
  field.value = '第0777';
  field.dispatchEvent(new Event('input'));
  document.documentElement.offsetHeight;
  return performance.now() - start;
})()`;

/**
 * `npm run bench -- site`: the pages of a publication site of a thousand invented units in fifty departments, two years
 * each: made, written, brought up to date where nothing changed; the first view of each kind of page in the browser from the
 * file system, and the answer to typing. Medians of nine rounds.
 */
export async function run(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'yugong-bench-'));
  try {
    const site = inventedSite();
    const made = await timeOf(async () => sitePages(site));
    const pages = sitePages(site).map(({ file, content }) => ({
      file,
      sha256: sha256(content),
      content: async () => content,
    }));
    const written = await timeOf(() => writeSiteFiles(folder, pages, site.documents));
    const again = await timeOf(() => writeSiteFiles(folder, pages, site.documents));
    printTable([
      ['site', 'pages', 'made', 'written', 'again', 'index'],
      [
        `${UNITS} units, ${site.documents.length} documents`,
        String(pages.length),
        milliseconds(made),
        milliseconds(written),
        milliseconds(again),
        `${Math.round((await pages[0]!.content()).length / 1024)} kB`,
      ],
    ]);
    const unit = pages.find(({ file }) => file.startsWith('units/'))!.file;
    await views(folder, ['index.html', '2025-budget.html', 'register.html', unit]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function views(folder: string, files: readonly string[]): Promise<void> {
  const { browser, close } = (await launchBrowser((await findBrowser()).value!, { timeoutMs: 120_000 }))
    .value!;
  const rows: string[][] = [['page', 'screen', 'first view', 'loaded', 'typing']];
  try {
    for (const file of files) {
      for (const [screen, size] of Object.entries(VIEWS)) {
        const [paints, loads, answers]: [number[], number[], number[]] = [[], [], []];
        for (let round = 0; round < ROUNDS; round++) {
          const page = await browser.newPage();
          await page.setViewport(size);
          await page.goto(pathToFileURL(join(folder, file)).href);
          const [paint, load] = (await page.evaluate(FIRST_VIEW)) as [number, number];
          paints.push(paint);
          loads.push(load);
          if ((await page.$('#search')) !== null) answers.push((await page.evaluate(TYPED)) as number);
          await page.close();
        }
        const typing = answers.length > 0 ? milliseconds(median(answers)) : '';
        rows.push([file, screen, milliseconds(median(paints)), milliseconds(median(loads)), typing]);
      }
    }
  } finally {
    await close();
  }
  printTable(rows);
}

function inventedSite(): Site {
  const documents = Array.from({ length: UNITS }, (_, index) => index + 1).flatMap((number) =>
    [2025, 2024].map((year) => document(number, year)),
  );
  const register = documents
    .filter(({ year }) => year === 2025)
    .map((each, index) => ({
      ...{ name: each.publisher, level: each.level, document: each.document, year: each.year },
      ...{ department: each.department, due: '2025-03-04', published: index % 10 === 0 ? null : each },
    }));
  return { title: '预决算公开专栏', baseUrl: null, documents, register, isListed: true };
}

function document(number: number, year: number): SiteDocument {
  const publisher = `虚构区第${String(number).padStart(4, '0')}单位`;
  const name = `${year}/unit-${number}`;
  const formats = ['pdf', 'html', 'txt', 'docx', 'xlsx', ...Array.from({ length: 14 }, () => 'csv')];
  const files = formats.map((format, index) => ({
    file: `reports/${name}${format === 'csv' ? `-csv/table-${index}.csv` : `.${format}`}`,
    ...{ format, title: format, bytes: 300_000, sha256: sha256(`${name}${index}`) },
  }));
  const department = `虚构区第${(number % DEPARTMENTS) + 1}局`;
  const title = `${publisher}${year}年单位预算公开`;
  return {
    name,
    title,
    publisher,
    level: '单位',
    document: '预算',
    year,
    date: `${year}-02-26`,
    department,
    files,
  };
}
