import type { Page } from 'puppeteer-core';
import type { Outcome } from '../model/finding.ts';
import { launchBrowser, type RunningBrowser } from './browser.ts';
import { type BrowserBinary, findBrowser } from './browser-binary.ts';
import { characterSource } from './coverage.ts';
import { DeadlineError, withDeadline } from './deadline.ts';
import type { FontChoice } from './font-catalog.ts';
import { type FontSet, prepareFonts, unwritable } from './fonts.ts';
import { type LoadedPage, loadPage, storeShell } from './loaded-page.ts';
import { finishPdf, type PdfFacts } from './pdf-finish.ts';
import type { RareFaces } from './prepared-face.ts';
import { done, failed, printFinding } from './print-finding.ts';

/** A complete, self-contained HTML document and what its PDF says of itself. */
export interface PrintJob extends PdfFacts {
  readonly html: string;
}

/** Prints documents; several calls of `print` may run at once. */
export interface Printer {
  readonly browser: BrowserBinary;
  readonly fonts: FontSet;
  /**
   * Prints one document. Errors: P10 for characters no face has, P05 when the browser broke off twice,
   * P06 when it did not finish in time, P04 when it could not be started again.
   */
  print(job: PrintJob): Promise<Outcome<Uint8Array>>;
  /** Ends the browser. Never throws; may be called twice, and while documents are being printed. */
  close(): Promise<void>;
}

/** How to print. */
export interface PrinterOptions {
  readonly fonts: FontChoice;
  /** One limit for starting, loading and printing a document each. */
  readonly timeoutMs: number;
  /** Documents printed at once, each in a page of its own; two are best on two cores. Default 2. */
  readonly pages?: number;
}

/** One browser with the pages that are free at the moment. */
interface Session {
  readonly running: RunningBrowser;
  readonly free: LoadedPage[];
}

/**
 * Finds a browser, prepares the fonts and starts the browser.
 *
 * Errors: P01 no browser (exit code 3 of the command line), P02 cache folder, P03 fonts, P04 start.
 *
 * Example:
 *
 *     const { value: printer, findings } = await openPrinter({ fonts: 'auto', timeoutMs: 30_000 });
 *     const { value: pdf } = await printer.print({ html, title, author, date: '2025-02-21' });
 *     await printer.close();
 */
export async function openPrinter(options: PrinterOptions): Promise<Outcome<Printer>> {
  const [browser, fonts] = await Promise.all([findBrowser(), prepareFonts(options)]);
  if (browser.value === null || fonts.value === null) {
    // Both need the cache folder and would complain of it in the same words.
    const all = [...browser.findings, ...fonts.findings];
    return { value: null, findings: [...new Map(all.map((finding) => [finding.message, finding])).values()] };
  }
  const { folder } = fonts.value;
  const shell = await storeShell(folder).catch((error: unknown) => unwritable(folder, error));
  if (typeof shell !== 'string') return failed(shell);
  const printer = new BrowserPrinter(browser.value, fonts.value, options, shell);
  const started = await printer.start();
  return started.value === null ? { value: null, findings: started.findings } : done(printer);
}

class BrowserPrinter implements Printer {
  readonly browser: BrowserBinary;
  readonly fonts: FontSet;
  readonly #options: PrinterOptions;
  readonly #shell: string;
  readonly #waiting: (() => void)[] = [];
  #places: number;
  #session: Promise<Outcome<Session>> | null = null;
  #closed = false;

  constructor(browser: BrowserBinary, fonts: FontSet, options: PrinterOptions, shell: string) {
    this.browser = browser;
    this.fonts = fonts;
    this.#options = options;
    this.#shell = shell;
    this.#places = Math.max(1, options.pages ?? 2);
  }

  start(): Promise<Outcome<Session>> {
    this.#session ??= this.#launch();
    return this.#session;
  }

