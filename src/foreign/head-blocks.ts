import type { PlacedText } from './page-content.ts';

/** The lines of one head, one below the other. */
export interface HeadBlock {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** The line that its first letters stand on. */
  readonly base: number;
  readonly size: number;
}

/** Lines of one cell are no farther apart, in type sizes: where they are, rows are. */
const WIDEST_PITCH = 1.6;
/** Browsers round the places of lines. */
const UNEVEN = 1.08;
/** How far from one another, in type sizes, the middles of such lines are. */
const SAME_MIDDLE = 0.6;
/** Blocks stand at one height when their middles are no farther apart. */
const SAME_HEIGHT = 0.15;

/**
 * Texts of a head that stand one below the other as one where they are lines of a cell: as near as lines are, and with
 * one middle. Heads over heads stand as near only where rows have no room between them; then the heads beside them tell.
 *
 * Example: 上级一│般公共│预算安│排的转│移支付 below one another → 上级一般公共预算安排的转移支付
 */
export function headBlocks(texts: readonly PlacedText[]): HeadBlock[] {
  const sorted = [...texts].sort((a, b) => a.base - b.base || a.left - b.left);
  const pitch = linePitch(sorted);
  const groups: PlacedText[][] = [];
  for (const text of sorted) {
    const own = groups.find((lines) => goesOn(lines.at(-1)!, text, pitch));
    if (own) own.push(text);
    else groups.push([text]);
  }
  const blocks = groups.map(blockOf);
  return groups.flatMap((lines, index) => partedByNeighbours(lines, blocks[index]!, blocks));
}

/** The least distance between texts of which one stands below the other; 0 where none is near. */
function linePitch(sorted: readonly PlacedText[]): number {
  let least = Number.POSITIVE_INFINITY;
  for (const [index, above] of sorted.entries()) {
    for (const below of sorted.slice(index + 1)) {
      const distance = below.base - above.base;
      if (distance > above.size * WIDEST_PITCH) break;
      if (distance > above.size * 0.9 && below.left < above.right && below.right > above.left)
        least = Math.min(least, distance);
    }
  }
  return Number.isFinite(least) ? least : 0;
}

function goesOn(above: PlacedText, below: PlacedText, pitch: number): boolean {
  const distance = below.base - above.base;
  return (
    distance > above.size * 0.9 &&
    distance <= pitch * UNEVEN &&
    Math.abs(middleOf(above) - middleOf(below)) < above.size * SAME_MIDDLE
  );
}

function middleOf({ left, right }: Pick<PlacedText, 'left' | 'right'>): number {
  return (left + right) / 2;
}

function blockOf(lines: readonly PlacedText[]): HeadBlock {
  const [first] = lines;
  const last = lines.at(-1)!;
  return {
    text: lines.map(({ text }) => text).join(''),
    left: lines.reduce((least, { left }) => Math.min(least, left), Number.POSITIVE_INFINITY),
    right: lines.reduce((most, { right }) => Math.max(most, right), 0),
    top: first!.base - first!.size,
    bottom: last.base,
    base: first!.base,
    size: first!.size,
  };
}

/** The heads of neighbours stand in the middle of their cells as well: without the line that is over them, so does this one. */
function partedByNeighbours(
  lines: readonly PlacedText[],
  block: HeadBlock,
  all: readonly HeadBlock[],
): HeadBlock[] {
  if (lines.length === 1) return [block];
  const beside = all.filter(
    (other) =>
      other !== block &&
      other.top < block.bottom &&
      other.bottom > block.top &&
      (other.left >= block.right || other.right <= block.left),
  );
  const isBeside = ({ top, bottom, size }: HeadBlock): boolean =>
    beside.some((other) => Math.abs(other.top + other.bottom - top - bottom) < size * SAME_HEIGHT * 2);
  if (beside.length === 0 || isBeside(block)) return [block];
  for (let from = 1; from < lines.length; from++) {
    const rest = blockOf(lines.slice(from));
    if (isBeside(rest)) return [blockOf(lines.slice(0, from)), rest];
  }
  return [block];
}
