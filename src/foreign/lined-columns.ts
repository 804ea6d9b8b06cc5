import { cellsOf, type RuledGrid } from './grid-cells.ts';
import type { PlacedText, Rule } from './page-content.ts';
import { isAmount, isTotalText } from './raw-table.ts';
import { isMarkRow } from './shape-table.ts';
import { characterPlaces } from './text-lines.ts';

/** Ends of lines nearer than this, in points, are at one place. */
const NEAR = 2;
/** More columns than these are none that a person reads. */
const MOST_COLUMNS = 16;
/** A table without an amount has so many heads at least; fewer words between lines are something else. */
const LEAST_HEADS = 3;

type Pairs = readonly (readonly [Stretch, Stretch])[];

interface Stretch {
  readonly left: number;
  readonly right: number;
}

/** The grid with the columns that its texts show; null where no columns hold over its rows. */
export function withColumns(grid: RuledGrid, texts: readonly PlacedText[]): RuledGrid | null {
  const { rows, lines = [] } = grid;
  const bands = rows
    .slice(0, -1)
    .map((top, band) =>
      texts.filter(({ base, size }) => base - size * 0.35 > top && base - size * 0.35 < rows[band + 1]!),
    );
  const pieces = bands.map((band) => band.flatMap(partsOf));
  const isEmpty = !pieces.some((band) => band.some(({ text }) => isAmount(text)));
  const first = pieces.findIndex((band) =>
    isEmpty
      ? band.length === 0 || (band.length === 1 && isTotalText(band[0]!.text))
      : band.some(({ text }) => isAmount(text)),
  );
  const body = pieces.slice(Math.max(first, 0));
  const amounts = body.filter((band) => band.some(({ text }) => isAmount(text)));
  if (first < (isEmpty ? 1 : 0)) return null;
  if (!isEmpty && amounts.length * 2 < body.length - 1) return null;
  if (body.some(hasSeveralRows)) return null;
  const marks = pieces.map((band) => isMarkRow(band));
  const head = bands.slice(0, first).flatMap((band, at) => (marks[at] ? [] : band));
  const foot = rows[first > 0 && marks[first - 1] ? first - 1 : first]!;
  const isLeaf = ({ base, left, right }: PlacedText): boolean =>
    !lines.some(
      ({ at, from, to }) =>
        at > base && at < foot - NEAR && from < (left + right) / 2 && to > (left + right) / 2,
    );
  const leaves = head.filter(isLeaf);
  const inked = isEmpty ? [] : joined(body.flat(), 0.8);
  const heads = joined(leaves, 0.8);
  if (inked.length > MOST_COLUMNS || heads.length > MOST_COLUMNS) return null;
  const columns = withHeads(inked, heads);
  if (columns.length < (isEmpty ? LEAST_HEADS : 2) || columns.length > MOST_COLUMNS) return null;
  const bounds = boundsOf(grid, columns, leaves);
  const walls = bounds.slice(1, -1);
  const groups = bands.slice(0, first).map((band, at) =>
    marks[at]
      ? []
      : groupsOf(
          band.filter((text) => !isLeaf(text)),
          bounds,
          (x) => isParted(lines, rows[at + 1]!, x),
        ),
  );
  const down: Rule[] = [];
  for (const x of [grid.left, grid.right]) down.push({ at: x, from: grid.top, to: grid.bottom });
  for (let band = 0; band < rows.length - 1; band++) {
    for (const at of walls) {
      const isInside = ({ left, right }: Stretch): boolean => left < at - NEAR && right > at + NEAR;
      if (groups[band]?.some(isInside)) continue;
      down.push({ at, from: rows[band]!, to: rows[band + 1]! });
    }
  }
  const centres = columns.map(({ left, right }) => (left + right) / 2);
  return { ...grid, columns: bounds, cells: cellsOf(bounds, rows, lines, down), centres };
}

function isParted(lines: readonly Rule[], at: number, x: number): boolean {
  return lines.some((line) => Math.abs(line.at - at) < NEAR && line.from <= x && line.to >= x);
}

