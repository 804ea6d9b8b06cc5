import type { Origin } from '../document/tree.ts';
import { addAll } from '../model/add-all.ts';
import { bareTables, type Continued } from './bare-table.ts';
import type { PageContent, PlacedText } from './page-content.ts';
import type { RawTable } from './raw-table.ts';
import { ruledGrids } from './ruled-grid.ts';
import { fillGrid } from './ruled-table.ts';
import { linesOf, segmentsOf, type TextLine } from './text-lines.ts';

export interface LineElement {
  readonly kind: 'line';
  readonly line: TextLine;
  /** Its pieces that stand apart. */
  readonly segments: readonly PlacedText[];
  readonly at: Origin;
}

export interface TableElement {
  readonly kind: 'table';
  readonly raw: RawTable;
}

/** What stands on a page, in the order of reading. */
export interface PageElements {
  readonly page: number;
  readonly width: number;
  readonly height: number;
  readonly elements: readonly (LineElement | TableElement)[];
  /** How many lines of text the page has. */
  readonly lineCount: number;
  /** The table without lines that the page ends with: it may go on. */
  readonly last: Continued | null;
}

/**
 * The lines and tables of a page. `before` is the number of lines on the pages before; places are said as 第3页第12行.
 */
export function pageElements(
  { texts, across, down, width, height }: PageContent,
  page: number,
  before: number,
  continued: Continued | null = null,
): PageElements {
  const all = linesOf(texts);
  const originOf = (base: number): Origin => {
    const index = all.findIndex((line) => line.base >= base - 0.5);
    const line = (index < 0 ? all.length - 1 : index) + 1;
    return { line: before + line, place: `第${page}页第${line}行` };
  };
  const grids = ruledGrids({ across, down }).filter(
    (grid) => grid.columns.length > 2 || grid.rows.length > 3,
  );
  const inside = grids.map((): PlacedText[] => []);
  const outside: PlacedText[] = [];
  for (const text of texts) {
    const [x, y] = [(text.left + text.right) / 2, text.base - text.size * 0.35];
    // The innermost: a frame around a page holds tables of its own.
    const at = grids.findLastIndex(
      (grid) => x >= grid.left - 2 && x <= grid.right + 2 && y >= grid.top - 1 && y <= grid.bottom + 1,
    );
    (inside[at] ?? outside).push(text);
  }
  const found: { readonly top: number; readonly element: LineElement | TableElement }[] = [];
  for (const [index, grid] of grids.entries()) {
    const raw = fillGrid(grid, inside[index]!, originOf);
    const filled = raw.rows.flat().filter(({ text }) => text !== '').length;
    if (filled < 2) addAll(outside, inside[index]!);
    else found.push({ top: grid.top, element: { kind: 'table', raw } });
  }
  const lines = linesOf(outside);
  const bare = bareTables(lines, originOf, continued);
  for (const { from, ...raw } of bare)
    found.push({ top: lines[from]!.base - lines[from]!.size, element: { kind: 'table', raw } });
  for (const [index, line] of lines.entries()) {
    if (bare.some(({ from, to }) => index >= from && index < to)) continue;
    const element = { kind: 'line', line, segments: segmentsOf(line), at: originOf(line.base) } as const;
    found.push({ top: line.base - line.size, element });
  }
  found.sort((a, b) => a.top - b.top);
  const last = bare.at(-1);
  const below = last ? lines.slice(last.to) : [];
  return {
    page,
    width,
    height,
    elements: found.map(({ element }) => element),
    lineCount: all.length,
    // A number of the page may follow.
    last: last && below.length < 2 ? last : null,
  };
}
