import type { PageSettings } from '../model/page-settings.ts';
import { containsMarks, withoutMarks } from './figure-marks.ts';
import { type HtmlTable, readTable } from './html-table.ts';
import { type HtmlElement, isElement, lineOf, parseHtml } from './html-tree.ts';
import { paper } from './page-css.ts';
import { splitTable } from './split-table.ts';
import { type PlanCell, type PlanRows, planTable, rowHeights, slack, type TablePlan } from './table-plan.ts';
import { lineCount, measureText } from './text-measure.ts';

const pointsPerMm = 72 / 25.4;

/**
 * Sets every table of the report: column widths, type size and padding, chosen from the content, are
 * written into its `<colgroup>` and its `style`. Tables of one sheet with the same number of columns are
 * set alike. Everything else stays as it was.
 *
 * A sheet is `<section class="sheet …">`, landscape with the class `wide`; its tables have the class `grid`.
 *
 * Example: `<table class="grid">` → `<table class="grid" style="--size:8.5pt;--pad-y:2.1pt;…">`
 */
export function layTables(html: string, page: PageSettings): string {
  return html.replace(
    /(<\/h1>\s*)?<section class="sheet([^"]*)"[\s\S]*?<\/section>/g,
    (sheet, heading: string | undefined, classes: string) =>
      laySheet(sheet, { isWide: /\bwide\b/.test(classes), isBelowHeading: heading !== undefined }, page),
  );
}

interface Sheet {
  readonly isWide: boolean;
  readonly isBelowHeading: boolean;
}

function laySheet(html: string, sheet: Sheet, page: PageSettings): string {
  const tables = parseHtml(html)
    .children.flatMap(descendants)
    .filter((element) => element.name === 'table' && classesOf(element).includes('grid'))
    .map(readTable);
  const room = roomOf(sheet, page);
  const height = room.height - captionExcess(tables, room.width);
  const plans = new Map<number, TablePlan>();
  for (const { columnCount } of tables) {
    if (columnCount === 0 || plans.has(columnCount)) continue;
    const alike = tables.filter((table) => table.columnCount === columnCount);
    plans.set(columnCount, planTable(rowsOf(alike, columnCount), { ...room, height }));
  }
  let index = 0;
  let filled = room.pageHeight - height;
  return html.replace(/<table class="grid[^>]*>[\s\S]*?<\/table>/g, (source) => {
    const table = tables[index++];
    const plan = plans.get(table?.columnCount ?? 0);
    if (table === undefined || plan === undefined) return source;
    const { breaks, end } = pageBreaks(table, plan, filled, room.pageHeight * slack);
    filled = end;
    return splitTable(withPlan(source, plan), table, breaks);
  });
}

