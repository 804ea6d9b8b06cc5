import { type Browser, launch } from 'puppeteer-core';
import { findBrowser } from '../../src/print/browser-binary.ts';
import { browserEnvironment } from '../../src/print/embedded-browser.ts';

/** A browser that may ask servers of this machine; that of the printer may not. */
export async function openBrowser(): Promise<Browser> {
  const { value: binary } = await findBrowser();
  return launch({
    executablePath: binary!.path,
    headless: 'shell',
    env: browserEnvironment(binary!.libraryPath),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
}
