import type { Outcome } from '../model/finding.ts';
import type { Division } from './concurrency.ts';
import { Crew, diedOf } from './crew.ts';
import type { UnitAnswer, UnitMessage } from './unit-message.ts';
import { failedUnit, interrupted } from './unmade-unit.ts';
import type { startWorker } from './worker-process.ts';
import type { PrinterFacts, Workforce, WorkforceSettings } from './workforce.ts';

// While all pages of a worker print, this many more units are loaded and rendered there.
const UNITS_AHEAD = 2;

/** The work is done by other processes, each with a browser of its own; this one deals out, and loads no unit. */
export class DividedWork implements Workforce {
  readonly printer: PrinterFacts | null;
  readonly places: number;
  readonly early: number;
  readonly #pages: number;
  readonly #crew: Crew;

  constructor(
    settings: WorkforceSettings,
    { workers, pages }: Division,
    printer: PrinterFacts | null,
    start?: typeof startWorker,
  ) {
    this.printer = printer;
    this.places = workers * (pages + UNITS_AHEAD);
    this.early = workers;
    this.#pages = pages;
    const own = { ...settings, concurrency: pages, ...(printer && { browser: printer.browser }) };
    const opening = { kind: 'open', settings: own } as const;
    this.#crew = new Crew(opening, workers, settings.timeoutMs, start);
  }

  /** Settles when the first worker can print, or none can. */
  start(): Promise<Outcome<unknown>> | null {
    return this.printer === null ? null : this.#crew.start(this.#pages);
  }

  async work(message: UnitMessage, signal?: AbortSignal): Promise<UnitAnswer> {
    if (signal?.aborted) return interrupted(message);
    const answer = (await this.#crew.ask({ kind: 'work', message })) as UnitAnswer | null;
    return answer ?? (this.#crew.isClosing ? interrupted(message) : failedUnit(message, [diedOf()]));
  }

  close(): Promise<void> {
    return this.#crew.close();
  }
}
