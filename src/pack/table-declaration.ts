import { z } from 'zod';
import { BOOK_NAMES, type BookName } from '../model/book.ts';
import { whereSchema } from '../model/filter.ts';
import { LEVELS, type Level } from '../model/level.ts';
import { AMOUNT_UNITS } from '../model/money.ts';

/*
 * A public table as data: which rows, which columns, what to print when empty. A table is one block,
 * or two blocks side by side (income left, expenditure right).
 */

const digit = z
  .string()
  .regex(/^\d$/)
  .transform((source) => Number.parseInt(source, 10));

const dimension = z.enum([
  'functionClass',
  'functionSection',
  'functionItem',
  'economicClass',
  'economicSection',
  'project',
  'unit',
]);

/** What a text column shows of its row: parts of the code, the name, the project, or the label. */
const shown = z.enum(['class', 'section', 'item', 'name', 'project', 'label']);

/** What may be said of every column, or a group of them. */
const limits = {
  /** Only in the documents of this level. */
  level: z.enum(LEVELS).optional(),
  /** Only where there is money in it. */
  used: z.boolean().optional(),
};

interface ColumnLimits {
  readonly label: string;
  readonly level?: Level | undefined;
  readonly used?: boolean | undefined;
}

export interface SumColumn extends ColumnLimits {
  readonly sum: z.output<typeof whereSchema>;
  readonly book: BookName;
}

export type ColumnDeclaration =
  | (ColumnLimits & { readonly columns: readonly ColumnDeclaration[] })
  | (ColumnLimits & { readonly show: z.output<typeof shown> })
  | SumColumn;

const column: z.ZodType<ColumnDeclaration> = z.lazy(() =>
  z.union([
    z.strictObject({ label: z.string(), ...limits, show: shown }),
    /** An amount; of another of the entity's books where one is named. */
    z.strictObject({
      label: z.string(),
      ...limits,
      sum: whereSchema,
      book: z.enum(BOOK_NAMES).default('current'),
    }),
    z.strictObject({ label: z.string(), ...limits, columns: z.array(column).min(1) }),
  ]),
);

const line = z.strictObject({
  label: z.string(),
  where: whereSchema,
  /** Depth of the label; only for the look. */
  indent: digit.default(0),
  show: z.enum(['always', 'used']).default('always'),
});

const rows = z.union([
  /** A fixed list. */
  z.strictObject({ lines: z.array(line).min(1) }),
  /** One row for each code of a fixed list, and for any other code that has money. `{code}`, `{name}`, `{ordinal}` (1), `{chinese}` (一) in the label. */
  z.strictObject({ each: dimension, codes: z.array(z.string()).default([]), label: z.string() }),
  /** A hierarchy found in the ledger, outermost first; a level may join two dimensions. */
  z.strictObject({
    by: z.array(
      z.union([dimension, z.array(dimension)]).transform((value) => (Array.isArray(value) ? value : [value])),
    ),
    total: z.string().optional(),
    /** The row that collects lines without a project, in tables by project; in tables by unit, what offsets transfers. */
    without: z.string().optional(),
    totalAt: z.enum(['first', 'last']).default('first'),
  }),
]);
export type RowsDeclaration = z.output<typeof rows>;

const block = z.strictObject({
  where: whereSchema.default([]),
  rows,
  columns: z.array(column).min(1),
  /** A row at the very bottom, level with that of the other block. */
  last: z.strictObject({ label: z.string(), where: whereSchema }).optional(),
});
export type BlockDeclaration = z.output<typeof block>;

const tableMoney = z.strictObject({
  unit: z.enum(AMOUNT_UNITS).optional(),
  decimals: digit.optional(),
  grouping: z.boolean().optional(),
  zero: z.string().nullable().optional(),
});

/** One file under `tables/` of a pack. */
export const tableSchema = z.strictObject({
  number: z.string(),
  /** `{year}` stands for the budget year, the name of one of the pack's words for that word. */
  title: z.string(),
  /** Only in the documents of this level. */
  level: z.enum(LEVELS).optional(),
  /** A table by unit (分单位表): printed where the file of a department asks for it. */
  byUnit: z.boolean().default(false),
  /** Where this table prints amounts differently from the pack's `tableMoney`. */
  money: tableMoney.optional(),
  page: z.enum(['upright', 'wide']).default('upright'),
  /** Number the amount columns in a row under the head, with this mark in the text columns. */
  mark: z.string().optional(),
  blocks: z.array(block).min(1).max(2),
  /** The template that is printed instead of rows when no ledger line belongs to the table. */
  empty: z.string().optional(),
  /** An empty table keeps its rows and this many blank ones above the total; the sentence stands below. */
  emptyRows: digit.optional(),
});
