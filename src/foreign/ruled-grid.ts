import { cellsOf, NEAR, type RuledGrid } from './grid-cells.ts';
import { linedGrids } from './lined-grid.ts';
import type { PageContent, Rule } from './page-content.ts';

/**
 * The grids that the lines of a page draw, from top to bottom: lines that touch belong to one grid, a cell reaches to the
 * next line on each side, so that merged cells come out with their spans. A side that is left open is where the lines end.
 */
export function ruledGrids({ across, down }: Pick<PageContent, 'across' | 'down'>): RuledGrid[] {
  const grids = groupsOf(across, down).flatMap((group) => gridOf(group) ?? []);
  return [...grids, ...linedGrids(across, grids)].sort((a, b) => a.top - b.top || a.left - b.left);
}

interface Group {
  readonly across: Rule[];
  readonly down: Rule[];
}

function groupsOf(across: readonly Rule[], down: readonly Rule[]): Group[] {
  const parent = Array.from({ length: across.length + down.length }, (_, index) => index);
  const find = (index: number): number => {
    let root = index;
    while (parent[root] !== root) root = parent[root]!;
    while (parent[index] !== root) [parent[index], index] = [root, parent[index]!];
    return root;
  };
  const sorted = across.map((rule, index) => ({ rule, index })).sort((a, b) => a.rule.at - b.rule.at);
  for (const [index, upright] of down.entries()) {
    for (const { rule: level, index: other } of sorted) {
      if (level.at < upright.from - NEAR) continue;
      if (level.at > upright.to + NEAR) break;
      const meets = level.from <= upright.at + NEAR && level.to >= upright.at - NEAR;
      if (meets) parent[find(across.length + index)] = find(other);
    }
  }
  const groups = new Map<number, Group>();
  const groupOf = (index: number): Group => {
    const root = find(index);
    const group = groups.get(root) ?? { across: [], down: [] };
    groups.set(root, group);
    return group;
  };
  for (const [index, rule] of across.entries()) groupOf(index).across.push(rule);
  for (const [index, rule] of down.entries()) groupOf(across.length + index).down.push(rule);
  return [...groups.values()];
}

function gridOf({ across, down }: Group): RuledGrid | null {
  // Without lines in both directions nothing says where cells part.
  if (across.length < 2 || down.length === 0) return null;
  const columns = placesOf(
    [...down.map(({ at }) => at), ...across.flatMap(({ from, to }) => [from, to])],
    down,
  );
  const rows = placesOf(
    [...across.map(({ at }) => at), ...down.flatMap(({ from, to }) => [from, to])],
    across,
  );
  if (columns.length < 2 || rows.length < 2 || columns.length * rows.length > 200_000) return null;
  const cells = cellsOf(columns, rows, across, down);
  if (cells.length < 2) return null;
  return {
    left: columns[0]!,
    right: columns.at(-1)!,
    top: rows[0]!,
    bottom: rows.at(-1)!,
    columns,
    rows,
    cells,
  };
}

/** The places of lines, and the outermost ends of those that cross them. */
function placesOf(all: readonly number[], own: readonly Rule[]): number[] {
  let [least, most] = [Infinity, -Infinity];
  for (const place of all) {
    least = Math.min(least, place);
    most = Math.max(most, place);
  }
  const places: number[] = [];
  for (const place of [least, ...own.map(({ at }) => at), most].sort((a, b) => a - b)) {
    if (places.length === 0 || place - places.at(-1)! > NEAR) places.push(place);
  }
  return places;
}
