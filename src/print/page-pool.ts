import type { RareFaces } from '../fonts/prepared-face.ts';
import type { RunningBrowser } from './browser.ts';
import { type Clock, withDeadline } from './deadline.ts';
import type { BrowserTags, LoadedPage } from './loaded-page.ts';
import { type Printed, printNumbered } from './print-numbered.ts';
import { residentMemory } from './process-memory.ts';

/** A document as a page is to print it. */
export interface ShownDocument {
  readonly html: string;
  readonly rare: RareFaces;
  readonly tags: BrowserTags;
}

/** How a pool opens pages, how long it waits and when its browser is worn. */
export interface PoolOptions {
  /** Opens one more page with the fonts of the run in it. */
  openPage(running: RunningBrowser): Promise<LoadedPage>;
  /** One limit for opening pages and for printing a document. */
  readonly timeoutMs: number;
  readonly documentsPerBrowser: number;
  readonly clock: Clock;
}

// A browser with two pages needs about 0.4 GB; one that needs this much leaks.
const MEMORY_PER_BROWSER = 2e9;
const DOCUMENTS_PER_MEMORY_CHECK = 50;

/** The pages of one browser: a document takes a free one, or a new one, and gives it back when it went well. */
export class PagePool {
  readonly #running: RunningBrowser;
  readonly #options: PoolOptions;
  #free: LoadedPage[] = [];
  #printed = 0;
  #active = 0;
  #retired = false;

  constructor(running: RunningBrowser, options: PoolOptions) {
    this.#running = running;
    this.#options = options;
  }

  /** Opens the first pages, all at once. Throws what the browser throws, and a DeadlineError. */
  async open(pages: number): Promise<void> {
    const opened = Array.from({ length: pages }, () => this.#options.openPage(this.#running));
    this.#free = await this.#within(Promise.all(opened), () => '打开页面');
  }

  /**
   * Prints one document. Throws what the browser throws, a DeadlineError, and a SyntaxError for a PDF of unexpected
   * structure.
   */
  async print({ html, rare, tags }: ShownDocument): Promise<Printed> {
    let step = '打开页面';
    const work = async (): Promise<Printed> => {
      this.#free = this.#free.filter((page) => page.isUsable());
      const page = this.#free.pop() ?? (await this.#options.openPage(this.#running));
      step = '排版';
      await page.show(html, rare);
      step = '打印';
      const printed = await printNumbered(page, html, tags);
      this.#free.push(page);
      return printed;
    };
    this.#active++;
    try {
      const printed = await this.#within(work(), () => step);
      this.#printed++;
      return printed;
    } finally {
      this.#active--;
      if (this.#retired && this.#active === 0) await this.close();
    }
  }

  /** Whether the browser has done its share or needs too much memory. */
  async isWorn(): Promise<boolean> {
    if (this.#printed >= this.#options.documentsPerBrowser) return true;
    if (this.#printed % DOCUMENTS_PER_MEMORY_CHECK !== 0) return false;
    const bytes = await residentMemory(this.#running.pid);
    return bytes !== null && bytes > MEMORY_PER_BROWSER;
  }

  /** Takes no new documents, which is up to the caller, and ends the browser with the last one. */
  async retire(): Promise<void> {
    this.#retired = true;
    if (this.#active === 0) await this.close();
  }

  /** Ends the browser, whatever it is doing. Never throws; may be called twice. */
  close(): Promise<void> {
    return this.#running.close();
  }

  #within<T>(work: Promise<T>, waitingFor: () => string): Promise<T> {
    const { timeoutMs: ms, clock } = this.#options;
    return withDeadline(this.#running.whileRunning(work), { ms, clock, waitingFor });
  }
}
