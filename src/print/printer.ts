import { createHash } from 'node:crypto';
import { Gate } from '../files/gate.ts';
import { characterSource } from '../fonts/coverage.ts';
import type { FontChoice } from '../fonts/font-catalog.ts';
import { type FontSet, prepareFonts, unwritable } from '../fonts/fonts.ts';
import { done, failed } from '../model/error-finding.ts';
import type { Outcome } from '../model/finding.ts';
import type { Attachment } from '../pdf/attachments.ts';
import { type DeliveredPdf, deliverPdf } from '../pdf/deliver-pdf.ts';
import type { PdfFacts } from '../pdf/pdf-facts.ts';
import { readStructure } from '../pdf/tags/read-structure.ts';
import type { Structure } from '../pdf/tags/structure.ts';
import { withPageNumbers } from '../render/contents.ts';
import { type BrowserBinary, findBrowser } from './browser-binary.ts';
import { browserName } from './browser-name.ts';
import { type Clock, wallClock } from './deadline.ts';
import { type BrowserTags, loadPage, storeShell } from './loaded-page.ts';
import { endOrphans } from './orphans.ts';
import {
  brokenPromise,
  officialRefused,
  taggedByBrowser,
  unclaimed,
  unexpectedPdf,
} from './print-findings.ts';
import type { Printed } from './print-numbered.ts';
import { removeDeadProfiles } from './profile.ts';
import { Supervisor } from './supervisor.ts';

/** A complete, self-contained HTML document and what its PDF says of itself. */
export interface PrintJob extends PdfFacts {
  readonly html: string;
  /** Files that the PDF carries with it; none unless told. */
  readonly attachments?: readonly Attachment[];
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
   * broke off every time, P06 when it did not finish in time twice, P04 when it could not be started again. Of a
   * file that is printed: P07, a note, where the browser tagged it, P08 for a promise that it does not keep, P09, a
   * note, of official faces that are installed and not printed with, P11, a note, where it does not claim to be PDF/UA-1
   * and PDF/A.
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
  /** The browser, where it was found and tried before; it is looked for unless told. */
  readonly browser?: BrowserBinary;
  /** What the limits are counted by; the clock of the machine unless told. */
  readonly clock?: Clock;
}

const DOCUMENTS_PER_BROWSER = 500;

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
  const [browser, fonts] = await Promise.all([
    options.browser ? done(options.browser) : findBrowser(),
    prepareFonts(options),
    removeDeadProfiles(),
    endOrphans(),
  ]);
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

/** Makes PDF files of documents; a supervisor looks after the browser. */
class BrowserPrinter implements Printer {
  readonly browser: BrowserBinary;
  readonly fonts: FontSet;
  readonly #supervisor: Supervisor;
  readonly #gate: Gate;

  constructor(browser: BrowserBinary, fonts: FontSet, options: PrinterOptions, shell: string) {
    this.browser = browser;
    this.fonts = fonts;
    this.#gate = new Gate(Math.max(1, options.pages ?? 2));
    const { timeoutMs, clock = wallClock } = options;
    const { configuration: fontConfiguration, css, urls } = fonts;
    this.#supervisor = new Supervisor({
      launch: async (signal) => {
        // Who only deals out the work asks what will print, and starts no browser.
        const { launchBrowser } = await import('./browser.ts');
        return launchBrowser(browser, { timeoutMs, fontConfiguration, clock, signal });
      },
      openPage: async ({ pipe, newPage }) => loadPage(await newPage(), { pipe, css, urls, shell, timeoutMs }),
      browserName: browserName(browser),
      timeoutMs,
      documentsPerBrowser: options.documentsPerBrowser ?? DOCUMENTS_PER_BROWSER,
      clock,
    });
  }

  start(pages = 1): Promise<Outcome<unknown>> {
    return this.#supervisor.start(pages);
  }

  get identity(): string {
    const parts = [browserName(this.browser), this.fonts.mark];
    return createHash('sha256').update(parts.join('\n')).digest('hex');
  }

  async print(job: PrintJob): Promise<Outcome<Uint8Array>> {
    const { rare, findings } = this.fonts.coverage(characterSource(job.html));
    if (findings.length > 0) return { value: null, findings };
    const structure = readStructure(job.html);
    if (structure !== null) {
      const untagged = await this.#inTurn(job, rare, 'untagged');
      const finished = untagged.value && tagged(untagged.value, job, structure);
      if (untagged.value === null) return { value: null, findings: untagged.findings };
      if (finished !== null) return this.#delivered(finished);
    }
    const { value, findings: unprinted } = await this.#inTurn(job, rare, 'tagged');
    if (value === null) return { value, findings: unprinted };
    try {
      const { value: pdf, findings: notes } = this.#delivered(
        deliverPdf(value.pdf, job, job.attachments ?? []),
      );
      return { value: pdf, findings: [taggedByBrowser(), ...notes] };
    } catch (error) {
      if (error instanceof SyntaxError) return failed(unexpectedPdf(browserName(this.browser)));
      throw error;
    }
  }

  close(): Promise<void> {
    return this.#supervisor.close();
  }

  /** The file with what reading it back found. */
  #delivered({ pdf, broken, unproven }: DeliveredPdf): Outcome<Uint8Array> {
    return {
      value: pdf,
      findings: [
        ...broken.map(brokenPromise),
        ...unclaimed(unproven ?? []),
        ...officialRefused(this.fonts.refused),
      ],
    };
  }

  /** Prints when a page is free. */
  #inTurn({ html }: PrintJob, rare: readonly string[], tags: BrowserTags): Promise<Outcome<Printed>> {
    return this.#gate.pass(async () => {
      const faces = await this.fonts.rare(rare);
      if (faces.value === null) return { value: null, findings: faces.findings };
      return this.#supervisor.print({ html, rare: faces.value, tags });
    });
  }
}

/** The finished file, or null where only the browser can tag it. */
function tagged({ pdf, numbers }: Printed, job: PrintJob, structure: Structure): DeliveredPdf | null {
  // The page numbers of the contents are on the page, and only there.
  const shown = numbers === null ? structure : readStructure(withPageNumbers(job.html, numbers))!;
  try {
    return deliverPdf(pdf, job, job.attachments ?? [], shown);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
