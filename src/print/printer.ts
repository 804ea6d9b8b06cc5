import { createHash } from 'node:crypto';
import type { Page } from 'puppeteer-core';
import { characterSource } from '../fonts/coverage.ts';
import type { FontChoice } from '../fonts/font-catalog.ts';
import { type FontSet, prepareFonts, unwritable } from '../fonts/fonts.ts';
import type { RareFaces } from '../fonts/prepared-face.ts';
import { done, errorFinding, failed } from '../model/error-finding.ts';
import type { Finding, Outcome } from '../model/finding.ts';
import { finishPdf, type PdfFacts } from '../pdf/pdf-finish.ts';
import { readStructure } from '../pdf/tags/read-structure.ts';
import type { Structure } from '../pdf/tags/structure.ts';
import { withPageNumbers } from '../render/contents.ts';
import { launchBrowser, type RunningBrowser } from './browser.ts';
import { type BrowserBinary, findBrowser } from './browser-binary.ts';
import { DeadlineError, withDeadline } from './deadline.ts';
import { type BrowserTags, type LoadedPage, loadPage, storeShell } from './loaded-page.ts';
import { type Printed, printNumbered } from './print-numbered.ts';
import { residentMemory } from './process-memory.ts';

/** A complete, self-contained HTML document and what its PDF says of itself. */
export interface PrintJob extends PdfFacts {
  readonly html: string;
}

/** Prints documents; several calls of `print` may run at once. */
export interface Printer {
  readonly browser: BrowserBinary;
  readonly fonts: FontSet;
  /** Same text, same pages: what besides the document decides the bytes of its PDF. */
  readonly identity: string;
  /**
   * Starts the browser now instead of with the first document, with so many pages open, one unless told. Errors: P04.
   */
  start(pages?: number): Promise<Outcome<unknown>>;
  /**
   * Prints one document. A document during which the browser breaks off or hangs is tried again in a browser
   * of its own, so that it can spoil no other. Errors: P10 for characters no face has, P05 when the browser
   * broke off every time, P06 when it did not finish in time twice, P04 when it could not be started again.
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
  /** A browser is replaced after so many documents. Default 500. */
  readonly documentsPerBrowser?: number;
}

/** One browser with the pages that are free at the moment. */
interface Session {
  readonly running: RunningBrowser;
  readonly free: LoadedPage[];
  printed: number;
  /** Documents being printed. */
  active: number;
  /** Takes no new documents and is closed with the last one. */
  retired: boolean;
}

/** A document as a page is to print it. */
interface ShownDocument {
  readonly html: string;
  readonly rare: RareFaces;
  readonly tags: BrowserTags;
}

const DOCUMENTS_PER_BROWSER = 500;
// A browser with two pages needs about 0.4 GB; one that needs this much leaks.
const MEMORY_PER_BROWSER = 2e9;
const DOCUMENTS_PER_MEMORY_CHECK = 50;
const ATTEMPTS_ALONE = 2;

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
  const prepared = await preparePrinter(options);
  if (prepared.value === null) return prepared;
  const started = await prepared.value.start();
  return started.value === null ? { value: null, findings: started.findings } : prepared;
}

/**
 * Finds a browser and prepares the fonts; the browser starts with the first document.
 *
 * Errors: P01, P02, P03 as of {@link openPrinter}.
 *
 * Example: `(await preparePrinter({ fonts: 'bundled', timeoutMs: 30_000 })).value?.identity`
 */
export async function preparePrinter(options: PrinterOptions): Promise<Outcome<Printer>> {
  const [browser, fonts] = await Promise.all([findBrowser(), prepareFonts(options)]);
  if (browser.value === null || fonts.value === null) {
    // Both need the cache folder and would complain of it in the same words.
    const all = [...browser.findings, ...fonts.findings];
    return { value: null, findings: [...new Map(all.map((finding) => [finding.message, finding])).values()] };
  }
  const { folder } = fonts.value;
  const shell = await storeShell(folder).catch((error: unknown) => unwritable(folder, error));
  if (typeof shell !== 'string') return failed(shell);
  return done(new BrowserPrinter(browser.value, fonts.value, options, shell));
}

