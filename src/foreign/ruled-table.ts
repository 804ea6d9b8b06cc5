import type { Origin } from '../document/tree.ts';
import type { RuledCell, RuledGrid } from './grid-cells.ts';
import { withColumns } from './lined-columns.ts';
import type { PlacedText } from './page-content.ts';
import { isAmount, joinTexts, type RawCell, type RawTable } from './raw-table.ts';
import { characterPlaces, linesOf, segmentsOf, type TextLine } from './text-lines.ts';

/** A grid with its texts. */
export interface RuledTable extends RawTable {
  readonly grid: RuledGrid;
}

/**
 * The texts of a page put into the cells of a grid. A text that runs over a line between columns is parted there; a cell
 * that holds the amounts of several lines stands for as many rows.
 */
export function fillGrid(
  grid: RuledGrid,
  texts: readonly PlacedText[],
  originOf: (base: number) => Origin,
): RuledTable {
  if (grid.lines !== undefined && grid.columns.length === 2) {
    const whole = withColumns(grid, texts);
    if (whole === null) return { grid, columnCount: 1, rows: [] };
    return fillGrid(whole, texts, originOf);
  }
  const places = new Map<RuledCell, PlacedText[]>();
  const cellAt = finderOf(grid);
  for (const text of texts) {
    for (const part of splitAtLines(text, grid)) {
      const cell = cellAt((part.left + part.right) / 2, part.base - part.size * 0.35);
      if (cell) places.set(cell, [...(places.get(cell) ?? []), part]);
    }
  }
  const rows: RawCell[][] = [];
  // How many rows of the result each row of the grid became.
  const starts: number[] = [];
  const byRow = new Map<number, RuledCell[]>();
  for (const cell of grid.cells) byRow.set(cell.row, [...(byRow.get(cell.row) ?? []), cell]);
  for (let row = 0; row < grid.rows.length - 1; row++) {
    starts.push(rows.length);
    const cells = byRow.get(row) ?? [];
    const filled = cells.map((cell) => ({ cell, lines: linesOf(places.get(cell) ?? []) }));
    for (const part of severalRows(filled)) {
      rows.push(part.map(({ cell, lines }) => rawCell(cell, lines, originOf)));
    }
  }
  starts.push(rows.length);
  const spanned = rows.map((cells, index) =>
    cells.map((cell) => {
      const row = starts.findLastIndex((start) => start <= index);
      return cell.rowSpan === 1
        ? cell
        : { ...cell, rowSpan: (starts[row + cell.rowSpan] ?? rows.length) - index };
    }),
  );
  return { grid, columnCount: grid.columns.length - 1, rows: spanned };
}

function finderOf(grid: RuledGrid): (x: number, y: number) => RuledCell | null {
  const wide = grid.columns.length - 1;
  const owners: RuledCell[] = [];
  for (const cell of grid.cells) {
    for (let row = cell.row; row < cell.row + cell.rowSpan; row++) {
      for (let column = cell.column; column < cell.column + cell.colSpan; column++)
        owners[row * wide + column] = cell;
    }
  }
  return (x, y) => {
    const column = grid.columns.findLastIndex((place) => place <= x);
    const row = grid.rows.findLastIndex((place) => place <= y);
    return column < 0 || row < 0 || column >= wide ? null : (owners[row * wide + column] ?? null);
  };
}

/** A text in parts where it crosses the middle of the grid's lines; one that only bulges over a line stays whole. */
function splitAtLines(text: PlacedText, grid: RuledGrid): PlacedText[] {
  const y = text.base - text.size * 0.35;
  const walls = grid.cells
    .filter(
      (cell) =>
        cell.top <= y &&
        cell.bottom > y &&
        cell.left > text.left + text.size * 0.4 &&
        cell.left < text.right - text.size * 0.4,
    )
    .map(({ left }) => left);
  if (walls.length === 0 || text.text.length < 2) return [text];
  const places = characterPlaces(text);
  const parts: PlacedText[] = [];
  let from = 0;
  for (const wall of [...walls.sort((a, b) => a - b), Infinity]) {
    let to = from;
    while (to < text.text.length && (places[to]! + places[to + 1]!) / 2 < wall) to++;
    // A cell ends where there is a space, when there is one near the line.
    const near = text.text.slice(Math.max(from, to - 2), to + 2).search(/\s/);
    if (near >= 0 && wall !== Infinity) to = Math.max(from, to - 2) + near;
    const words = text.text.slice(from, to);
    if (words.trim() !== '')
      parts.push({ ...text, text: words.trim(), left: places[from]!, right: places[to]! });
    from = to;
  }
  return parts;
}

interface FilledCell {
  readonly cell: RuledCell;
  readonly lines: readonly TextLine[];
}

/** Rows that no line parts: as many as the amounts of a column stand below one another. */
function severalRows(cells: readonly FilledCell[]): FilledCell[][] {
  const amounts = cells.map(({ lines }) => lines.filter((line) => isAmount(wordsOf(line))));
  const most = amounts.reduce((best, lines) => (lines.length > best.length ? lines : best), []);
  if (most.length < 2) return [[...cells]];
  const bases = most.map(({ base }) => base);
  return bases.map((base, index) => {
    const above = index === 0 ? -Infinity : (bases[index - 1]! + base) / 2;
    const below = index === bases.length - 1 ? Infinity : (bases[index + 1]! + base) / 2;
    return cells.map(({ cell, lines }) => ({
      cell,
      lines: lines.filter((line) => line.base > above && line.base <= below),
    }));
  });
}

function rawCell(
  { column, colSpan, rowSpan, left }: RuledCell,
  lines: readonly TextLine[],
  originOf: (base: number) => Origin,
): RawCell {
  const [first] = lines;
  const isSetIn = first !== undefined && /\p{Script=Han}/u.test(wordsOf(first));
  return {
    text: joinTexts(lines.map(wordsOf)),
    column,
    colSpan,
    rowSpan,
    indent: isSetIn ? Math.max(0, Math.round((first.left - left) / first.size) - 0) : 0,
    ...(first && { at: originOf(first.base) }),
  };
}

function wordsOf(line: TextLine): string {
  return joinTexts(segmentsOf(line).map(({ text }) => text.trim()));
}
