import { type Cell, parseAddress, type Row, type Sheet } from './cell.ts';
import { Refusal } from './refusal.ts';
import { misleadingText } from './shown-number.ts';
import { readStoredNumber } from './stored-number.ts';
import type { NumberLook } from './styles-reader.ts';
import { decodeEscapes, readXml } from './xml-reader.ts';
import type { ZipParts } from './zip-reader.ts';

export const SHEET_LIMITS = {
  /** Rows written in the file, empty ones included. */
  rows: 200_000,
  /** Cells with content in all sheets. */
  cells: 4_000_000,
} as const;

/** What the sheets of one workbook share. */
export interface SheetContext {
  readonly strings: readonly string[];
  readonly styles: readonly NumberLook[];
  /** Cells read so far in all sheets. */
  cells: number;
}

/** Texts that cells refer to by number; phonetic guides are left out. */
export async function readSharedStrings(parts: ZipParts, part: string | null): Promise<string[]> {
  const strings: string[] = [];
  if (part === null) return strings;
  let text = '';
  let inText = false;
  let inPhonetic = false;
  await readXml(parts, part, {
    open(name) {
      if (name === 'si') text = '';
      if (name === 'rPh') inPhonetic = true;
      if (name === 't') inText = !inPhonetic;
    },
    text(piece) {
      if (inText) text += piece;
    },
    close(name) {
      if (name === 't') inText = false;
      if (name === 'rPh') inPhonetic = false;
      if (name === 'si') strings.push(decodeEscapes(text));
    },
  });
  return strings;
}

/** Rows with content and merged ranges of one sheet. Throws a {@link Refusal} for more than any ledger has. */
export async function readSheet(
  parts: ZipParts,
  part: string,
  context: SheetContext,
): Promise<Pick<Sheet, 'rows' | 'merges' | 'hiddenColumns'>> {
  const reader = new SheetReader(context);
  if (!(await readXml(parts, part, reader))) throw new Refusal('broken', part);
  const { rows, merges, hiddenColumns } = reader;
  return { rows, merges, hiddenColumns };
}

class SheetReader {
  readonly rows: Row[] = [];
  readonly merges: string[] = [];
  readonly hiddenColumns: [number, number][] = [];
  private readonly context: SheetContext;
  private rowsSeen = 0;
  private rowNumber = 0;
  private isRowHidden = false;
  private column = 0;
  private cells = new Map<number, Cell>();
  private type = 'n';
  private style = 0;
  private isFormula = false;
  private value = '';
  private collecting = false;
  private inPhonetic = false;

  constructor(context: SheetContext) {
    this.context = context;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'row') this.openRow(attributes);
    else if (name === 'c') this.openCell(attributes);
    else if (name === 'f') this.isFormula = true;
    else if (name === 'v') this.collecting = this.type !== 'inlineStr';
    else if (name === 'rPh') this.inPhonetic = true;
    else if (name === 'col' && isTrue(attributes.hidden) && this.hiddenColumns.length < SHEET_LIMITS.rows)
      this.hiddenColumns.push([Number(attributes.min), Number(attributes.max)]);
    else if (name === 'mergeCell' && this.merges.length < SHEET_LIMITS.rows)
      this.merges.push(attributes.ref ?? '');
    else if (name === 't' && this.type === 'inlineStr') this.collecting = !this.inPhonetic;
  }

  text(piece: string): void {
    if (this.collecting) this.value += piece;
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.collecting = false;
    else if (name === 'rPh') this.inPhonetic = false;
    else if (name === 'c') this.closeCell();
    else if (name === 'row' && this.cells.size > 0)
      this.rows.push({
        number: this.rowNumber,
        cells: this.cells,
        ...(this.isRowHidden ? { isHidden: true } : {}),
      });
  }

  private openRow({ r: stated, hidden, ht }: Readonly<Record<string, string>>): void {
    this.rowsSeen += 1;
    if (this.rowsSeen > SHEET_LIMITS.rows) throw new Refusal('tooManyRows');
    const number = stated === undefined ? this.rowNumber + 1 : Number(stated);
    if (!Number.isInteger(number) || number <= this.rowNumber || number > 1_048_576)
      throw new Refusal('broken');
    this.rowNumber = number;
    this.isRowHidden = isTrue(hidden) || (ht !== undefined && Number(ht) === 0);
    this.column = 0;
    this.cells = new Map();
  }

  private openCell(attributes: Readonly<Record<string, string>>): void {
    const address = attributes.r === undefined ? null : parseAddress(attributes.r);
    this.column = address?.column ?? this.column + 1;
    this.type = attributes.t ?? 'n';
    this.style = Number(attributes.s ?? 0);
    this.isFormula = false;
    this.value = '';
  }

  private closeCell(): void {
    const cell = this.cell();
    if (!cell) return;
    this.context.cells += 1;
    if (this.context.cells > SHEET_LIMITS.cells) throw new Refusal('tooManyCells');
    this.cells.set(this.column, cell);
  }

  private cell(): Cell | null {
    const formula = this.isFormula ? { isFormula: true } : {};
    // A formula without a result is not an empty cell: its value is missing.
    if (this.value === '') return this.isFormula ? { kind: 'text', text: '', ...formula } : null;
    switch (this.type) {
      case 's':
        return textCell(this.context.strings[Number(this.value)] ?? '', formula);
      case 'inlineStr':
      case 'str':
        return textCell(decodeEscapes(this.value), formula);
      case 'b':
        return { kind: 'boolean', text: this.value === '1' ? 'TRUE' : 'FALSE', ...formula };
      case 'e':
        return { kind: 'error', text: this.value, ...formula };
      case 'd':
        return textCell(this.value.slice(0, 10), formula);
      default:
        return this.numberCell(formula);
    }
  }

  private numberCell(formula: object): Cell {
    const number = readStoredNumber(this.value.trim());
    // What is no number (NaN, Infinity, left by programs that calculate) spoils its own cell only.
    if (number === null) return { kind: 'error', text: this.value.trim().slice(0, 40), ...formula };
    const { shown, code } = this.context.styles[this.style] ?? {};
    const misleading = shown === undefined && code !== undefined ? misleadingText(number.text, code) : null;
    return {
      kind: 'number',
      text: number.text,
      ...(shown === undefined ? {} : { shown }),
      ...(misleading === null ? {} : { misleading }),
      ...(number.isRounded ? { stored: this.value.trim() } : {}),
      ...formula,
    };
  }
}

function isTrue(flag: string | undefined): boolean {
  return flag === '1' || flag === 'true';
}

function textCell(text: string, formula: { isFormula?: boolean }): Cell | null {
  const lines = text.replace(/\r\n?/g, '\n');
  return lines.trim() === '' && formula.isFormula === undefined
    ? null
    : { kind: 'text', text: lines, ...formula };
}
