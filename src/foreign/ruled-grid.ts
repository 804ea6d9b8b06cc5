import type { PageContent, Rule } from './page-content.ts';

/** A cell of a ruled grid with its box on the page. */
export interface RuledCell {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly colSpan: number;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Where lines of a page make a grid. */
export interface RuledGrid {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** The lines between columns and between rows, borders included. */
  readonly columns: readonly number[];
  readonly rows: readonly number[];
  readonly cells: readonly RuledCell[];
}

/** Lines nearer than this, in points, are one; ends nearer than this touch. */
const NEAR = 3;

/**
 * The grids that the lines of a page draw, from top to bottom: lines that touch belong to one grid, a cell reaches to the
 * next line on each side, so that merged cells come out with their spans. A side that is left open is where the lines end.
 */
export function ruledGrids({ across, down }: Pick<PageContent, 'across' | 'down'>): RuledGrid[] {
  return groupsOf(across, down)
    .flatMap((group) => gridOf(group) ?? [])
    .sort((a, b) => a.top - b.top || a.left - b.left);
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

function cellsOf(
  columns: readonly number[],
  rows: readonly number[],
  across: readonly Rule[],
  down: readonly Rule[],
): RuledCell[] {
  const [wide, high] = [columns.length - 1, rows.length - 1];
  const isWall = (rules: readonly Rule[], at: number, from: number, to: number): boolean => {
    const middle = (from + to) / 2;
    return rules.some((rule) => Math.abs(rule.at - at) <= NEAR && rule.from <= middle && rule.to >= middle);
  };
  const downAt = byPlace(down, columns);
  const acrossAt = byPlace(across, rows);
  const taken = new Uint8Array(wide * high);
  const cells: RuledCell[] = [];
  for (let row = 0; row < high; row++) {
    for (let column = 0; column < wide; column++) {
      if (taken[row * wide + column]) continue;
      let colSpan = 1;
      while (
        column + colSpan < wide &&
        !taken[row * wide + column + colSpan] &&
        !isWall(downAt[column + colSpan]!, columns[column + colSpan]!, rows[row]!, rows[row + 1]!)
      )
        colSpan++;
      let rowSpan = 1;
      const isOpenBelow = (at: number): boolean => {
        for (let each = column; each < column + colSpan; each++) {
          if (isWall(acrossAt[at]!, rows[at]!, columns[each]!, columns[each + 1]!)) return false;
          if (each > column && isWall(downAt[each]!, columns[each]!, rows[at]!, rows[at + 1]!)) return false;
        }
        return true;
      };
      while (row + rowSpan < high && isOpenBelow(row + rowSpan)) rowSpan++;
      for (let y = row; y < row + rowSpan; y++) taken.fill(1, y * wide + column, y * wide + column + colSpan);
      cells.push({
        row,
        column,
        rowSpan,
        colSpan,
        left: columns[column]!,
        right: columns[column + colSpan]!,
        top: rows[row]!,
        bottom: rows[row + rowSpan]!,
      });
    }
  }
  return cells;
}

function byPlace(rules: readonly Rule[], places: readonly number[]): Rule[][] {
  const lists = places.map((): Rule[] => []);
  for (const rule of rules) {
    const nearest = places.findIndex((place) => Math.abs(place - rule.at) <= NEAR);
    if (nearest >= 0) lists[nearest]!.push(rule);
    if (nearest + 1 < places.length && Math.abs(places[nearest + 1]! - rule.at) <= NEAR)
      lists[nearest + 1]!.push(rule);
  }
  return lists;
}
