import type { Locator } from '../model/locator.ts';

/** A part of a file with the place of everything in it. */
export interface Located<T> {
  readonly value: T;
  readonly locator: Locator;
}
