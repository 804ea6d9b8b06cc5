import { pathToFileURL } from 'node:url';
import { type Browser, launch, type Page } from 'puppeteer-core';
import { browserArguments } from '../src/print/browser.ts';
import { findBrowser } from '../src/print/browser-binary.ts';
import { browserEnvironment } from '../src/print/embedded-browser.ts';
import { type FontSet, prepareFonts } from '../src/print/fonts.ts';
import { storeShell } from '../src/print/loaded-page.ts';
import { loadFontsScript, showDocumentScript } from '../src/print/page-script.ts';

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
  pdf(page: Page): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** The product's browser with the product's flags and `flags`, as Puppeteer starts it. */
export async function startBare(flags: readonly string[] = []): Promise<Browser> {
  const binary = (await findBrowser()).value!;
  return launch({
    executablePath: binary.path,
    headless: 'shell',
    pipe: true,
    env: browserEnvironment(binary.libraryPath),
    args: browserArguments(flags),
    protocolTimeout: TIMEOUT_MS,
  });
}

/** A page in which the fonts are loaded, and which runs no scripts of documents. */
export async function openBarePage(browser: Browser, fonts: FontSet): Promise<Page> {
  const page = await browser.newPage();
  await page.setJavaScriptEnabled(false);
  await page.goto(pathToFileURL(await storeShell(fonts.folder)).href);
  await page.evaluate(loadFontsScript(fonts.css));
  return page;
}

/** As many pages of one browser, to print with nothing but `page.pdf()`. */
export async function openBare(count: number): Promise<Bare> {
  const fonts = (await prepareFonts({ fonts: 'bundled' })).value!;
  const browser = await startBare();
  const pages: Page[] = [];
  for (let slot = 0; slot < count; slot++) pages.push(await openBarePage(browser, fonts));
  return {
    async show(slot, html) {
      const page = pages[slot]!;
      await page.evaluate(showDocumentScript(html, ''));
      return page;
    },
    pdf: (page) => page.pdf(PDF_OPTIONS),
    close: () => browser.close(),
  };
}
