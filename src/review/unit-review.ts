import type { Unit } from '../books/unit.ts';
import { readReportText } from '../document/read-text.ts';
import type { ReportDocument } from '../document/report-document.ts';
import type { Finding } from '../model/finding.ts';
import type { Provenance } from '../model/provenance.ts';
import { compareReports } from './compare.ts';
import { type FigureData, figureData } from './figure-data.ts';
import { type LinkedFinding, linkFindings } from './linked-findings.ts';
import { occurrencesOf } from './occurrences.ts';
import { changesOf, type DiffSummary, type ReportDiff, summarize } from './report-diff.ts';
import { type SharedChange, sharedChanges } from './same-changes.ts';
import { textDigest } from './seen-list.ts';
import { YEAR_LATER } from './word-diff.ts';

export type Basis = 'approved' | 'returned';

/** Where a unit stands: its text against the one that was approved. */
export type ReviewState = 'failed' | 'new' | 'changed' | 'unchanged';

export interface ReviewInput {
  /** Path of the unit file as people see it. */
  readonly label: string;
  /** Its outputs are named so: `demo/2025`. */
  readonly name: string;
  /** The command that approves it. */
  readonly command: string;
  /** The published text; null when there is no report. */
  readonly text: string | null;
  readonly copy: {
    readonly unit: Unit;
    readonly markedText: string;
    readonly figures: readonly Provenance[];
  } | null;
  readonly unitName: string | null;
  readonly approved: string | null;
  /** What stands as approved: the text that was recorded, or a Word document that came back. */
  readonly basis?: Basis;
  /** The text of last year's file; null where there is none. */
  readonly lastYear: string | null;
  readonly findings: readonly Finding[];
  readonly sources: ReadonlyMap<string, string>;
  /** Of a department: its members, with the name of their page where the site has one. */
  readonly members: readonly ReviewedMember[];
  /** The departments that it is a member of. */
  readonly departments?: readonly ReviewedMember[];
}

/** A member of a department, or a department. */
export interface ReviewedMember {
  readonly unitName: string;
  /** `demo/2025`; null where it has no page. */
  readonly name: string | null;
}

/** What the list of units shows of one. */
export interface UnitSummary {
  readonly label: string;
  readonly name: string;
  readonly unitName: string;
  readonly state: ReviewState;
  readonly basis: Basis;
  /** Of the text, as a list of what was seen names it; null where there is none. */
  readonly digest: string | null;
  /** The command that approves it. */
  readonly command: string;
  /** Against the approved text; null where there is nothing to compare. */
  readonly changes: DiffSummary | null;
  readonly sinceLastYear: DiffSummary | null;
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
}

/** Everything the page of one unit shows. */
export interface UnitReview {
  readonly summary: UnitSummary;
  readonly document: ReportDocument | null;
  /** Against the approved text; the report alone where nothing was approved yet. */
  readonly diff: ReportDiff | null;
  readonly sinceLastYear: ReportDiff | null;
  readonly findings: readonly LinkedFinding[];
  readonly shared: readonly SharedChange[];
  readonly figures: FigureData | null;
  readonly members: readonly ReviewedMember[];
  readonly departments: readonly ReviewedMember[];
}

/** Compares a unit's report with what was approved and with last year's, and links what the check found. */
export function reviewUnit(input: ReviewInput): UnitReview {
  const { label, name, text, copy, approved, lastYear, findings } = input;
  const unitName = input.unitName ?? label;
  const document = text === null ? null : readReportText(copy?.markedText ?? text);
  const diff = document && approved !== null ? compareReports(readReportText(approved), document).diff : null;
  const sinceLastYear =
    document && lastYear !== null
      ? compareReports(readReportText(lastYear), document, 'all', YEAR_LATER).diff
      : null;
  const count = (severity: Finding['severity']) =>
    findings.filter((each) => each.severity === severity).length;
  const summary: UnitSummary = {
    label,
    name,
    unitName,
    state: stateOf(text, approved),
    basis: input.basis ?? 'approved',
    digest: text === null ? null : textDigest(text),
    command: input.command,
    changes: diff && summarize(changesOf(diff)),
    sinceLastYear: sinceLastYear && summarize(changesOf(sinceLastYear)),
    errors: count('error'),
    warnings: count('warning'),
    notes: count('note'),
  };
  return {
    summary,
    document,
    diff,
    sinceLastYear,
    findings: document
      ? linkFindings(findings, document, copy?.figures ?? [], input.sources, copy?.unit.data)
      : findings.map((finding) => ({ finding, spots: [] })),
    shared: diff ? sharedChanges(diff, unitName) : [],
    figures: document && copy && figureData(occurrencesOf(document, copy.figures), copy.unit),
    members: input.members,
    departments: input.departments ?? [],
  };
}

/** Every character of the text counts: what was signed is what may be published. */
export function stateOf(text: string | null, approved: string | null): ReviewState {
  if (text === null) return 'failed';
  if (approved === null) return 'new';
  return text === approved ? 'unchanged' : 'changed';
}
