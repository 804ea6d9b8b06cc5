/** How grave a finding is: errors stop the report, warnings must be looked at, notes inform. */
export type Severity = 'error' | 'warning' | 'note';

/** A place in a file the user can open. Lines and columns count from 1, columns in characters. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Number of characters the caret should cover; 1 where unknown. */
  readonly length?: number;
  /** Name of a place that has no line to show: `预算明细!G12` of a workbook. */
  readonly place?: string;
}

/**
 * What a finding speaks of, as data, for programs that link it to other things: nobody needs to read it out of the
 * message. Each part is there where it is known.
 */
export interface Subject {
  /** The value of the unit file: `['projects', 0, 'goal', 'aim']`. */
  readonly path?: readonly (string | number)[];
  /** Labels of the figures that the message compares: `一般公共预算支出`. */
  readonly figures?: readonly string[];
  /** Words of the data or of the report that the message quotes. */
  readonly quotes?: readonly string[];
}

/**
 * One problem, as a value. Every step of the flow returns findings instead of throwing;
 * only the command line prints them.
 *
 * Example: `{ code: 'L21', severity: 'error', message: '金额“1,234.50”不能带千分位逗号',
 * hint: '改为 1234.50', position: { file: 'data/kuerle.yaml', line: 41, column: 14 } }`
 */
export interface Finding {
  /** Stable identifier; a rule of the disclosure checks keeps its number there (`C10`). */
  readonly code: string;
  readonly severity: Severity;
  /** What is wrong, in Chinese, naming the figures. */
  readonly message: string;
  /** What to do about it, in Chinese. */
  readonly hint: string;
  /** Null where a finding concerns no single place. */
  readonly position: Position | null;
  readonly subject?: Subject;
  /** Why the unit file lets this one pass; it is then a note. */
  readonly waived?: string;
}

const DISCLOSURE_RULE = /^[A-HX]\d\d$/;

/** Whether a finding belongs to a disclosure rule, and so to what settings and waivers may change. `D19` yes, `L21` no */
export function isDisclosureFinding(finding: Finding): boolean {
  return DISCLOSURE_RULE.test(finding.code);
}

/** Whether a finding makes it impossible to go on, as against a defect of the report that would come of it. */
export function isBlocking(finding: Finding): boolean {
  return finding.severity === 'error' && !isDisclosureFinding(finding);
}

/** A value together with what was found while making it; `value` is null when an error prevents it. */
export interface Outcome<T> {
  readonly value: T | null;
  readonly findings: readonly Finding[];
}

/** True when at least one finding is an error. */
export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some((finding) => finding.severity === 'error');
}

/** Orders findings by severity, then file, line and column, so that output is stable. */
export function sortFindings(findings: readonly Finding[]): Finding[] {
  const rank: Record<Severity, number> = { error: 0, warning: 1, note: 2 };
  return [...findings].sort(
    (a, b) =>
      rank[a.severity] - rank[b.severity] ||
      (a.position?.file ?? '').localeCompare(b.position?.file ?? '') ||
      sheetOf(a).localeCompare(sheetOf(b)) ||
      (a.position?.line ?? 0) - (b.position?.line ?? 0) ||
      (a.position?.column ?? 0) - (b.position?.column ?? 0) ||
      a.code.localeCompare(b.code),
  );
}

// Only a cell says its sheet; a place of a page has its line as well.
const sheetOf = ({ position }: Finding): string =>
  position?.place?.includes('!') ? position.place.split('!')[0]! : '';

/** A text file as read, kept so that findings can show the line they speak of. */
export interface SourceText {
  readonly file: string;
  readonly text: string;
}
