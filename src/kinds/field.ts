import { z } from 'zod';
import { parseDecimal } from '../model/money.ts';

/*
 * The kinds of fields a unit file is made of. All scalars arrive as their source text (load keeps
 * numbers as text), so each field parses text. What is wrong is passed on as `params.kind`;
 * the Chinese message for it stands in validate/schema-findings.ts.
 */

/** How a bad value is bad; `params` of a custom zod issue. */
export type FieldProblem = 'amount' | 'negative' | 'count' | 'date' | 'year' | 'code';

function problem(kind: FieldProblem, input: string) {
  return { code: 'custom' as const, input, params: { kind }, message: kind };
}

/** Free text, trimmed, not empty. */
export const text = z.string().trim().min(1);

/** Text that may be left empty. */
export const optionalText = z.string().trim();

/** A number, not negative unless it is signed, exact from the text. */
function decimal(isSigned = false) {
  return z.string().transform((source, context) => {
    const value = parseDecimal(source.trim());
    if (value === null || (value.isNegative() && !isSigned)) {
      context.issues.push(problem(value === null ? 'amount' : 'negative', source));
      return z.NEVER;
    }
    return value;
  });
}

/** An amount of money in the unit that the file states; not negative. Exact from the text. */
export const amount = decimal().meta({
  id: 'amount',
  title: '金额',
  description: '普通小数，例如 715.20；单位见文件顶部的 amounts；不带千分位和单位。',
});

/** An amount of money that may be negative: a correction, an adjustment. Exact from the text. */
export const signedAmount = decimal(true).meta({
  id: 'signedAmount',
  title: '金额（可为负数）',
  description: '普通小数，减少写负数，例如 -12.00。',
});

/** A measure that is not money (平方米 …), exact. */
export const measure = decimal().meta({
  id: 'measure',
  title: '数值',
  description: '普通小数，例如 4734.80。',
});

function integer(pattern: RegExp) {
  return z.string().transform((source, context) => {
    if (!pattern.test(source.trim())) {
      context.issues.push(problem('count', source));
      return z.NEVER;
    }
    return Number.parseInt(source, 10);
  });
}

/** A count of people, vehicles, machines. */
export const count = integer(/^\d{1,9}$/).meta({
  id: 'count',
  title: '数量',
  description: '不小于 0 的整数。',
});

/** A change of a count; negative for a decrease. */
export const countChange = integer(/^[+-]?\d{1,9}$/).meta({
  id: 'countChange',
  title: '比上年增减',
  description: '整数，减少写负数，例如 -1。',
});

export const year = z
  .string()
  .transform((source, context) => {
    if (!/^20\d\d$/.test(source.trim())) {
      context.issues.push(problem('year', source));
      return z.NEVER;
    }
    return Number.parseInt(source, 10);
  })
  .meta({ id: 'year', title: '年度', description: '四位数字，例如 2025。' });

/** A calendar date as `2025-02-21`. */
export const date = z
  .string()
  .transform((source, context) => {
    const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(source.trim());
    const [y, m, d] = match ? match.slice(1).map((part) => Number.parseInt(part, 10)) : [];
    if (y === undefined || m === undefined || d === undefined || !isCalendarDay(y, m, d)) {
      context.issues.push(problem('date', source));
      return z.NEVER;
    }
    return { year: y, month: m, day: d };
  })
  .meta({ id: 'date', title: '日期', description: '年-月-日，例如 2025-02-21。' });

export interface CalendarDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

function isCalendarDay(y: number, m: number, d: number): boolean {
  const day = new Date(Date.UTC(y, m - 1, d));
  return day.getUTCFullYear() === y && day.getUTCMonth() === m - 1 && day.getUTCDate() === d;
}
