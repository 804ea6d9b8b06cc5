import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'puppeteer-core';
import { type FontSet, prepareFonts } from '../src/fonts/fonts.ts';
import { finishPdf } from '../src/pdf/pdf-finish.ts';
import { readStructure } from '../src/pdf/tags/read-structure.ts';
import { launchBrowser, type RunningBrowser } from '../src/print/browser.ts';
import { findBrowser } from '../src/print/browser-binary.ts';
import { type BrowserTags, type LoadedPage, loadPage, storeShell } from '../src/print/loaded-page.ts';
import { scriptOf, showDocument } from '../src/print/page-script.ts';
import type { Report } from '../src/render/report.ts';
import { openBarePage, PDF_OPTIONS, startBare } from './bare-browser.ts';
import { median, printTable } from './measure.ts';

const OPTIONS = { fonts: 'bundled', timeoutMs: 120_000 } as const;
const NO_RARE = { css: '', urls: [] };

/**
 * How a document comes into a page and out again: the product's way (`swap`: into the live page, printed untagged, past
 * Puppeteer, tagged and finished by us), the same with the browser's tags or with `page.pdf()`, or what a program usually
 * does.
 */
type Mode =
  | 'swap'
  | 'swap, tagged'
  | 'swap, page.pdf()'
  | 'setContent'
  | 'navigate'
  | 'new page'
  | 'new browser';

interface Arrangement {
  readonly name: string;
  readonly browsers: number;
  readonly lanes: number;
  readonly mode: Mode;
  readonly flags?: readonly string[];
  /** The pages read the font files, instead of finding the faces among the fonts of the browser's system. */
  readonly fontFiles?: true;
}

const one = { browsers: 1, lanes: 1 } as const;
const two = { browsers: 1, lanes: 2 } as const;

const ARRANGEMENTS: readonly Arrangement[] = [
  { name: 'a new browser for each report, one at a time', ...one, mode: 'new browser' },
  { name: 'a new browser for each report, two at a time', ...two, mode: 'new browser' },
  { name: '1 browser, a new page for each report', ...one, mode: 'new page' },
  { name: '1 browser, 2 at a time, a new page for each report', ...two, mode: 'new page' },
  {
    name: '1 browser, 2 at a time, a new page for each report, which reads the font files',
    ...two,
    mode: 'new page',
    fontFiles: true,
  },
  { name: '1 page, setContent(), page.pdf()', ...one, mode: 'setContent' },
  { name: '2 pages, setContent(), page.pdf()', ...two, mode: 'setContent' },
  { name: '2 pages, navigation to a file, page.pdf()', ...two, mode: 'navigate' },
  { name: '2 pages, document replaced, page.pdf()', ...two, mode: 'swap, page.pdf()' },
  { name: '2 pages, document replaced, tags of the browser', ...two, mode: 'swap, tagged' },
  { name: '1 page, document replaced', ...one, mode: 'swap' },
  { name: '2 pages, document replaced: the default', ...two, mode: 'swap' },
  { name: '3 pages, document replaced', browsers: 1, lanes: 3, mode: 'swap' },
  { name: '4 pages, document replaced', browsers: 1, lanes: 4, mode: 'swap' },
  { name: '2 browsers with 1 page each, document replaced', browsers: 2, lanes: 2, mode: 'swap' },
  {
    name: 'the default, garbage collected bit by bit',
    ...two,
    mode: 'swap',
    flags: ['--js-flags=--incremental-marking'],
  },
  { name: 'the default, pages read the font files', ...two, mode: 'swap', fontFiles: true },
  { name: 'the default, --disable-gpu', ...two, mode: 'swap', flags: ['--disable-gpu'] },
  { name: 'the default, --no-zygote', ...two, mode: 'swap', flags: ['--no-zygote'] },
];

/**
 * Prints the same reports in every arrangement, one after another, the whole list `rounds` times, and prints a table
 * of medians.
 */
export async function compareArrangements(reports: readonly Report[], rounds: number): Promise<void> {
  const rates = new Map<string, number[]>();
  for (let round = 0; round < rounds; round++) {
    for (const arrangement of ARRANGEMENTS) {
      // The slow ones need fewer documents to be seen.
      const few = arrangement.mode.startsWith('new') ? reports.slice(0, 16) : reports;
      const rate = await rateOf(arrangement, few);
      rates.set(arrangement.name, [...(rates.get(arrangement.name) ?? []), rate]);
    }
  }
  const rows = ARRANGEMENTS.map(({ name }) => [name, median(rates.get(name)!).toFixed(2)]);
  printTable([['arrangement', 'reports/s'], ...rows]);
}

