/** An immutable set of code points, kept as sorted, non-touching ranges. */
export class CharacterSet {
  readonly #ranges: readonly (readonly [number, number])[];

  private constructor(ranges: readonly (readonly [number, number])[]) {
    this.#ranges = ranges;
  }

  /** Example: `CharacterSet.of([0x4e00, 0x4e01])` has one range. */
  static of(codePoints: Iterable<number>): CharacterSet {
    const ranges: [number, number][] = [];
    for (const code of [...new Set(codePoints)].sort((a, b) => a - b)) {
      const last = ranges.at(-1);
      if (last !== undefined && last[1] + 1 === code) last[1] = code;
      else ranges.push([code, code]);
    }
    return new CharacterSet(ranges);
  }

  /** Reads what `toString` wrote; throws a SyntaxError on anything else. */
  static parse(text: string): CharacterSet {
    if (text === '') return new CharacterSet([]);
    return new CharacterSet(
      text.split(',').map((part) => {
        const match = /^U\+([0-9a-f]+)(?:-([0-9a-f]+))?$/.exec(part);
        if (match === null) throw new SyntaxError(`not a range of code points: ${part}`);
        const start = Number.parseInt(match[1]!, 16);
        return [start, match[2] === undefined ? start : Number.parseInt(match[2], 16)] as const;
      }),
    );
  }

  has(codePoint: number): boolean {
    let low = 0;
    let high = this.#ranges.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const [start, end] = this.#ranges[middle]!;
      if (codePoint < start) high = middle - 1;
      else if (codePoint > end) low = middle + 1;
      else return true;
    }
    return false;
  }

  /** In the notation of CSS `unicode-range`, `U+20-7e,U+4e00`. */
  toString(): string {
    return this.#ranges
      .map(([start, end]) => `U+${start.toString(16)}${end === start ? '' : `-${end.toString(16)}`}`)
      .join(',');
  }
}
