import type { z } from 'zod';
import type { BookName } from '../model/book.ts';
import type { Phase, Side } from '../model/ledger.ts';
import type { Level } from '../model/level.ts';
import type { DataPath } from '../model/locator.ts';
import { departmentFacts, departmentPath, type MemberFacts } from './department-facts.ts';
import { type DepartmentFile, departmentFileSchema, type MemberEntry } from './department-file.ts';
import { type DepartmentFinalFile, departmentFinalFileSchema } from './department-final-file.ts';
import type { EntityData } from './entity-data.ts';
import { departmentFinalFacts, departmentFinalPath, finalFacts } from './final-facts.ts';
import { type FinalFile, finalFileSchema } from './final-file.ts';
import {
  departmentFinalTexts,
  departmentTexts,
  finalTexts,
  type HumanText,
  humanTexts,
} from './human-texts.ts';
import { type UnitFile, unitFileSchema } from './unit-file.ts';

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
  /** What the other file must be. */
  readonly fromDocument: DocumentName;
  /** The other file must be of the same unit and year: a final's own budget. */
  readonly isOwn?: boolean;
  /** A file that says nothing of it has no such book; only another file may be named, no lines written. */
  readonly isOptional?: boolean;
  /** How a file states the book, where it says nothing or too much. */
  readonly remedy: string;
  /** Lump sums without economic codes and projects are enough. */
  readonly lumps: boolean;
  readonly side: Side;
  readonly phase: Phase;
}

/** Where a final account states what is not spent. */
export interface FlowPlaces {
  /** By side: function or fund, then fund: amount. */
  readonly sides: Readonly<Partial<Record<Side, DataPath>>>;
  /** Names of surplus distributed, then fund: amount. */
  readonly distribution: DataPath;
  /** Funds whose income is what is spent of this year's money, and what of it is left for next year. */
  readonly follows: DataPath;
  readonly forward: DataPath;
  /** Last year's file, whose closing balance is the opening one where the file states none. */
  readonly from: DataPath;
}

/** A book of a kind: where its file holds it and what messages call it. */
export interface BookDeclaration {
  /** `上年执行数` */
  readonly title: string;
  /** Null where nothing is known of it line by line. */
  readonly lines: LinesPlace | null;
  /** Whether it is what the members' books add up to: instead of lines of its own, or where the file states none. */
  readonly fromMembers: 'always' | 'otherwise' | 'never';
  /** Where single figures of it are stated outright; null where none may be. */
  readonly stated: DataPath | null;
  /** What comes in, is left and handed on, beside what is spent. */
  readonly flows?: FlowPlaces;
  /** Another book that it contains, and where the file states what is added to it. */
  readonly adds?: { readonly book: BookName; readonly at: DataPath; readonly phase: Phase };
  /** What a figure asked of it and not known is: nothing is printed without it, or the comparison is left out. */
  readonly unknown: 'error' | 'warning';
}

/** One kind of document of one kind of entity: all that the rooms must know of it. */
export interface DocumentKind {
  readonly level: Level;
  readonly document: DocumentName;
  /** Name of the JSON Schema that editors use for its files: `unit`. */
  readonly schemaName: string;
  /** What its file may say. */
  readonly schema: z.ZodType<FileData>;
  /** The members that its file names; none of a unit. */
  readonly members: (file: FileData) => readonly MemberEntry[];
  /** What the document states beside its ledgers. */
  readonly facts: (file: FileData, members: readonly MemberFacts[]) => EntityData;
  /** Where a datum of the facts stands in the file; null where a member states it. */
  readonly ownPath: (path: DataPath) => DataPath | null;
  /** Its books; the reported one is `current`. */
  readonly books: Readonly<Partial<Record<BookName, BookDeclaration>>>;
  /** Everything printed that people wrote. */
  readonly texts: (data: EntityData) => HumanText[];
}

/** The file of an entity, checked. */
export type FileData = UnitFile | DepartmentFile | FinalFile | DepartmentFinalFile;

const BUDGET_LINES = {
  from: null,
  fromDocument: '预算',
  remedy:
    'from（上年文件）、budget（直接填写）、ledgerFile（CSV）三选一；新设单位写 budget: {}；没有上年明细的，只写 stated。',
  lumps: false,
  side: 'expenditure',
  phase: 'budget',
} as const;

const PRIOR_LINES: LinesPlace = {
  ...BUDGET_LINES,
  budget: ['prior', 'budget'],
  csv: ['prior', 'ledgerFile'],
  from: ['prior', 'from'],
  lumps: true,
};

const SETTLEMENT_LINES: LinesPlace = {
  ...PRIOR_LINES,
  budget: ['prior', 'settlementBudget'],
  csv: ['prior', 'settlementLedger'],
  from: ['prior', 'finalFrom'],
  fromDocument: '决算',
  isOptional: true,
  phase: 'final',
};

