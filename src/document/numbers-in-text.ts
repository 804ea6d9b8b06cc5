import { type Money, type PrintUnit, parseDecimal, toYuan } from '../model/money.ts';

const NUMBER = String.raw`\d+(?:[,，]\d{3})*(?:\.\d+)?`;
// 元/人, 元每次: a price, not an amount.
const AMOUNT = new RegExp(`(?<![\\d.])(${NUMBER})\\s*(亿元|万元|元)(?![/／每])`, 'g');
const QUANTITY = new RegExp(
  `(?<![\\d.])(${NUMBER})\\s*(平方米|㎡|平米|公里|千米|课时|门次|人次|[\\p{Script=Han}])`,
  'gu',
);
/** What follows a number without counting anything. */
const NO_UNIT = /^[万亿元年月日时分号第款条项级类倍成和及至与或]$/;

/** A number found in a text. */
export interface TextNumber {
  readonly value: Money;
  /** As it is written, with its unit: 103.98万元, 47348平方米. */
  readonly written: string;
  readonly unit: string;
  /** UTF-16 offset. */
  readonly index: number;
  /** The words before it, from the last punctuation mark or number on: 采购空白证书. */
  readonly before: string;
}

/** Full-width digits, points, commas and percent signs as half-width ones; every character keeps its place. `５．０％` → 5.0% */
export function halfWidth(text: string): string {
  return text.replace(/[０-９．％，](?=[０-９．％，\d]|\s*[亿万元])|[０-９％]/g, (wide) =>
    String.fromCharCode(wide.charCodeAt(0) - 0xfee0),
  );
}

/** An amount of money found in a text, its value in 元. */
export interface TextAmount extends TextNumber {
  readonly unit: PrintUnit;
}

/** The decimals of a number as it is written. `５．００万元` → 2 */
export function decimalsOf(written: string): number {
  return /\.(\d+)/.exec(halfWidth(written))?.[1]?.length ?? 0;
}

/** The amounts of money in a text, in 元, full-width figures included. `支付租赁费103.98万元` → 1039800 */
export function amountsIn(source: string): TextAmount[] {
  const text = halfWidth(source);
  return [...text.matchAll(AMOUNT)].flatMap((match) => {
    const value = exact(match[1]!);
    if (value === null) return [];
    const unit = match[2] as PrintUnit;
    return [
      {
        value: toYuan(value, unit),
        written: source.slice(match.index, match.index + match[0].length),
        unit,
        index: match.index,
        before: wordsBefore(text, match.index),
      },
    ];
  });
}

/** The counted and measured things in a text. `采购空白证书3000份` → 3000 份 (采购空白证书) */
export function quantitiesIn(text: string): TextNumber[] {
  return [...text.matchAll(QUANTITY)].flatMap((match) => {
    const unit = match[2] === '㎡' || match[2] === '平米' ? '平方米' : match[2]!;
    const value = exact(match[1]!);
    if (value === null || NO_UNIT.test(unit)) return [];
    return [{ value, written: match[0], unit, index: match.index, before: wordsBefore(text, match.index) }];
  });
}

function exact(written: string): Money | null {
  return parseDecimal(written.replace(/[,，]/g, ''));
}

/** Farther back nothing says what a number counts. */
const WORDS_BEFORE = 40;

function wordsBefore(text: string, index: number): string {
  return /[\p{Script=Han}“”]*$/u.exec(text.slice(Math.max(0, index - WORDS_BEFORE), index))![0];
}

/** An amount with the words that say what it is for. */
export interface Segment {
  /** From the amount before (or the beginning of the clause) up to this amount. */
  readonly words: string;
  readonly amount: TextAmount;
}

/** The amounts of an allocation, each with its words. `租用47348平方米，租赁费103.98万元，物业费17.04万元` → two segments */
export function segmentsOf(text: string): Segment[] {
  return text.split(/[；;。]/).flatMap((clause) => {
    let from = 0;
    return amountsIn(clause).map((amount) => {
      const words = clause.slice(from, amount.index);
      from = amount.index + amount.written.length;
      return { words, amount };
    });
  });
}
