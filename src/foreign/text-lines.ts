import type { PlacedText } from './page-content.ts';

/** A line of a page as it is read: its pieces from left to right. */
export interface TextLine {
  readonly pieces: readonly PlacedText[];
  readonly base: number;
  readonly left: number;
  readonly right: number;
  readonly size: number;
}

/** The lines of texts, from top to bottom; what stands a little higher or lower belongs to the line that it touches. */
export function linesOf(texts: readonly PlacedText[]): TextLine[] {
  const rows: PlacedText[][] = [];
  for (const text of [...texts].sort((a, b) => a.base - b.base || a.left - b.left)) {
    const row = rows.at(-1);
    const last = row?.at(-1);
    if (row && last && text.base - last.base < Math.min(last.size, text.size) * 0.45) row.push(text);
    else rows.push([text]);
  }
  return rows.map((row) => {
    const pieces = row.sort((a, b) => a.left - b.left);
    return {
      pieces,
      base: most(pieces, ({ base }) => base),
      left: pieces[0]!.left,
      right: most(pieces, ({ right }) => right),
      size: most(pieces, ({ size }) => size),
    };
  });
}

function most(pieces: readonly PlacedText[], measure: (piece: PlacedText) => number): number {
  return pieces.reduce((greatest, piece) => Math.max(greatest, measure(piece)), Number.NEGATIVE_INFINITY);
}

/** Wider than this, in type sizes, a gap parts cells. */
const CELL_GAP = 1.2;
/** Between two numbers a space is enough: no number has one. */
const NUMBER_GAP = 0.2;

/** The pieces of a line that stand apart, each as one text: `201`, `13`, `01`, `行政运行`, `9,389,913.00`. */
export function segmentsOf({ pieces }: Pick<TextLine, 'pieces'>): PlacedText[] {
  const segments: PlacedText[] = [];
  for (const piece of pieces.flatMap(splitAtGaps)) {
    const last = segments.at(-1);
    const gap = last ? piece.left - last.right : 0;
    const areNumbers = last !== undefined && /\d$/.test(last.text) && /^[-\d]/.test(piece.text);
    const parts = gap > Math.max(piece.size, last?.size ?? 0) * (areNumbers ? NUMBER_GAP : CELL_GAP);
    if (!last || parts) segments.push(piece);
    else {
      const text =
        gap > piece.size * 0.2 && /[A-Za-z]$/.test(last.text)
          ? `${last.text} ${piece.text}`
          : last.text + piece.text;
      segments[segments.length - 1] = {
        ...last,
        text,
        right: Math.max(last.right, piece.right),
        size: Math.max(last.size, piece.size),
      };
    }
  }
  return segments.map((segment) => ({ ...segment, text: closedUp(segment.text) }));
}

/**
 * Without the spaces that a word processor sets between ideographs and figures; behind the code that a text begins with
 * a space parts it from its name. `投入 12.70 万元` → 投入12.70万元, `201 一般公共服务支出` as it is
 */
function closedUp(text: string): string {
  return text.replace(SET_APART, '');
}

const SET_APART =
  /(?<=\p{Script=Han}|[，。；：、（）“”≥≤＞＜＝])\s+(?=[\dA-Za-z])|(?<=\p{Script=Han}.*[\dA-Za-z%.])\s+(?=\p{Script=Han}|[，。；：、）”])/gu;

/** One text of the file that holds several cells, parted by spaces as wide as columns, or by a space between numbers. */
function splitAtGaps(text: PlacedText): PlacedText[] {
  if (!/\s/.test(text.text.trim())) return [{ ...text, text: text.text.trim() }];
  const places = characterPlaces(text);
  const found: PlacedText[] = [];
  for (const match of text.text.matchAll(/\S+(?:\s\S+)*?(?=\s{2,}|\s*$|(?<=\d)\s+(?=-?\d))/g)) {
    const end = match.index + match[0].length;
    found.push({ ...text, text: match[0], left: places[match.index]!, right: places[end]! });
  }
  return found;
}

/** Where each character of a text begins, and where the last ends: ideographs are twice as wide as figures. */
export function characterPlaces({ text, left, right }: PlacedText): number[] {
  const widths = [...text].flatMap((character) => {
    const wide =
      /[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/.test(
        character,
      );
    const width = wide ? 2 : /[.,:;'|!il]/.test(character) ? 0.6 : 1.05;
    // Offsets count UTF-16 units.
    return character.length === 2 ? [width, 0] : [width];
  });
  const total = widths.reduce((sum, width) => sum + width, 0) || 1;
  const places = [left];
  for (const width of widths) places.push(places.at(-1)! + ((right - left) * width) / total);
  return places;
}
