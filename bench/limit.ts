import type { Page } from 'puppeteer-core';
import type { Report } from '../src/render/report.ts';
import { type Bare, openBare } from './bare-browser.ts';
import { timeOf } from './measure.ts';

/** Documents per second of nothing but `page.pdf()`, in two ways to see it. */
export interface Limit {
  /** No page ever waits for another one. */
  readonly free: number;
  /** Reports are put into all pages, then all print at once; the next follow when the last is done. */
  readonly rounds: number;
}

/**
 * Takes samples of the limit, a few documents each, in a browser that stays warm. It is replaced before a report comes
 * round again: shown a second time, reports pile up in its memory, and it grows slow.
 */
export class LimitMeter {
  #bare: Bare;
  readonly #reports: readonly Report[];
  readonly #pages: number;
  #next = 0;
  readonly #free = { documents: 0, milliseconds: 0 };
  readonly #rounds = { documents: 0, milliseconds: 0 };

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

  /** Prints the next so many documents in each way. Between the samples the browser does not run. */
  async sample(documents: number): Promise<void> {
    if (this.#next + 2 * documents > this.#reports.length) {
      await this.close();
      this.#bare = await openBare(this.#pages);
      this.#next = 0;
      await this.#warm();
    }
    this.#bare.wake();
    this.#rounds.milliseconds += await this.#inRounds(this.#take(documents));
    this.#rounds.documents += documents;
    this.#free.milliseconds += (await this.#freely(this.#take(documents))) / this.#pages;
    this.#free.documents += documents;
    this.#bare.sleep();
  }

  get limit(): Limit {
    const rate = ({ documents, milliseconds }: { documents: number; milliseconds: number }) =>
      documents / (milliseconds / 1000);
    return { free: rate(this.#free), rounds: rate(this.#rounds) };
  }

  close(): Promise<void> {
    this.#bare.wake();
    return this.#bare.close();
  }

  /** The first documents of a page pay for what stays warm afterwards. */
  async #warm(): Promise<void> {
    await this.#inRounds(this.#take(2 * this.#pages));
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
  async #freely(reports: readonly Report[]): Promise<number> {
    const waiting = [...reports];
    let printing = 0;
    const lane = async (slot: number): Promise<void> => {
      for (let report = waiting.shift(); report; report = waiting.shift()) {
        const page = await this.#bare.show(slot, report.html);
        const milliseconds = await timeOf(() => this.#bare.pdf(page));
        printing += milliseconds;
      }
    };
    await Promise.all(Array.from({ length: this.#pages }, (_, slot) => lane(slot)));
    return printing;
  }

  /** Milliseconds of printing. */
  async #inRounds(reports: readonly Report[]): Promise<number> {
    let printing = 0;
    for (let index = 0; index < reports.length; index += this.#pages) {
      const pages: Page[] = [];
      for (const [slot, { html }] of reports.slice(index, index + this.#pages).entries()) {
        pages.push(await this.#bare.show(slot, html));
      }
      printing += await timeOf(() => Promise.all(pages.map((page) => this.#bare.pdf(page))));
    }
    return printing;
  }
}
