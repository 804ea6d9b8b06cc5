import { containsMarks, withoutMarks } from '../document/figure-marks.ts';
import { addedClass, behindAttributes, type HtmlEdit, insertion, TextEdits } from '../document/html-edits.ts';
import { type HtmlTable, readTable } from '../document/html-table.ts';
import { classesOf, findElements, type HtmlElement, isElement, lineOf } from '../document/html-tree.ts';
import type { ParsedHtml } from '../document/parsed-html.ts';
import { plainText } from '../document/plain-text.ts';
import { addAll } from '../model/add-all.ts';
import type { PageSettings } from '../pack/page-settings.ts';
import { INDENT, leadIn } from './keep-together.ts';
import { paper } from './page-css.ts';
import { proseLines } from './prose-lines.ts';
import { splitTable } from './split-table.ts';
import { type PlanCell, type PlanRows, planTable, rowHeights, slack, type TablePlan } from './table-plan.ts';
import { lineCount, measureText } from './text-measure.ts';

const pointsPerMm = 72 / 25.4;

/**
 * The edits that set every table of the report: column widths, type size and padding, chosen from the content, are
 * written into its `<colgroup>` and its `style`. Tables of one sheet with the same number of columns are
 * set alike. What is `kept` together in their cells is put in with them, and so are `others` elsewhere; everything else
 * stays as it was.
 *
 * A sheet is `<section class="sheet …">`, landscape with the class `wide`; its tables have the class `grid`. A sheet of
 * the class `flows` may share its page with what stands before it: where it fits on one, it gets the class `whole`.
 *
 * Example: `<table class="grid">` → `<table class="grid" style="--size:8.5pt;--pad-y:2.1pt;…">`
 */
export function layTables(
  body: ParsedHtml,
  kept: readonly HtmlEdit[],
  page: PageSettings,
  others: readonly HtmlEdit[] = [],
): readonly HtmlEdit[] {
  const source: Source = { html: body.html, kept: new TextEdits(body.html, kept) };
  const edits = [...others];
  for (const section of findElements(body.nodes, 'section')) {
    if (hasClass(section, 'sheet')) addAll(edits, laySheet(source, section, page));
  }
  return source.kept.with(edits);
}

interface Source {
  readonly html: string;
  readonly kept: TextEdits;
}

function laySheet(source: Source, section: HtmlElement, page: PageSettings): HtmlEdit[] {
  const tables = findElements(section.children, 'table')
    .filter((element) => hasClass(element, 'grid'))
    .map((element) => measureTable(source, element));
  const room = roomOf({ isWide: hasClass(section, 'wide'), above: heightAbove(section, page) }, page);
  const height = room.height - captionExcess(tables, room.width);
  const flows = hasClass(section, 'flows');
  const plans = new Map<number, TablePlan>();
  for (const { columnCount } of tables) {
    if (columnCount === 0 || plans.has(columnCount)) continue;
    const alike = tables.filter((table) => table.columnCount === columnCount);
    plans.set(columnCount, planTable(planRows(alike, columnCount), { ...room, height, isDense: flows }));
  }
  let filled = room.pageHeight - height;
  const edits = tables.flatMap((table) => {
    const plan = plans.get(table.columnCount);
    if (plan === undefined) return [];
    const { breaks, end } = pageBreaks(table, plan, filled, room.pageHeight * slack);
    filled = end;
    return [
      ...planEdits(source.html, table.element, plan),
      ...splitTable(source, table.element, table.table, breaks),
    ];
  });
  const isWhole = flows && filled <= room.pageHeight * slack;
  return isWhole ? [addedClass(source.html, section, 'whole'), ...edits] : edits;
}

/**
 * The height of what stands on the page of a sheet above it: a heading of the first level, or a paragraph that announces
 * the sheet.
 */
