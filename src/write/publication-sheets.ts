import { readDocument } from '../document/read-document.ts';
import { type Place, placesOf } from '../document/table-grid.ts';
import {
  type CaptionLine,
  everyBlock,
  lineText,
  type Row,
  type Sheet,
  type Table,
} from '../document/tree.ts';
import { addressOf } from '../ooxml/cell.ts';
import type { CellStyle, PlanCell, PlanSheet, PlanWorkbook } from '../ooxml/sheet-plan.ts';
import { displayWidth, heightFor } from '../ooxml/text-size.ts';

/*
 * The public tables as a workbook. They are read from the document itself, so that a sheet has the heads, the merged
 * cells, the wording and the rounded figures of the printed table, whatever the pack prints.
 */

const TITLE: CellStyle = { bold: true, size: 16, align: 'center' };
const LEFT: CellStyle = { align: 'left' };
const RIGHT: CellStyle = { align: 'right' };
const HEAD: CellStyle = { bold: true, border: true, align: 'center', wrap: true };
const TEXT: CellStyle = { border: true, align: 'left', wrap: true };
const CENTER: CellStyle = { border: true, align: 'center', wrap: true };
const NOTE: CellStyle = { align: 'left', wrap: true };

const MAX_NAME = 31;
const MIN_WIDTH = 6;
const MAX_WIDTH = 36;
const MAX_HEAD_WIDTH = 12;
/** Characters that fit across an upright A4 page at a readable size. */
const PORTRAIT_WIDTH = 100;

/** The tables of a report, each on a sheet of its own: real numbers, head rows repeated on every printed page, A4. */
export function publicationWorkbook({ html, title, author }: PublishedReport): PlanWorkbook {
  const names = new Set<string>();
  const sheets: PlanSheet[] = [];
  for (const block of everyBlock(readDocument(html).blocks)) {
    if (block.kind === 'sheet' && tablesOf(block).length > 0)
      sheets.push(new SheetBuilder(block, names).build());
  }
  return { title, author, sheets };
}

export interface PublishedReport {
  readonly html: string;
  readonly title: string;
  readonly author: string;
}

class SheetBuilder {
  private readonly sheet: Sheet;
  private readonly tables: readonly Table[];
  private readonly names: Set<string>;
  private readonly rows: (PlanCell | null)[][] = [];
  private readonly merges: string[] = [];
  /** Numbers of the rows that belong to a table, as against its title and notes. */
  private readonly tableRows = new Set<number>();
  private readonly columnCount: number;

  constructor(sheet: Sheet, names: Set<string>) {
    this.sheet = sheet;
    this.tables = tablesOf(sheet);
    this.names = names;
    this.columnCount = Math.max(...this.tables.map((table) => table.columnCount));
  }

  build(): PlanSheet {
    const caption = this.tables.find(({ caption: own }) => own !== null)?.captionLines ?? [];
    this.caption(caption);
    const firstRows = this.tables[0]!.rows;
    const headRows = this.rows.length + firstRows.filter(({ section }) => section === 'head').length;
    for (const table of this.tables) this.table(table);
    for (const block of this.sheet.blocks) {
      if (block.kind === 'paragraph') this.wide(block.lines.map(lineText).join(' '), NOTE);
    }
    const widths = this.widths();
    const isWide = this.sheet.isWide || sum(widths) > PORTRAIT_WIDTH;
    return {
      name: this.name(caption),
      columns: widths.map((width) => ({ width })),
      rows: this.rows,
      heights: this.heights(widths),
      merges: this.merges,
      frozenRows: headRows,
      print: { landscape: isWide, headRows },
    };
  }

  /** Title across the table; of the lines below it two share a row, as in the printed table. */
  private caption(lines: readonly CaptionLine[]): void {
    const before = lines.slice(
      0,
      lines.findIndex(({ role }) => role === 'title'),
    );
    const title = lines.find(({ role }) => role === 'title');
    const after = lines.slice(before.length + 1);
    for (const { text } of before) this.wide(text, LEFT);
    if (title) this.wide(title.text, TITLE);
    if (after.length === 2 && this.columnCount > 1) {
      const row: (PlanCell | null)[] = Array.from({ length: this.columnCount }, () => null);
      row[0] = { value: after[0]!.text, style: LEFT };
      row[this.columnCount - 1] = { value: after[1]!.text, style: RIGHT };
      this.rows.push(row);
    } else for (const { text } of after) this.wide(text, LEFT);
  }

  private table(table: Table): void {
    const first = this.rows.length + 1;
    for (const [index, places] of placesOf(table).entries()) {
      const row = table.rows[index]!;
      this.tableRows.add(this.rows.push(places.map((place) => cellAt(row, place))));
      for (const { column, colSpan, rowSpan } of row.cells) {
        if (colSpan === 1 && rowSpan === 1) continue;
        this.merge(first + index, column + 1, first + index + rowSpan - 1, column + colSpan);
      }
    }
  }

