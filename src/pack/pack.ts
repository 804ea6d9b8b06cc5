import { z } from 'zod';
import { COMPARED_BOOKS, type ComparedBook } from '../model/book.ts';
import type { Filter } from '../model/filter.ts';
import { filterSchema, whereSchema } from '../model/filter.ts';
import type { SourceText } from '../model/finding.ts';
import { LEVELS, type Level } from '../model/level.ts';
import { parseDecimal } from '../model/money.ts';
import { digits, moneyFormat } from '../model/money-format.ts';
import { chartsSchema, chartWords } from './chart-declaration.ts';
import { type Chosen, optionsSchema } from './options.ts';
import { pageSettings } from './page-settings.ts';
import type { tableSchema } from './table-declaration.ts';

/** The cases of a change sentence; figures/compare.ts tells which one it is. */
const DIRECTIONS = ['increase', 'decrease', 'equal', 'created', 'ended', 'zero'] as const;

/** A rate in per cent from which something is said otherwise. */
const threshold = z
  .string()
  .regex(/^\d{1,6}(\.\d{1,4})?$/)
  .transform((source) => parseDecimal(source)!);

/** The phrases of one style of change sentence; docs/design.md §4. Each is a template over the values of {@link PHRASE_VALUES}. */
const changeStyle = z.strictObject({
  increase: z.string(),
  decrease: z.string(),
  equal: z.string(),
  created: z.string(),
  /** Instead of `created` where there was no budget at all last year: a body that is new. */
  first: z.string().optional(),
  ended: z.string(),
  zero: z.string(),
  /** Put after the phrase, over `reason`. */
  reason: z.string(),
  /** The reason of an item that is zero in both years and has none of its own; empty prints none. */
  zeroReason: z.string().default(''),
  /** Instead of `reason` in one case (`decrease: "，下降原因主要是{{reason}}"`); empty prints no reason there. */
  reasons: z.partialRecord(z.enum(DIRECTIONS), z.string()).default({}),
  /** Below so many per cent an increase or decrease is `steady` (基本持平). */
  steadyBelow: threshold.optional(),
  steady: z.string().optional(),
  /** From so many per cent on an increase is told in `times` (增长n倍). */
  timesFrom: threshold.optional(),
  times: z.string().optional(),
});
export type ChangeStyle = z.output<typeof changeStyle>;

/** Names under `reasons` of a unit file; a dot leads further down (`income.一般公共预算`). */
const reasonNames = z
  .union([z.string(), z.array(z.string()).min(1)])
  .transform((value) => (Array.isArray(value) ? value : [value]));

/** The book that a figure is compared with, by its name; packs of budgets may say `budget` for last year's. */
const base = z
  .enum(['budget', ...COMPARED_BOOKS])
  .default('prior')
  .transform((name): ComparedBook => (name === 'budget' ? 'prior' : name));

const compared = {
  /** The figure whose share this one is (占…%). */
  share: z.string().optional(),
  /** Compare with last year. */
  compare: z.boolean().default(false),
  /** What it is compared with: last year's budget, or what the unit file states of its execution or final account. */
  base,
  /** Names under `reasons` of the unit file, the first that is there; demands a reason where the figure changed. */
  reason: reasonNames.optional(),
  /** Other bases of this year that it is compared with too, by book, each with its reasons: `plan: { reason: plan.total }`. */
  against: z
    .partialRecord(z.enum(COMPARED_BOOKS), z.strictObject({ reason: reasonNames.optional() }))
    .default({}),
};

const figure = z.strictObject({
  label: z.string(),
  where: whereSchema.optional(),
  /** Money of units of these kinds alone: of others nothing is asked, and no reason demanded. */
  unitKinds: z.array(z.string()).min(1).optional(),
  /** Other figures of which this is the sum. */
  sum: z.array(z.string()).min(1).optional(),
  ...compared,
});
export type FigureDeclaration = z.output<typeof figure>;

