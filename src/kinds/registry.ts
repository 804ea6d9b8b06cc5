import type { z } from 'zod';
import type { BookName } from '../model/book.ts';
import type { Phase, Side } from '../model/ledger.ts';
import type { DataPath } from '../model/locator.ts';
import { type HumanText, humanTexts } from './human-texts.ts';
import { type UnitFile, unitFileSchema } from './unit-file.ts';

/** Whose document it is. */
export type Level = '单位' | '部门';
/** What is published. */
export type DocumentName = '预算' | '决算';

/** Where a file holds the lines of a book. */
export interface LinesPlace {
  /** Amounts grouped by function, written in the file. */
  readonly budget: DataPath;
  /** Name of a CSV file instead. */
  readonly csv: DataPath;
  /** Name of another file of the same kind whose reported book this is, instead. */
  readonly from: DataPath | null;
  /** Lump sums without economic codes and projects are enough. */
  readonly lumps: boolean;
  readonly side: Side;
  readonly phase: Phase;
}

/** A book of a kind: where its file holds it and what messages call it. */
export interface BookDeclaration {
  /** `上年执行数` */
  readonly title: string;
  /** Null where nothing is known of it line by line. */
  readonly lines: LinesPlace | null;
  /** Where single figures of it are stated outright; null where none may be. */
  readonly stated: DataPath | null;
  /** What a figure asked of it and not known is: nothing is printed without it, or the comparison is left out. */
  readonly unknown: 'error' | 'warning';
}

/** One kind of document of one kind of entity: all that the rooms must know of it. */
export interface DocumentKind {
  readonly level: Level;
  readonly document: DocumentName;
  /** What its file may say. */
  readonly schema: z.ZodType<UnitFile>;
  /** Its books; the reported one is `current`. */
  readonly books: Readonly<Partial<Record<BookName, BookDeclaration>>>;
  /** Everything printed that people wrote. */
  readonly texts: (data: UnitFile) => HumanText[];
}

const BUDGET_LINES = { from: null, lumps: false, side: 'expenditure', phase: 'budget' } as const;

/** Every kind of document, by name. A kind that is added here is loaded, checked and printed. */
export const DOCUMENT_KINDS = {
  'unit-budget': {
    level: '单位',
    document: '预算',
    schema: unitFileSchema,
    books: {
      current: {
        title: '预算数',
        lines: { ...BUDGET_LINES, budget: ['budget'], csv: ['ledgerFile'] },
        stated: null,
        unknown: 'error',
      },
      prior: {
        title: '上年预算数',
        lines: {
          ...BUDGET_LINES,
          budget: ['prior', 'budget'],
          csv: ['prior', 'ledgerFile'],
          from: ['prior', 'from'],
          lumps: true,
        },
        stated: ['prior', 'stated'],
        unknown: 'error',
      },
      execution: {
        title: '上年执行数',
        lines: null,
        stated: ['prior', 'execution'],
        unknown: 'warning',
      },
      settlement: {
        title: '上年决算数',
        lines: null,
        stated: ['prior', 'settlement'],
        unknown: 'warning',
      },
    },
    texts: humanTexts,
  },
} as const satisfies Readonly<Record<string, DocumentKind>>;
export type KindName = keyof typeof DOCUMENT_KINDS;

/** What the rooms must know of a kind. `kindOf(unit).books.prior?.title` → 上年预算数 */
export function kindOf({ kind }: { readonly kind: KindName }): DocumentKind {
  return DOCUMENT_KINDS[kind];
}

/** Where a file says what it is. */
const LEVEL_FIELD = 'level';
const DOCUMENT_FIELD = 'document';

/**
 * The kind of a file as written, before it is checked: by its `level` and `document`. A file that says neither is the
 * budget of a unit; so is one that says something unknown, which its schema then refuses.
 */
export function kindOfFile(value: unknown): KindName {
  const said = (field: string, usual: string): unknown =>
    typeof value === 'object' && value !== null && Object.hasOwn(value, field)
      ? (value as Record<string, unknown>)[field]
      : usual;
  const level = said(LEVEL_FIELD, '单位');
  const document = said(DOCUMENT_FIELD, '预算');
  const names = Object.keys(DOCUMENT_KINDS) as KindName[];
  const named = names.find((name) => {
    const kind: DocumentKind = DOCUMENT_KINDS[name];
    return kind.level === level && kind.document === document;
  });
  return named ?? 'unit-budget';
}
