import { isAmount, isNumber } from './raw-table.ts';

/** What stands in a column on one line. */
export interface ColumnLine {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly base: number;
  readonly size: number;
}

/** Lines of a column that are one cell, from top to bottom. */
export interface OpenCell {
  readonly column: number;
  readonly lines: readonly ColumnLine[];
  /** Where the row stands that it is of. */
  readonly at: number;
}

/** Where a cell of several lines stands beside one of a single line. */
type Alignment = 'middle' | 'top' | 'bottom';
const ALIGNMENTS: readonly Alignment[] = ['middle', 'top', 'bottom'];

/** A cell has no more lines than these. */
const MOST_LINES = 16;
/** What it costs that a cell belongs to no row that has a number. */
const ALONE = 0.8;
/** Faces of figures and of ideographs stand so far from one height, in type sizes. */
const SAME_HEIGHT = 0.2;
/** More where rows stand no farther apart than lines. */
const GOES_ON = 0.15;
const GOES_ON_UNTOLD = 0.6;
const BEGINS = 2;
/** Cells stand in the middle unless so much speaks for another way. */
const CLEARLY = 1;
const LINES_APART = 3;
const NOT_FULL = 1;
const TORN_NUMBER = 1;

/**
 * The cells of columns that no lines part: lines that go on with the one above are told from those that begin a cell by
 * where the numbers stand, by the distance of lines and by whether the line above is full. `columns` hold the lines of each
 * column from top to bottom.
 *
 * Example: 其他政府办公厅（室）及相关 and 机构事务支出 above and below the line of 201│03│99│6.00 → one cell of that row
 */
export function openCells(columns: readonly (readonly ColumnLine[])[]): OpenCell[] {
  const isWhole = wholeIn(columns);
  const anchors = anchorsOf(columns, isWhole);
  const pitch = pitchOf(columns, isWhole);
  let best: { readonly cells: OpenCell[]; readonly cost: number } | null = null;
  for (const alignment of ALIGNMENTS) {
    const parts = columns.map((lines, column) =>
      cellsOf(lines, column, { anchors, alignment, pitch, isWhole }),
    );
    const cost = parts.reduce((sum, part) => sum + part.cost, 0);
    if (best === null || cost < best.cost - CLEARLY)
      best = { cells: parts.flatMap(({ cells }) => cells), cost };
  }
  return best!.cells;
}

/** The lines on which numbers stand that are whole: amounts with as many decimals as others below, codes. */
function anchorsOf(columns: readonly (readonly ColumnLine[])[], isWhole: IsWhole): number[] {
  const bases = columns.flatMap((lines) => lines.filter(isWhole(lines)).map(({ base }) => base));
  bases.sort((a, b) => a - b);
  return bases.filter((base, index) => index === 0 || base - bases[index - 1]! > 2);
}

type IsWhole = (column: readonly ColumnLine[]) => (line: Pick<ColumnLine, 'text'>) => boolean;

/** Amounts with so large a part of all amounts have the decimals of the table. */
const LEAST_SHARE = 0.15;

/** Whether a text of a column is a whole number: amounts have the decimals that those of the table have. */
function wholeIn(columns: readonly (readonly ColumnLine[])[]): IsWhole {
  const places = new Map<number, number>();
  for (const { text } of columns.flat())
    if (isAmount(text)) places.set(decimalsOf(text), (places.get(decimalsOf(text)) ?? 0) + 1);
  const all = [...places.values()].reduce((sum, count) => sum + count, 0);
  let most = 0;
  for (const [each, count] of places) if (count >= all * LEAST_SHARE) most = Math.max(most, each);
  return (lines) => {
    const mayBeCodes = most === 0 || !lines.some(({ text }) => isAmount(text));
    return ({ text }) => (isAmount(text) ? decimalsOf(text) >= most : isNumber(text) && mayBeCodes);
  };
}

/** Whether a line leaves no room for another letter or two. */
function fullIn(lines: readonly ColumnLine[]): (line: ColumnLine) => boolean {
  const width = lines.reduce((most, { left, right }) => Math.max(most, right - left), 0);
  return ({ left, right, size }) => right - left >= width - size * 1.6;
}

function decimalsOf(text: string): number {
  return /\.(\d+)$/.exec(text.replace(/\s/g, ''))?.[1]?.length ?? 0;
}

/** How far apart lines of one cell are, and cells: what is whole or leaves room does not go on below. */
function pitchOf(columns: readonly (readonly ColumnLine[])[], isWhole: IsWhole): Pitch {
  let line = Number.POSITIVE_INFINITY;
  let row = Number.POSITIVE_INFINITY;
  for (const lines of columns) {
    const isFull = fullIn(lines);
    const isWholeNumber = isWhole(lines);
    for (let index = 1; index < lines.length; index++) {
      const [above, below] = [lines[index - 1]!, lines[index]!];
      const distance = below.base - above.base;
      if (distance < Math.min(above.size, below.size) * 0.95) continue;
      if ((isWholeNumber(above) && isWholeNumber(below)) || !isFull(above)) row = Math.min(row, distance);
      else line = Math.min(line, distance);
    }
  }
  return {
    line: Math.min(line, row),
    isTold: Number.isFinite(row) && line < row * 0.93 && !isMultiple(row, line),
  };
}

