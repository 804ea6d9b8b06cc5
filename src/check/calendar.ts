import type { CalendarDate } from '../kinds/field.ts';

const DAY_MS = 86_400_000;

/** A document is published at the latest so many days after its approval. */
export const PUBLICATION_DAYS = 20;

/** The last day on which a document may be published. Approved on 2025-02-12 → 2025-03-04 */
export function publicationDue(approved: CalendarDate): CalendarDate {
  const day = new Date(milliseconds(approved) + PUBLICATION_DAYS * DAY_MS);
  return { year: day.getUTCFullYear(), month: day.getUTCMonth() + 1, day: day.getUTCDate() };
}

/** Days from one date to another. 2025-02-12 → 2025-02-26: 14 */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return (milliseconds(to) - milliseconds(from)) / DAY_MS;
}

/** `2025年2月26日` */
export function spokenDate({ year, month, day }: CalendarDate): string {
  return `${year}年${month}月${day}日`;
}

function milliseconds({ year, month, day }: CalendarDate): number {
  return Date.UTC(year, month - 1, day);
}
