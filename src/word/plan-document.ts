import { printedChart } from '../document/chart-rows.ts';
import {
  classesOf,
  findElement,
  findElements,
  type HtmlNode,
  lineOf,
  parseHtml,
} from '../document/html-tree.ts';
import { dressedDocumentOf } from '../document/read-document.ts';
import {
  type Aside,
  type Block,
  type Cell,
  type Chart,
  everyBlock,
  type Line,
  type List,
  type Look,
  lineText,
  type Paragraph,
  type Row,
  type Table,
} from '../document/tree.ts';
import { isKept, withPageNumbers } from './count-pages.ts';
import { facesOf } from './faces.ts';
import { Looks } from './looks.ts';
import { pageForm } from './page-forms.ts';
import type {
  PlanBlock,
  PlanDocument,
  PlanPage,
  PlanParagraph,
  PlanRun,
  PlanSection,
  PlanStyle,
} from './plan.ts';
import { textWidth } from './plan.ts';
import { stylesOf } from './plan-styles.ts';
import { planTable } from './plan-table.ts';
import { STYLES } from './style-names.ts';
import { stylesheetOf } from './stylesheet.ts';

export interface PrintedReport {
  readonly html: string;
  readonly title: string;
  readonly author: string;
  readonly date: string;
}

/**
 * A report as a word-processing document: what its HTML says and how its stylesheet prints it. The same report gives
 * the same plan. Spans that are kept together have no counterpart and run on.
 */
export function planDocument({ html, title, author, date }: PrintedReport): PlanDocument {
  const { children } = parseHtml(html);
  const sheet = stylesheetOf(children);
  const looks = new Looks(sheet);
  const body = findElement(children, 'body');
  const document = dressedDocumentOf(children, (element) => looks.of(element));
  const variables = looks.variablesOf(body);
  const planner = new Planner(
    (name) => pageForm(name, sheet.pages, variables),
    labelsOf(children),
    document.blocks,
  );
  const { sections, styles } = planner.plan(document.blocks);
  return { title, author, date, sections: withPageNumbers(sections), styles, draft: draftOf(children) };
}

/** What a draft says across its pages. */
function draftOf(nodes: readonly HtmlNode[]): string | null {
  const mark = findElements(nodes, 'div').find((element) => classesOf(element).includes('draft-mark'));
  return mark === undefined ? null : lineOf(mark.children);
}

/** What the table of contents calls a place, by its id, where the place is no heading. */
function labelsOf(nodes: readonly HtmlNode[]): Map<string, string> {
  return new Map(
    findElements(nodes, 'section').flatMap(({ attribs }) => {
      const label = attribs['data-contents'];
      return attribs.id !== undefined && label !== undefined ? [[attribs.id, label] as const] : [];
    }),
  );
}

/** Heights in pt: of a bar with its name, of two of them, of the line that says which is which. */
const ROW = 26;
const COMPARED_ROW = 40;
const LEGEND = 36;

interface OpenSection {
  readonly page: PlanPage;
  readonly blocks: PlanBlock[];
  readonly restarts: boolean;
}

class Planner {
  private readonly pageOf: (name: string) => PlanPage;
  private readonly labels: ReadonlyMap<string, string>;
  /** Names of bookmarks by the ids that links lead to. */
  private readonly bookmarks: ReadonlyMap<string, string>;
  private readonly sections: OpenSection[] = [];
  private readonly pages = new Map<string, PlanPage>();
  /** What stands before the next paragraph: ids, an entry of the contents, a new page. */
  private waiting: { bookmarks: string[]; label: string | null; breaks: boolean } = NOTHING();
  private list = 0;

  constructor(
    pageOf: (name: string) => PlanPage,
    labels: ReadonlyMap<string, string>,
    blocks: readonly Block[],
  ) {
    this.pageOf = pageOf;
    this.labels = labels;
    this.bookmarks = bookmarksFor(blocks);
  }

  plan(blocks: readonly Block[]): { readonly sections: PlanSection[]; readonly styles: PlanStyle[] } {
    this.blocks(blocks);
    const sections = this.sections.map(({ page, blocks: own, restarts }) => ({
      page,
      blocks: separated(own),
      restarts,
    }));
    return { sections, styles: stylesOf(sections) };
  }

  private blocks(blocks: readonly Block[]): void {
    for (const block of blocks) this.block(block);
  }

  private block(block: Block): void {
    switch (block.kind) {
      case 'heading': {
        if (block.id !== null) this.mark(block.id);
        const style = STYLES.heading(block.level);
        this.paragraph(style, block.look!, this.runs([block.runs], block.look!));
        break;
      }
      case 'paragraph':
        this.paragraph(styleOfParagraph(block), block.look!, this.runs(block.lines, block.look!));
        break;
      case 'list':
        this.listItems(block);
        break;
      case 'table':
        this.table(block);
        break;
      case 'chart':
        this.chart(block);
        break;
      case 'sheet':
        if (block.id !== null) {
          this.mark(block.id);
          this.waiting.label ??= this.labels.get(block.id) ?? null;
        }
        this.blocks(block.blocks);
        break;
      case 'apart':
        this.blocks(block.blocks);
        break;
      case 'aside':
        if (block.isContents) this.contents(block);
        else this.blocks(block.blocks);
        break;
    }
  }