/** A text in parts where a number and words follow one another: `2566.96 一、教育支出` may be of two cells. */
function partsOf(text: PlacedText): PlacedText[] {
  const places = characterPlaces(text);
  const parts: PlacedText[] = [];
  let from = 0;
  const cuts = [...text.text.matchAll(/(?<=\d)\s+(?=\D)|(?<=\D)\s+(?=[\d-])|(?<=\d)\s+(?=\d)/g)];
  for (const [start, end] of [
    ...cuts.map((cut) => [cut.index, cut.index + cut[0].length] as const),
    [text.text.length, 0] as const,
  ]) {
    const words = text.text.slice(from, start);
    const isLast = start === text.text.length;
    // Ideographs are as wide as high: where the last of them begin is known to the point.
    const left =
      isLast && /^\P{ASCII}+$/u.test(words) ? text.right - words.length * text.size : places[from]!;
    const last = parts.at(-1);
    if (last) parts[parts.length - 1] = { ...last, right: Math.min(last.right, left - text.size * 0.2) };
    if (words.trim() !== '')
      parts.push({
        ...text,
        text: words.trim(),
        left: from === 0 ? text.left : left,
        right: isLast ? text.right : places[start]!,
      });
    from = end;
  }
  return parts;
}

/** Whether amounts of a column stand below one another between two lines: the lines are not those of the rows. */
function hasSeveralRows(band: readonly PlacedText[]): boolean {
  const amounts = band.filter(({ text }) => isAmount(text));
  return amounts.some((one) =>
    amounts.some(
      (other) => other.base > one.base + one.size && other.left < one.right && other.right > one.left,
    ),
  );
}

/** What texts cover from left to right, those that touch as one. */
function joined(texts: readonly Stretch[], gap: number): Stretch[] {
  const stretches: { left: number; right: number }[] = [];
  for (const { left, right } of [...texts].sort((a, b) => a.left - b.left)) {
    const last = stretches.at(-1);
    if (last && left < last.right + gap) last.right = Math.max(last.right, right);
    else stretches.push({ left, right });
  }
  return stretches;
}

/**
 * The columns by their rows and heads: a head that stands beside the amounts of a column without one belongs to it, and
 * one with nothing in any row below has a column of its own.
 */
function withHeads(inked: readonly Stretch[], heads: readonly Stretch[]): Stretch[] {
  const meets = (one: Stretch, other: Stretch): boolean => one.left < other.right && one.right > other.left;
  const bare = inked.filter((column) => !heads.some((head) => meets(column, head)));
  const loose = heads.filter((head) => !inked.some((column) => meets(column, head)));
  const fixed = inked.filter((column) => !bare.includes(column));
  const canBelong = (column: Stretch, head: Stretch): boolean => {
    const [from, to] = [Math.min(head.left, column.left), Math.max(head.right, column.right)];
    return !fixed.some((other) => other.right > from && other.left < to);
  };
  const owned = new Map(paired(bare, loose, canBelong).map(([column, head]) => [head, column]));
  const widened = inked.map((column): Stretch => {
    const own = loose.filter((head) => owned.get(head) === column);
    return {
      left: Math.min(column.left, ...own.map(({ left }) => left)),
      right: Math.max(column.right, ...own.map(({ right }) => right)),
    };
  });
  return [...widened, ...loose.filter((head) => !owned.has(head))].sort((x, y) => x.left - y.left);
}

/** Columns with their heads in order: as many as can be, as near to one another as can be. */
function paired(
  columns: readonly Stretch[],
  heads: readonly Stretch[],
  canBelong: (column: Stretch, head: Stretch) => boolean,
): Pairs {
  const apart = ([column, head]: Pairs[number]): number =>
    Math.max(head.left - column.right, column.left - head.right);
  const better = (one: Pairs, other: Pairs): Pairs => {
    if (one.length !== other.length) return one.length > other.length ? one : other;
    return total(one.map(apart)) <= total(other.map(apart)) ? one : other;
  };
  // From the end: the best pairs of the columns and heads from a place on.
  let below: Pairs[] = heads.map(() => []);
  for (const column of [...columns].reverse()) {
    const row: Pairs[] = [];
    for (let at = heads.length - 1; at >= 0; at--) {
      const head = heads[at]!;
      const without = better(below[at]!, row[at + 1] ?? []);
      const own: Pairs = canBelong(column, head) ? [[column, head], ...(below[at + 1] ?? [])] : [];
      row[at] = better(own, without);
    }
    below = row;
  }
  return below[0] ?? [];
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0);
}

