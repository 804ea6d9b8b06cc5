const DIGITS = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** A number from 1 to 99 in Chinese, as headings are numbered. 12 → 十二, 20 → 二十 */
export function chineseNumber(value: number): string {
  if (!Number.isInteger(value) || value < 1 || value > 99)
    throw new RangeError(`no heading number for ${value}`);
  const tens = Math.floor(value / 10);
  const tensText = tens === 0 ? '' : (tens === 1 ? '' : DIGITS[tens]) + '十';
  return tensText + DIGITS[value % 10];
}

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
