import { displayWidth } from '../ooxml/text-size.ts';
import {
  type PlanBlock,
  type PlanContents,
  type PlanParagraph,
  type PlanRow,
  type PlanSection,
  type PlanTable,
  runsText,
  textWidth,
} from './plan.ts';

/** A rule of a table, in pt. */
const RULE = 0.5;

/**
 * The pages on which bookmarks stand, reckoned without a word processor: lines by the widths of the characters, rows by
 * their highest cell. The one who brings the contents up to date gets those of his own program.
 */
export function pagesOf(sections: readonly PlanSection[]): ReadonlyMap<string, number> {
  const counter = new Counter();
  for (const section of sections) counter.section(section);
  return counter.pages;
}

/** The sections with the numbers of pages in their tables of contents. */
export function withPageNumbers(sections: readonly PlanSection[]): PlanSection[] {
  if (!sections.some(({ blocks }) => blocks.some(({ kind }) => kind === 'contents'))) return [...sections];
  const pages = pagesOf(sections);
  return sections.map((section) => ({
    ...section,
    blocks: section.blocks.map((block) => (block.kind === 'contents' ? numbered(block, pages) : block)),
  }));
}

function numbered(contents: PlanContents, pages: ReadonlyMap<string, number>): PlanContents {
  const lines = contents.lines.map((line) => ({
    ...line,
    runs: line.runs.map((run) =>
      run.pageOf === undefined ? run : { ...run, text: String(pages.get(run.pageOf) ?? '') },
    ),
  }));
  return { ...contents, lines };
}

class Counter {
  readonly pages = new Map<string, number>();
  private page = 0;
  private filled = 0;
  private height = 0;
  private width = 0;
  private isCounted = true;

  section({ page, blocks, restarts }: PlanSection): void {
    this.width = textWidth(page);
    this.height = page.height - page.margins.top - page.margins.bottom;
    this.isCounted = page.isCounted;
    if (restarts) this.page = 0;
    this.turn();
    for (const [index, block] of blocks.entries())
      this.block(block, blocks.slice(index + 1, index + 1 + MOST_KEPT));
  }

  private turn(): void {
    if (this.isCounted) this.page++;
    this.filled = 0;
  }

  private block(block: PlanBlock, next: readonly PlanBlock[]): void {
    if (block.kind === 'table') this.table(block, next);
    else if (block.kind === 'contents')
      for (const line of [...block.title, ...block.lines]) this.paragraph(line, []);
    else this.paragraph(block, next);
  }

  private paragraph(paragraph: PlanParagraph, next: readonly PlanBlock[]): void {
    const { look, breaks, keepsNext, bookmarks = [] } = paragraph;
    const lines = linesOf(paragraph, this.width);
    const follows = keepsNext ? keptHeight(next, this.width) : 0;
    const together = look.before + look.lineHeight + (follows > this.height ? 0 : follows);
    if (breaks || this.filled + together > this.height) {
      if (this.filled > 0) this.turn();
    }
    for (const name of bookmarks) this.pages.set(name, this.page);
    this.filled += look.before;
    for (let line = 0; line < lines; line++) {
      if (this.filled + look.lineHeight > this.height + 0.5 && this.filled > 0) this.turn();
      this.filled += look.lineHeight;
    }
    this.filled += look.after;
  }

  private table(table: PlanTable, next: readonly PlanBlock[]): void {
    const { rows, widths, paddingX } = table;
    const together = keptHeight([table, ...next], this.width);
    if (this.filled > 0 && this.filled + together > this.height && together <= this.height) this.turn();
    const heights = rows.map((row) => rowHeight(row, widths, paddingX));
    const head = rows.reduce((sum, { isHead }, index) => (isHead ? sum + heights[index]! : sum), 0);
    for (const height of heights) {
      if (this.filled + height > this.height && this.filled > head) {
        this.turn();
        this.filled = head;
      }
      this.filled += height;
    }
  }
}

/** More than a caption, two tables and what stands between them. */
const MOST_KEPT = 8;

/** The height of what begins these blocks and is kept on one page: a line, or rows as long as each keeps with the next. */
function keptHeight(blocks: readonly PlanBlock[], width: number): number {
  let height = 0;
  for (const block of blocks) {
    if (block.kind === 'contents') break;
    if (block.kind === 'paragraph') {
      const { look, keepsNext } = block;
      height += look.before + (keepsNext ? linesOf(block, width) : 1) * look.lineHeight;
      if (keepsNext !== true) break;
      continue;
    }
    const end = block.rows.findIndex((row) => !isKept(row));
    const kept = end < 0 ? block.rows : block.rows.slice(0, end + 1);
    height += kept.reduce((sum, row) => sum + rowHeight(row, block.widths, block.paddingX), 0);
    if (end >= 0) break;
  }
  return height;
}

/** Whether a row stays on the page of the next. */
export function isKept({ cells }: PlanRow): boolean {
  return cells[0]?.paragraphs[0]?.keepsNext === true;
}

function rowHeight({ cells }: PlanRow, widths: readonly number[], paddingX: number): number {
  let column = 0;
  let highest = 0;
  for (const { span, merge, isNoWrap, paragraphs } of cells) {
    const width = widths.slice(column, column + span).reduce((sum, each) => sum + each, 0) - 2 * paddingX;
    column += span;
    // What stands over several rows has the room of all.
    if (merge !== 'none') continue;
    const height = paragraphs.reduce((sum, paragraph) => {
      const { before, after, lineHeight } = paragraph.look;
      return sum + before + after + (isNoWrap ? 1 : linesOf(paragraph, width)) * lineHeight;
    }, 0);
    highest = Math.max(highest, height);
  }
  const [first] = cells.flatMap(({ paragraphs }) => paragraphs);
  return Math.max(highest, first ? first.look.before + first.look.after + first.look.lineHeight : 0) + RULE;
}

function linesOf({ runs, look }: PlanParagraph, width: number): number {
  const room = Math.max(look.size, width - look.left - look.right);
  return runsText(runs)
    .split('\n')
    .reduce((sum, line, index) => {
      const length = (displayWidth(line) / 2) * look.size + (index === 0 ? look.firstIndent : 0);
      return sum + Math.max(1, Math.ceil(length / room - 0.001));
    }, 0);
}
