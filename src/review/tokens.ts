import { wordsOf } from '../document/words-of.ts';
import { addAll } from '../model/add-all.ts';

/*
 * The smallest things a comparison may call changed. Amounts, percentages, dates and codes are never cut.
 */

const FIGURE = [
  // 2025年2月21日, 2025年1月, 2025年, 2025 年, 3月5日, 2025-02-21
  '\\d{4} ?年(?:\\d{1,2}月(?:\\d{1,2}日)?)?',
  '\\d{1,2}月\\d{1,2}日',
  '\\d{4}-\\d{1,2}-\\d{1,2}(?!\\d)',
  // 〔2024〕1号, 第108号
  '[〔\\[［]\\d{4}[〕\\]］]\\d+号',
  '第\\d+号',
  // 0996-0000000
  '\\d+(?:-\\d+)+',
  // -8.99%, 1,234.50万元, 2010350, 31
  '(?<![\\p{L}\\p{N}%％])-?(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?(?:[%％‰]|亿元|万元|千元|元)?',
  '(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?(?:[%％‰]|亿元|万元|千元|元)?',
].join('|');

const PIECES = new RegExp(`(${FIGURE}|[A-Za-z]+)|(\\p{Script=Han}+)|[^]`, 'gu');

const FIGURES = new RegExp(FIGURE, 'gu');

/** True for a token that is a number, a percentage, a date or a code. */
export function isFigure(token: string): boolean {
  return /\d/.test(token);
}

/**
 * The tokens of a text, which joined give the text; spaces belong to the token before them.
 *
 * `增长8.99%，占` → 增长 · 8.99% · ， · 占
 */
export function tokenize(text: string): string[] {
  const tokens: string[] = [];
  for (const match of text.matchAll(PIECES)) {
    const piece = match[0];
    if (/^\s$/.test(piece) && tokens.length > 0) tokens[tokens.length - 1] += piece;
    else if (match[2] !== undefined) addAll(tokens, wordsOf(piece));
    else tokens.push(piece);
  }
  return tokens;
}

/** Where figures stand in a text. `占8.99%` → 1 to 6 */
export function figureSpans(text: string): { readonly from: number; readonly to: number }[] {
  return [...text.matchAll(FIGURES)].map(({ 0: figure, index }) => ({
    from: index,
    to: index + figure.length,
  }));
}

/** The text with every figure replaced by `#`: what two sentences about different amounts share. */
export function maskFigures(text: string): string {
  return text.replace(FIGURES, '#');
}
