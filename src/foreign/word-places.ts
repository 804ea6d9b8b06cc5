import type { PlacedText } from './page-content.ts';

/** As wide as a figure is where nothing tells, in type sizes. */
const USUAL_FIGURE = 0.5;

/**
 * How wide figures are, in type sizes, by the numbers that stand alone. Ideographs are as wide as their type in every face,
 * figures are not.
 *
 * Example: `201` from 81.8 to 100.7 in 10.5 points → 0.6
 */
export function figureWidth(texts: readonly PlacedText[]): number {
  const widths = texts.flatMap(({ text, left, right, size }) =>
    /^\d[\d.,]*$/.test(text) ? [(right - left) / size / units(text, 1)] : [],
  );
  widths.sort((a, b) => a - b);
  return widths[widths.length >> 1] ?? USUAL_FIGURE;
}

/** How wide characters are together, in type sizes: marks within numbers are about half as wide as figures. */
function units(text: string, figure: number): number {
  return [...text].reduce((sum, each) => {
    if (/[.,:;'|!il]/.test(each)) return sum + figure / 2;
    return sum + (/[ -~\u00b7]/.test(each) ? figure : 1);
  }, 0);
}

/**
 * The words of a text that has spaces, each where it stands: what is left of the width when letters and figures have
 * theirs is that of the spaces, alike. A file may hold the cells of a row as one text, with a space between them.
 *
 * Example: `20 201 一` from 213.3 to 262.2 in 10 points, figures of 0.6 → `20` to 225.3, `201` from 229.8, `一` from 252.2
 */
export function wordsOf(text: PlacedText, figure: number): PlacedText[] {
  const words = text.text.trim().split(/\s+/);
  if (words.length === 1) return [{ ...text, text: words[0]! }];
  const own = words.map((word) => units(word, figure) * text.size);
  const all = own.reduce((sum, width) => sum + width, 0);
  const wide = text.right - text.left;
  const space = Math.max(0.15 * text.size, (wide - all) / (words.length - 1));
  // Letters that are narrower than they should be leave their spaces.
  const scale = (wide - space * (words.length - 1)) / all;
  let left = text.left;
  return words.map((word, index): PlacedText => {
    const right = left + own[index]! * scale;
    const placed = { ...text, text: word, left, right };
    left = right + space;
    return placed;
  });
}
