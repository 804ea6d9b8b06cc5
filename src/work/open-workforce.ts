import { done } from '../model/error-finding.ts';
import type { Outcome } from '../model/finding.ts';
import type { Clock } from '../print/deadline.ts';
import type { PackStore } from '../report/packs.ts';
import { divide, thisMachine } from './concurrency.ts';
import { DividedWork } from './divided-work.ts';
import { openOwnWork } from './own-work.ts';
import type { UnitAnswer, UnitMessage } from './unit-message.ts';
import type { PrinterFacts, Workforce, WorkforceSettings } from './workforce.ts';

/**
 * Opens the workforce of a run. This is the one place that decides who works: this thread, or, where there are units
 * enough for it to pay, other processes.
 *
 * Limits are counted by the clock of the machine unless told; another clock is known to this thread alone.
 *
 * Errors: P01, P02, P03 where a format needs the browser.
 */
export async function openWorkforce(
  settings: WorkforceSettings,
  packs?: PackStore,
  clock?: Clock,
): Promise<Outcome<Workforce>> {
  const { value: own, findings } = await openOwnWork(settings, packs, clock);
  if (!own) return { value: null, findings };
  return done(clock ? own : new ChosenWork(settings, own));
}

/**
 * Opens a workforce of other processes alone, for one that has more to do than to wait for its own thread: what a unit
 * does to its worker it does not do to this process.
 *
 * Errors: P01, P02, P03 where a format needs the browser.
 */
export async function openProcesses(settings: WorkforceSettings): Promise<Outcome<Workforce>> {
  const { value: own, findings } = await openOwnWork(settings);
  if (!own) return { value: null, findings };
  const { printer } = own;
  await own.close();
  const { workers, pages } = divide(
    Number.POSITIVE_INFINITY,
    settings.concurrency,
    printer !== null,
    thisMachine().memory,
  );
  return done(new DividedWork(settings, { workers, pages }, printer));
}

/** Decides when it is known how many units there are. */
class ChosenWork implements Workforce {
  readonly #settings: WorkforceSettings;
  readonly #own: Workforce;
  #chosen: Workforce;

  constructor(settings: WorkforceSettings, own: Workforce) {
    this.#settings = settings;
    this.#own = own;
    this.#chosen = own;
  }

  get printer(): PrinterFacts | null {
    return this.#own.printer;
  }

  get places(): number {
    return this.#chosen.places;
  }

  get early(): number {
    return this.#chosen.early;
  }

  start(units: number): Promise<Outcome<unknown>> | null {
    const division = divide(units, this.#settings.concurrency, this.printer !== null, thisMachine().memory);
    if (division.workers > 1) this.#chosen = new DividedWork(this.#settings, division, this.printer);
    return this.#chosen.start(units);
  }

  work(message: UnitMessage, signal?: AbortSignal): Promise<UnitAnswer> {
    return this.#chosen.work(message, signal);
  }

  async close(): Promise<void> {
    await Promise.all([this.#own.close(), this.#chosen.close()]);
  }
}
