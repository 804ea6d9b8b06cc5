import { z } from 'zod';
import { BOOK_NAMES, type BookName, COMPARED_BOOKS, type ComparedBook } from '../model/book.ts';
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

/** What a text column shows of its row: parts of the code, the name, the project, the label, or its number (行次). */
const shown = z.enum(['class', 'section', 'item', 'name', 'project', 'label', 'rowNumber']);

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

export interface ShowColumn extends ColumnLimits {
  readonly show: z.output<typeof shown>;
}

export interface SumColumn extends ColumnLimits {
  readonly sum: z.output<typeof whereSchema>;
  readonly book: BookName;
}

/** A figure of the pack as another book has it, be it stated outright. */
export interface FigureColumn extends ColumnLimits {
  readonly figure: string;
  readonly book: ComparedBook;
}

export type ColumnDeclaration =
  | (ColumnLimits & { readonly columns: readonly ColumnDeclaration[] })
  | ShowColumn
  | SumColumn
  | FigureColumn;

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
    /** A figure of the pack as one of the other books has it, stated outright or summed; in tables of one row. */
    z.strictObject({ label: z.string(), ...limits, figure: z.string(), book: z.enum(COMPARED_BOOKS) }),
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
  /** One row for each code of a fixed list (`economic`: 类 with the 款 below), and for any other code that has money. `{code}`, `{name}`, `{ordinal}` (1), `{chinese}` (一) in the label. */
  z.strictObject({
    each: z.union([dimension, z.literal('economic')]),
    codes: z.array(z.string()).default([]),
    label: z.string(),
  }),
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

/** A row at the bottom; where it names a side, it asks the lines of that side, whatever the side of the block. */
const lastLine = z.strictObject({ label: z.string(), where: whereSchema.optional() });

const block = z.strictObject({
  where: whereSchema.default([]),
  rows,
  columns: z.array(column).min(1),
  /** Rows at the very bottom, level with those of the other block; one without `where` is blank. */
  last: z.union([lastLine, z.array(lastLine)]).optional(),
});
export type BlockDeclaration = z.output<typeof block>;
type LastLine = z.output<typeof lastLine>;

/** The rows at the bottom of a block, from above. */
export function lastRowsOf({ last }: Pick<BlockDeclaration, 'last'>): readonly LastLine[] {
  return last === undefined ? [] : Array.isArray(last) ? last : [last];
}

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
  /** The number of the form that is printed beside the title: 公开01表. */
  form: z.string().optional(),
  /** What 类 and 款 rows of a hierarchy are: their exact sums, or the sums of the items as printed below them. */
  subtotals: z.enum(['exact', 'printed']).default('exact'),
  page: z.enum(['upright', 'wide']).default('upright'),
  /** Number the amount columns in a row under the head, with this mark in the text columns. */
  mark: z.string().optional(),
  blocks: z.array(block).min(1).max(2),
  /** The template that is printed instead of rows when no ledger line belongs to the table. */
  empty: z.string().optional(),
  /** An empty table keeps its rows and this many blank ones above the total; the sentence stands below. */
  emptyRows: digit.optional(),
});
