import type { Rule } from './page-content.ts';

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
  /** The lines of a grid that has none between columns; its columns come out of its texts. */
  readonly lines?: readonly Rule[];
  /** Where the texts of each column stand, where the columns come out of them. */
  readonly centres?: readonly number[];
}

/** Lines nearer than this, in points, are one; ends nearer than this touch. */
export const NEAR = 3;

/** The cells between lines: each reaches to the next line on each side. */
export function cellsOf(
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
