import type { Origin } from '../document/tree.ts';
import type { CheckWords, PublishedTable } from '../lists/check-words.ts';
import type { Classification } from '../lists/classification.ts';
import type { Finding, Severity } from '../model/finding.ts';
import type { FormProfile } from './form-profile.ts';
import type { Reading } from './reading.ts';
import type { TableView } from './table-view.ts';

/** What a rule looks at in a report that others made, beside the report itself. */
export type AuditNeed = 'report' | 'tables' | 'prose' | 'codes' | 'profile' | 'lastYear' | 'approved';

/** A day: 2025-02-21. */
export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** All that a rule may look at. */
export interface AuditContext {
  readonly reading: Reading;
  readonly words: CheckWords;
  /** The code lists of the year of the report; null where there are none. */
  readonly classification: Classification | null;
  /** The code lists in which a name may be looked up: those of the year, or of the nearest one that there are lists of. */
  readonly names: Classification | null;
  /** The report of the year before; null where it was not given. */
  readonly lastYear: Reading | null;
  /** The form that the report should have; null where it was not said. */
  readonly profile: FormProfile | null;
  /** When the budget was approved; null where it was not said. */
  readonly approved: Day | null;
}

/** A finding before it has its place in the file; it takes the severity of the disclosure rule where it has none. */
export interface AuditFinding extends Pick<Finding, 'message' | 'hint' | 'subject'> {
  readonly code: string;
  readonly severity?: Severity;
  readonly at: Origin | null;
}

/** Disclosure rules that one function judges in a document, and what it needs for that. */
export interface AuditRule {
  readonly codes: readonly string[];
  readonly needs: readonly AuditNeed[];
  readonly run: (context: AuditContext) => AuditFinding[];
}

/** The first table of a kind that has amounts columns; null where the report has none. */
export function tableOf({ tables }: Reading, kind: PublishedTable): TableView | null {
  return tables.find((table) => table.kind === kind && table.blocks.length > 0) ?? null;
}

/** A table as messages call it: “单位收支总体情况表”. */
export function nameOf({ title, table }: TableView): string {
  return `“${title || (table.caption ?? '没有表名的表')}”`;
}
