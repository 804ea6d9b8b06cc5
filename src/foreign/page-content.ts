import { OPS, type PDFPageProxy, Util } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { foldRadicals } from '../model/radicals.ts';

/** A run of text on a page, in points from its upper left corner as a reader holds it. */
export interface PlacedText {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  /** The line that the letters stand on. */
  readonly base: number;
  readonly size: number;
}

/** A straight line along one axis: at `at` of the other axis, from `from` to `to`. */
export interface Rule {
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** What stands on a page, turned so that its text runs from left to right. */
export interface PageContent {
  readonly width: number;
  readonly height: number;
  readonly texts: readonly PlacedText[];
  /** Lines from left to right, and from top to bottom. */
  readonly across: readonly Rule[];
  readonly down: readonly Rule[];
}

/** More drawing commands than these make no table that a person reads. */
const MOST_PATHS = 60_000;
const MOST_TEXTS = 60_000;

/** The texts and lines of a page; null where it has more of them than any report. */
export async function readPageContent(page: PDFPageProxy): Promise<PageContent | null> {
  const { items } = await page.getTextContent();
  if (items.length > MOST_TEXTS) return null;
  const { transform, width, height } = page.getViewport({ scale: 1 });
  const placed = items.flatMap((item) => {
    if (!('str' in item) || item.str.trim() === '') return [];
    const matrix = Util.transform(transform, item.transform as number[]) as number[];
    return [{ text: foldRadicals(item.str), matrix, width: item.width, height: item.height }];
  });
  const turn = turnOf(placed);
  const texts = placed.flatMap(({ text, matrix, width: long, height: high }): PlacedText[] => {
    if (turnOfMatrix(matrix) !== turn) return [];
    const [x, base] = turned([matrix[4]!, matrix[5]!], turn, width, height);
    return [{ text, left: x, right: x + long, base, size: high || Math.hypot(matrix[2]!, matrix[3]!) }];
  });
  const operators = await page.getOperatorList();
  const boxes = boxesOf(operators.fnArray, operators.argsArray as unknown[][], transform as number[]);
  const rules = rulesOf(
    boxes.map(({ box, filled }) => ({ box: turnedBox(box, turn, width, height), filled })),
  );
  const isTurned = turn % 2 === 1;
  return { width: isTurned ? height : width, height: isTurned ? width : height, texts, ...rules };
}

/** Quarter turns by which most of the text of a page lies on its side. */
function turnOf(texts: readonly { readonly text: string; readonly matrix: readonly number[] }[]): number {
  const letters = [0, 0, 0, 0];
  for (const { text, matrix } of texts) letters[turnOfMatrix(matrix)]! += text.length;
  return letters.reduce((most, count, turn) => (count > letters[most]! ? turn : most), 0);
}

function turnOfMatrix([a = 1, b = 0]: readonly number[]): number {
  if (Math.abs(a) >= Math.abs(b)) return a >= 0 ? 0 : 2;
  return b >= 0 ? 1 : 3;
}

/** A point of the page after it was turned back. */
function turned(
  [x, y]: readonly [number, number],
  turn: number,
  width: number,
  height: number,
): [number, number] {
  switch (turn) {
    case 1:
      return [y, width - x];
    case 2:
      return [width - x, height - y];
    case 3:
      return [height - y, x];
    default:
      return [x, y];
  }
}

type Box = readonly [number, number, number, number];

function turnedBox([left, top, right, bottom]: Box, turn: number, width: number, height: number): Box {
  const [x, y] = turned([left, top], turn, width, height);
  const [z, w] = turned([right, bottom], turn, width, height);
  return [Math.min(x, z), Math.min(y, w), Math.max(x, z), Math.max(y, w)];
}

interface DrawnBox {
  readonly box: Box;
  readonly filled: boolean;
}

const [MOVE, LINE, CURVE, QUADRATIC, CLOSE] = [0, 1, 2, 3, 4];
const FILLS = new Set<number>([
  OPS.fill,
  OPS.eoFill,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
]);
const STROKES = new Set<number>([
  OPS.stroke,
  OPS.closeStroke,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
]);

/** Everything straight that is drawn: filled rectangles as their boxes, strokes as boxes without width. */
function boxesOf(operations: readonly number[], args: readonly unknown[][], viewport: number[]): DrawnBox[] {
  const boxes: DrawnBox[] = [];
  const saved: number[][] = [];
  let matrix = viewport;
  for (const [index, operation] of operations.entries()) {
    const given = args[index];
    if (operation === OPS.save) saved.push(matrix);
    else if (operation === OPS.restore) matrix = saved.pop() ?? viewport;
    else if (operation === OPS.transform) matrix = Util.transform(matrix, given as number[]) as number[];
    else if (operation === OPS.paintFormXObjectBegin) {
      saved.push(matrix);
      if (Array.isArray(given?.[0])) matrix = Util.transform(matrix, given[0] as number[]) as number[];
    } else if (operation === OPS.paintFormXObjectEnd) matrix = saved.pop() ?? viewport;
    else if (operation === OPS.constructPath && boxes.length < MOST_PATHS) {
      const [paint, data] = given as [number, (ArrayLike<number> | null)[]];
      for (const path of pathsOf(data?.[0] ?? [], matrix)) {
        if (FILLS.has(paint)) boxes.push({ box: boundsOf(path), filled: true });
        else if (STROKES.has(paint)) {
          for (let at = 1; at < path.length; at++)
            boxes.push({ box: boundsOf([path[at - 1]!, path[at]!]), filled: false });
        }
      }
    }
  }
  return boxes;
}

type Point = readonly [number, number];

function pathsOf(data: ArrayLike<number>, matrix: number[]): Point[][] {
  const paths: Point[][] = [];
  const point = (at: number): Point => {
    const [a, b, c, d, e, f] = matrix as [number, number, number, number, number, number];
    const [x, y] = [data[at]!, data[at + 1]!];
    return [a * x + c * y + e, b * x + d * y + f];
  };
  for (let at = 0; at < data.length; ) {
    const step = data[at];
    const last = paths.at(-1);
    if (step === MOVE) {
      paths.push([point(at + 1)]);
      at += 3;
    } else if (step === LINE) {
      last?.push(point(at + 1));
      at += 3;
    } else if (step === CURVE || step === QUADRATIC) {
      const size = step === CURVE ? 6 : 4;
      last?.push(point(at + size - 1));
      at += size + 1;
    } else if (step === CLOSE) {
      if (last) last.push(last[0]!);
      at += 1;
    } else break;
  }
  return paths.filter((path) => path.length > 1);
}

function boundsOf(points: readonly Point[]): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return [left, top, right, bottom];
}

