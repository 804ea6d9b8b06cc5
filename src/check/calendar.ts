import type { CalendarDate } from '../kinds/field.ts';

const DAY_MS = 86_400_000;

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
