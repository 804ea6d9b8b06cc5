import type { Origin } from '../document/tree.ts';
import type { Region } from './bare-region.ts';
import { beginsOther, isOutside, LONGEST_LABEL, type Look } from './line-look.ts';
import type { Column } from './open-columns.ts';
import type { RawCell, RawTable } from './raw-table.ts';
import { isLeader } from './read-foreign.ts';
import { isCaptionText } from './shape-table.ts';

/** Lines of a page that stand in columns without lines between them. */
export interface BareTable extends RawTable {
  /** The lines that it takes, by their place in what was given. */
  readonly from: number;
  readonly to: number;
  readonly columns: readonly Column[];
}

/** Lines whose columns were not made out; with `isOpen` down to what begins below. */
export function tornTable(
  looks: readonly Look[],
  { from, to }: Pick<Region, 'from' | 'to'>,
  originOf: (base: number) => Origin,
  isOpen = false,
): BareTable {
  const end = isOpen ? endOfTorn(looks, to) : to;
  const own = looks.slice(from, end);
  const rows = own.map(({ parts }) =>
    parts.map(
      ({ text, base }, column): RawCell => ({
        text,
        column,
        colSpan: 1,
        rowSpan: 1,
        indent: 0,
        at: originOf(base),
      }),
    ),
  );
  const columnCount = rows.reduce((most, row) => Math.max(most, row.length), 1);
  return { from, to: end, columns: [], columnCount, rows, isTorn: true };
}

function endOfTorn(looks: readonly Look[], to: number): number {
  let end = to;
  while (end < looks.length && !beginsOther(looks[end]!) && !isOutside(looks, end)) end++;
  return end;
}

/** Lines with so many texts apart from one another are no sentences. */
const LEAST_APART = 3;
/** So many lines with fewer may stand between them. */
const MOST_BETWEEN = 2;

/** The tables, and as torn ones the lines between them that stand in columns all the same. */
export function withLooseLines(
  looks: readonly Look[],
  tables: readonly BareTable[],
  originOf: (base: number) => Origin,
): BareTable[] {
  const isTaken = looks.map((_, at) => tables.some(({ from, to }) => at >= from && at < to));
  const isLoose = looks.map((look, at) => !isTaken[at] && standsInColumns(look));
  const loose: BareTable[] = [];
  for (let at = 0; at < looks.length; at++) {
    if (!isLoose[at]) continue;
    let last = at;
    for (let next = at + 1; next < looks.length && next - last <= MOST_BETWEEN + 1; next++) {
      if (isTaken[next] || beginsOther(looks[next]!)) break;
      if (isLoose[next]) last = next;
    }
    if (last > at) loose.push(tornTable(looks, { from: at, to: last + 1 }, originOf));
    at = Math.max(at, (loose.at(-1)?.to ?? 0) - 1);
  }
  return [...tables, ...loose].sort((a, b) => a.from - b.from);
}

/** Texts beside one another that are neither facts of a table nor an entry of the contents. */
function standsInColumns({ segments }: Look): boolean {
  const whole = segments.map(({ text }) => text).join(' ');
  return (
    segments.length >= LEAST_APART &&
    !isLeader(whole) &&
    segments.every(({ text }) => text.length <= LONGEST_LABEL && !isCaptionText(text))
  );
}
