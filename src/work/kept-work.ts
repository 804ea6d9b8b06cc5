import { done } from '../model/error-finding.ts';
import type { Outcome } from '../model/finding.ts';
import type { Clock } from '../print/deadline.ts';
import type { PackStore } from '../report/packs.ts';
import { openWorkforce } from './open-workforce.ts';
import type { UnitAnswer, UnitMessage } from './unit-message.ts';
import type { PrinterFacts, Workforce, WorkforceSettings } from './workforce.ts';

/**
 * One workforce for several runs: what a run closes stays open for the next, browser and all, until {@link end}. After
 * {@link renew} the next run gets a new one, because templates are read once.
 */
export class KeptWork {
  #workforce: Kept | null = null;

  /** The workforce of the runs so far, or a new one; in place of `openWorkforce`. */
  readonly open = async (
    settings: WorkforceSettings,
    packs?: PackStore,
    clock?: Clock,
  ): Promise<Outcome<Workforce>> => {
    if (this.#workforce !== null) return done(this.#workforce);
    const { value, findings } = await openWorkforce(settings, packs, clock);
    if (!value) return { value: null, findings };
    this.#workforce = new Kept(value);
    return done(this.#workforce);
  };

  /** Ends the workforce; the next run opens another. */
  async renew(): Promise<void> {
    await this.end();
    this.#workforce = null;
  }

  /** Ends it at once, whatever it is doing. */
  async end(): Promise<void> {
    await this.#workforce?.end();
  }
}

class Kept implements Workforce {
  readonly #workforce: Workforce;
  #started: Promise<Outcome<unknown>> | null = null;

  constructor(workforce: Workforce) {
    this.#workforce = workforce;
  }

  get printer(): PrinterFacts | null {
    return this.#workforce.printer;
  }

  get places(): number {
    return this.#workforce.places;
  }

  get early(): number {
    return this.#workforce.early;
  }

  /** The first run that has units decides how many work. */
  start(units: number): Promise<Outcome<unknown>> | null {
    if (units > 0) this.#started ??= this.#workforce.start(units);
    return this.#started;
  }

  work(message: UnitMessage, signal?: AbortSignal): Promise<UnitAnswer> {
    return this.#workforce.work(message, signal);
  }

  async close(): Promise<void> {}

  end(): Promise<void> {
    return this.#workforce.close();
  }
}
