import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CDPSession, Page, Protocol } from 'puppeteer-core';
import { ensureStored } from '../files/stored-file.ts';
import type { RareFaces } from '../fonts/prepared-face.ts';
import { fingerprint } from '../fonts/whole-face.ts';
import type { BrowserPipe } from './browser-pipe.ts';
import { fillNumbers, loadFonts, showDocument, UNSEEN_OFF_PAGES, UNSEEN_ON_SCREEN } from './page-script.ts';

/** A page with the fonts of the run loaded, into which one document after the other is put. */
export interface LoadedPage {
  /** False once its process has gone, whether anything was asked of it or not. */
  isUsable(): boolean;
  /** Shows a document; `rare` are the faces for its rare characters. Browser errors are thrown. */
  show(html: string, rare: RareFaces): Promise<void>;
  /** Fills page numbers, by the `id` they belong to, into the document shown. Browser errors are thrown. */
  number(numbers: Readonly<Record<string, number>>, addBlankPage: boolean): Promise<void>;
  /** Prints the document shown to PDF as the browser makes it, with the browser's tags or none. Browser errors are thrown. */
  print(tags: BrowserTags): Promise<Buffer>;
}

/** Whether the browser tags what it prints, which takes it as long as all the rest, or leaves it to us. */
export type BrowserTags = 'tagged' | 'untagged';

/** What a page is opened with. */
export interface PageOptions {
  /** Of the browser that the page belongs to. */
  readonly pipe: BrowserPipe;
  readonly css: string;
  readonly urls: readonly string[];
  /** What `storeShell` returned. A page at a file address may use font files, one at about:blank may not. */
  readonly shell: string;
  readonly timeoutMs: number;
}

/** Stands in every PDF with a text, as browsers write it. */
const FONT = '/FontDescriptor';

/** The empty document a page starts from. Its content policy stays in force for every document put into it. */
const shellHtml =
  '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" ' +
  `content="default-src 'none'; style-src 'unsafe-inline'; font-src file: data:; img-src data:"><title></title></head><body></body></html>`;

/**
 * Keeps the empty document in the cache folder and returns its path. Disk errors are thrown.
 *
 * Example: `await storeShell('/home/li/.cache/yugong')`
 */
export function storeShell(cache: string): Promise<string> {
  return ensureStored(join(cache, `shell-${fingerprint(shellHtml)}.html`), (temporary) =>
    writeFile(temporary, shellHtml, { flag: 'wx' }),
  );
}

/**
 * Locks an empty page (no scripts, no requests but its own font files) and loads the fonts into it.
 *
 * Loading the fonts takes 0.4 s, putting the next document into the live page 0.02 s. Browser errors
 * are thrown.
 *
 * Example: `await (await loadPage(await browser.newPage(), options)).show(html, { css: '', urls: [] })`
 */
export async function loadPage(page: Page, options: PageOptions): Promise<LoadedPage> {
  page.setDefaultTimeout(options.timeoutMs);
  let usable = true;
  const lost = () => {
    usable = false;
  };
  page.on('error', lost);
  page.on('close', lost);
  const shell = pathToFileURL(options.shell).href;
  const allowed = new Set([shell, ...options.urls]);
  const session = await page.createCDPSession();
  await guardRequests(session, allowed);
  await page.setJavaScriptEnabled(false);
  await page.goto(shell);
  // From here on the page stays where it is: a navigation would take the document away.
  allowed.delete(shell);
  const { pipe } = options;
  const scope = await globalScope(pipe, session.id());
  const run = (pageFunction: string, ...values: readonly unknown[]) =>
    whileAlive(page, callInPage(scope, pageFunction, values));
  await run(loadFonts, options.css, UNSEEN_OFF_PAGES);
  let hides = true;
  return {
    isUsable: () => usable,
    async show(html, rare) {
      for (const url of rare.urls) allowed.add(url);
      await run(showDocument, html, rare.css);
    },
    number: (numbers, addBlankPage) => run(fillNumbers, numbers, addBlankPage),
    async print(tags) {
      const print = () => whileAlive(page, printToPdf(pipe, session.id(), tags));
      const pdf = await print();
      if (!hides || pdf.includes(FONT)) return pdf;
      // Its pages are as wide as the window, or the browser asks its window how wide they are.
      hides = false;
      await run(loadFonts, options.css, UNSEEN_ON_SCREEN);
      return print();
    },
  };
}

async function guardRequests(session: CDPSession, allowed: ReadonlySet<string>): Promise<void> {
  session.on('Fetch.requestPaused', ({ requestId, request }: Protocol.Fetch.RequestPausedEvent) => {
    const answer = allowed.has(request.url)
      ? session.send('Fetch.continueRequest', { requestId })
      : // `Aborted` also cancels a navigation without putting an error page in the document's place.
        session.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' });
    // The page may be closed before the answer arrives; then nobody waits for it.
    answer.catch(() => {});
  });
  await session.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] });
}

/** The answer to a request dies with the page; waiting for it alone would last until the time limit. */
function whileAlive<T>(page: Page, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const crashed = (error: Error) => reject(error);
    const closed = () => reject(new Error('the page was closed'));
    // Not `once`: Puppeteer cannot take such a listener off again, and it would keep every PDF alive.
    page.on('error', crashed);
    page.on('close', closed);
    work.then(resolve, reject).finally(() => {
      page.off('error', crashed);
      page.off('close', closed);
    });
  });
}

/** The `globalThis` of a page, which stays the same while documents come and go. */
interface PageScope {
  readonly pipe: BrowserPipe;
  readonly sessionId: string;
  readonly objectId: string | undefined;
}

async function globalScope(pipe: BrowserPipe, sessionId: string): Promise<PageScope> {
  const answer = await pipe.call('Runtime.evaluate', { expression: 'globalThis' }, sessionId);
  const { result } = answer as unknown as Protocol.Runtime.EvaluateResponse;
  return { pipe, sessionId, objectId: result.objectId };
}

/**
 * Calls a function of the program in the page, and waits for its promise. The document is an argument and no part of
 * a script: the browser keeps the scripts it has compiled, and with them every document of a batch.
 */
async function callInPage(
  { pipe, sessionId, objectId }: PageScope,
  pageFunction: string,
  values: readonly unknown[],
): Promise<void> {
  const options = {
    functionDeclaration: pageFunction,
    objectId,
    arguments: values.map((value) => ({ value })),
    awaitPromise: true,
  };
  const answer = await pipe.call('Runtime.callFunctionOn', options, sessionId);
  const { exceptionDetails } = answer as unknown as Protocol.Runtime.CallFunctionOnResponse;
  if (exceptionDetails) {
    throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  }
}

async function printToPdf(pipe: BrowserPipe, sessionId: string, tags: BrowserTags): Promise<Buffer> {
  // One message instead of a stream: the reports are small, and it saves the round trips.
  const options: Protocol.Page.PrintToPDFRequest = {
    preferCSSPageSize: true,
    printBackground: true,
    generateTaggedPDF: tags === 'tagged',
    // The browser makes its bookmarks of its tags.
    generateDocumentOutline: tags === 'tagged',
    transferMode: 'ReturnAsBase64',
  };
  const { data } = await pipe.call('Page.printToPDF', options, sessionId);
  if (!(data instanceof Uint8Array)) throw new Error('the browser sent no PDF');
  return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
}
