import { isAbsolute, join } from 'node:path';
import type { Finding, Position } from '../model/finding.ts';
import type { LinkedFinding } from '../review/linked-findings.ts';
import type { Spot } from '../review/spots.ts';

/** The line a finding speaks of, in three parts: before its place, the place, after it. */
export interface PreviewExcerpt {
  readonly before: string;
  readonly marked: string;
  readonly after: string;
}

/** A place of the report as the page looks for it. */
export interface ShownSpot {
  readonly kind: Spot['kind'];
  /** What people call it. */
  readonly name: string;
  /** All that it says. */
  readonly text: string;
  /** What of it is meant; null for all. */
  readonly words: string | null;
  /** The element of the number that is meant, or of one in the sentence; null where it has none. */
  readonly figure: number | null;
  /** Whether the number alone is meant. */
  readonly isFigure: boolean;
}

/** Where a file is opened. */
export interface ShownFile {
  /** `/…/data/kuerle.yaml:41:14`, or the path and the cell of a workbook */
  readonly path: string;
  /** `vscode://file/…`; null for what no editor of texts opens. */
  readonly link: string | null;
}

/** A finding as the page shows it. */
export interface ShownFinding {
  readonly code: string;
  readonly severity: Finding['severity'];
  readonly message: string;
  readonly hint: string;
  /** `data/kuerle.yaml:41:14`; empty where it concerns no single place. */
  readonly place: string;
  readonly file: ShownFile | null;
  readonly spots: readonly ShownSpot[];
  readonly excerpt: PreviewExcerpt | null;
}

/** `root`: the folder that the names of files in findings start from, absolute. */
export function showFinding(
  { finding, spots }: LinkedFinding,
  root: string,
  excerpt: PreviewExcerpt | null,
): ShownFinding {
  const { code, severity, message, hint, position } = finding;
  return {
    code,
    severity,
    message,
    hint,
    place: position === null ? '' : placeOf(position),
    file: position && fileOf(position, root),
    spots: spots.map(shownSpot),
    excerpt,
  };
}

function shownSpot({ kind, name, phrase, figure, words }: Spot): ShownSpot {
  const known = figure ?? phrase.numbers[0]?.id ?? null;
  return { kind, name, text: phrase.text, words, figure: known, isFigure: figure !== null };
}

function placeOf({ file, line, column, place }: Position): string {
  return place === undefined ? `${file}:${line}:${column}` : `${file} ${place}`;
}

/**
 * Where a position is in the file system.
 *
 * Example: `data/kuerle.yaml` line 41 column 14 below `/srv/budget` →
 * `vscode://file/srv/budget/data/kuerle.yaml:41:14`
 */
export function fileOf({ file, line, column, place }: Position, root: string): ShownFile {
  const path = (isAbsolute(file) ? file : join(root, file)).replaceAll('\\', '/');
  if (place !== undefined) return { path: `${path} ${place}`, link: null };
  const steps = path.split('/').map((step) => (/^[A-Za-z]:$/.test(step) ? step : encodeURIComponent(step)));
  const link = `vscode://file${path.startsWith('/') ? '' : '/'}${steps.join('/')}:${line}:${column}`;
  return { path: `${path}:${line}:${column}`, link };
}
