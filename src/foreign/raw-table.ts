import type { Origin } from '../document/tree.ts';

/** A cell as it stands in a grid of whatever origin, before anything is known of what it means. */
export interface RawCell {
  /** On one line. */
  readonly text: string;
  readonly column: number;
  readonly colSpan: number;
  readonly rowSpan: number;
  readonly indent: number;
  readonly at?: Origin;
}

/** A grid of cells; those without a text are there where the origin draws them. */
export interface RawTable {
  readonly columnCount: number;
  /** The cells that begin in each row, from left to right. */
  readonly rows: readonly (readonly RawCell[])[];
  /** Where its columns are is not sure. */
  readonly isTorn?: true;
}

/**
 * Whether a table begins as a form does: a label with what it says beside it over the rest of the width, and the same
 * again below. A head never comes again.
 */
export function opensAsForm({ rows, columnCount }: RawTable): boolean {
  const isFact = (row: readonly RawCell[]): boolean => {
    const [label, words, ...others] = row;
    if (!label || !words || others.length > 0 || columnCount < 4) return false;
    if (label.text === '' || words.text === '' || isNumber(words.text)) return false;
    // A head over half of the columns is no label.
    if (label.column > 0 || label.colSpan * 3 > columnCount) return false;
    // In a row of text nothing spans: it ends behind the words.
    return words.colSpan * 2 >= columnCount || (words.colSpan === 1 && words.column === 1);
  };
  return rows.length > 2 && isFact(rows[0]!) && rows.slice(1).some(isFact);
}

/** True for an amount as tables print it: 1,234.50, -3.00, 12, １２．５０ but not 1.2.3 or a word. */
export function isNumber(text: string): boolean {
  return /^[-−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?$/.test(text.normalize('NFKC').replace(/\s/g, ''));
}

/** True for what can be nothing but an amount: it has decimals or thousands separators. */
export function isAmount(text: string): boolean {
  return isNumber(text) && /[.,，．]/.test(text);
}

/** 合计 or 总计, with a space between or without. */
export function isTotalText(text: string): boolean {
  return /^[合总]\s*计$/.test(text.trim());
}

/** Texts that stand behind or below one another as one: words of Latin letters keep a space. */
export function joinTexts(texts: readonly string[]): string {
  return texts.reduce((all, text) => {
    const isParted = /[A-Za-z,;]$/.test(all) && /^[A-Za-z]/.test(text);
    return all + (isParted ? ' ' : '') + text;
  }, '');
}