function heightAbove(section: HtmlElement, { tables, prose }: PageSettings): number {
  let above = section.previousSibling;
  while (above !== null && !isElement(above) && lineOf([above]) === '') above = above.previousSibling;
  if (above === null || !isElement(above)) return 0;
  if (above.name === 'h1') return tables.heading;
  const text = above.name === 'p' && hasClass(section, 'flows') ? lineOf(above.children) : '';
  if (!leadIn.test(text)) return 0;
  const column = { line: prose.characters || USUAL_LINE, indent: INDENT };
  // The heading above it may come along.
  return (proseLines(text, [], column).length + 1) * prose.leading;
}

/** Characters to a line where a pack does not tell them. */
const USUAL_LINE = 28;

/** The body rows that begin a page, for tables with merged cells; others are divided by the browser. */
function pageBreaks({ head, body }: MeasuredTable, plan: TablePlan, top: number, page: number) {
  const headHeight = rowHeights(head, plan).reduce((sum, each) => sum + each, 0);
  const heights = rowHeights(body, plan);
  const breaks: number[] = [];
  let filled = top + headHeight;
  // A head without a row below it goes to the next page as a whole.
  if (filled + (heights[0] ?? 0) > page) filled = headHeight;
  for (const [row, height] of heights.entries()) {
    if (filled + height > page && row > 0) {
      breaks.push(row);
      filled = headHeight;
    }
    filled += height;
  }
  const isMerged = body.some((row) => row.some((cell) => cell.rowSpan > 1));
  return { breaks: isMerged ? breaks : [], end: filled };
}

function roomOf(
  { isWide, above }: { readonly isWide: boolean; readonly above: number },
  { margins, tables }: PageSettings,
) {
  const upright = {
    width: (paper.width - margins.left - margins.right) * pointsPerMm,
    height: (paper.height - margins.top - margins.bottom) * pointsPerMm,
  };
  const width = isWide ? upright.height : upright.width;
  const height = isWide ? upright.width : upright.height;
  return {
    width,
    height: height - tables.caption - above,
    pageHeight: height,
    largest: tables.largest,
    smallest: tables.smallest,
  };
}

/** Type sizes and line heights of a caption, in pt, as the stylesheet has them; the money unit needs room beside the unit's name. */
const captionLines = { title: [16, 24], unit: [10.5, 15.75], moneyUnit: 8 } as const;

/** What a caption is higher than one with short texts. */
function captionExcess(tables: readonly MeasuredTable[], width: number): number {
  let excess = 0;
  const parts = tables.flatMap(({ table }) => table.captionElement?.children ?? []);
  for (const element of parts.filter(isElement)) {
    const name = hasClass(element, 'table-title') ? 'title' : hasClass(element, 'table-unit') ? 'unit' : null;
    if (name === null) continue;
    const [size, leading] = captionLines[name];
    const column = width / size - (name === 'unit' ? captionLines.moneyUnit : 0);
    excess += (lineCount(measureText(lineOf(element.children)), column) - 1) * leading;
  }
  return excess;
}

function planEdits(html: string, table: HtmlElement, plan: TablePlan): HtmlEdit[] {
  const total = plan.widths.reduce((sum, width) => sum + width, 0);
  const percents = plan.widths.map((width) => `${((width / total) * 100).toFixed(3)}%`);
  const style =
    `--size:${round(plan.size)}pt;--pad-y:${round(plan.paddingY)}pt;--pad-x:${round(plan.paddingX)}pt;` +
    `--ems:${Math.ceil(total / plan.size)}`;
  const columns = findElements(table.children, 'col').map((column, index) =>
    insertion(behindAttributes(html, column), ` style="width:${percents[index]}"`),
  );
  return [insertion(behindAttributes(html, table), ` style="${style}"`), ...columns];
}

/** A table with its cells measured, once for the plan and the page breaks. */
interface MeasuredTable {
  readonly element: HtmlElement;
  readonly table: HtmlTable;
  readonly columnCount: number;
  readonly head: readonly (readonly PlanCell[])[];
  readonly body: readonly (readonly PlanCell[])[];
}