  private mark(id: string): void {
    const name = this.bookmarks.get(id);
    if (name !== undefined) this.waiting.bookmarks.push(name);
  }

  private listItems({ items, isOrdered }: List): void {
    const list = ++this.list * 2 - (isOrdered ? 0 : 1);
    for (const item of items) {
      for (const [index, block] of item.entries()) {
        if (block.kind === 'paragraph' && index === 0) {
          const runs = this.runs(block.lines, block.look!);
          this.paragraph(styleOfParagraph(block), block.look!, runs, { list });
        } else this.block(block);
      }
    }
  }

  private table(table: Table): void {
    const page = this.section(table.look!);
    const width = textWidth(page);
    this.captionLines(table, width);
    if (this.waiting.breaks || this.waiting.bookmarks.length > 0) this.add(spacer(table.look!), table.look!);
    const { blocks } = this.sections.at(-1)!;
    blocks.push(planTable(table, width, cellStyle));
  }

  private chart(block: Chart): void {
    const look = block.look!;
    const width = textWidth(this.section(look));
    this.paragraph(STYLES.chartTitle, look, [{ text: block.title, look: null }], { keepsNext: true });
    const chart = printedChart(block);
    const isCompared = chart.series.length > 1;
    const height = chart.rows.length * (isCompared ? COMPARED_ROW : ROW) + (isCompared ? LEGEND : ROW);
    const { han, latin } = facesOf(look.fonts);
    // A line is as high as what stands in it, so that no program cuts it off.
    const line: Look = { ...look, style: null, lineHeight: height, breaks: false, keepsNext: false };
    const planned = { chart, width, height, fonts: { han: han.name, latin } };
    this.paragraph(STYLES.chart, line, [{ text: '', look: null, chart: planned }]);
  }

  /** What stands above a table; two lines that float to the two sides are one. */
  private captionLines({ captionLines }: Table, width: number): void {
    const shown = captionLines.filter(({ text, look }) => text !== '' && look?.isHidden !== true);
    for (let at = 0; at < shown.length; at++) {
      const { text, role, look } = shown[at]!;
      const beside = shown[at + 1];
      const style = role === 'title' ? STYLES.tableTitle : STYLES.tableLine;
      const isShared = look!.float === 'left' && beside?.look?.float === 'right';
      if (!isShared) {
        this.paragraph(style, look!, [{ text, look: null }], { keepsNext: true });
        continue;
      }
      this.paragraph(style, look!, [{ text: `${text}\t${beside.text}`, look: null }], {
        rightTab: width,
        keepsNext: true,
      });
      at++;
    }
  }

  private contents({ blocks }: Aside): void {
    const title: PlanParagraph[] = [];
    const lines: PlanParagraph[] = [];
    const first = [...everyBlock(blocks)].find((block) => 'look' in block);
    const { look } = first as Paragraph;
    const page = this.section(look!);
    const width = textWidth(page);
    for (const block of blocks) {
      if (block.kind === 'list') {
        for (const item of block.items) {
          const line = item[0];
          if (line?.kind === 'paragraph') lines.push(this.contentsLine(line, width));
        }
      } else if (block.kind === 'paragraph' || block.kind === 'heading') {
        const runs = this.runs(block.kind === 'heading' ? [block.runs] : block.lines, block.look!);
        title.push(this.made(STYLES.contentsTitle, block.look!, runs));
      }
    }
    // It begins a page where the cover before it ends one.
    const section = this.sections.at(-1)!.blocks;
    const breaks = (this.waiting.breaks || look!.breaks) && section.length > 0;
    if (breaks) this.waiting.breaks = false;
    const [head, ...rest] = title.length > 0 ? title : lines;
    const begun = head === undefined ? [] : [{ ...head, breaks }, ...rest];
    section.push({
      kind: 'contents',
      title: title.length > 0 ? begun : title,
      lines: title.length > 0 ? lines : begun,
    });
  }

  private contentsLine({ lines, look }: Paragraph, width: number): PlanParagraph {
    const [run] = lines[0]!;
    const target = this.bookmarks.get(run?.href?.slice(1) ?? '');
    const text = lines.map(lineText).join(' ');
    const level = look!.left > 0 ? 2 : 1;
    const link = target === undefined ? {} : { target };
    const number: PlanRun[] =
      target === undefined
        ? []
        : [
            { text: '\t', look: null, ...link },
            { text: '', look: null, pageOf: target, ...link },
          ];
    return {
      kind: 'paragraph',
      style: STYLES.contents(level),
      look: look!,
      runs: [{ text, look: null, ...link }, ...number],
      breaks: false,
      rightTab: width,
    };
  }

