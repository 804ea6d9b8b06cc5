import { Gate } from '../files/gate.ts';
import type { FontChoice } from '../fonts/font-catalog.ts';
import { done } from '../model/error-finding.ts';
import type { Outcome } from '../model/finding.ts';
import type { Clock } from '../print/deadline.ts';
import { type Printer, preparePrinter } from '../print/printer.ts';
import { type PackFolders, PackStore } from '../report/packs.ts';
import { formatOf, type OutputFormat } from '../write/formats.ts';
import { Fingerprints, type ProgramVersion } from './fingerprint.ts';
import type { UnitAnswer, UnitMessage } from './unit-message.ts';
import { type WorkTools, workOnUnit } from './unit-work.ts';

/** What a run needs of those who do its work; plain data, told once. */
export interface WorkforceSettings {
  readonly folders: PackFolders;
  /** All formats that units will be asked for. */
  readonly formats: readonly OutputFormat[];
  readonly fonts: FontChoice;
  /** One limit for starting, loading and printing a document each. */
  readonly timeoutMs: number;
  /** Units printed at once. */
  readonly concurrency: number;
  /** The program, where records of the units are kept; null for a check. */
  readonly program: ProgramVersion | null;
  /** The options that change the text of a report, for the fingerprints. */
  readonly redact: boolean;
}

/** What prints in a run: for the manifest, and to tell whether an earlier file will do. */
export interface PrinterFacts {
  readonly identity: string;
  readonly browser: string;
  readonly fonts: FontChoice;
}

/** Those who do the work on units: in this process, or behind this interface in others. */
export interface Workforce {
  /** Null where no browser is needed. */
  readonly printer: PrinterFacts | null;
  /** Units that are worth having in hand at once: those that print and those that get ready to. */
  readonly places: number;
  /** Starts what is slow to start, for so many units; null where nothing is. Errors: P04. */
  start(units: number): Promise<Outcome<unknown>> | null;
  /** Does the work on one unit. Never throws. */
  work(message: UnitMessage, signal?: AbortSignal): Promise<UnitAnswer>;
  /** Ends it at once, whatever it is doing. Never throws; may be called twice. */
  close(): Promise<void>;
}

// While all pages print, this many more units are loaded and rendered and wait for a page.
const UNITS_AHEAD = 2;

/**
 * Opens the workforce of a run. This is the one place that decides who works. Limits are counted by the clock of the
 * machine unless told.
 *
 * Errors: P01, P02, P03 where a format needs the browser.
 */
export async function openWorkforce(
  settings: WorkforceSettings,
  packs: PackStore = new PackStore(settings.folders),
  clock?: Clock,
): Promise<Outcome<Workforce>> {
  const prepared = await printerFor(settings, clock);
  if (prepared && !prepared.value) return { value: null, findings: prepared.findings };
  return done(new OwnWork(settings, packs, prepared?.value ?? null));
}

/** The work is done in this thread. */
class OwnWork implements Workforce {
  readonly printer: PrinterFacts | null;
  readonly places: number;
  readonly #tools: WorkTools;
  readonly #concurrency: number;

  constructor(settings: WorkforceSettings, packs: PackStore, printer: Printer | null) {
    const { program, redact, concurrency } = settings;
    this.#concurrency = concurrency;
    this.places = concurrency + UNITS_AHEAD;
    this.#tools = {
      packs,
      printer,
      fingerprints: program && new Fingerprints(packs, program, { redact }),
      gate: new Gate(concurrency),
    };
    this.printer = printer && {
      identity: printer.identity,
      browser: printer.browser.version ?? printer.browser.path,
      fonts: printer.fonts.choice,
    };
  }

  start(units: number): Promise<Outcome<unknown>> | null {
    const pages = Math.min(this.#concurrency, units);
    return pages > 0 && this.#tools.printer ? this.#tools.printer.start(pages) : null;
  }

  work(message: UnitMessage, signal?: AbortSignal): Promise<UnitAnswer> {
    return workOnUnit(message, this.#tools, signal);
  }

  async close(): Promise<void> {
    await this.#tools.printer?.close();
  }
}

async function printerFor(
  settings: WorkforceSettings,
  clock: Clock | undefined,
): Promise<Outcome<Printer> | null> {
  const { formats, fonts, timeoutMs, concurrency } = settings;
  if (!formats.some((format) => formatOf(format).needsBrowser)) return null;
  return preparePrinter({ fonts, timeoutMs, pages: concurrency, ...(clock && { clock }) });
}
