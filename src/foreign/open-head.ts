import { type HeadBlock, headBlocks } from './head-blocks.ts';
import { type Column, columnsUnder, edgesOf, withColumn } from './open-columns.ts';
import type { PlacedText } from './page-content.ts';

/** A head over columns, by their first and last. */
interface Head {
  readonly block: HeadBlock;
  readonly from: number;
  readonly to: number;
}

/** A cell of the head of a table without lines. */
export interface HeadCell {
  readonly text: string;
  readonly base: number;
  readonly column: number;
  readonly colSpan: number;
  readonly row: number;
  readonly rowSpan: number;
}

/** The head of a table, and its columns: those of the body and those in which nothing but a head stands. */
export interface OpenHead {
  readonly columns: readonly Column[];
  /** Of each column whether a text names it alone. */
  readonly isNamed: readonly boolean[];
  /** Every text stands over the columns that it is the head of. */
  readonly isComplete: boolean;
  readonly height: number;
  readonly cells: readonly HeadCell[];
}

/** What it costs that a column has no head on a level where others have, and that one is two heads of one column. */
const LEFT_OUT = 0.5;
const PASSED_BY = 0.05;
const STACKED = 1;
const COVERED = 1;
const OUTSIDE = 3;
/** A head over others needs so much room above them, in type sizes. */
const ROOM = 1.2;

/**
 * The head over columns: its lowest texts name a column each, those above stand in the middle over the columns that they
 * belong to. `texts` are what stands above the body.
 *
 * Example: 科目 in the middle over 类│款│项│科目名称, 一般公共预算支出 over 合计│基本支出│项目支出 → two rows
 */
export function openHead(texts: readonly PlacedText[], body: readonly Column[]): OpenHead {
  const levels = levelsOf(headBlocks(texts));
  const columns = allColumns(levels, body);
  const named = columns.map(({ left, right }): Column => ({ left, right }));
  const uppermost = columns.map((): Head | null => null);
  const chains = columns.map((): Head[] => []);
  const blocks = levels.flat();
  const top = blocks.reduce((least, block) => Math.min(least, block.top), Number.POSITIVE_INFINITY);
  const bottom = blocks.reduce((most, block) => Math.max(most, block.bottom), 0);
  let count = 0;
  for (const [index, level] of levels.entries()) {
    const isTop = index === levels.length - 1;
    for (const head of placed(level, { columns: named, uppermost, top, bottom, isTop })) {
      count++;
      for (let column = head.from; column <= head.to; column++) {
        chains[column]!.unshift(head);
        uppermost[column] = head;
      }
      if (head.from === head.to) {
        const own = named[head.from]!;
        named[head.from] = {
          left: Math.min(own.left, head.block.left),
          right: Math.max(own.right, head.block.right),
        };
      }
    }
  }
  const isNamed = chains.map((chain) => chain.some(({ from, to }) => from === to));
  return { columns: named, isNamed, isComplete: count === blocks.length, ...cellsOf(chains) };
}

/** Blocks that stand at one height, the lowest first. */
function levelsOf(blocks: readonly HeadBlock[]): HeadBlock[][] {
  const levels: HeadBlock[][] = [];
  for (const block of [...blocks].sort((a, b) => heightOf(b) - heightOf(a) || a.left - b.left)) {
    const level = levels.at(-1);
    if (level && heightOf(level[0]!) - heightOf(block) < block.size * 0.3) level.push(block);
    else levels.push([block]);
  }
  return levels.map((level) => level.sort((a, b) => a.left - b.left));
}

function heightOf({ top, bottom }: HeadBlock): number {
  return (top + bottom) / 2;
}

/** The columns of the body, and those that only heads stand in. */
function allColumns(levels: readonly (readonly HeadBlock[])[], body: readonly Column[]): Column[] {
  let columns = [...body];
  const hasHead = new Set<Column>();
  for (const level of levels) {
    const below = new Set(hasHead);
    for (const text of level) {
      const under = columnsUnder(columns, text).map((index) => columns[index]!);
      if (under.length > 0) {
        if (under.length === 1) hasHead.add(under[0]!);
        continue;
      }
      const next = columns.findIndex(({ left }) => left > text.left);
      const [before, after] = [columns[next < 0 ? columns.length - 1 : next - 1], columns[next]];
      // Between two columns that have their heads it stands over both, unless there is room for one more.
      const isOver =
        next > 0 &&
        before !== undefined &&
        after !== undefined &&
        below.has(before) &&
        below.has(after) &&
        !hasRoom(columns, next);
      if (isOver) continue;
      columns = withColumn(columns, text);
      hasHead.add(columns.find(({ left, right }) => left === text.left && right === text.right)!);
    }
  }
  return columns;
}

/** Whether the gap before a column is as wide as columns are. */
function hasRoom(columns: readonly Column[], index: number): boolean {
  const middles = columns.map(({ left, right }) => (left + right) / 2);
  const distances = middles.slice(1).map((middle, at) => middle - middles[at]!);
  const own = distances[index - 1]!;
  const others = distances.filter((_, at) => at !== index - 1).sort((a, b) => a - b);
  return others.length > 0 && own > others[others.length >> 1]! * 1.6;
}