/** The body rows that begin a page, for tables with merged cells; others are divided by the browser. */
function pageBreaks(table: HtmlTable, plan: TablePlan, top: number, page: number) {
  const { head, body } = rowsOf([table], table.columnCount);
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

function roomOf({ isWide, isBelowHeading }: Sheet, { margins, tables }: PageSettings) {
  const upright = {
    width: (paper.width - margins.left - margins.right) * pointsPerMm,
    height: (paper.height - margins.top - margins.bottom) * pointsPerMm,
  };
  const width = isWide ? upright.height : upright.width;
  const height = isWide ? upright.width : upright.height;
  const above = tables.caption + (isBelowHeading ? tables.heading : 0);
  return {
    width,
    height: height - above,
    pageHeight: height,
    largest: tables.largest,
    smallest: tables.smallest,
  };
}

/** Type sizes and line heights of a caption, in pt, as the stylesheet has them; the money unit needs room beside the unit's name. */
const captionLines = { title: [16, 24], unit: [10.5, 15.75], moneyUnit: 8 } as const;

/** What a caption is higher than one with short texts. */
function captionExcess(tables: readonly HtmlTable[], width: number): number {
  let excess = 0;
  for (const element of tables.flatMap((table) => table.captionElement?.children ?? []).filter(isElement)) {
    const classes = classesOf(element);
    const name = classes.includes('table-title') ? 'title' : classes.includes('table-unit') ? 'unit' : null;
    if (name === null) continue;
    const [size, leading] = captionLines[name];
    const column = width / size - (name === 'unit' ? captionLines.moneyUnit : 0);
    excess += (lineCount(measureText(lineOf(element.children)), column) - 1) * leading;
  }
  return excess;
}

function withPlan(table: string, plan: TablePlan): string {
  const total = plan.widths.reduce((sum, width) => sum + width, 0);
  const percents = plan.widths.map((width) => `${((width / total) * 100).toFixed(3)}%`);
  const style =
    `--size:${round(plan.size)}pt;--pad-y:${round(plan.paddingY)}pt;--pad-x:${round(plan.paddingX)}pt;` +
    `--ems:${Math.ceil(total / plan.size)}`;
  let column = 0;
  return table
    .replace(/^<table class="grid[^>]*>/, (tag) => `${tag.slice(0, -1)} style="${style}">`)
    .replace(/<col\b([^>]*)>/g, (_, rest: string) => `<col${rest} style="width:${percents[column++]}">`);
}

function rowsOf(tables: readonly HtmlTable[], columnCount: number): PlanRows {
  const rows = tables.flatMap((table) => table.rows.map((row) => ({ row, cells: cellsOf(table, row) })));
  const kinds = Array.from({ length: columnCount }, (_, column) => {
    const cells = rows.flatMap(({ row }) => {
      const slot = row.section === 'body' ? row.slots[column] : null;
      return slot && spanOf(slot.cell.element, 'colspan') === 1 ? [classesOf(slot.cell.element)] : [];
    });
    const all = (name: string): boolean => cells.every((classes) => classes.includes(name));
    return all('amount') ? 'amount' : all('code') ? 'code' : 'name';
  });
  return {
    columnKinds: kinds,
    head: rows.filter(({ row }) => row.section === 'head').map(({ cells }) => cells),
    body: rows.filter(({ row }) => row.section !== 'head').map(({ cells }) => cells),
  };
}

function cellsOf(table: HtmlTable, row: HtmlTable['rows'][number]): PlanCell[] {
  return row.slots.flatMap((slot, column) => {
    if (!slot?.isFirst) return [];
    const { element, text } = slot.cell;
    const classes = classesOf(element);
    const indent = classes.map((name) => INDENTS[name] ?? 0).reduce((sum, each) => sum + each, 0);
    return {
      column,
      columnSpan: Math.min(spanOf(element, 'colspan'), table.columnCount - column),
      rowSpan: spanOf(element, 'rowspan'),
      text: measureText(containsMarks(text) ? withoutMarks(text) : text, keptParts(element)),
      indent,
      isFigure: classes.includes('amount') || classes.includes('code'),
    };
  });
}

/** What is marked as never to be divided. */
function keptParts(element: HtmlElement): string[] {
  return element.children
    .filter(isElement)
    .filter((child) => classesOf(child).includes('keep'))
    .map((child) => lineOf(child.children));
}

/** In em, as the stylesheet has them. */
const INDENTS: Readonly<Record<string, number>> = { 'indent-1': 1, 'indent-2': 2, 'indent-3': 5 };

function spanOf(element: HtmlElement, name: string): number {
  return Number.parseInt(element.attribs[name] ?? '1', 10) || 1;
}

function classesOf(element: HtmlElement): string[] {
  return (element.attribs.class ?? '').split(/\s+/);
}

function descendants(node: ReturnType<typeof parseHtml>['children'][number]): HtmlElement[] {
  return isElement(node) ? [node, ...node.children.flatMap(descendants)] : [];
}

function round(value: number): string {
  return String(Math.round(value * 100) / 100);
}
