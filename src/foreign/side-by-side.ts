import { addAll } from '../model/add-all.ts';
import type { PlacedText } from './page-content.ts';
import type { LineElement, PageElements, TableElement } from './page-elements.ts';
import type { RuledTable } from './ruled-table.ts';
import { isNoteText } from './shape-table.ts';

type Element = PageElements['elements'][number];

/** From where to where across the page a table reaches. */
interface Column {
  readonly left: number;
  readonly right: number;
}

/** A caption has no more lines than these. */
const MOST_LINES = 5;

/**
 * What stands on a page, with tables that stand side by side one after another: each with the lines that stand over and
 * under it alone.
 *
 * Example: `政府性基金预算支出表    国有资本经营预算支出表` over two tables → the first title, its table, the second title,
 * its table
 */
export function oneAfterAnother(elements: readonly Element[]): Element[] {
  const result: Element[] = [];
  for (let at = 0; at < elements.length; at++) {
    const beside = besideOneAnother(elements, at);
    if (beside.length < 2) {
      result.push(elements[at]!);
      continue;
    }
    const columns = beside.map(({ raw }) => columnOf(raw)!);
    const above: LineElement[] = [];
    while (above.length < MOST_LINES) {
      const line = result.at(-1);
      if (line?.kind !== 'line' || partsOf(line, columns) === null) break;
      above.unshift(line);
      result.pop();
    }
    let end = at + beside.length;
    const below: LineElement[] = [];
    for (; end < elements.length; end++) {
      const line = elements[end]!;
      if (line.kind !== 'line' || !isUnder(line, columns, below)) break;
      below.push(line);
    }
    for (const [index, table] of beside.entries()) {
      const own = (line: LineElement): LineElement[] => partOf(line, columns, index);
      addAll(result, above.flatMap(own));
      result.push(table);
      addAll(result, below.flatMap(own));
    }
    at = end - 1;
  }
  return result;
}

/** The tables from a place on that stand at one height, from left to right. */
function besideOneAnother(elements: readonly Element[], from: number): TableElement[] {
  const tables: TableElement[] = [];
  for (const element of elements.slice(from)) {
    const grid = element.kind === 'table' ? gridOf(element.raw) : null;
    const first = tables[0] && gridOf(tables[0].raw);
    if (element.kind !== 'table' || grid === null) break;
    if (first && grid.top >= Math.min(first.bottom, first.top + (first.bottom - first.top) / 2)) break;
    if (tables.some(({ raw }) => columnOf(raw)!.left < grid.right && grid.left < columnOf(raw)!.right)) break;
    tables.push(element);
  }
  return tables.sort((a, b) => columnOf(a.raw)!.left - columnOf(b.raw)!.left);
}

function gridOf(raw: TableElement['raw']): RuledTable['grid'] | null {
  return 'grid' in raw ? (raw as RuledTable).grid : null;
}

function columnOf(raw: TableElement['raw']): Column | null {
  return gridOf(raw);
}

/** The pieces of a line by the table that each stands over; null where one belongs to none. */
function partsOf({ segments }: LineElement, columns: readonly Column[]): PlacedText[][] | null {
  const parts = columns.map((): PlacedText[] => []);
  for (const segment of segments) {
    const room = segment.size;
    const at = columns.findIndex(
      ({ left, right }) => segment.left > left - room && segment.right < right + room,
    );
    if (at < 0) return null;
    parts[at]!.push(segment);
  }
  return parts;
}

function partOf(line: LineElement, columns: readonly Column[], index: number): LineElement[] {
  const segments = partsOf(line, columns)![index]!;
  if (segments.length === 0) return [];
  const left = segments[0]!.left;
  const right = segments.reduce((most, segment) => Math.max(most, segment.right), left);
  return [{ ...line, segments, line: { ...line.line, pieces: segments, left, right } }];
}

/** Whether a line below belongs to one of the tables: it has a piece under several, notes something or goes on with a note. */
function isUnder(line: LineElement, columns: readonly Column[], before: readonly LineElement[]): boolean {
  const parts = partsOf(line, columns);
  if (parts === null) return false;
  const filled = parts.flatMap((part, index) => (part.length > 0 ? [index] : []));
  if (filled.length > 1 || line.segments.every(({ text }) => isNoteText(text.trim()))) return true;
  const last = before.at(-1);
  if (last === undefined) return false;
  const above = partsOf(last, columns)![filled[0]!]!.at(-1);
  return above !== undefined && !/[。；]$/.test(above.text.trim());
}