export const DIMENSIONS = [
  'functionClass',
  'functionSection',
  'functionItem',
  'economicClass',
  'economicSection',
  'project',
  'unit',
] as const;
export type Dimension = (typeof DIMENSIONS)[number];

const listEntry = z.strictObject({
  key: z.string(),
  label: z.string(),
  where: whereSchema,
  /** `always`, or only when this or last year is not zero. */
  show: z.enum(['always', 'used']).default('always'),
});

const list = z.strictObject({
  /** A fixed list of entries … */
  entries: z.array(listEntry).optional(),
  /** … or one entry for each code or project found in the ledger. */
  by: z.enum(DIMENSIONS).optional(),
  where: whereSchema.default([]),
  /** `current`: entries with money this year; `either`: this or last year; `planned`: this year or in its budget. */
  include: z.enum(['current', 'either', 'planned']).default('current'),
  /** Each entry needs a purpose (主要用于), its own or that of a code above; the name under which a code paid by several budgets gives its own. */
  purpose: z.string().optional(),
  /** Of a list by 类 or 款: its exact sum, or the sum of its items as printed (as `subtotals` of a table). */
  subtotals: z.enum(['exact', 'printed']).default('exact'),
  ...compared,
});
export type ListDeclaration = z.output<typeof list>;

const glossaryText = z.strictObject({
  text: z.string(),
  /** Explained in the reports of units of these kinds alone; departments are none of them. */
  unitKinds: z.array(z.string()).min(1).optional(),
  /** Explained where there is such money this year or last year. */
  where: whereSchema.optional(),
});
export type GlossaryTerm = z.output<typeof glossaryText>;

const ruleCode = z.string().regex(/^[A-HX]\d\d$/);

/** What a pack says of the disclosure checks; see docs/rules.md for the codes. */
const checkSettings = z.strictObject({
  /** Other severities than those the rules come with. */
  severities: z.record(ruleCode, z.enum(['error', 'warning', 'note'])).default({}),
  /** Rules that are not checked at all. */
  off: z.array(ruleCode).default([]),
  /** Mask personal data in the outputs (as `--redact`). */
  redact: z.boolean().default(false),
  /** Bases of comparison that the reports of this pack do not use: human text must not speak of them. */
  foreignBases: z.array(z.string()).default([]),
  /** Terms that the glossary must explain where the prose uses them. */
  terms: z.array(z.string()).default([]),
});
export type CheckSettings = z.output<typeof checkSettings>;

