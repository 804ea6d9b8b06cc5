import type { ProjectNoteEntry } from './department-file.ts';
import type { FinalFacts } from './final-file.ts';
import type { ProjectEntry, UnitFile } from './unit-file.ts';

/** A project of a member, in the data of a department. */
export interface MemberProject {
  /** Name of the budget unit that has it. */
  readonly unit: string;
  /** Which member, and which of its projects. */
  readonly member: number;
  readonly index: number;
}

/** A body that a department is made of. */
export interface MemberData {
  readonly name: string;
  /** As the composition lists it. */
  readonly title: string;
  /** The department's file says how it is listed, rather than taking its name. */
  readonly isRenamed: boolean;
  /** 行政单位, 参公事业单位, 事业单位. */
  readonly kind: string;
  /** 本级: the department's own office. */
  readonly isHead: boolean;
  /** It has no budget of its own; its money stands in that of another member. */
  readonly isMerged: boolean;
  readonly remark: string | null;
  readonly offices: readonly string[];
}

export interface DepartmentData {
  readonly members: readonly MemberData[];
  readonly projectNotes: readonly ProjectNoteEntry[];
  readonly unitTables: boolean;
  /** So many of the glossary's first terms are the department's own. */
  readonly ownTerms: number;
}

/**
 * What a document states beside its ledgers, whoever publishes it: of a unit as its file says, of a department its own
 * and what its members state, added up, in 元.
 */
export interface EntityData extends Omit<UnitFile, 'projects' | 'level' | 'document'> {
  readonly document?: '预算' | '决算' | undefined;
  readonly level?: '单位' | '部门' | undefined;
  readonly projects: readonly (ProjectEntry & { readonly of?: MemberProject })[];
  /** Only of a final account. */
  readonly final?: FinalFacts;
  /** Only of a department. */
  readonly department?: DepartmentData;
}