/**
 * The places between columns. Heads stand in the middle of their columns, so that each right side follows from the left
 * one; where that contradicts the texts it is the middle between them.
 */
function boundsOf(grid: RuledGrid, columns: readonly Stretch[], leaves: readonly PlacedText[]): number[] {
  const bounds = [grid.left];
  for (const [index, column] of columns.slice(0, -1).entries()) {
    const next = columns[index + 1]!;
    const [own, others] = [column, next].map(({ left, right }) =>
      leaves.filter((leaf) => leaf.left < right && leaf.right > left),
    );
    const right = Math.max(
      column.right,
      ...own!.filter((leaf) => !others!.includes(leaf)).map((leaf) => leaf.right),
    );
    const left = Math.min(
      next.left,
      ...others!.filter((leaf) => !own!.includes(leaf)).map((leaf) => leaf.left),
    );
    const widest = own!.reduce<PlacedText | null>(
      (most, leaf) => (most === null || leaf.right - leaf.left > most.right - most.left ? leaf : most),
      null,
    );
    const mirrored = widest === null ? Number.NaN : widest.left + widest.right - bounds.at(-1)!;
    bounds.push(mirrored > right - 1 && mirrored < left + 1 ? mirrored : (right + left) / 2);
  }
  return [...bounds, grid.right];
}

/** Heads over several columns with what they reach over: each in the middle of its own. */
function groupsOf(
  band: readonly PlacedText[],
  bounds: readonly number[],
  isParted: (x: number) => boolean,
): Stretch[] {
  const words = joinedHeads(band);
  const groups: Stretch[] = [];
  // Columns with a line right below: their heads go on in the rows below.
  const open = bounds.slice(0, -1).map((left, index) => isParted((left + bounds[index + 1]!) / 2));
  for (let from = 0; from < open.length; from++) {
    if (!open[from]) continue;
    let to = from;
    while (to + 1 < open.length && open[to + 1]) to++;
    const own = words.filter(
      ({ left, right }) => (left + right) / 2 > bounds[from]! && (left + right) / 2 < bounds[to + 1]!,
    );
    for (const group of shared(own, bounds.slice(from, to + 2))) groups.push(group);
    from = to;
  }
  return groups;
}

/** Letters set apart are one word: 收　　入. */
function joinedHeads(band: readonly PlacedText[]): Stretch[] {
  const words: { left: number; right: number; isLetter: boolean }[] = [];
  for (const { text, left, right, size } of [...band].sort((a, b) => a.left - b.left)) {
    const last = words.at(-1);
    const isLetter = text.trim().length === 1;
    if (last && (left < last.right + 1 || (last.isLetter && isLetter && left - last.right < size * 5)))
      last.right = Math.max(last.right, right);
    else words.push({ left, right, isLetter });
  }
  return words;
}

/** The columns dealt out among heads from left to right, so that each stands as near as can be to the middle of its own. */
function shared(heads: readonly Stretch[], bounds: readonly number[]): Stretch[] {
  const [head, ...others] = heads;
  if (head === undefined || bounds.length < 2) return [];
  const off = (stretch: Stretch, { left, right }: Stretch): number =>
    Math.abs(stretch.left + stretch.right - left - right);
  const allOff = (groups: readonly Stretch[]): number =>
    total(groups.map((group, index) => off(group, heads[index]!)));
  const last = bounds.length - 1;
  if (others.length === 0) return [{ left: bounds[0]!, right: bounds[last]! }];
  let best: Stretch[] = [];
  for (let at = 1; at <= last - others.length; at++) {
    const groups = [{ left: bounds[0]!, right: bounds[at]! }, ...shared(others, bounds.slice(at))];
    if (best.length === 0 || allOff(groups) < allOff(best)) best = groups;
  }
  return best;
}
