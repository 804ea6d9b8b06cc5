const DIGITS = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** A number from 1 to 99 in Chinese, as headings are numbered. 12 → 十二, 20 → 二十 */
export function chineseNumber(value: number): string {
  if (!Number.isInteger(value) || value < 1 || value > 99)
    throw new RangeError(`no heading number for ${value}`);
  const tens = Math.floor(value / 10);
  const tensText = tens === 0 ? '' : (tens === 1 ? '' : DIGITS[tens]) + '十';
  return tensText + DIGITS[value % 10];
}