/** `pack.yaml` of a template pack. */
export const packSchema = z.strictObject({
  /** The pack that this one builds on; see pack/pack-chain.ts. */
  extends: z.string().optional(),
  title: z.string(),
  /** What its reports are. */
  document: z.enum(['预算', '决算']).default('预算'),
  classification: z.string(),
  /** Title of the document, a template. */
  documentTitle: z.string(),
  money: moneyFormat,
  tableMoney: moneyFormat,
  percent: z.strictObject({
    decimals: digits.default(2),
    zero: z.string().nullable().default(null),
    grouping: z.boolean().default(false),
    /** No zeros at the end: 3.5%. */
    trim: z.boolean().default(false),
  }),
  /** Other ways to print an amount, by the name that helpers give in `as`: `{{money figures.total as="yi"}}`. */
  moneyFormats: z.record(z.string(), moneyFormat).default({}),
  filters: z.record(z.string(), filterSchema).default({}),
  figures: z.record(z.string(), figure),
  lists: z.record(z.string(), list).default({}),
  /** Figures to be looked at, by name: `{{chart charts.income}}`. */
  charts: chartsSchema,
  chartWords: chartWords.prefault({}),
  change: z.record(z.string(), changeStyle),
  /** How much of a budget is done (完成…的…%): what is printed where nothing was planned, and where nothing was planned nor spent. */
  completion: z
    .strictObject({
      decimals: digits.default(2),
      /** Planned 0, spent more: there is no rate; empty prints nothing of it. */
      unplanned: z.string().default(''),
      /** Planned 0, spent 0. */
      none: z.string().default('0%'),
      /** Planned more, spent 0. */
      unspent: z.string().default('0%'),
    })
    .prefault({}),
  /** Grades of an evaluation, the best first, each from so many points: `{ name: 优, from: 90 }`. */
  grades: z.array(z.strictObject({ name: z.string(), from: threshold })).default([]),
  /** Kinds of staff and vehicles that are printed even when there are none. */
  staff: z.array(z.string()).default([]),
  vehicles: z.array(z.string()).default([]),
  /** The kind under which a form with a closed list counts all others (其他用车); without it they stand behind the list. */
  vehicleRest: z.string().optional(),
  /** How numbered headings look, from the outermost level; `{}` is the number. */
  numbering: z.array(z.string()).default([]),
  /** Sheet, page numbers and what no line may divide. */
  page: pageSettings.prefault({}),
  tables: z.array(z.string()),
  /** `data`: the PDF carries the tables as data (as `--attach data`). */
  attach: z.enum(['none', 'data']).default('none'),
  /**
   * Words that differ between the levels this pack prints, by level and name: `words.self` in templates, `{self}` in
   * tables. A pack without them prints units.
   */
  words: z.partialRecord(z.enum(LEVELS), z.record(z.string(), z.string())).default({}),
  /** Sections that only one level prints: `parts.composition` in templates. */
  parts: z.record(z.string(), z.enum(LEVELS)).default({}),
  /** What the form itself explains, by term: the text, or the text with the units in whose reports it stands. */
  glossary: z
    .record(
      z.string(),
      z.union([z.string(), glossaryText]).transform((value): GlossaryTerm => {
        return typeof value === 'string' ? { text: value } : value;
      }),
    )
    .default({}),
  /** What units of one district write differently; see pack/options.ts. */
  options: optionsSchema,
  checks: checkSettings.prefault({}),
  /** Stylesheets in their order; every stylesheet of the pack's own folders where not said. */
  styles: z.array(z.string()).optional(),
  /**
   * Fields of a unit file, optional in general, that this form prints: `assets.furniture: error`. Where one is
   * missing, an `error` stops the report; with a `warning` the templates leave out what they would print.
   */
  needs: z.record(z.string(), z.enum(['error', 'warning'])).default({}),
  /**
   * Fields of the view that templates name and this choice of options does not print: `unit.establishment: true`. Nobody is
   * asked for them, and no rule judges them.
   */
  leavesOut: z.record(z.string(), z.boolean()).default({}),
});
export type PackSettings = z.output<typeof packSchema>;

export type TableDeclaration = z.output<typeof tableSchema> & { readonly id: string };

/** A template pack as loaded: everything that is said about one province and year. */
export interface Pack {
  readonly name: string;
  readonly folder: string;
  /** With what the chosen options change. */
  readonly settings: PackSettings;
  /** The settings before that, as written. */
  readonly written: unknown;
  /** The choice for each option. */
  readonly chosen: Chosen;
  readonly tables: readonly TableDeclaration[];
  /** Handlebars sources by name (`report`, `sections/income`). */
  readonly templates: ReadonlyMap<string, SourceText>;
  readonly css: string;
  readonly namedFilters: Readonly<Record<string, Filter>>;
}

/** The names of all charts that a pack prints, be it for one choice of an option only. */
export function chartNames({ charts, options }: Pick<PackSettings, 'charts' | 'options'>): readonly string[] {
  const chosen = Object.values(options).flatMap(({ choices }) =>
    Object.values(choices).flatMap((patch) => Object.keys(patch.charts ?? {})),
  );
  return [...new Set([...Object.keys(charts), ...chosen])];
}

/** The levels whose documents a pack prints. */
export function levelsOf({ words }: Pick<PackSettings, 'words'>): readonly Level[] {
  const levels = LEVELS.filter((level) => words[level] !== undefined);
  return levels.length === 0 ? [LEVELS[0]] : levels;
}
