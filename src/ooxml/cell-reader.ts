import type { Finding, Position, Severity } from '../model/finding.ts';
import { namingInvisible } from '../model/invisible.ts';
import { parseDecimal } from '../model/money.ts';
import { readAmountText } from './amount-text.ts';
import { addressOf, type Cell, type Row, type Sheet } from './cell.ts';

const DAY_MS = 86_400_000;
/** Cells named in a summary of many. */
const NAMED = 5;

/**
 * Reads the cells of one sheet as texts and amounts and collects what is wrong with them: `R04` no value, `R06` a
 * date or amount that is none. Formulas are read by their stored result; {@link notes} says which.
 */
export class CellReader {
  readonly findings: Finding[] = [];
  readonly sheet: Sheet;
  private readonly file: string;
  private readonly is1904: boolean;
  private readonly formulas = new Set<string>();
  private readonly told = new Set<string>();

  constructor(file: string, sheet: Sheet, is1904: boolean) {
    this.file = file;
    this.sheet = sheet;
    this.is1904 = is1904;
  }

  /** Place of a cell, as findings name it. */
  place(row: number, column: number): Position {
    return { file: this.file, line: row, column, place: `${this.sheet.name}!${addressOf(row, column)}` };
  }

  report(
    code: string,
    row: number,
    column: number,
    message: string,
    hint: string,
    severity: Severity = 'error',
  ): void {
    const position = this.place(row, column);
    // A cell may be looked at more than once.
    const identity = `${code} ${position.place} ${message}`;
    if (this.told.has(identity)) return;
    this.told.add(identity);
    this.findings.push({ code, severity, message: namingInvisible(message), hint, position });
  }

  /** Whether an error is told of a cell. */
  isReported({ place }: Position): boolean {
    return this.findings.some(({ severity, position }) => severity === 'error' && position?.place === place);
  }

  /** Text of a cell without blanks around it; empty where there is none. */
  text(row: Row, column: number): string {
    const cell = this.cell(row, column);
    if (!cell) return '';
    if (cell.kind !== 'number') return cell.text.trim();
    if (cell.shown === 'percent') return `${parseDecimal(cell.text)?.times(100).toFixed() ?? cell.text}%`;
    if (cell.shown === 'date') return this.day(cell.text) ?? cell.text;
    return cell.text;
  }

  /** A calendar day as `2025-02-21`, also from 2025/2/21 and 2025年2月21日; other text as it stands. */
  date(row: Row, column: number): string {
    const cell = this.cell(row, column);
    if (cell?.kind === 'number' && cell.shown === 'date') return this.day(cell.text) ?? cell.text;
    const text = this.text(row, column).normalize('NFKC');
    const match = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(text);
    return match ? `${match[1]}-${match[2]!.padStart(2, '0')}-${match[3]!.padStart(2, '0')}` : text;
  }

  /**
   * An amount as plain decimal text; null for an empty cell and, after reporting it, for one that is no amount.
   * No digit is changed, except that the rest of a calculation beyond 15 digits is dropped, which a note says.
   */
  amount(row: Row, column: number): string | null {
    const cell = this.cell(row, column);
    if (!cell) return null;
    if (cell.kind === 'number' && cell.shown === undefined) {
      if (cell.stored !== undefined) {
        const message = `单元格存的是计算留下的 ${cell.stored}，按显示的 15 位有效数字读作 ${cell.text}。`;
        this.report('R05', row.number, column, message, '如需准确，请直接填写金额。', 'note');
      }
      return cell.text;
    }
    const reading = cell.kind === 'text' ? readAmountText(cell.text) : null;
    if (reading?.kind === 'amount') return reading.text;
    if (reading?.kind === 'nothing') return null;
    const shown = cell.kind === 'number' ? this.text(row, column) : cell.text;
    this.report(
      'R06',
      row.number,
      column,
      `“${shown}”不是金额。`,
      reading?.hint ?? '请填数字，例如 715.20。',
    );
    return null;
  }

  /** The formulas met, in one note for the sheet. */
  notes(): Finding[] {
    const [first] = this.formulas;
    if (first === undefined) return [];
    const named = [...this.formulas].slice(0, NAMED).join('、') + (this.formulas.size > NAMED ? ' 等' : '');
    return [
      {
        code: 'R05',
        severity: 'note',
        message: `“${this.sheet.name}”有 ${this.formulas.size} 个单元格是公式（${named}），取文件保存时的计算结果。`,
        hint: '请确认文件是在 Excel 或 WPS 中重新计算后保存的；也可以改为直接填写数值。',
        position: { file: this.file, line: 1, column: 1, place: `${this.sheet.name}!${first}` },
      },
    ];
  }

  /** The cell with content; a formula without result and an error value are reported and count as empty. */
  private cell(row: Row, column: number): Cell | null {
    const cell = row.cells.get(column);
    if (!cell) return null;
    const place = addressOf(row.number, column);
    if (cell.kind === 'error') {
      this.report(
        'R04',
        row.number,
        column,
        `单元格显示错误值 ${cell.text}。`,
        '请改正公式，或直接填写内容。',
      );
      return null;
    }
    if (cell.misleading !== undefined) {
      this.report(
        'R06',
        row.number,
        column,
        `单元格存的是 ${cell.text}，按数字格式显示为“${cell.misleading}”，两者不是同一个数。`,
        '请把单元格格式改为“常规”或“数值”，核对后按应有的数填写。',
      );
      return null;
    }
    if (cell.isFormula) {
      if (cell.kind === 'text' && cell.text === '') {
        const hint = '请在 Excel 或 WPS 中打开、重新计算并保存，或直接填写内容。';
        this.report('R04', row.number, column, '公式没有计算结果。', hint);
        return null;
      }
      this.formulas.add(place);
    }
    return cell.kind === 'text' && cell.text.trim() === '' ? null : cell;
  }

  /** Days are counted from 1899-12-30, so that the day 60 that never was (1900-02-29) does no harm. */
  private day(serial: string): string | null {
    const days = Number.parseInt(serial, 10) + (this.is1904 ? 1462 : 0);
    if (!(days > 60 && days < 110_000)) return null;
    return new Date(Date.UTC(1899, 11, 30) + days * DAY_MS).toISOString().slice(0, 10);
  }
}
