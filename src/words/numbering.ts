import { chineseNumber } from '../model/chinese-number.ts';

/** Counts the headings of one document, so that sections number themselves whatever is left out. */
export class HeadingNumbers {
  private readonly patterns: readonly string[];
  private readonly counts: number[] = [];

  /** `patterns`: how a number looks at each level from the outermost, `{}` being the number (`第{}部分`). */
  constructor(patterns: readonly string[]) {
    this.patterns = patterns;
  }

  /** The next number at a level (from 1); levels below start anew. Throws for a level without a pattern. */
  next(level: number): string {
    const pattern = this.patterns[level - 1];
    if (pattern === undefined) throw new RangeError(`no numbering for level ${level}`);
    this.counts.length = level;
    const count = (this.counts[level - 1] ?? 0) + 1;
    this.counts[level - 1] = count;
    return pattern.replace('{}', chineseNumber(count));
  }
}