/** Thicker than this, in points, a bar is an area. */
const THICKEST = 3;
/** Shorter than this a stroke is a part of a letter or of a dotted leader. */
const SHORTEST = 4;

function rulesOf(boxes: readonly DrawnBox[]): Pick<PageContent, 'across' | 'down'> {
  const across: Rule[] = [];
  const down: Rule[] = [];
  for (const { box, filled } of boxes) {
    const [left, top, right, bottom] = box;
    const [wide, high] = [right - left, bottom - top];
    const thickest = filled ? THICKEST : 0.5;
    if (high <= thickest && wide > high) across.push({ at: (top + bottom) / 2, from: left, to: right });
    else if (wide <= thickest && high > wide) down.push({ at: (left + right) / 2, from: top, to: bottom });
  }
  return { across: joined(across), down: joined(down) };
}

/** Rules that lie on one line and touch are one; what stays too short is none. */
function joined(rules: readonly Rule[]): Rule[] {
  const sorted = [...rules].sort((a, b) => a.at - b.at || a.from - b.from);
  const lines: { at: number; rules: Rule[] }[] = [];
  for (const rule of sorted) {
    const line = lines.at(-1);
    if (line && rule.at - line.at < 1.2) line.rules.push(rule);
    else lines.push({ at: rule.at, rules: [rule] });
  }
  return lines.flatMap(({ at, rules: own }) => {
    const whole: { at: number; from: number; to: number }[] = [];
    for (const { from, to } of own.sort((a, b) => a.from - b.from)) {
      const last = whole.at(-1);
      if (last && from - last.to < 1.5) last.to = Math.max(last.to, to);
      else whole.push({ at, from, to });
    }
    return whole.filter((rule) => rule.to - rule.from >= SHORTEST);
  });
}
