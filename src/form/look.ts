import type { CellStyle, PlanCell } from '../ooxml/sheet-plan.ts';

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
