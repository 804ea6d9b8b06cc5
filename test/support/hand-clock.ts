import type { Clock, Limit } from '../../src/print/deadline.ts';

/** A clock that stands still until it is struck by hand. */
export class HandClock implements Clock {
  readonly #pending = new Map<object, { readonly limit: Limit; readonly strike: () => void }>();

  after(limit: Limit, strike: () => void): () => void {
    const key = {};
    this.#pending.set(key, { limit, strike });
    return () => this.#pending.delete(key);
  }

  /** What is waited for at the moment. */
  get waits(): string[] {
    return [...this.#pending.values()].map(({ limit }) => limit.waitingFor());
  }

  /** All waits that have begun are over. */
  strike(): void {
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    for (const { strike } of pending) strike();
  }
}
