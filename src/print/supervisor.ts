import { done, failed } from '../model/error-finding.ts';
import type { Finding, Outcome } from '../model/finding.ts';
import type { RunningBrowser } from './browser.ts';
import { DeadlineError } from './deadline.ts';
import { PagePool, type PoolOptions, type ShownDocument } from './page-pool.ts';
import { aborted, brokenOff, noPage, tooSlow, unexpectedPdf } from './print-findings.ts';
import type { Printed } from './print-numbered.ts';

/** Starts browsers, and what is known of them. */
export interface SupervisorOptions extends PoolOptions {
  /** Starts one browser; `signal` ends the start. */
  launch(signal: AbortSignal): Promise<Outcome<RunningBrowser>>;
  /** The browser as findings name it. */
  readonly browserName: string;
}

/** Why a document was not printed. */
type Trouble =
  | { readonly kind: 'broken' }
  | { readonly kind: 'late'; readonly waitedFor: string }
  | { readonly kind: 'unstarted'; readonly findings: readonly Finding[] };

const ATTEMPTS_ALONE = 2;

/**
 * Keeps a browser running: starts one when it is needed, again when it broke off, another when it is worn. A document
 * during which a browser breaks off or hangs is tried again in one of its own, where it can spoil no other.
 */
export class Supervisor {
  readonly #options: SupervisorOptions;
  #common: Promise<Outcome<PagePool>> | null = null;
  /** Every browser that runs, also before its pages are open. */
  readonly #running = new Set<RunningBrowser>();
  readonly #closing = new AbortController();

  constructor(options: SupervisorOptions) {
    this.#options = options;
  }

  /** Starts the common browser, unless it runs, with so many pages. Errors: P04. */
  start(pages = 1): Promise<Outcome<unknown>> {
    this.#common ??= this.#launch(pages);
    return this.#common;
  }

  /** Prints one document; errors: P04, P05, P06. May be called several times at once. */
  async print(document: ShownDocument): Promise<Outcome<Printed>> {
    this.#common ??= this.#launch(1);
    let result = await this.#attempt(document, this.#common);
    let late = 0;
    for (let alone = 0; alone < ATTEMPTS_ALONE && 'kind' in result; alone++) {
      if (result.kind === 'late' && ++late > 1) break;
      const own = this.#launch(1);
      result = await this.#attempt(document, own);
      await (await own).value?.close();
    }
    if (!('kind' in result)) return result;
    if (this.#isClosed) return failed(aborted());
    if (result.kind === 'unstarted') return { value: null, findings: result.findings };
    return failed(result.kind === 'late' ? tooSlow(this.#options.timeoutMs, result.waitedFor) : brokenOff());
  }

  /** Ends all browsers. Never throws; may be called twice, and while documents are being printed. */
  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.all([...this.#running].map((running) => running.close()));
    await this.#common;
  }

  get #isClosed(): boolean {
    return this.#closing.signal.aborted;
  }

  async #attempt(
    document: ShownDocument,
    started: Promise<Outcome<PagePool>>,
  ): Promise<Outcome<Printed> | Trouble> {
    if (this.#isClosed) return failed(aborted());
    const { value: pool, findings } = await started;
    if (pool === null) {
      this.#forget(started);
      return { kind: 'unstarted', findings };
    }
    try {
      const printed = await pool.print(document);
      if (await pool.isWorn()) {
        this.#forget(started);
        await pool.retire();
      }
      return done(printed);
    } catch (error) {
      this.#forget(started);
      await pool.close();
      if (error instanceof SyntaxError) return failed(unexpectedPdf(this.#options.browserName));
      return error instanceof DeadlineError
        ? { kind: 'late', waitedFor: error.waitedFor }
        : { kind: 'broken' };
    }
  }

  /** A browser may break off while it starts; once is forgiven. */
  async #launch(pages: number): Promise<Outcome<PagePool>> {
    const first = await this.#launchOnce(pages);
    return first.value === null && !this.#isClosed ? this.#launchOnce(pages) : first;
  }

  async #launchOnce(pages: number): Promise<Outcome<PagePool>> {
    const { signal } = this.#closing;
    const launched = await this.#options.launch(signal);
    if (launched.value === null) return { value: null, findings: launched.findings };
    const running = watched(launched.value, (gone) => this.#running.delete(gone));
    this.#running.add(running);
    // Too late to be closed with the others.
    if (signal.aborted) await running.close();
    const pool = new PagePool(running, this.#options);
    try {
      await pool.open(pages);
      return done(pool);
    } catch (error) {
      await running.close();
      const waitedFor = error instanceof DeadlineError ? error.waitedFor : null;
      return failed(noPage(this.#options.browserName, waitedFor));
    }
  }

  /** Lets the next document start a new browser, unless another one already did. */
  #forget(pool: Promise<Outcome<PagePool>>): void {
    if (this.#common === pool) this.#common = null;
  }
}

/** The same browser, which tells when it has been closed. */
function watched(running: RunningBrowser, gone: (running: RunningBrowser) => void): RunningBrowser {
  const self: RunningBrowser = {
    ...running,
    async close() {
      await running.close();
      gone(self);
    },
  };
  return self;
}
