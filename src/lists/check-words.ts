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

/** The tables of a published report, by what they show. */
export const PUBLISHED_TABLES = [
  'balance',
  'income',
  'expenditure',
  'fiscal',
  'general',
  'basic',
  'projects',
  'fundBudget',
  'capitalBudget',
  'sangong',
  'carriedOver',
  'goals',
  'members',
] as const;
export type PublishedTable = (typeof PUBLISHED_TABLES)[number];

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
    finalWords: words,
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
  published: z.strictObject({
    /** Kinds of tables by their titles, the first that fits. */
    tables: z.array(z.strictObject({ kind: z.enum(PUBLISHED_TABLES), title: expression })),
    columns: z.strictObject({
      total: expression,
      basic: expression,
      project: expression,
      personnel: expression,
      publicCost: expression,
      general: expression,
      fund: expression,
      capital: expression,
      aside: expression,
    }),
    rows: z.strictObject({
      incomeTotal: expression,
      expenditureTotal: expression,
      sum: expression,
      current: expression,
      carriedOver: expression,
      ofWhich: expression,
      fiscalIncome: expression,
    }),
    sangong: z.strictObject({
      total: expression,
      abroad: expression,
      reception: expression,
      vehicles: expression,
      purchase: expression,
      running: expression,
    }),
    goalForms: z.strictObject({
      project: expression,
      total: expression,
      fiscal: expression,
      other: expression,
      transfer: expression,
      local: expression,
      name: expression,
      value: expression,
      weight: expression,
      aim: expression,
      leader: expression,
      contact: expression,
      phone: expression,
      basis: expression,
      lastYear: expression,
      scoring: expression,
      evidence: expression,
    }),
    adopted: z.strictObject({
      projectHeading: expression,
      project: z.strictObject({
        basis: expression,
        scale: expression,
        allocation: expression,
        bearer: expression,
        period: expression,
      }),
      reason: expression,
      projectName: expression,
      purpose: expression,
      income: z.array(z.strictObject({ words: expression, key: z.string() })),
    }),
    sangongEconomics: z.strictObject({
      abroad: z.string(),
      reception: z.string(),
      running: z.string(),
      purchase: z.string(),
    }),
    personnelClasses: words,
    publicClasses: words,
    matters: z.array(z.strictObject({ code: z.string(), what: z.string(), words: expression })),
    parts: z.array(z.strictObject({ what: z.string(), words: expression })),
    procurementKinds: z.record(z.string(), expression),
    emptySentence: expression,
    /** Says that there is nothing of something, which an empty table may be left with. */
    nothingSaid: expression,
    statutory: z.array(z.enum(PUBLISHED_TABLES)),
  }),
  spelling: z.strictObject({
    /** Characters by their sound, whatever the tone. */
    syllables: z.record(z.string(), z.string()),
    /** Words of two characters that may be misspelt, some to a line. */
    words: words.transform((lines) => lines.flatMap((line) => line.split(' '))),
  }),
  names: z.strictObject({ surnames: z.string(), roleWords: words }),
} as const;

type Files = typeof CHECK_WORD_FILES;

/** The word lists of the checks, by file of checks. */
export type CheckWords = { readonly [File in keyof Files]: z.output<Files[File]> };
