import { pathToFileURL } from 'node:url';
import { type Browser, launch, type Page } from 'puppeteer-core';
import { type FontSet, prepareFonts } from '../src/fonts/fonts.ts';
import { browserArguments } from '../src/print/browser.ts';
import { findBrowser } from '../src/print/browser-binary.ts';
import { browserEnvironment } from '../src/print/embedded-browser.ts';
import { storeShell } from '../src/print/loaded-page.ts';
import { loadFonts, scriptOf, showDocument } from '../src/print/page-script.ts';

const TIMEOUT_MS = 120_000;

/** What a report is printed with, in Puppeteer's words. */
export const PDF_OPTIONS = {
  preferCSSPageSize: true,
  printBackground: true,
  tagged: true,
  outline: true,
  timeout: TIMEOUT_MS,
} as const;

/** Pages of one browser with the product's fonts, driven by Puppeteer alone. */
export interface Bare {
  /** Puts a report into the page of that number and gives the page. */
  show(slot: number, html: string): Promise<Page>;
  /** With the browser's tags and bookmarks, unless told otherwise. */
  pdf(page: Page, isTagged?: boolean): Promise<Uint8Array>;
  /** Stops the browser until `wake`, so that it tidies up at nobody's cost but its own. Not on Windows. */
  sleep(): void;
  wake(): void;
  close(): Promise<void>;
}

/** The product's browser with the product's flags and `flags`, as Puppeteer starts it. */
export async function startBare(fonts: FontSet, flags: readonly string[] = []): Promise<Browser> {
  const binary = (await findBrowser()).value!;
  return launch({
    executablePath: binary.path,
    headless: 'shell',
    pipe: true,
    env: browserEnvironment(binary.libraryPath, fonts.configuration),
    args: browserArguments(flags),
    protocolTimeout: TIMEOUT_MS,
  });
}

/** A page in which the fonts are loaded, and which runs no scripts of documents. */
export async function openBarePage(browser: Browser, fonts: FontSet): Promise<Page> {
  const page = await browser.newPage();
  await page.setJavaScriptEnabled(false);
  await page.goto(pathToFileURL(await storeShell(fonts.folder)).href);
  await page.evaluate(scriptOf(loadFonts, fonts.css));
  return page;
}

/** As many pages of one browser, to print with nothing but `page.pdf()`. */
export async function openBare(count: number): Promise<Bare> {
  const fonts = (await prepareFonts({ fonts: 'bundled' })).value!;
  const browser = await startBare(fonts);
  const pages: Page[] = [];
  // Puppeteer gives its browser a process group of its own.
  const signal = (name: NodeJS.Signals) => process.kill(-browser.process()!.pid!, name);
  for (let slot = 0; slot < count; slot++) pages.push(await openBarePage(browser, fonts));
  return {
    async show(slot, html) {
      const page = pages[slot]!;
      await page.evaluate(scriptOf(showDocument, html, ''));
      return page;
    },
    pdf: (page, isTagged = true) => page.pdf({ ...PDF_OPTIONS, tagged: isTagged, outline: isTagged }),
    sleep: () => signal('SIGSTOP'),
    wake: () => signal('SIGCONT'),
    close: () => browser.close(),
  };
}
