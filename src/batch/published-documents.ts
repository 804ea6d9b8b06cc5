import { EntityFiles } from '../books/entity-file.ts';
import type { CalendarDate } from '../kinds/field.ts';
import { mapAt, type RawMap, rawText } from '../kinds/raw-tree.ts';
import { type DocumentName, kindOf, kindOfFile } from '../kinds/registry.ts';
import { dateIn } from '../model/date-text.ts';
import type { Position } from '../model/finding.ts';
import type { Level } from '../model/level.ts';
import { readText } from '../source/read-text.ts';
import type { Job } from '../work/departments.ts';

/** A document that a run has a file for: who, which, of which year. */
export interface PublishedDocument {
  /** Its file, absolute and as findings show it. */
  readonly path: string;
  readonly label: string;
  readonly name: string;
  readonly level: Level;
  readonly document: DocumentName;
  readonly year: number | null;
  readonly date: CalendarDate | null;
  /** The day of its approval (批复日期). */
  readonly approved: CalendarDate | null;
  /** Where it says who it is. */
  readonly position: Position;
}

/**
 * What the files of a run are documents of, checked or not: a file with mistakes is there all the same. Files that
 * cannot be read at all are named in `unreadable`.
 */
export async function publishedDocuments(
  jobs: readonly Job[],
): Promise<{ readonly documents: readonly PublishedDocument[]; readonly unreadable: readonly string[] }> {
  const files = new EntityFiles(readText);
  const documents: PublishedDocument[] = [];
  const unreadable: string[] = [];
  for (const { path, label } of jobs) {
    const written = await files.written(path, label);
    const tree = (written?.value ?? {}) as RawMap;
    const { level, document } = kindOf({ kind: kindOfFile(tree) });
    const holder = level === '部门' ? 'department' : 'unit';
    const name = rawText(mapAt(tree, holder).name);
    if (!written || name === '') {
      unreadable.push(label);
      continue;
    }
    const year = rawText(tree.year);
    documents.push({
      path,
      label,
      name,
      level,
      document,
      year: /^\d{4}$/.test(year) ? Number.parseInt(year, 10) : null,
      date: dateIn(rawText(tree.date)),
      approved: dateIn(rawText(tree.approved)),
      position: written.positionOf([holder, 'name']),
    });
  }
  return { documents, unreadable };
}
