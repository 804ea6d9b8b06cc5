import { Gate } from '../files/gate.ts';
import { done } from '../model/error-finding.ts';
import type { Outcome } from '../model/finding.ts';
import type { Clock } from '../print/deadline.ts';
import type { Printer } from '../print/printer.ts';
import { PackStore } from '../report/packs.ts';
import { formatOf } from '../write/formats.ts';
import { Fingerprints, textOptions } from './fingerprint.ts';
import type { UnitAnswer, UnitMessage } from './unit-message.ts';
import { type WorkTools, workOnUnit } from './unit-work.ts';
import type { PrinterFacts, Workforce, WorkforceSettings } from './workforce.ts';

// While all pages print, this many more units are loaded and rendered and wait for a page.
const UNITS_AHEAD = 2;

/**
 * Opens the work in this thread. Errors: P01, P02, P03 where a format needs the browser.
 */
export async function openOwnWork(
  settings: WorkforceSettings,
  packs: PackStore = new PackStore(settings.folders),
  clock?: Clock,
): Promise<Outcome<OwnWork>> {
  const prepared = await printerFor(settings, clock);
  if (prepared && !prepared.value) return { value: null, findings: prepared.findings };
  return done(new OwnWork(settings, packs, prepared?.value ?? null));
}

/** The work is done in this thread. */
export class OwnWork implements Workforce {
  readonly printer: PrinterFacts | null;
  readonly places: number;
  readonly early = 1;
  readonly #tools: WorkTools;
  readonly #concurrency: number;

  constructor(settings: WorkforceSettings, packs: PackStore, printer: Printer | null) {
    const { program, concurrency } = settings;
    this.#concurrency = concurrency;
    this.places = concurrency + UNITS_AHEAD;
    this.#tools = {
      packs,
      printer,
      fingerprints: program && new Fingerprints(packs, program, textOptions(settings)),
      gate: new Gate(concurrency),
    };
    this.printer = printer && {
      identity: printer.identity,
      browser: printer.browser,
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
  const { formats, fonts, timeoutMs, concurrency, browser } = settings;
  if (!formats.some((format) => formatOf(format).needsBrowser)) return null;
  // Half of the program is the way to the browser, and a check goes without.
  const { preparePrinter } = await import('../print/printer.ts');
  return preparePrinter({
    ...{ fonts, timeoutMs, pages: concurrency },
    ...(clock && { clock }),
    ...(browser && { browser }),
  });
}