interface Known {
  readonly columns: readonly Column[];
  /** The head that each column has so far. */
  readonly uppermost: readonly (Head | null)[];
  /** From where to where the whole head goes. */
  readonly top: number;
  readonly bottom: number;
  /** No head stands higher. */
  readonly isTop: boolean;
}

/** Where the cell of a head begins: one of a single column goes to the bottom and has its text in the middle. */
function topOf({ block, from, to }: Head, bottom: number): number {
  return from === to ? block.top + block.bottom - bottom : block.top;
}

/** The columns that the texts of a level stand over, such that together they fit best. */
function placed(level: readonly HeadBlock[], known: Known): Head[] {
  const { columns, uppermost } = known;
  const edges = outerEdges(columns);
  const tops = uppermost.map((head) => (head === null ? null : topOf(head, known.bottom)));
  const skip = tops.map((top, column) => {
    const hasRoom = top !== null && top - known.top > uppermost[column]!.block.size * ROOM;
    return hasRoom && known.isTop ? LEFT_OUT : PASSED_BY;
  });
  interface Way {
    readonly cost: number;
    readonly heads: readonly Head[];
  }
  // By how many columns are done.
  let ways: (Way | null)[] = [];
  let sum = 0;
  for (let done = 0; done <= columns.length; done++) {
    ways.push({ cost: sum, heads: [] });
    sum += skip[done] ?? 0;
  }
  for (const block of level) {
    const next: (Way | null)[] = columns.map(() => null);
    next.push(null);
    for (let from = 0; from < columns.length; from++) {
      const before = ways[from];
      if (!before) continue;
      for (let to = from; to < columns.length; to++) {
        if (to > from && !(uppermost[from] && uppermost[to])) break;
        const own = costOf(block, from, to, known, edges) + covered(block, tops.slice(from, to + 1));
        if (own === Number.POSITIVE_INFINITY) continue;
        let cost = before.cost + own;
        const heads = [...before.heads, { block, from, to }];
        for (let done = to + 1; done <= columns.length; done++) {
          if (next[done] === null || cost < next[done]!.cost) next[done] = { cost, heads };
          cost += skip[done] ?? 0;
        }
      }
    }
    // What stands over no column is none of the head's.
    if (next.at(-1)) ways = next;
  }
  return [...(ways.at(-1)?.heads ?? [])];
}

/** What speaks against a head over others: cells that begin as high as it stands. */
function covered(block: HeadBlock, tops: readonly (number | null)[]): number {
  return tops.filter((top) => top !== null && top < heightOf(block) + block.size * 0.4).length * COVERED;
}

function costOf(
  text: HeadBlock,
  from: number,
  to: number,
  { columns, uppermost }: Known,
  edges: readonly number[],
): number {
  const [left, right] = [edges[from]!, edges[to + 1]!];
  const out = Math.max(0, left - text.left, text.right - right) / text.size;
  if (out > 3) return Number.POSITIVE_INFINITY;
  const middle = (text.left + text.right) / 2;
  const outside = Math.max(0, out - 0.5) * OUTSIDE;
  if (from === to) {
    const { left: own, right: end } = columns[from]!;
    const away = Math.max(0, own - middle, middle - end) / text.size;
    return outside + away + (uppermost[from] ? STACKED : 0);
  }
  const wide = (right - left) / (to - from + 1);
  return outside + Math.abs(middle - (left + right) / 2) / wide;
}

/** Edges of columns; outermost ones as far from the middle of what stands there as the inner ones are. */
function outerEdges(columns: readonly Column[]): number[] {
  const edges = edgesOf(columns);
  const [first, last] = [columns[0]!, columns.at(-1)!];
  if (columns.length > 1) {
    edges[0] = Math.min(first.left, first.left + first.right - edges[1]!);
    edges[columns.length] = Math.max(last.right, last.left + last.right - edges[columns.length - 1]!);
  }
  return edges;
}

function cellsOf(chains: readonly (readonly Head[])[]): Pick<OpenHead, 'height' | 'cells'> {
  // Lines of one head: they stand over the same columns.
  const whole = chains.map((chain) => {
    const nodes: { readonly heads: Head[] }[] = [];
    for (const head of chain) {
      const last = nodes.at(-1)?.heads.at(-1);
      if (last && last.from === head.from && last.to === head.to) nodes.at(-1)!.heads.push(head);
      else nodes.push({ heads: [head] });
    }
    return nodes;
  });
  const height = whole.reduce((most, nodes) => Math.max(most, nodes.length), 0);
  const cells: HeadCell[] = [];
  for (const [column, nodes] of whole.entries()) {
    for (const [row, { heads }] of nodes.entries()) {
      const [first] = heads;
      if (first!.from !== column) continue;
      const isLast = row === nodes.length - 1;
      cells.push({
        text: heads.map(({ block }) => block.text).join(''),
        base: first!.block.base,
        column,
        colSpan: first!.to - first!.from + 1,
        row,
        rowSpan: isLast ? height - row : 1,
      });
    }
  }
  return { height, cells };
}