class BrowserPrinter implements Printer {
  readonly browser: BrowserBinary;
  readonly fonts: FontSet;
  readonly #options: PrinterOptions;
  readonly #shell: string;
  readonly #waiting: (() => void)[] = [];
  #places: number;
  #session: Promise<Outcome<Session>> | null = null;
  readonly #sessions = new Set<Session>();
  #startFindings: readonly Finding[] = [];
  #closed = false;

  constructor(browser: BrowserBinary, fonts: FontSet, options: PrinterOptions, shell: string) {
    this.browser = browser;
    this.fonts = fonts;
    this.#options = options;
    this.#shell = shell;
    this.#places = Math.max(1, options.pages ?? 2);
  }

  start(pages = 1): Promise<Outcome<Session>> {
    this.#session ??= this.#launch(pages);
    return this.#session;
  }

  get identity(): string {
    const { path, version } = this.browser;
    const parts = [version ?? path, this.fonts.mark];
    return createHash('sha256').update(parts.join('\n')).digest('hex');
  }

  async print(job: PrintJob): Promise<Outcome<Uint8Array>> {
    const { rare, findings } = this.fonts.coverage(characterSource(job.html));
    if (findings.length > 0) return { value: null, findings };
    const structure = readStructure(job.html);
    if (structure !== null) {
      const untagged = await this.#inTurn(job, rare, 'untagged');
      const finished = untagged.value && tagged(untagged.value, job, structure);
      if (untagged.value === null || finished !== null) return { ...untagged, value: finished };
    }
    const { value, findings: unprinted } = await this.#inTurn(job, rare, 'tagged');
    if (value === null) return { value, findings: unprinted };
    try {
      return done(finishPdf(value.pdf, job));
    } catch (error) {
      if (error instanceof SyntaxError) return failed(unexpectedPdf(this.browser));
      throw error;
    }
  }

