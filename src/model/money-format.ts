import { z } from 'zod';
import { PRINT_UNITS } from './money.ts';

/** A single digit, as YAML text gives it. */
export const digits = z
  .string()
  .regex(/^\d$/)
  .transform((source) => Number.parseInt(source, 10));

/** How amounts are printed: unit, decimals, thousands separators, and what stands for zero. */
export const moneyFormat = z.strictObject({
  unit: z.enum(PRINT_UNITS),
  decimals: digits.default(2),
  grouping: z.boolean().default(false),
  /** No zeros at the end: 4,614万元 beside 28.5万元; `decimals` are then the most there may be. */
  trim: z.boolean().default(false),
  /** Printed instead of the digits of zero; null prints the digits. */
  zero: z.string().nullable().default(null),
  /** Printed after the digits; empty in tables. */
  suffix: z.string().default(''),
});
export type MoneyFormat = z.output<typeof moneyFormat>;