async function rateOf(arrangement: Arrangement, reports: readonly Report[]): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'yugong-bench-'));
  const context = await contextOf(arrangement, folder);
  try {
    // The first document of each lane warms it.
    if (arrangement.mode !== 'new browser') {
      await Promise.all(context.lanes.map((print, lane) => print(reports[lane % reports.length]!)));
    }
    const waiting = [...reports];
    const start = performance.now();
    await Promise.all(
      context.lanes.map(async (print) => {
        for (let next = waiting.shift(); next; next = waiting.shift()) await print(next);
      }),
    );
    // What is still to be finished stands before this in line.
    await new Promise((resolve) => setImmediate(resolve));
    return reports.length / ((performance.now() - start) / 1000);
  } finally {
    await context.close();
    await rm(folder, { recursive: true, force: true });
  }
}

type Lane = (report: Report) => Promise<unknown>;

interface Context {
  readonly lanes: readonly Lane[];
  close(): Promise<unknown>;
}

async function contextOf(arrangement: Arrangement, folder: string): Promise<Context> {
  const prepared = (await prepareFonts(OPTIONS)).value!;
  const fonts = arrangement.fontFiles ? { ...prepared, configuration: null } : prepared;
  const { mode } = arrangement;
  return mode === 'swap' || mode === 'swap, tagged' || mode.startsWith('new')
    ? ownWay(arrangement, fonts)
    : usualWay(arrangement, fonts, folder);
}

async function ownWay({ browsers, lanes, mode, flags }: Arrangement, fonts: FontSet): Promise<Context> {
  const started: RunningBrowser[] = [];
  const keep = mode === 'new browser' ? 0 : browsers;
  for (let index = 0; index < keep; index++) started.push(await start(fonts, flags));
  const made: Lane[] = [];
  for (let lane = 0; lane < lanes; lane++) {
    const running = started[lane % keep];
    if (running === undefined) {
      made.push(async (report) => {
        const fresh = await start(fonts, flags);
        await printIn((await open(fresh, fonts)).loaded, report);
        await fresh.close();
      });
    } else if (mode === 'new page') {
      made.push(async (report) => {
        const { page, loaded } = await open(running, fonts);
        await printIn(loaded, report);
        await page.close();
      });
    } else {
      const { loaded } = await open(running, fonts);
      made.push((report) => printIn(loaded, report, mode === 'swap, tagged' ? 'tagged' : 'untagged'));
    }
  }
  return { lanes: made, close: () => Promise.all(started.map((running) => running.close())) };
}

async function start(fonts: FontSet, flags: readonly string[] = []): Promise<RunningBrowser> {
  const binary = (await findBrowser()).value!;
  const fontConfiguration = fonts.configuration;
  const { value, findings } = await launchBrowser(binary, { ...OPTIONS, fontConfiguration, flags });
  if (value === null) throw new Error(`${flags.join(' ')}: ${findings[0]?.message}`);
  return value;
}

async function open({ browser, pipe }: RunningBrowser, { css, urls, folder }: FontSet) {
  const page = await browser.newPage();
  const shell = await storeShell(folder);
  return { page, loaded: await loadPage(page, { pipe, css, urls, shell, timeoutMs: OPTIONS.timeoutMs }) };
}

async function printIn(page: LoadedPage, report: Report, tags: BrowserTags = 'untagged'): Promise<void> {
  await page.show(report.html, NO_RARE);
  const pdf = await page.print(tags);
  // As in the product: the page gets its next document first.
  setImmediate(() =>
    tags === 'tagged' ? finishPdf(pdf, report) : finishPdf(pdf, report, readStructure(report.html)!),
  );
}

async function usualWay({ lanes, mode, flags }: Arrangement, fonts: FontSet, folder: string) {
  const browser: Browser = await startBare(fonts, flags);
  const styled = (html: string) => html.replace('</head>', () => `<style>${fonts.css}</style></head>`);
  const made: Lane[] = [];
  for (let lane = 0; lane < lanes; lane++) {
    const page = await openBarePage(browser, fonts);
    const file = join(folder, `lane-${lane}.html`);
    made.push(async ({ html }) => {
      if (mode === 'setContent') {
        await page.setContent(styled(html));
      } else if (mode === 'navigate') {
        await writeFile(file, styled(html));
        await page.goto(pathToFileURL(file).href);
      } else {
        await page.evaluate(scriptOf(showDocument, html, ''));
      }
      return page.pdf(PDF_OPTIONS);
    });
  }
  return { lanes: made, close: () => browser.close() };
}
