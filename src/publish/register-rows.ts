import type { PublishedDocument } from '../batch/published-documents.ts';
import type { OwedDocument } from '../batch/read-register.ts';
import { isOf } from '../batch/register.ts';
import { publicationDue } from '../check/calendar.ts';
import type { CalendarDate } from '../kinds/field.ts';
import { unitKey } from '../model/unit-name.ts';
import { byEntityName } from './entities.ts';
import type { RegisterRow, SiteDocument } from './site.ts';

/** A document that there is a file for, with the department above its unit. */
export type FiledDocument = Pick<PublishedDocument, 'name' | 'level' | 'document' | 'year' | 'approved'> & {
  readonly department: string | null;
};

/**
 * Who owes which document and what became of it: by the office's list (`owed`), or where there is none by the files of the
 * run. The last day is that of the list, else twenty days after the approval that the file names, else after `approved`.
 *
 * Example: a file with `approved: 2025-02-12` and no list → due on `2025-03-04`
 */
export function registerRows(
  owed: readonly OwedDocument[] | null,
  filed: readonly FiledDocument[],
  documents: readonly SiteDocument[],
  approved: CalendarDate | null,
): RegisterRow[] {
  const rows =
    owed === null
      ? withoutTwins(filed).map((file) => {
          const { name, level, document, year, department } = file;
          return rowOf({ name, level, document, year, department, due: null }, [file], documents, approved);
        })
      : withoutTwins(owed).map((one) =>
          rowOf(
            one,
            filed.filter((file) => isOf(file, one)),
            documents,
            approved,
          ),
        );
  return rows.sort((a, b) => (b.year ?? 0) - (a.year ?? 0) || byEntityName(a, b));
}

type Owed = Omit<OwedDocument, 'position'>;

function rowOf(
  one: Owed,
  files: readonly FiledDocument[],
  documents: readonly SiteDocument[],
  approved: CalendarDate | null,
): RegisterRow {
  const { name, level, document, year } = one;
  const published = documents.filter((each) => isAnswer(each, one)).sort((a, b) => b.year - a.year)[0];
  const day = files.find((file) => file.approved !== null)?.approved ?? approved;
  const due = one.due ?? (day && publicationDue(day));
  return {
    ...{ name, level, document, year },
    department: one.department ?? files[0]?.department ?? published?.department ?? null,
    due: due && isoDay(due),
    published: published ?? null,
  };
}

function isAnswer(document: SiteDocument, { name, level, document: kind, year }: Owed): boolean {
  const isSame = document.level === level && document.document === kind;
  return isSame && (year === null || year === document.year) && unitKey(document.publisher) === unitKey(name);
}

function withoutTwins<T extends Pick<Owed, 'name' | 'level' | 'document' | 'year'>>(list: readonly T[]): T[] {
  const first = new Map<string, T>();
  for (const one of list) {
    const key = JSON.stringify([unitKey(one.name), one.level, one.document, one.year]);
    if (!first.has(key)) first.set(key, one);
  }
  return [...first.values()];
}

/** `2025-03-04` */
export function isoDay({ year, month, day }: CalendarDate): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
