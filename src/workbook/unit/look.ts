import { eastAsianWidth } from 'get-east-asian-width';
import type { CellStyle, PlanCell } from '../sheet-plan.ts';

/* The looks of the workbook to fill in. */

export const TEXT_FORMAT = '@';
/** Two decimals, and further ones where the amount has them. */
export const AMOUNT_FORMAT = '#,##0.00########';

export const HEAD: CellStyle = {
  bold: true,
  fill: 'D9E2F3',
  border: true,
  align: 'center',
  wrap: true,
};
export const LABEL: CellStyle = {
  border: true,
  fill: 'F2F2F2',
  wrap: true,
  format: TEXT_FORMAT,
  unlocked: true,
};
export const INPUT: CellStyle = {
  border: true,
  wrap: true,
  align: 'left',
  format: TEXT_FORMAT,
  unlocked: true,
};
export const CODE: CellStyle = { border: true, align: 'left', format: TEXT_FORMAT, unlocked: true };
export const AMOUNT: CellStyle = { border: true, align: 'right', format: AMOUNT_FORMAT, unlocked: true };
export const HINT: CellStyle = { color: '7F7F7F', size: 9, wrap: true, format: TEXT_FORMAT, unlocked: true };
export const TITLE: CellStyle = { bold: true, size: 16 };
export const PROSE: CellStyle = { wrap: true };

/** Digits that a spreadsheet program keeps; a longer number is written as text. */
const KEPT_DIGITS = 15;

export function headCell(value: string, note = ''): PlanCell {
  return { value, style: HEAD, ...(note === '' ? {} : { note }) };
}

/** A number as a number where a spreadsheet program keeps all its digits, else as text. */
export function amountCell(text: string): PlanCell {
  const digits = text.replace(/^-?0*\.?0*/, '').replace('.', '');
  const isNumber = /^-?\d+(\.\d+)?$/.test(text) && digits.length <= KEPT_DIGITS;
  return { value: text, isNumber, style: AMOUNT };
}

/** Height in points of a row, from the longest wrapped cell; Excel does not measure rows it did not write. */
export function heightFor(texts: readonly (readonly [text: string, width: number])[]): number {
  const lines = texts.map(([text, width]) =>
    text
      .split('\n')
      .reduce((sum, line) => sum + Math.max(1, Math.ceil(displayWidth(line) / Math.max(1, width - 2))), 0),
  );
  return Math.min(400, Math.max(1, ...lines) * 15 + 4);
}

/** Width in characters of the default face. */
export function displayWidth(text: string): number {
  return [...text].reduce(
    (sum, character) => sum + eastAsianWidth(character.codePointAt(0)!, { ambiguousAsWide: true }),
    0,
  );
}
