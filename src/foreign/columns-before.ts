import type { RuledGrid } from './grid-cells.ts';
import type { RawCell, RawTable } from './raw-table.ts';
import type { RuledTable } from './ruled-table.ts';

/** Edges nearer than this, in points, are one. */
const NEAR = 3;

/**
 * A table that goes on from the page before without its head, in the columns of that page: those in which it has nothing
 * are not to be seen in it.
 *
 * Example: 8 columns of which the last 3 are empty, and 5 on the next page → 8 with 3 empty ones
 */
export function inColumnsBefore(raw: RawTable, before: RawTable | null): RawTable {
  const [own, other] = [gridOf(raw), before && gridOf(before)];
  if (!own?.centres || !other?.centres || own.columns.length >= other.columns.length) return raw;
  if (Math.abs(own.left - other.left) > NEAR || Math.abs(own.right - other.right) > NEAR) return raw;
  if (raw.rows.some((row) => row.some(({ colSpan, rowSpan }) => colSpan > 1 || rowSpan > 1))) return raw;
  const columns = own.centres.map((centre) => other.columns.findLastIndex((place) => place <= centre));
  if (new Set(columns).size < columns.length) return raw;
  const columnCount = other.columns.length - 1;
  const rows = raw.rows.map((row) =>
    Array.from({ length: columnCount }, (_, column): RawCell => {
      const cell = row.find((each) => columns[each.column] === column);
      return cell ? { ...cell, column } : { text: '', column, colSpan: 1, rowSpan: 1, indent: 0 };
    }),
  );
  const whole: RuledTable = { grid: { ...other }, columnCount, rows };
  return whole;
}

function gridOf(raw: RawTable): RuledGrid | null {
  return 'grid' in raw ? (raw as RuledTable).grid : null;
}