function measureTable(source: Source, element: HtmlElement): MeasuredTable {
  const table = readTable(element);
  const head: PlanCell[][] = [];
  const body: PlanCell[][] = [];
  for (const row of table.rows) (row.section === 'head' ? head : body).push(measureRow(source, table, row));
  return { element, table, columnCount: table.columnCount, head, body };
}

/** Several tables as one that has the rows of all. */
function planRows(tables: readonly MeasuredTable[], columnCount: number): PlanRows {
  return {
    columnKinds: columnKinds(tables, columnCount),
    head: tables.flatMap(({ head }) => head),
    body: tables.flatMap(({ body }) => body),
  };
}

/** What all cells of a column are that span no other. */
function columnKinds(tables: readonly MeasuredTable[], columnCount: number): PlanRows['columnKinds'] {
  const isAmount = Array.from({ length: columnCount }, () => true);
  const isCode = Array.from({ length: columnCount }, () => true);
  for (const { table } of tables) {
    for (const { section, slots } of table.rows) {
      if (section !== 'body') continue;
      for (let column = 0; column < columnCount; column++) {
        const element = slots[column]?.cell.element;
        if (element === undefined || spanOf(element, 'colspan') !== 1) continue;
        isAmount[column] &&= hasClass(element, 'amount');
        isCode[column] &&= hasClass(element, 'code');
      }
    }
  }
  return isAmount.map((each, column) => (each ? 'amount' : isCode[column] ? 'code' : 'name'));
}

function measureRow(source: Source, table: HtmlTable, row: HtmlTable['rows'][number]): PlanCell[] {
  const cells: PlanCell[] = [];
  for (let column = 0; column < table.columnCount; column++) {
    const slot = row.slots[column];
    if (!slot?.isFirst) continue;
    const { element, text } = slot.cell;
    cells.push({
      column,
      columnSpan: Math.min(spanOf(element, 'colspan'), table.columnCount - column),
      rowSpan: spanOf(element, 'rowspan'),
      text: measureText(containsMarks(text) ? withoutMarks(text) : text, keptParts(source, element)),
      indent: indentOf(element),
      isFigure: hasClass(element, 'amount') || hasClass(element, 'code'),
    });
  }
  return cells;
}

/** What is marked as never to be divided, by the template or by what is kept together. */
function keptParts({ html, kept }: Source, element: HtmlElement): string[] {
  const parts: string[] = [];
  for (const child of element.children) {
    if (isElement(child)) {
      if (hasClass(child, 'keep')) parts.push(lineOf(child.children));
      continue;
    }
    if (child.type !== 'text') continue;
    const edits = kept.within(child.startIndex!, child.endIndex! + 1);
    for (let index = 0; index + 1 < edits.length; index += 2) {
      const part = html.slice(edits[index]!.from, edits[index + 1]!.from);
      parts.push(withoutMarks(part.includes('&') ? plainText(part) : part));
    }
  }
  return parts;
}

/** In em, as the stylesheet has them. */
const INDENTS = { 'indent-1': 1, 'indent-2': 2, 'indent-3': 5 } as const;

function indentOf(element: HtmlElement): number {
  if (!element.attribs.class?.includes('indent-')) return 0;
  let indent = 0;
  for (const [name, ems] of Object.entries(INDENTS)) if (hasClass(element, name)) indent += ems;
  return indent;
}

function spanOf(element: HtmlElement, name: 'colspan' | 'rowspan'): number {
  const written = element.attribs[name];
  return written === undefined ? 1 : Number.parseInt(written, 10) || 1;
}

function hasClass(element: HtmlElement, name: string): boolean {
  const { class: classes } = element.attribs;
  // Nearly every element has one class or none; all cells of all tables pass here.
  return (
    classes !== undefined &&
    (classes === name || (classes.includes(name) && classesOf(element).includes(name)))
  );
}

function round(value: number): string {
  return String(Math.round(value * 100) / 100);
}