/** Rows that lie between two others may have no number: the distance of rows is then a part of what was measured. */
function isMultiple(row: number, line: number): boolean {
  const times = Math.round(row / line);
  return times > 1 && Math.abs(row - times * line) < line * 0.06;
}

interface Pitch {
  readonly line: number;
  /** Rows stand farther apart than lines. */
  readonly isTold: boolean;
}

interface Choice {
  readonly cost: number;
  readonly from: number;
  readonly anchor: number | null;
  /** The last anchor that is taken. */
  readonly taken: number;
}

/** The way to part the lines of a column into cells that costs least. */
function cellsOf(
  lines: readonly ColumnLine[],
  column: number,
  {
    anchors,
    alignment,
    pitch,
    isWhole: wholeOf,
  }: {
    readonly anchors: readonly number[];
    readonly alignment: Alignment;
    readonly pitch: Pitch;
    readonly isWhole: IsWhole;
  },
): { readonly cells: OpenCell[]; readonly cost: number } {
  const isFull = fullIn(lines);
  const isWhole = wholeOf(lines);
  const numbers = lines.filter(({ text }) => isNumber(text)).length;
  const isNumeric = numbers > lines.length * 0.6;
  const best: (Choice | null)[] = [{ cost: 0, from: 0, anchor: null, taken: -1 }];
  for (let end = 1; end <= lines.length; end++) {
    let found: Choice | null = null;
    for (let from = end - 1; from >= Math.max(0, end - MOST_LINES); from--) {
      const before = best[from];
      const inner = from === end - 1 ? 0 : innerCost(lines, from, end, pitch, isFull);
      if (inner === Number.POSITIVE_INFINITY) break;
      if (!before) continue;
      const own = lines.slice(from, end);
      // A whole number is a cell.
      if (own.length > 1 && own.some((line) => isWhole(line) && isNumeric)) break;
      const outer =
        from > 0 &&
        pitch.isTold &&
        isFull(lines[from - 1]!) &&
        !BEGINNING.test(own[0]!.text) &&
        own[0]!.base - lines[from - 1]!.base <= pitch.line * 1.06
          ? LINES_APART
          : 0;
      const torn =
        isNumeric && own.length > 0 && !isWhole({ text: own.map(({ text }) => text).join('') })
          ? TORN_NUMBER
          : 0;
      const at = placeOf(own, alignment);
      const nearest = nearestOf(anchors, at);
      const away = nearest === -1 ? Infinity : Math.abs(anchors[nearest]! - at) / own[0]!.size;
      const isFree = nearest > before.taken && away < 0.75;
      const match = isFree ? Math.min(ALONE, Math.max(0, away - SAME_HEIGHT) * 2) : ALONE;
      const cost = before.cost + inner + outer + torn + match;
      if (found === null || cost < found.cost)
        found = {
          cost,
          from,
          anchor: isFree ? nearest : null,
          taken: isFree ? nearest : before.taken,
        };
    }
    best.push(found);
  }
  const cells: OpenCell[] = [];
  for (let end = lines.length; end > 0; ) {
    const { from, anchor }: Choice = best[end]!;
    const own = lines.slice(from, end);
    cells.unshift({ column, lines: own, at: anchor === null ? placeOf(own, alignment) : anchors[anchor]! });
    end = from;
  }
  return { cells, cost: best.at(-1)!.cost };
}

/** A code, a number or a word with which a label begins. */
const BEGINNING =
  /^(?:\d{3,}\s*\p{Script=Han}|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d+[.．、]|其中[:：])/u;

/** What speaks against lines being one cell: they are far apart, or one ends though there is room for more. */
function innerCost(
  lines: readonly ColumnLine[],
  from: number,
  end: number,
  pitch: Pitch,
  isFull: (line: ColumnLine) => boolean,
): number {
  let cost = 0;
  for (let index = from + 1; index < end; index++) {
    const [above, below] = [lines[index - 1]!, lines[index]!];
    const distance = (below.base - above.base) / pitch.line;
    if (distance > 1.6) return Number.POSITIVE_INFINITY;
    cost += Math.max(0, distance - 1.1) * 6;
    cost += pitch.isTold ? GOES_ON : GOES_ON_UNTOLD;
    if (BEGINNING.test(below.text)) cost += BEGINS;
    if (!isFull(above)) cost += NOT_FULL;
  }
  return cost;
}

function placeOf(lines: readonly ColumnLine[], alignment: Alignment): number {
  const [first, last] = [lines[0]!.base, lines.at(-1)!.base];
  return alignment === 'top' ? first : alignment === 'bottom' ? last : (first + last) / 2;
}

function nearestOf(anchors: readonly number[], at: number): number {
  let [low, high] = [0, anchors.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (anchors[middle]! < at) low = middle + 1;
    else high = middle;
  }
  const [above, below] = [anchors[low - 1], anchors[low]];
  if (above === undefined) return below === undefined ? -1 : low;
  return below !== undefined && below - at < at - above ? low : low - 1;
}