  private runs(lines: readonly Line[], around: Look): PlanRun[] {
    const runs: PlanRun[] = [];
    for (const [index, line] of lines.entries()) {
      if (index > 0) runs.push({ text: '\n', look: null });
      for (const { text, look, href } of line) {
        const own = look === undefined || isSameType(look, around) ? null : look;
        const target = href === undefined ? undefined : this.targetOf(href);
        const last = runs.at(-1);
        // Kept spans part what looks alike.
        if (last && last.look === own && last.target === target && last.text !== '\n')
          runs[runs.length - 1] = { ...last, text: last.text + text };
        else runs.push({ text, look: own, ...(target === undefined ? {} : { target }) });
      }
    }
    return runs;
  }

  private targetOf(href: string): string | undefined {
    if (href.startsWith('#')) return this.bookmarks.get(href.slice(1));
    return /^(https?|mailto):/i.test(href) ? href : undefined;
  }

  private paragraph(
    style: string,
    look: Look,
    runs: readonly PlanRun[],
    more: Partial<PlanParagraph> = {},
  ): void {
    if (look.isHidden) return;
    this.section(look);
    this.add({ ...this.made(style, look, runs), ...more }, look);
  }

  private made(style: string, look: Look, runs: readonly PlanRun[]): PlanParagraph {
    const { keepsNext } = look;
    return {
      kind: 'paragraph',
      ...styleFor(style, look),
      look,
      runs,
      breaks: false,
      ...(keepsNext ? { keepsNext } : {}),
    };
  }

  private add(paragraph: PlanParagraph, look: Look): void {
    const { bookmarks, label, breaks } = this.waiting;
    const { blocks } = this.sections.at(-1)!;
    this.waiting = NOTHING();
    blocks.push({
      ...paragraph,
      breaks: (breaks || look.breaks) && blocks.length > 0,
      ...(bookmarks.length > 0 ? { bookmarks } : {}),
      ...(label === null ? {} : { entry: { label, level: 2 } }),
    });
  }

  /** The section for a look; another page begins a new one. */
  private section({ page: name, breaks }: Look): PlanPage {
    const last = this.sections.at(-1);
    if (last?.page.name === name) {
      this.waiting.breaks ||= breaks;
      return last.page;
    }
    const known = this.pages.get(name) ?? this.pageOf(name);
    this.pages.set(name, known);
    const restarts = known.isCounted && last !== undefined && !last.page.isCounted;
    this.sections.push({ page: known, blocks: [], restarts });
    return known;
  }
}

const NOTHING = (): { bookmarks: string[]; label: string | null; breaks: boolean } => ({
  bookmarks: [],
  label: null,
  breaks: false,
});

/** The style of a paragraph, and what it is made from where the stylesheet names one. */
function styleFor(style: string, { style: named }: Look): Pick<PlanParagraph, 'style' | 'base'> {
  return named === null || named === style ? { style } : { style: named, base: style };
}

function cellStyle({ kind }: Cell, { isMark }: Row): string {
  if (isMark) return STYLES.tableMark;
  return kind === 'head' ? STYLES.tableHead : STYLES.tableText;
}

function styleOfParagraph({ role }: Paragraph): string {
  return role === 'note' ? STYLES.note : role === 'line' ? STYLES.line : STYLES.text;
}

/** Whether the letters look alike; space around concerns paragraphs only. */
function isSameType(one: Look, other: Look): boolean {
  return (
    one.isBold === other.isBold &&
    one.isItalic === other.isItalic &&
    one.size === other.size &&
    one.color === other.color &&
    one.fonts.join() === other.fonts.join()
  );
}

/** All places that a link may lead to, numbered as they come: names of bookmarks are short and plain. */
function bookmarksFor(blocks: readonly Block[]): Map<string, string> {
  const names = new Map<string, string>();
  for (const block of everyBlock(blocks)) {
    const id = block.kind === 'heading' || block.kind === 'sheet' ? block.id : null;
    if (id !== null && !names.has(id)) names.set(id, `_Toc${String(names.size + 1).padStart(6, '0')}`);
  }
  return names;
}

/** A line without height, for what only paragraphs can carry. */
export function spacer(look: Look): PlanParagraph {
  const low: Look = {
    ...look,
    size: 1,
    lineHeight: 1,
    firstIndent: 0,
    left: 0,
    right: 0,
    before: 0,
    after: 0,
  };
  return { kind: 'paragraph', style: STYLES.spacer, look: low, runs: [], breaks: false };
}

/** Two tables in a row would become one, and a section ends with a paragraph. */
function separated(blocks: readonly PlanBlock[]): PlanBlock[] {
  const result: PlanBlock[] = [];
  for (const [index, block] of blocks.entries()) {
    result.push(block);
    const next = blocks[index + 1];
    const isAlone = block.kind !== 'paragraph' && (next === undefined || next.kind === 'table');
    if (!isAlone) continue;
    const lastRow = block.kind === 'table' ? block.rows.at(-1) : undefined;
    const keeps = lastRow !== undefined && isKept(lastRow) ? { keepsNext: true } : {};
    result.push({ ...spacer(lookOf(block)), ...keeps });
  }
  return result;
}

function lookOf(block: PlanBlock): Look {
  if (block.kind === 'paragraph') return block.look;
  if (block.kind === 'contents') return (block.lines[0] ?? block.title[0])!.look;
  return block.rows.flatMap(({ cells }) => cells.flatMap(({ paragraphs }) => paragraphs))[0]!.look;
}
