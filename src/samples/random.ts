import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { type Money, parseDecimal } from '../model/money.ts';

/** A stream of choices that is the same for the same seed, on every machine. */
export class Random {
  readonly #generator: ReturnType<typeof xoroshiro128plus>;

  constructor(seed: number) {
    this.#generator = xoroshiro128plus(seed);
  }

  /** A whole number from `least` to `most`, both included. `random.int(1, 6)` → 4 */
  int(least: number, most: number): number {
    return uniformInt(this.#generator, least, most);
  }

  /** True in `percent` of a hundred cases. */
  chance(percent: number): boolean {
    return this.int(1, 100) <= percent;
  }

  pick<T>(choices: readonly T[]): T {
    return choices[this.int(0, choices.length - 1)]!;
  }

  /** `count` different choices (or all, where there are fewer), in the order of the list. */
  some<T>(choices: readonly T[], count: number): T[] {
    const left = choices.map((_, index) => index);
    const taken = new Set<number>();
    while (taken.size < count && left.length > 0) {
      taken.add(left.splice(this.int(0, left.length - 1), 1)[0]!);
    }
    return choices.filter((_, index) => taken.has(index));
  }

  /** An amount in 元 between two whole amounts, a multiple of `step` 元. `random.amount(3000, 90000, 100)` → 41200 元 */
  amount(least: number, most: number, step: number): Money {
    return parseDecimal(String(this.int(Math.ceil(least / step), Math.floor(most / step)) * step))!;
  }
}