/** Last year's books of a budget; a department's are those of its members where its file has none. */
function priorBooks(fromMembers: BookDeclaration['fromMembers']) {
  const stated = { lines: null, fromMembers, unknown: 'warning' } as const;
  return {
    prior: {
      title: '上年预算数',
      lines: PRIOR_LINES,
      fromMembers,
      stated: ['prior', 'stated'],
      unknown: 'error',
    },
    execution: { ...stated, title: '上年执行数', stated: ['prior', 'execution'] },
    settlement: {
      ...stated,
      title: '上年决算数',
      lines: SETTLEMENT_LINES,
      stated: ['prior', 'settlement'],
    },
  } as const satisfies DocumentKind['books'];
}

const UNIT_BUDGET: DocumentKind = {
  level: '单位',
  document: '预算',
  schemaName: 'unit',
  schema: unitFileSchema,
  members: () => [],
  facts: (file) => file as UnitFile,
  ownPath: (path) => path,
  books: {
    current: {
      title: '预算数',
      lines: { ...BUDGET_LINES, budget: ['budget'], csv: ['ledgerFile'] },
      fromMembers: 'never',
      stated: null,
      unknown: 'error',
    },
    ...priorBooks('never'),
  },
  texts: humanTexts,
};

const DEPARTMENT_BUDGET: DocumentKind = {
  level: '部门',
  document: '预算',
  schemaName: 'department',
  schema: departmentFileSchema,
  members: (file) => (file as DepartmentFile).members,
  facts: (file, members) => departmentFacts(file as DepartmentFile, members),
  ownPath: departmentPath,
  books: {
    current: { title: '预算数', lines: null, fromMembers: 'always', stated: null, unknown: 'error' },
    ...priorBooks('otherwise'),
  },
  texts: departmentTexts,
};

/** Last year's final and this year's budget, as a final of a unit or a department has them. */
function finalBooks(fromMembers: BookDeclaration['fromMembers']) {
  return {
    prior: {
      title: '上年决算数',
      lines: {
        ...PRIOR_LINES,
        fromDocument: '决算',
        remedy:
          'prior.from 写上年的决算文件；没有上年决算文件的，在 prior.stated 下填列上年决算数；新设单位填 0。',
        phase: 'final',
      },
      fromMembers,
      stated: ['prior', 'stated'],
      unknown: 'error',
    },
    plan: {
      title: '年初预算数',
      lines: {
        ...BUDGET_LINES,
        budget: ['plan', 'budget'],
        csv: ['plan', 'ledgerFile'],
        from: ['budgetFrom'],
        isOwn: true,
        remedy:
          'budgetFrom（本年预算文件）、plan.budget（直接填写）二选一；年初没有预算的写 plan: {budget: {}}。',
        lumps: true,
      },
      fromMembers,
      stated: ['plan', 'stated'],
      unknown: 'error',
    },
    wholeYear: {
      title: '全年预算数',
      lines: null,
      fromMembers,
      stated: ['plan', 'wholeYear'],
      adds: { book: 'plan', at: ['adjustments'], phase: 'adjustment' },
      unknown: 'error',
    },
  } as const satisfies DocumentKind['books'];
}

const UNIT_FINAL: DocumentKind = {
  level: '单位',
  document: '决算',
  schemaName: 'final',
  schema: finalFileSchema,
  members: () => [],
  facts: (file) => finalFacts(file as FinalFile),
  ownPath: (path) => path,
  books: {
    current: {
      title: '决算数',
      lines: { ...BUDGET_LINES, budget: ['expenditure'], csv: ['ledgerFile'], phase: 'final' },
      fromMembers: 'never',
      stated: null,
      flows: {
        sides: {
          income: ['income'],
          opening: ['opening'],
          correction: ['corrections'],
          surplusUsed: ['surplusUsed'],
        },
        distribution: ['distribution'],
        follows: ['incomeFollows'],
        forward: ['forward'],
        from: ['prior', 'from'],
      },
      unknown: 'error',
    },
    ...finalBooks('never'),
  },
  texts: finalTexts,
};

const DEPARTMENT_FINAL: DocumentKind = {
  level: '部门',
  document: '决算',
  schemaName: 'department-final',
  schema: departmentFinalFileSchema,
  members: (file) => (file as DepartmentFinalFile).members,
  facts: (file, members) => departmentFinalFacts(file as DepartmentFinalFile, members),
  ownPath: departmentFinalPath,
  books: {
    current: { title: '决算数', lines: null, fromMembers: 'always', stated: null, unknown: 'error' },
    ...finalBooks('otherwise'),
  },
  texts: departmentFinalTexts,
};

/** Every kind of document, by name. A kind that is added here is loaded, checked and printed. */
export const DOCUMENT_KINDS = {
  'unit-budget': UNIT_BUDGET,
  'department-budget': DEPARTMENT_BUDGET,
  'unit-final': UNIT_FINAL,
  'department-final': DEPARTMENT_FINAL,
} as const;
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
    const kind = DOCUMENT_KINDS[name];
    return kind.level === level && kind.document === document;
  });
  return named ?? 'unit-budget';
}
