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
    for (const [index, block] of blocks.entries()) this.block(block, blocks[index + 1]);
  }

  private turn(): void {
    if (this.isCounted) this.page++;
    this.filled = 0;
  }

  private block(block: PlanBlock, next: PlanBlock | undefined): void {
    if (block.kind === 'table') this.table(block);
    else if (block.kind === 'contents')
      for (const line of [...block.title, ...block.lines]) this.paragraph(line, undefined);
    else this.paragraph(block, next);
  }

  private paragraph(paragraph: PlanParagraph, next: PlanBlock | undefined): void {
    const { look, breaks, keepsNext, bookmarks = [] } = paragraph;
    const lines = linesOf(paragraph, this.width);
    const follows = keepsNext && next ? firstHeight(next) : 0;
    if (breaks || this.filled + look.before + look.lineHeight + follows > this.height) {
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

  private table({ rows, widths, paddingX }: PlanTable): void {
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

/** What stays together with a heading above it. */
function firstHeight(block: PlanBlock): number {
  if (block.kind === 'paragraph') return block.look.before + block.look.lineHeight;
  if (block.kind === 'contents') return 0;
  return block.rows.slice(0, 1).reduce((sum, row) => sum + rowHeight(row, block.widths, block.paddingX), 0);
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
