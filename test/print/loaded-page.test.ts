import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'puppeteer-core';
import { type FontSet, prepareFonts } from '../../src/fonts/fonts.ts';
import { launchBrowser, type RunningBrowser } from '../../src/print/browser.ts';
import { findBrowser } from '../../src/print/browser-binary.ts';
import { type LoadedPage, loadPage, storeShell } from '../../src/print/loaded-page.ts';
import { WINDOW_WIDTH } from '../../src/print/page-script.ts';
import { reportOf } from '../support/sample.ts';
import { readPdfContent } from './read-pdf.ts';

const NO_RARE = { css: '', urls: [] };

let fonts: FontSet;
let browser: RunningBrowser;

beforeAll(async () => {
  fonts = (await prepareFonts({ fonts: 'bundled' })).value!;
  const options = { timeoutMs: 60_000, fontConfiguration: fonts.configuration };
  browser = (await launchBrowser((await findBrowser()).value!, options)).value!;
});

afterAll(() => browser.close());

async function openPage(): Promise<{ readonly page: Page; readonly loaded: LoadedPage }> {
  const page = await browser.browser.newPage();
  const { css, urls, folder } = fonts;
  const options = { pipe: browser.pipe, css, urls, shell: await storeShell(folder), timeoutMs: 60_000 };
  return { page, loaded: await loadPage(page, options) };
}

describe.each(['data/kuerle.yaml', 'data/putuo-commerce.yaml', 'data/finals/putuo-finance-2024.yaml'])(
  'for the print of %s',
  (file) => {
    test('the browser lays it out once, and the window without it', async () => {
      const { page, loaded } = await openPage();
      await loaded.show((await reportOf(file)).html, NO_RARE);
      const before = await page.metrics();
      await loaded.print('untagged');
      const after = await page.metrics();
      expect(after.LayoutCount! - before.LayoutCount!).toBe(2);
      await page.close();
    });
  },
);

test('a page as wide as the window is printed, and every other one after it', async () => {
  const { page, loaded } = await openPage();
  const wide = `<style>@page { size: ${WINDOW_WIDTH + 100}px 500px; margin: 0 }</style>`;
  for (const [head, text] of [
    [wide, '预算公开'],
    ['', '收支总表'],
    [wide, '支出总表'],
  ] as const) {
    await loaded.show(`<!doctype html><html><head>${head}</head><body><p>${text}</p></body></html>`, NO_RARE);
    expect((await readPdfContent(await loaded.print('untagged'))).pages).toEqual([
      expect.stringContaining(text),
    ]);
  }
  await page.close();
});

test('a document without words is printed as it is', async () => {
  const { page, loaded } = await openPage();
  await loaded.show('<!doctype html><html><body></body></html>', NO_RARE);
  expect((await readPdfContent(await loaded.print('untagged'))).pages).toHaveLength(1);
  await page.close();
});
