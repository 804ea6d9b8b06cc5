const DIGITS = '[一二三四五六七八九十百零〇\\d]+';

// 第三部分 · 表 6 · （一） · 十二、 · 1、 · 2.（but not 2.5）
const LEADING_NUMBER = new RegExp(
  `^(?:第${DIGITS}(?:部分|章|节|篇)|表\\s*\\d+|[（(]${DIGITS}[）)]|${DIGITS}(?:、|．|[.](?!\\d)|[）)]))[\\s、：:.]*`,
);

/** The text without the number it is listed by. `（二）项目名称：甲` → 项目名称：甲 */
export function withoutNumber(text: string): string {
  return text.replace(LEADING_NUMBER, '');
}

/**
 * How a heading is numbered, with the number left out; null for a heading without one. Headings numbered alike
 * stand on one level. `（二）项目` → `（#）`
 */
export function numberingStyle(heading: string): string | null {
  const number = LEADING_NUMBER.exec(heading)?.[0].trim();
  return number === undefined ? null : number.replace(new RegExp(DIGITS), '#');
}
