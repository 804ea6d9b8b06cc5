import type { PlacedText } from './page-content.ts';
import { isAmount, isTotalText, joinTexts } from './raw-table.ts';
import { isPageNumber } from './read-foreign.ts';
import { isCaptionText, isMarkRow, isNoteText, isTableTitle } from './shape-table.ts';
import { segmentsOf, type TextLine } from './text-lines.ts';
import { wordsOf } from './word-places.ts';

/** A line as it is looked at while tables are looked for. */
export interface Look {
  readonly line: TextLine;
  /** What stands in columns: texts as they are drawn, parted at gaps. */
  readonly parts: readonly PlacedText[];
  readonly segments: readonly PlacedText[];
}

/** Texts of one line stand no farther apart in height, in type sizes. */
const SAME_LINE = 0.1;
/** Letters of a word, and words of a head, are no farther apart, in type sizes. */
const LETTER_GAP = 0.12;
export const WORD_GAP = 0.3;
/** Longer than this no label is. */
export const LONGEST_LABEL = 25;

/** A line with what stands apart on it; figures are so wide, in type sizes. */
export function lookAt(line: TextLine, figure: number): Look {
  return { line, parts: partsOf(line, figure), segments: segmentsOf(line) };
}

/** What a line holds, by the height at which it stands: heads of one, two and three lines are beside one another. */
function partsOf({ pieces }: TextLine, figure: number): PlacedText[] {
  const heights: PlacedText[][] = [];
  for (const piece of pieces.flatMap((piece) => wordsOf(piece, figure))) {
    const own = heights.find(([first]) => Math.abs(first!.base - piece.base) < piece.size * SAME_LINE);
    if (own) own.push(piece);
    else heights.push([piece]);
  }
  return heights
    .flatMap((own) =>
      joinTouching(
        own.sort((a, b) => a.left - b.left),
        LETTER_GAP,
      ),
    )
    .sort((a, b) => a.left - b.left);
}

/** Letters that were drawn one by one, as words. */
export function joinTouching(parts: readonly PlacedText[], most: number): PlacedText[] {
  const words: PlacedText[] = [];
  for (const part of parts) {
    const at = words.findLastIndex(({ base }) => Math.abs(base - part.base) < part.size * SAME_LINE);
    const last = words[at];
    if (last && part.left - last.right < part.size * most) {
      const text = joinTexts([last.text, part.text]);
      words[at] = { ...last, text, right: Math.max(last.right, part.right) };
    } else words.push(part);
  }
  return words;
}

/** Several texts and an amount among them, and no sentence. */
export function isRow({ segments }: Look): boolean {
  return (
    segments.length > 1 &&
    segments.some(({ text }) => isAmount(text)) &&
    !segments.some(({ text }) => /[。；]$/.test(text))
  );
}

/** ※ │ ※ │ 1 │ 2 */
export function isMarks({ parts }: Look): boolean {
  return isMarkRow(parts);
}

/** An amount, a code with a name, or a label with a number in front. */
export function beginsBody({ parts }: Look): boolean {
  const [first, second] = parts;
  return (
    parts.some(({ text }) => isAmount(text)) ||
    (/^\d{3,}$/.test(first!.text) && second !== undefined) ||
    parts.some(({ text }) => /^[一二三四五六七八九十]+、|^\d{3,}\s*\p{Script=Han}/u.test(text))
  );
}

/** 单位：万元 above a table. */
export function tellsUnit({ segments }: Look): boolean {
  return segments.some(({ text }) => /单位\s*[:：]\s*(?:人民币)?\s*[百千万亿]*元/.test(text));
}

export function isEdge({ segments, line }: Look, size: number): boolean {
  const whole = segments.map(({ text }) => text).join('');
  return (
    /[。；]$/.test(whole) ||
    isNoteText(whole) ||
    /^第.{1,3}部分/.test(whole) ||
    (segments.length === 1 && (isTableTitle(whole) || line.size > size * 1.25)) ||
    segments.some(({ text }) => isCaptionText(text) && /[:：]/.test(text))
  );
}

/** The upper of the heights that a line holds. */
export function topOf({ parts }: Look): number {
  return parts.reduce((least, { base }) => Math.min(least, base), Number.POSITIVE_INFINITY);
}

/** Whether a line is the number of the page: the first or the last there is, and apart from the others. */
export function isOutside(looks: readonly Look[], index: number): boolean {
  const { line, segments } = looks[index]!;
  const beside = index === 0 ? looks[1] : index === looks.length - 1 ? looks[index - 1] : undefined;
  const isApart = beside !== undefined && Math.abs(beside.line.base - line.base) > line.size * 2;
  return isApart && isPageNumber(segments.map(({ text }) => text).join(''));
}

/** 合计 or 总计 alone in front. */
export function isTotal({ parts }: Look): boolean {
  return isTotalText(parts[0]!.text);
}

/** A title, a heading or a part of the report. */
export function beginsOther({ segments }: Look): boolean {
  const whole = segments.map(({ text }) => text).join('');
  return (
    segments.length === 1 &&
    whole.length <= 40 &&
    (isTableTitle(whole) || /^第.{1,3}部分|^[一二三四五六七八九十]+、/.test(whole))
  );
}
