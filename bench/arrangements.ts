import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'puppeteer-core';
import { launch } from 'puppeteer-core';
import { launchBrowser } from '../src/print/browser.ts';
import { findBrowser } from '../src/print/browser-binary.ts';
import { browserEnvironment } from '../src/print/embedded-browser.ts';
import { prepareFonts } from '../src/print/fonts.ts';
import { type LoadedPage, loadPage, storeShell } from '../src/print/loaded-page.ts';
import type { Report } from '../src/render/report.ts';
import { median, printTable } from './measure.ts';

const OPTIONS = { fonts: 'bundled', timeoutMs: 120_000 } as const;
const PDF = { preferCSSPageSize: true, printBackground: true, tagged: true, outline: true, timeout: 120_000 };
const NO_RARE = { css: '', urls: [] };

/** Pages of one browser as the product opens them, printed by Puppeteer's own `page.pdf()`. */
export interface Bare {
  /** Puts a report into the page of that number and gives the page. */
  show(slot: number, html: string): Promise<Page>;
  pdf(page: Page): Promise<unknown>;
  close(): Promise<void>;
}

export async function openBare(pages: number): Promise<Bare> {
  const binary = (await findBrowser()).value!;
  const fonts = (await prepareFonts(OPTIONS)).value!;
  const running = (await launchBrowser(binary, OPTIONS)).value!;
  const shell = await storeShell(fonts.folder);
  const slots: { readonly page: Page; readonly loaded: LoadedPage }[] = [];
  for (let slot = 0; slot < pages; slot++) {
    const page = await running.browser.newPage();
    const { css, urls } = fonts;
    slots.push({ page, loaded: await loadPage(page, { css, urls, shell, timeoutMs: OPTIONS.timeoutMs }) });
  }
  return {
    async show(slot, html) {
      const { page, loaded } = slots[slot]!;
      await loaded.show(html, NO_RARE);
      return page;
    },
    pdf: (page) => page.pdf(PDF),
    close: () => running.close(),
  };
}

/** One way to print a document in a page that belongs to a lane. */
interface Arrangement {
  readonly name: string;
  readonly browsers: number;
  readonly lanes: number;
  readonly mode: 'swap' | 'setContent' | 'navigate' | 'new page' | 'new browser';
  readonly flags?: readonly string[];
}

const ARRANGEMENTS: readonly Arrangement[] = [
  { name: 'new browser for each report', browsers: 1, lanes: 1, mode: 'new browser' },
  { name: '1 browser, new page for each report', browsers: 1, lanes: 1, mode: 'new page' },
  { name: '1 browser, 2 lanes, new page for each report', browsers: 1, lanes: 2, mode: 'new page' },
  { name: '1 browser, 1 page, setContent', browsers: 1, lanes: 1, mode: 'setContent' },
  { name: '1 browser, 2 pages, setContent', browsers: 1, lanes: 2, mode: 'setContent' },
  { name: '1 browser, 2 pages, navigation to a file', browsers: 1, lanes: 2, mode: 'navigate' },
  { name: '1 browser, 1 page, document swapped, fonts kept', browsers: 1, lanes: 1, mode: 'swap' },
  { name: '1 browser, 2 pages, swapped', browsers: 1, lanes: 2, mode: 'swap' },
  { name: '1 browser, 3 pages, swapped', browsers: 1, lanes: 3, mode: 'swap' },
  { name: '1 browser, 4 pages, swapped', browsers: 1, lanes: 4, mode: 'swap' },
  { name: '2 browsers, 1 page each, swapped', browsers: 2, lanes: 2, mode: 'swap' },
  { name: '2 pages, swapped, --disable-gpu', browsers: 1, lanes: 2, mode: 'swap', flags: ['--disable-gpu'] },
  {
    name: '2 pages, swapped, --in-process-gpu',
    browsers: 1,
    lanes: 2,
    mode: 'swap',
    flags: ['--in-process-gpu'],
  },
  { name: '2 pages, swapped, --no-zygote', browsers: 1, lanes: 2, mode: 'swap', flags: ['--no-zygote'] },
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
      const few = arrangement.mode.startsWith('new') ? reports.slice(0, 12) : reports;
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
    return reports.length / ((performance.now() - start) / 1000);
  } finally {
    await context.close();
    await rm(folder, { recursive: true, force: true });
  }
}

type Lane = (report: Report) => Promise<unknown>;

async function contextOf(arrangement: Arrangement, folder: string) {
  const fonts = (await prepareFonts(OPTIONS)).value!;
  const shell = await storeShell(fonts.folder);
  const { css, urls } = fonts;
  const page = { css, urls, shell, timeoutMs: OPTIONS.timeoutMs };
  const browsers: Browser[] = [];
  for (let index = 0; index < arrangement.browsers; index++) {
    browsers.push(await start(arrangement.flags ?? []));
  }
  const styled = (html: string) => html.replace('</head>', () => `<style>${css}</style></head>`);
  const lanes: Lane[] = [];
  for (let lane = 0; lane < arrangement.lanes; lane++) {
    const browser = browsers[lane % browsers.length]!;
    if (arrangement.mode === 'swap') {
      const loaded = await loadPage(await browser.newPage(), page);
      lanes.push(async ({ html }) => {
        await loaded.show(html, NO_RARE);
        return loaded.print();
      });
    } else if (arrangement.mode === 'setContent') {
      const own = await browser.newPage();
      await own.goto(pathToFileURL(shell).href);
      lanes.push(async ({ html }) => {
        await own.setContent(styled(html));
        return own.pdf(PDF);
      });
    } else if (arrangement.mode === 'navigate') {
      const own = await browser.newPage();
      const file = join(folder, `lane-${lane}.html`);
      lanes.push(async ({ html }) => {
        await writeFile(file, styled(html));
        await own.goto(pathToFileURL(file).href);
        return own.pdf(PDF);
      });
    } else if (arrangement.mode === 'new page') {
      lanes.push(async ({ html }) => {
        const own = await browser.newPage();
        const loaded = await loadPage(own, page);
        await loaded.show(html, NO_RARE);
        await loaded.print();
        await own.close();
      });
    } else {
      lanes.push(async ({ html }) => {
        const fresh = await start([]);
        const loaded = await loadPage(await fresh.newPage(), page);
        await loaded.show(html, NO_RARE);
        await loaded.print();
        await fresh.close();
      });
    }
  }
  return { lanes, close: () => Promise.all(browsers.map((browser) => browser.close())) };
}

async function start(flags: readonly string[]): Promise<Browser> {
  const binary = (await findBrowser()).value!;
  const root = process.getuid?.() === 0;
  return launch({
    executablePath: binary.path,
    headless: 'shell',
    pipe: true,
    env: browserEnvironment(binary.libraryPath),
    args: ['--font-render-hinting=none', ...flags, ...(root ? ['--no-sandbox'] : [])],
    protocolTimeout: OPTIONS.timeoutMs,
  });
}