  async print(job: PrintJob): Promise<Outcome<Uint8Array>> {
    const { rare, findings } = this.fonts.coverage(characterSource(job.html));
    if (findings.length > 0) return { value: null, findings };
    await this.#enter();
    try {
      const rareFaces = await this.fonts.rare(rare);
      if (rareFaces.value === null) return { value: null, findings: rareFaces.findings };
      const first = await this.#attempt(job, rareFaces.value);
      // A browser may crash for reasons of its own: once is forgiven.
      if (first !== 'broken') return first;
      const second = await this.#attempt(job, rareFaces.value);
      return second === 'broken' ? failed(brokenTwice()) : second;
    } finally {
      this.#leave();
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    const session = await this.#session;
    await session?.value?.running.close();
  }

  async #attempt(job: PrintJob, rare: RareFaces): Promise<Outcome<Uint8Array> | 'broken'> {
    if (this.#closed) return failed(printFinding('P05', '打印已经中止', '请重新运行'));
    const started = this.start();
    const session = await started;
    if (session.value === null) {
      this.#forget(started);
      return { value: null, findings: session.findings };
    }
    const { running, free } = session.value;
    try {
      const work = async () => {
        const page = free.pop() ?? (await this.#load(await running.browser.newPage()));
        await page.show(job.html, rare);
        const pdf = await page.print();
        free.push(page);
        return pdf;
      };
      const pdf = await withDeadline(work(), this.#options.timeoutMs);
      return done(finishPdf(pdf, job));
    } catch (error) {
      this.#forget(started);
      await running.close();
      if (error instanceof SyntaxError) return failed(unexpectedPdf(this.browser));
      return error instanceof DeadlineError ? failed(tooSlow(this.#options.timeoutMs)) : 'broken';
    }
  }

  #load(page: Page): Promise<LoadedPage> {
    const { css, urls } = this.fonts;
    return loadPage(page, { css, urls, shell: this.#shell, timeoutMs: this.#options.timeoutMs });
  }

  async #launch(): Promise<Outcome<Session>> {
    const launched = await launchBrowser(this.browser, this.#options);
    if (launched.value === null) return { value: null, findings: launched.findings };
    const running = launched.value;
    try {
      // The browser opens with a page; taking it saves starting a second process.
      const page = (await running.browser.pages())[0] ?? (await running.browser.newPage());
      return done({ running, free: [await this.#load(page)] });
    } catch {
      await running.close();
      return failed(noPage(this.browser));
    }
  }

  /** Lets the next document start a new browser, unless another one already did. */
  #forget(session: Promise<Outcome<Session>>): void {
    if (this.#session === session) this.#session = null;
  }

  async #enter(): Promise<void> {
    if (this.#places > 0) this.#places--;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #leave(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#places++;
    else next();
  }
}

function brokenTwice() {
  return printFinding(
    'P05',
    '浏览器在打印这份报告时连续两次中断',
    '请关闭其他占用内存的程序后重试；若仍出现，请运行 npm run doctor',
  );
}

function noPage(browser: BrowserBinary) {
  return printFinding(
    'P04',
    `浏览器（${browser.version ?? browser.path}）已启动，但不能打开页面`,
    '请运行 npm run doctor 查看浏览器的情况；也可以用环境变量 PUPPETEER_EXECUTABLE_PATH 指定另一个 Chrome 或 Edge',
  );
}

function tooSlow(timeoutMs: number) {
  return printFinding(
    'P06',
    `打印超过 ${timeoutMs / 1000} 秒没有完成，已中止`,
    '请用 --timeout 放宽时限后重试',
  );
}

function unexpectedPdf(browser: BrowserBinary) {
  return printFinding(
    'P05',
    `浏览器（${browser.version ?? browser.path}）生成的 PDF 结构与预期不同，无法处理`,
    '请改用内置浏览器：取消环境变量 PUPPETEER_EXECUTABLE_PATH 后重试',
  );
}
