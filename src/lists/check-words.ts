import { z } from 'zod';
import { parseDecimal } from '../model/money.ts';

/*
 * What the checks of human texts look for: wording, correspondences and ranges. All of it is data
 * (checks/*.yaml), so that an office can add to it without touching the program.
 */

const words = z.array(z.string().min(1));
const expression = z.string().transform((source, context) => {
  try {
    return new RegExp(source, 'u');
  } catch {
    context.issues.push({ code: 'custom', input: source, message: 'not a regular expression' });
    return z.NEVER;
  }
});
const number = z.string().transform((source, context) => {
  const value = parseDecimal(source);
  if (value === null) {
    context.issues.push({ code: 'custom', input: source, message: 'not a number' });
    return z.NEVER;
  }
  return value;
});

/** Every file of checks with what it must contain. */
export const CHECK_WORD_FILES = {
  wording: z.strictObject({
    /** All in one expression: every text is searched for them. */
    residues: z
      .array(z.string())
      .transform((sources) => sources.map((each) => `(?:${each})`).join('|'))
      .pipe(expression),
    departmentWords: words,
    unitWords: words,
    budgetWords: words,
    outdatedNames: z.record(z.string(), z.string()),
    typos: z.record(z.string(), z.string()),
    increaseWords: words,
    decreaseWords: words,
    conclusionWords: words,
    notAmounts: words,
    emptyReasons: words,
    danglingEndings: words,
    establishedStaff: z.string(),
    overStaffedWords: words,
    executionPoints: expression,
    glossaryHeading: z.string(),
    draft: z.strictObject({ mark: z.string(), notice: z.string() }),
  }),
  economics: z.strictObject({
    correspondences: z.array(z.strictObject({ economics: words, functions: words })),
    natures: z.array(z.strictObject({ words, classes: words })),
    goods: words,
    personnel: words,
    vehicleRunning: z.string(),
    vehiclePurchase: z.string(),
  }),
  prices: z.strictObject({
    prices: z.array(z.strictObject({ what: z.string(), words, unit: z.string(), low: number, high: number })),
    threePublic: z.strictObject({
      vehicle: z.strictObject({ low: number, high: number }),
      guest: z.strictObject({ low: number, high: number }),
    }),
  }),
  laws: z.strictObject({ laws: words }),
  names: z.strictObject({ surnames: z.string(), roleWords: words }),
} as const;

type Files = typeof CHECK_WORD_FILES;

/** The word lists of the checks, by file of checks. */
export type CheckWords = { readonly [File in keyof Files]: z.output<Files[File]> };