  /** Prints when a page is free. */
  async #inTurn(job: PrintJob, rare: readonly string[], tags: BrowserTags): Promise<Outcome<Printed>> {
    await this.#enter();
    try {
      const rareFaces = await this.fonts.rare(rare);
      if (rareFaces.value === null) return { value: null, findings: rareFaces.findings };
      return await this.#attempts(job, rareFaces.value, tags);
    } finally {
      this.#leave();
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#session;
    await Promise.all([...this.#sessions].map(({ running }) => running.close()));
  }

  /** With the others first; after trouble alone, where nothing but this document can be the cause. */
  async #attempts({ html }: PrintJob, rare: RareFaces, tags: BrowserTags): Promise<Outcome<Printed>> {
    const document = { html, rare, tags };
    let result = await this.#attempt(document, this.start());
    let late = 0;
    for (let alone = 0; alone < ATTEMPTS_ALONE && typeof result === 'string'; alone++) {
      if (result === 'late' && ++late > 1) break;
      const own = this.#launch();
      result = await this.#attempt(document, own);
      await this.#end(await own);
    }
    if (typeof result !== 'string') return result;
    if (this.#closed) return failed(aborted());
    if (result === 'unstarted') return { value: null, findings: this.#startFindings };
    return failed(result === 'late' ? tooSlow(this.#options.timeoutMs) : brokenOff());
  }

  async #attempt(
    { html, rare, tags }: ShownDocument,
    started: Promise<Outcome<Session>>,
  ): Promise<Outcome<Printed> | 'broken' | 'late' | 'unstarted'> {
    if (this.#closed) return failed(aborted());
    const { value: session, findings } = await started;
    if (session === null) {
      this.#forget(started);
      this.#startFindings = findings;
      return 'unstarted';
    }
    const { running, free } = session;
    session.active++;
    try {
      const work = async () => {
        const page = free.pop() ?? (await this.#load(running, await running.browser.newPage()));
        await page.show(html, rare);
        const printed = await printNumbered(page, html, tags);
        free.push(page);
        return printed;
      };
      const printed = await withDeadline(running.whileRunning(work()), this.#options.timeoutMs);
      session.printed++;
      if (await this.#isWorn(session)) {
        this.#forget(started);
        session.retired = true;
      }
      return done(printed);
    } catch (error) {
      this.#forget(started);
      await running.close();
      if (error instanceof SyntaxError) return failed(unexpectedPdf(this.browser));
      return error instanceof DeadlineError ? 'late' : 'broken';
    } finally {
      session.active--;
      if (session.retired && session.active === 0) await this.#end({ value: session, findings: [] });
    }
  }

  async #isWorn({ printed, running }: Session): Promise<boolean> {
    if (printed >= (this.#options.documentsPerBrowser ?? DOCUMENTS_PER_BROWSER)) return true;
    if (printed % DOCUMENTS_PER_MEMORY_CHECK !== 0) return false;
    const bytes = await residentMemory(running.pid);
    return bytes !== null && bytes > MEMORY_PER_BROWSER;
  }

  async #end({ value: session }: Outcome<Session>): Promise<void> {
    if (session === null) return;
    await session.running.close();
    this.#sessions.delete(session);
  }

  #load({ pipe }: RunningBrowser, page: Page): Promise<LoadedPage> {
    const { css, urls } = this.fonts;
    return loadPage(page, { pipe, css, urls, shell: this.#shell, timeoutMs: this.#options.timeoutMs });
  }

  /** A browser may break off while it starts; once is forgiven. */
  async #launch(pages = 1): Promise<Outcome<Session>> {
    const first = await this.#launchOnce(pages);
    return first.value === null && !this.#closed ? this.#launchOnce(pages) : first;
  }

  async #launchOnce(pages: number): Promise<Outcome<Session>> {
    const { timeoutMs } = this.#options;
    const fontConfiguration = this.fonts.configuration;
    const launched = await launchBrowser(this.browser, { timeoutMs, fontConfiguration });
    if (launched.value === null) return { value: null, findings: launched.findings };
    const running = launched.value;
    try {
      // The browser opens with a page; taking it saves starting a second process.
      const [first = await running.browser.newPage()] = await running.browser.pages();
      const more = Array.from({ length: pages - 1 }, () => running.browser.newPage());
      const opened = [first, ...more].map(async (page) => this.#load(running, await page));
      const free = await running.whileRunning(Promise.all(opened));
      const session = { running, free, printed: 0, active: 0, retired: false };
      this.#sessions.add(session);
      // Too late to be closed with the others.
      if (this.#closed) await this.#end(done(session));
      return done(session);
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

/** The finished file, or null where only the browser can tag it. */
function tagged({ pdf, numbers }: Printed, job: PrintJob, structure: Structure): Buffer | null {
  // The page numbers of the contents are on the page, and only there.
  const shown = numbers === null ? structure : readStructure(withPageNumbers(job.html, numbers))!;
  try {
    return finishPdf(pdf, job, shown);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function brokenOff() {
  return errorFinding(
    'P05',
    '浏览器每次打印这份报告都中断',
    '请关闭其他占用内存的程序后重试；若仍出现，请运行 npm run doctor',
  );
}

function aborted() {
  return errorFinding('P05', '打印已经中止', '请重新运行');
}

function noPage(browser: BrowserBinary) {
  return errorFinding(
    'P04',
    `浏览器（${browser.version ?? browser.path}）已启动，但不能打开页面`,
    '请运行 npm run doctor 查看浏览器的情况；也可以用环境变量 PUPPETEER_EXECUTABLE_PATH 指定另一个 Chrome 或 Edge',
  );
}

function tooSlow(timeoutMs: number) {
  return errorFinding(
    'P06',
    `打印两次都超过 ${timeoutMs / 1000} 秒没有完成，已中止`,
    '请用 --timeout 放宽时限后重试',
  );
}

function unexpectedPdf(browser: BrowserBinary) {
  return errorFinding(
    'P05',
    `浏览器（${browser.version ?? browser.path}）生成的 PDF 结构与预期不同，无法处理`,
    '请改用内置浏览器：取消环境变量 PUPPETEER_EXECUTABLE_PATH 后重试',
  );
}
