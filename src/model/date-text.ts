/** A day of the calendar, months from 1. */
export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** `2025-03-04`, `2025/3/4`, `2025年3月4日` as a date; null for anything else. */
export function dateIn(text: string): Day | null {
  const parts = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text)?.slice(1);
  if (!parts) return null;
  const [year, month, day] = parts.map((part) => Number.parseInt(part, 10)) as [number, number, number];
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? { year, month, day } : null;
}
