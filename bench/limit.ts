import type { Report } from '../src/render/report.ts';
import { type Bare, openBare } from './bare-browser.ts';
import { timeOf } from './measure.ts';

/** Documents per second of nothing but `page.pdf()` in pages of which none ever waits for another one. */
export interface Limit {
  /** As Puppeteer prints, with the browser's tags and bookmarks. */
  readonly tagged: number;
  /** Without tags and bookmarks, which the product's files have. */
  readonly untagged: number;
}

type Kind = keyof Limit;

const KINDS: readonly Kind[] = ['tagged', 'untagged'];

/**
 * Takes samples of the limit, a few documents each, in a browser that stays warm. It is replaced before a report comes
 * round again: shown a second time, reports pile up in its memory, and it grows slow.
 */
export class LimitMeter {
  #bare: Bare;
  readonly #reports: readonly Report[];
  readonly #pages: number;
  #next = 0;
  readonly #documents = { tagged: 0, untagged: 0 };
  readonly #milliseconds = { tagged: 0, untagged: 0 };

  private constructor(bare: Bare, reports: readonly Report[], pages: number) {
    this.#bare = bare;
    this.#reports = reports;
    this.#pages = pages;
  }

  static async open(reports: readonly Report[], pages: number): Promise<LimitMeter> {
    const meter = new LimitMeter(await openBare(pages), reports, pages);
    await meter.#warm();
    return meter;
  }

  /** Prints the next so many documents of each kind. Between the samples the browser does not run. */
  async sample(documents: number): Promise<void> {
    if (this.#next + KINDS.length * documents > this.#reports.length) {
      await this.close();
      this.#bare = await openBare(this.#pages);
      this.#next = 0;
      await this.#warm();
    }
    this.#bare.wake();
    for (const kind of KINDS) {
      this.#milliseconds[kind] += (await this.#print(this.#take(documents), kind)) / this.#pages;
      this.#documents[kind] += documents;
    }
    this.#bare.sleep();
  }

  get limit(): Limit {
    const rate = (kind: Kind) => this.#documents[kind] / (this.#milliseconds[kind] / 1000);
    return { tagged: rate('tagged'), untagged: rate('untagged') };
  }

  close(): Promise<void> {
    this.#bare.wake();
    return this.#bare.close();
  }

  /** The first documents of a page pay for what stays warm afterwards. */
  async #warm(): Promise<void> {
    await this.#print(this.#take(2 * this.#pages), 'tagged');
    this.#bare.sleep();
  }

  #take(count: number): readonly Report[] {
    const taken = this.#reports.slice(this.#next, this.#next + count);
    this.#next += count;
    return taken;
  }

  /**
   * Milliseconds of printing, all pages together. All are busy all the time: putting the next report into a page keeps
   * its core as busy as printing does, but only the printing is counted.
   */
  async #print(reports: readonly Report[], kind: Kind): Promise<number> {
    const waiting = [...reports];
    let printing = 0;
    const lane = async (slot: number): Promise<void> => {
      for (let report = waiting.shift(); report; report = waiting.shift()) {
        const page = await this.#bare.show(slot, report.html);
        const milliseconds = await timeOf(() => this.#bare.pdf(page, kind === 'tagged'));
        printing += milliseconds;
      }
    };
    await Promise.all(Array.from({ length: this.#pages }, (_, slot) => lane(slot)));
    return printing;
  }
}
