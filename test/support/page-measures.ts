import type { LaidOutPage, LaidOutPdf, TextLine } from './pdf-layout.ts';
import { bare } from './sample.ts';

/** What a reader sees at a glance on pages of prose. */
export interface PageMeasures {
  /** Lines of prose that are justified: all but the last of each paragraph. */
  readonly lines: number;
  /** Justified lines whose characters stand more than {@link EVEN} apart. */
  readonly stretched: readonly string[];
  /** Lines that divide a number and its unit. */
  readonly divided: readonly string[];
  /** Last lines of a paragraph, heading or entry of the contents that hold a single character. */
  readonly orphans: readonly string[];
  /** Last lines of a page that announce what stands on the next one: “：”, or the title of a table. */
  readonly leadIns: readonly string[];
}

/** In em: a gap between characters that is seen. A line of 28 that lacks two characters has 0.08. */
export const EVEN = 0.08;

const BODY = 15.74;
const TITLE = 16;
const isBody = (line: TextLine): boolean => Math.abs(line.size - BODY) < 0.15;
/** The width of the body in pt, and the left edge of its column. */
const COLUMN = { left: (28 * 72) / 25.4, width: (156 * 72) / 25.4 };

/** Measures the printed pages of one report. */
export function measurePages({ pages }: LaidOutPdf): PageMeasures {
  const measures = {
    lines: 0,
    stretched: [] as string[],
    divided: [] as string[],
    orphans: [] as string[],
    leadIns: [] as string[],
  };
  const upright = pages.filter(({ width, height }) => height > width);
  for (const [index, page] of upright.entries()) measurePage(page, upright[index + 1], measures);
  return measures;
}

type Growing = { lines: number } & Record<'stretched' | 'divided' | 'orphans' | 'leadIns', string[]>;

function measurePage(page: LaidOutPage, next: LaidOutPage | undefined, measures: Growing): void {
  const body = page.lines.filter(isBody);
  for (const [index, line] of body.entries()) {
    const following = body[index + 1] ?? next?.lines.filter(isBody)[0];
    const text = bare(line.text);
    const goesOn = following !== undefined && following.left < COLUMN.left + 12 && isFull(line);
    if (!goesOn) {
      const isContinued = line.left < COLUMN.left + 40 || /\d$/.test(text);
      const own = text.replace(/\d+$/, '');
      if (isContinued && [...own.replace(/[^\p{L}\p{N}]/gu, '')].length === 1) measures.orphans.push(text);
      continue;
    }
    measures.lines++;
    if (gapOf(line) > EVEN) measures.stretched.push(`${gapOf(line).toFixed(3)} ${text}`);
    if (
      /\d$/.test(text) &&
      /^(?:亿|万)?(?:元|年|月|日|号|个|人|项|辆|台|家|户|次)/.test(bare(following.text))
    )
      measures.divided.push(`${text}|${bare(following.text).slice(0, 4)}`);
  }
  const last = page.lines.at(-1);
  const announces = last !== undefined && isBody(last) && /[：:]$/.test(bare(last.text));
  const isTitle = last !== undefined && Math.abs(last.size - TITLE) < 0.1;
  if (next !== undefined && (announces || isTitle)) measures.leadIns.push(bare(last.text));
}

function isFull({ right }: TextLine): boolean {
  return right > COLUMN.left + COLUMN.width - 12;
}

/** How far the characters of a line stand apart, in em, beyond what their own widths ask for. */
function gapOf(line: TextLine): number {
  const text = line.text.replace(/\s/g, '');
  const characters = [...text];
  const natural = characters.reduce((sum, character) => sum + (/[\d.,%+-]/.test(character) ? 0.5 : 1), 0);
  const halved =
    [
      ...text.matchAll(
        /[，。、；：）》〉」』】〕”’](?=[，。、；：）》〉」』】〕”’（《〈「『【〔“‘])|[（《〈「『【〔“‘](?=[（《〈「『【〔“‘])/g,
      ),
    ].length / 2;
  const spaces = [...text.matchAll(/\p{Script=Han}(?=\d)|[\d%](?=\p{Script=Han})/gu)].length / 8;
  return ((line.right - line.left) / line.size - natural + halved - spaces) / (characters.length - 1);
}