  private wide(value: string, style: CellStyle): void {
    this.rows.push([{ value, style }]);
    if (this.columnCount > 1) this.merge(this.rows.length, 1, this.rows.length, this.columnCount);
  }

  private merge(firstRow: number, firstColumn: number, lastRow: number, lastColumn: number): void {
    this.merges.push(`${addressOf(firstRow, firstColumn)}:${addressOf(lastRow, lastColumn)}`);
  }

  /** From the texts of the body; heads, titles and long texts are wrapped. */
  private widths(): number[] {
    const merged = new Set(
      this.merges.filter((range) => !isVertical(range)).map((range) => range.split(':')[0]),
    );
    return Array.from({ length: this.columnCount }, (_, column) => {
      const widths = this.rows.map((cells, row) => {
        const cell = cells[column];
        if (!cell || !this.tableRows.has(row + 1) || merged.has(addressOf(row + 1, column + 1))) return 0;
        const width = displayWidth(cell.value) + 2;
        return cell.style === HEAD ? Math.min(width, MAX_HEAD_WIDTH) : width;
      });
      return Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, ...widths));
    });
  }

  private heights(widths: readonly number[]): Map<number, number> {
    const total = sum(widths);
    const spans = new Map(this.merges.map((range) => [range.split(':')[0]!, range]));
    return new Map(
      this.rows.map((cells, row) => {
        const texts = cells.flatMap((cell, column) => {
          if (!cell) return [];
          const range = spans.get(addressOf(row + 1, column + 1));
          if (range !== undefined && isVertical(range)) return [];
          const width = range === undefined ? widths[column]! : spanWidth(range, widths, total);
          return [[cell.value, width] as const];
        });
        if (cells[0]?.style === TITLE) return [row + 1, 26];
        // Texts beside each other below the title run on over the columns between them.
        const isShared = cells.length > 1 && !this.tableRows.has(row + 1);
        return [row + 1, isShared ? 20 : heightFor(texts)];
      }),
    );
  }

  /** Name of the sheet: the number of the table, else its title; unique, as spreadsheet programs want it. */
  private name(caption: readonly CaptionLine[]): string {
    const number = caption.find(({ role }) => role === 'number')?.text.replace(/\s/g, '');
    const title = caption.find((line) => line.role === 'title')?.text ?? this.sheet.id ?? '';
    const base = (number ?? title).replace(/[\\/?*[\]:']/g, ' ').trim();
    for (let count = 1; ; count += 1) {
      const suffix = count === 1 ? '' : ` ${count}`;
      const name = base.slice(0, MAX_NAME - suffix.length) + suffix;
      if (this.names.has(name)) continue;
      this.names.add(name);
      return name;
    }
  }
}

function tablesOf({ blocks }: Sheet): Table[] {
  return blocks.filter((block) => block.kind === 'table');
}

function cellAt({ section }: Row, place: Place | null): PlanCell | null {
  if (place === null) return null;
  const { kind, text, indent } = place.cell;
  const value = place.isFirst ? text : '';
  if (section === 'head' || kind === 'head') return { value, style: HEAD };
  if (kind === 'amount') return amountCell(value);
  if (kind === 'code') return { value, style: CENTER };
  return { value, style: indent === 0 ? TEXT : { ...TEXT, indent } };
}

/** A printed amount as a number that shows the same digits; anything else as it stands. */
function amountCell(text: string): PlanCell {
  const match = /^-?(\d+|\d{1,3}(,\d{3})+)(\.(\d+))?$/.exec(text);
  const decimals = match?.[4]?.length ?? 2;
  const digits = decimals === 0 ? '0' : `0.${'0'.repeat(decimals)}`;
  const format = text.includes(',') ? `#,##${digits}` : digits;
  const style: CellStyle = { border: true, align: 'right', format };
  return match ? { value: text.replaceAll(',', ''), isNumber: true, style } : { value: text, style };
}

function isVertical(range: string): boolean {
  const [first = '', last = ''] = range.split(':');
  return first.replace(/\d/g, '') === last.replace(/\d/g, '');
}

function spanWidth(range: string, widths: readonly number[], total: number): number {
  const [first, last] = range.split(':').map((address) => columnOf(address));
  return first === undefined || last === undefined ? total : sum(widths.slice(first - 1, last));
}

function columnOf(address: string): number {
  return [...address.replace(/\d/g, '')].reduce((sumOf, letter) => sumOf * 26 + letter.charCodeAt(0) - 64, 0);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
